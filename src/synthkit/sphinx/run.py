"""One run of Sphinx for one edition; what ends it is reported as a problem, in one line.

``python -m synthkit.sphinx.run BUILDER BOOK RESULTS DOCTREES [--strict] [--set NAME=VALUE …]``
"""

import argparse
import contextlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from synthkit.diagnostics import Problem
from synthkit.sphinx.diagnostics import exceptions


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the edition that the command line names; the status is Sphinx's own, 2 when it came to no end."""
    parser = argparse.ArgumentParser(prog="python -m synthkit.sphinx.run")
    parser.add_argument("builder")
    for name in ("book", "results", "doctrees"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--set", action="append", default=[], help="a setting, whatever conf.py says")
    given = parser.parse_args(arguments)
    book, doctrees = given.book, given.doctrees
    app = None
    try:
        with patch_docutils(book), docutils_namespace():
            app = Sphinx(
                book,
                book,
                given.results,
                doctrees,
                given.builder,
                confoverrides=dict(setting.split("=", 1) for setting in given.set),
                status=sys.stdout,
                warning=sys.stderr,
                warningiserror=given.strict,
                parallel=os.cpu_count() or 1,
            )
            type(app.builder).epilog = ""  # the results stand elsewhere, and are named by who wanted them
            app.build()
            return app.statuscode
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # whatever it is, an editor reads it in one line
        problem = problem_of(error, app, book, doctrees.parent)
        message = problem.format(exceptions.i18n_of_book(book))
        print(f"{problem.where}: {message} [synthkit.{problem.code.value}]", file=sys.stderr)
        return 2


def problem_of(error: Exception, app: Sphinx | None, book: Path, folder: Path) -> Problem:
    """The problem of an exception, its traceback kept for the developers in ``folder``."""
    log = folder / "error.log"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    env = getattr(app, "env", None)
    docname = env.current_document.docname if env is not None else ""
    return exceptions.explained(error, book.resolve(), docname, log)


if __name__ == "__main__":
    sys.exit(main())
