"""One run of Sphinx: an edition, or a check that collects what is told instead of printing it."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from synthkit.build.findings import Finding, Level, Report, report
from synthkit.diagnostics import Code, Problem
from synthkit.editor.extension import check_builder
from synthkit.editor.extension.upstream import kind_of, message_of, place_of
from synthkit.sphinx.builders import CHECKER
from synthkit.sphinx.diagnostics import exceptions
from synthkit.sphinx.typography.transforms import is_french


def build(
    builder: str, book: Path, results: Path, doctrees: Path, *, strict: bool, settings: Mapping[str, str] | None = None
) -> int:
    """Make an edition; what is told is printed. The status is Sphinx's own, 2 when it came to no end.

    ``settings`` stand above those of conf.py.
    """
    app = None
    try:
        with patch_docutils(book), docutils_namespace():
            app = Sphinx(
                book,
                book,
                results,
                doctrees,
                builder,
                confoverrides=dict(settings or {}),
                status=sys.stdout,
                warning=sys.stderr,
                warningiserror=strict,
                parallel=os.cpu_count() or 1,
            )
            type(app.builder).epilog = ""  # the results stand elsewhere, and are named by who asked for them
            app.build()
            return app.statuscode
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # whatever it is, an editor is told it in one line
        problem = problem_of(error, app, book, doctrees.parent)
        print(f"{problem.where}: {problem.told(exceptions.i18n_of_book(book))} [{_code(problem)}]", file=sys.stderr)
        return 2


class Collecting(Sphinx):
    """Sphinx whose warnings end in a list, from the loading of the extensions on."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.findings: list[Finding] = []
        super().__init__(*arguments, **options)

    def collect(self) -> None:
        """Take the warnings where they would be printed; for ``setup`` of the extension, behind all other filters."""
        for handler in logging.getLogger(NAMESPACE).handlers:
            if isinstance(handler, WarningStreamHandler):
                handler.addFilter(_Collector(self))


class _Collector(logging.Filter):
    def __init__(self, app: Collecting) -> None:
        super().__init__()
        self._app = app

    def filter(self, record: logging.LogRecord) -> bool:
        kind = kind_of(record)
        path, line = place_of(record)
        self._app.findings.append(Finding(path, line, _level(kind), kind or "sphinx", message_of(record)))
        if path and not kind.startswith("synthkit."):
            self._read_again(path)
        return False

    def _read_again(self, path: str) -> None:
        """Have the pages of a file read again next time: what they lacked may be there then."""
        env = self._app.env
        relative = os.path.relpath(path, env.srcdir)
        own = env.path2doc(path)
        including = (name for name, files in env.dependencies.items() if relative in map(str, files))
        env.reread_always.update({own} & env.found_docs if own else (), including)


def check(book: Path, cache: Path) -> Report:
    """What is wrong with a book; doctrees of pages that didn't change are taken from ``cache``."""
    book = book.resolve()
    app = None
    try:
        with patch_docutils(book), docutils_namespace(), contextlib.redirect_stdout(io.StringIO()):
            app = Collecting(
                book, book, cache / "pages", cache / "doctrees", CHECKER, status=None, warning=io.StringIO()
            )
            app.build()
    except Exception as error:  # whatever it is, an editor is told it in one line
        problem = problem_of(error, app, book, cache)
        message = problem.told(exceptions.i18n_of_book(book))
        told = Finding(problem.where.path, problem.where.line, Level.ERROR, _code(problem), message)
        return report([told, *(app.findings if app else ())], (), exceptions.i18n_of_book(book).language)
    sources = map(str, check_builder.source_files(app))
    language = app.config.language or "en"
    return report(_without_echoes(app.findings), sources, language, french=is_french(app.config))


def _without_echoes(told: list[Finding]) -> Iterator[Finding]:
    """Findings but for remarks on lines that have to be mended anyway."""
    wrong = {(finding.path, finding.line) for finding in told if finding.level is Level.ERROR}
    return (one for one in told if one.level is Level.ERROR or (one.path, one.line) not in wrong)


def _level(kind: str) -> Level:
    is_style = kind.startswith("synthkit.") and Code(kind.removeprefix("synthkit.")).is_style
    return Level.WARNING if is_style else Level.ERROR


def _code(problem: Problem) -> str:
    return f"synthkit.{problem.code.value}"


def problem_of(error: Exception, app: Sphinx | None, book: Path, folder: Path) -> Problem:
    """The problem of an exception, its traceback kept for the developers in ``folder``."""
    log = folder / "error.log"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    env = getattr(app, "env", None)
    docname = env.current_document.docname if env is not None else ""
    return exceptions.explained(error, book.resolve(), docname, log)
