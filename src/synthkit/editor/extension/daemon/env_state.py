"""What Sphinx and extensions keep of a book for longer than a build, and what an open book can't take in."""

import hashlib
import pickle
import sys
from collections.abc import Set
from pathlib import Path, PurePath
from typing import cast

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.domain import BibtexDomain

import synthkit

#: Domains whose data hold lines and other things of one page; what others can see of them is noted or listed.
_KNOWN = {"c", "changeset", "citation", "cite", "cpp", "footcite", "index", "js", "math", "py", "rst", "std", "synth"}


class Surroundings:
    """The fingerprint of what extensions that nobody knows keep for the whole book; asked after each reading.

    When it changed all pages are written again, for which page shows it can't be told. Only a book kept open can have
    it: what they keep is pickled otherwise in each process.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        """Before extensions add to the environment."""
        self._own_attributes = set(vars(env))
        self._last = b""

    def changed(self, env: BuildEnvironment) -> bool:
        """Whether any of it changed since the last call."""
        digest = hashlib.sha256()
        for domain in env.domains.sorted():
            if domain.name not in _KNOWN:
                digest.update(pickle.dumps(domain.data))
        for name in sorted(vars(env).keys() - self._own_attributes):
            digest.update(pickle.dumps(vars(env)[name]))
        before, self._last = self._last, digest.digest()
        return before != self._last


def restore_order(env: BuildEnvironment) -> None:
    """Sort what goes by document names as a first reading would have left it: Sphinx reads documents in that order."""
    for holder in (vars(env), *env.domaindata.values()):
        for value in holder.values():
            if isinstance(value, dict) and len(value) > 1 and value.keys() <= env.all_docs.keys():
                ordered = sorted(value.items(), key=lambda item: item[0])
                if list(value) != [name for name, _ in ordered]:
                    value.clear()
                    value.update(ordered)
    cite = cast("BibtexDomain", env.get_domain("cite"))
    cite.citation_refs.sort(key=lambda reference: reference.docname)
    bibliographies = sorted(cite.bibliographies.items(), key=lambda item: item[0].docname)
    cite.bibliographies.clear()
    cite.bibliographies.update(bibliographies)


def with_pictures_of_one_name(env: BuildEnvironment) -> Set[str]:
    """The documents that have a picture, when two pictures want one file name: who comes first gets it."""
    names = {path: name for path, (_, name) in env.images.items()}
    if all(PurePath(path).name == name for path, name in names.items()):
        return frozenset()
    return frozenset(docname for docnames, _ in env.images.values() for docname in docnames)


def wants_a_new_builder(app: Sphinx) -> list[Path]:
    """Settings, templates, static files and code, whose change wants a new process: files and folders, each once.

    What is installed (``site-packages``) is taken to stay as it is.
    """
    config, settings = app.config, Path(app.confdir)
    folders = [*config.templates_path, *config.html_static_path, *config.html_extra_path, *config.html_theme_path]
    files = (*folders, config.html_logo, config.html_favicon)
    found = [settings / name for name in files if name and "://" not in name]
    package = Path(synthkit.__file__).parent
    modules = (Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None)))
    found += [package, *(module for module in modules if package not in module.parents)]
    roots = {Path(root).resolve() for root in (sys.prefix, sys.base_prefix)}
    own = {path for path in found if not roots & set(path.resolve().parents) and "site-packages" not in path.parts}
    own |= {settings / "conf.py", settings / "docutils.conf", *(Path(app.srcdir) / name for name in config.locale_dirs)}
    return sorted({path.resolve() for path in own})
