"""Problems noted while a page is read, and reported through Sphinx: typed, located, in the terminal's language."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from docutils.nodes import Node
from docutils.utils import get_source_line
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import I18n, i18n_of_terminal
from synthkit.sphinx.domain import SynthDomain

logger = logging.getLogger(__name__)


def note(
    env: BuildEnvironment, code: Code, message: str, place: Node | int, source: str = "", **values: object
) -> None:
    """Keep a problem of the page that is being read, at a node or a line: each build reports it until it is mended.

    ``source`` is another file than the page's own, as that of a node in an included file is.
    """
    docname = env.current_document.docname
    found, line = ("", place) if isinstance(place, int) else get_source_line(place)
    source = source or str(found or "")
    where = Where(docname, source if os.path.isfile(source) else str(env.doc2path(docname)), max(line or 1, 1))
    SynthDomain.of(env).note_problems(docname, [Problem(code, message, where, values)])


def in_settings(problems: Iterable[Problem], confdir: Path) -> Iterator[Problem]:
    """Problems of conf.py, each at the line that holds what was found, or else of what it was found in."""
    for problem in problems:
        names = (str(problem.values.get(key, "")) for key in ("found", "option"))
        places = [settled(confdir / "conf.py", name) for name in names]
        yield replace(problem, where=next((place for place in places if place.line > 1), places[0]))


def settled(conf: Path, name: str) -> Where:
    """The line of conf.py that has a text between quotation marks, or sets what is called so; else the first."""
    return Where(path=str(conf), line=first_line(conf, rf"['\"]{re.escape(name)}['\"]|^{re.escape(name)}\s*="))


def first_line(path: Path, pattern: str) -> int:
    """The first line of a file in which a pattern is found; the first of all where there is none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return 1
    return next((number for number, line in enumerate(lines, 1) if re.search(pattern, line)), 1)


def report(problems: Iterable[Problem], i18n: I18n, location: Node | str | None = None) -> None:
    """One warning a problem, ``synthkit.<code>``, so that ``suppress_warnings`` can silence a kind."""
    i18n = i18n_of_terminal(i18n.language)
    for problem in problems:
        where = problem.where
        # of a whole file its first line: Sphinx takes a bare path for a document's name
        place = str(where if where.line else replace(where, line=1)) if where.path or where.docname else None
        logger.warning(
            "%s", problem.format(i18n), location=location or place, type="synthkit", subtype=problem.code.value
        )
