"""What an open book can't take in: settings, templates, static files, code. Their change wants a new process."""

import sys
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

import synthkit


def wants_a_new_builder(app: Sphinx) -> list[Path]:
    """Files and folders, each once; what is installed (``site-packages``) is taken to stay as it is."""
    return sorted({path.resolve() for path in (*_of_settings(app), *_of_code())})


def _of_settings(app: Sphinx) -> Iterator[Path]:
    config = app.config
    yield Path(app.confdir) / "conf.py"
    yield Path(app.confdir) / "docutils.conf"
    folders = [*config.templates_path, *config.html_static_path, *config.html_extra_path, *config.html_theme_path]
    for name in (*folders, config.html_logo, config.html_favicon):
        if name and "://" not in name:
            path = Path(app.confdir) / name
            if not _is_installed(path):
                yield path
    yield from (Path(app.srcdir) / name for name in config.locale_dirs)


def _of_code() -> Iterator[Path]:
    package = Path(synthkit.__file__).parent
    if not _is_installed(package):
        yield package
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and not _is_installed(Path(file)) and package not in Path(file).parents:
            yield Path(file)


def _is_installed(path: Path) -> bool:
    roots = {Path(root).resolve() for root in (sys.prefix, sys.base_prefix)}
    return bool(roots & set(path.resolve().parents)) or "site-packages" in path.parts
