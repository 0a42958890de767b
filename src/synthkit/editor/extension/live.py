"""What a preview shows, made in processes of their own: the website by one build a save, single pages as printed."""

import os
import sys
from collections.abc import Set
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import docutils_namespace, patch_docutils

import synthkit
from synthkit.build.check import Finding
from synthkit.build.runner import Run
from synthkit.build.typst_runs import Book
from synthkit.editor.extension.check import CollectingSphinx, documents_of
from synthkit.editor.preview.live_session import Built
from synthkit.i18n import i18n_of_terminal, language_of
from synthkit.sphinx.bibtex import reader
from synthkit.sphinx.build_state import drop_doctrees
from synthkit.sphinx.diagnostics.exceptions import explained
from synthkit.sphinx.print.builder import PrintBuilder


def build(line: Connection, book: Path, output: Path, changed: frozenset[Path], again: frozenset[str]) -> None:
    """Build the website below ``output`` and send what came of it: ``Built``, or in words why it failed.

    Pages of ``changed`` files are read whatever their dates, and the documents ``again``.
    """

    def outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> Set[str]:
        return again.union(*(documents_of(env, path) for path in changed)) & env.found_docs

    app = None
    try:
        with patch_docutils(book), docutils_namespace():
            app = CollectingSphinx(book, book, output / "html", output / "doctrees", "html", status=None)
            app.connect("env-get-outdated", outdated)
            app.connect("write-started", lambda *_: setattr(app, "rereads_all", True))
            app.build()
            line.send(_built(app))
    except Exception as error:  # whatever it is, an editor reads it in one line
        line.send(_why(error, app, book, output))


def _built(app: CollectingSphinx) -> Built:
    env, config, folder = app.env, app.config, Path(app.confdir)
    settings = [folder / name for name in ("conf.py", "docutils.conf", *config.templates_path, *config.html_theme_path)]
    settings += [Path(app.srcdir, name) for name in config.locale_dirs]
    # what is installed is taken to stay as it is
    installed = (sys.prefix, sys.base_prefix, Path(synthkit.__file__).parent)
    roots = {Path(root).resolve() for root in installed}
    modules = (Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None)))
    settings += [path for path in modules if not roots & set(path.resolve().parents)]
    sources = [folder / name for name in (*config.html_static_path, *config.html_extra_path) if "://" not in name]
    sources += [Path(env.srcdir, name) for names in env.dependencies.values() for name in names]
    return Built(
        i18n_of_terminal(config.language).language,
        len(env.all_docs),
        tuple(dict.fromkeys(_warning(app, one) for one in sorted(app.findings))),
        frozenset(env.reread_always),
        frozenset(path.resolve() for path in settings),
        frozenset(path.resolve() for path in (*sources, *map(Path, reader.bibfiles(app)))),
    )


def _warning(app: Sphinx, finding: Finding) -> tuple[str, str]:
    """A warning as compilers write it, and the page it is about."""
    docname = app.env.path2doc(finding.path) if finding.path else None
    page = app.builder.get_target_uri(docname) if docname in app.env.found_docs else ""
    return f"{_seen(finding.path, finding.line)}{finding.message} [{finding.code}]", page


def _why(error: Exception, app: Sphinx | None, book: Path, output: Path) -> str:
    problem = explained(error, app, book, output)
    where = _seen(problem.where.path, problem.where.line)
    return f"{where}{problem.format(i18n_of_terminal(language_of(book)))} [synthkit.{problem.code.value}]"


def _seen(path: str, line: int) -> str:
    return "" if not path else f"{os.path.relpath(path)}:{line}: " if line else f"{os.path.relpath(path)}: "


def print_pages(line: Connection, book: Path, output: Path) -> None:
    """Hold a book open for its edition on paper: for each document's name the PDF of its page, or what is wrong."""
    app = None
    try:
        with patch_docutils(book), docutils_namespace():
            # the build of the website has told the warnings
            app = Sphinx(book, book, output / "typst", output / "doctrees", "typst", status=None, warning=None)
            builder = cast(PrintBuilder, app.builder)
            while docname := line.recv():
                drop_doctrees(app)
                builder.phase = BuildPhase.READING
                builder.read()
                problems: list[str] = []
                page = None
                if docname in app.env.found_docs:
                    run = Run(book, output, False, problems.append, os.environ)
                    page = Book(run, builder.write_page(docname)).page()
                line.send(page or "\n".join(problems) or docname)
    except EOFError:  # nobody asks any more
        raise
    except Exception as error:
        line.send(_why(error, app, book, output))
