"""Problems reported through Sphinx: typed, located, in the book's language."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from docutils.nodes import Node
from sphinx.util import logging

from synthkit.diagnostics import Problem, Where
from synthkit.i18n import I18n

logger = logging.getLogger(__name__)


def _place(where: Where) -> str | None:
    """``path:line``; of a whole file its first line, for Sphinx takes a bare path for a document's name."""
    return str(where if where.line else replace(where, line=1)) if where.path or where.docname else None


def in_settings(problems: Iterable[Problem], confdir: Path) -> Iterator[Problem]:
    """Problems of conf.py, each at the line that holds what was found."""
    for problem in problems:
        yield replace(problem, where=settled(confdir / "conf.py", str(problem.values.get("found", ""))))


def settled(conf: Path, name: str) -> Where:
    """The line of conf.py that has a text between quotation marks, or sets what is called so; else the first."""
    try:
        lines = conf.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return Where(path=str(conf))
    said = re.compile(rf"['\"]{re.escape(name)}['\"]|^{re.escape(name)}\s*=")
    return Where(path=str(conf), line=next((n for n, line in enumerate(lines, 1) if said.search(line)), 1))


def line_with(path: Path, text: str) -> int:
    """The first line of a file that holds a text; the first line of all where none does."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if text else []
    except OSError:
        lines = []
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def report(problems: Iterable[Problem], i18n: I18n, location: Node | None = None) -> None:
    """One warning a problem, ``synthkit.<code>``, so that ``suppress_warnings`` can silence a kind."""
    for problem in problems:
        logger.warning(
            "%s",
            problem.format(i18n),
            location=location if location is not None else _place(problem.where),
            type="synthkit",
            subtype=problem.code.value,
        )
