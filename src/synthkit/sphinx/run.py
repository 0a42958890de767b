"""One run of Sphinx for one edition; what ends it is reported as a problem, in one line.

``python -m synthkit.sphinx.run BUILDER BOOK RESULTS DOCTREES [--strict] [--set NAME=VALUE …]``
"""

import argparse
import logging
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from synthkit.i18n import i18n_of_terminal, language_of
from synthkit.sphinx.diagnostics.exceptions import explained


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
    _quieten()
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
        problem = explained(error, app, book, doctrees.parent)
        message = problem.format(i18n_of_terminal(language_of(book)))
        print(f"{problem.where}: {message} [synthkit.{problem.code.value}]", file=sys.stderr)
        return 2


def _quieten() -> None:
    """Print of what Sphinx does how much is done, where somebody looks on, and nothing elsewhere; no colours there."""
    for name in ("sphinx", "sphinxcontrib", "myst_parser"):
        logging.getLogger(f"sphinx.{name}").setLevel(logging.WARNING)
    is_watched = sys.stdout.isatty() and not os.environ.get("CI")
    if not is_watched or os.environ.get("NO_COLOR"):
        nocolor()
    if is_watched:
        progress = logging.getLogger("sphinx.sphinx.util.display")
        progress.setLevel(logging.INFO)
        progress.addFilter(_percentage)


def _percentage(record: logging.LogRecord) -> bool:
    """Leave of a line of progress its percentage, and the end of the line."""
    text = record.getMessage()
    if found := re.search(r"\[ *\d+%\]", text):
        record.msg, record.args = f"\r      {found[0]}", ()
    return bool(found) or not text


if __name__ == "__main__":
    sys.exit(main())
