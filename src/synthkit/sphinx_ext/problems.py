"""Problems told through Sphinx: typed, located, in the book's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx.util import logging

from synthkit.problems import Problem, Where
from synthkit.wording import Wording

if TYPE_CHECKING:
    from docutils.nodes import Node

logger = logging.getLogger(__name__)


def _place(where: Where) -> str | None:
    """``path:line``; of a whole file its first line, for Sphinx takes a bare path for a document's name."""
    return str(where if where.line else replace(where, line=1)) if where.path or where.docname else None


def report(problems: Iterable[Problem], wording: Wording, location: Node | None = None) -> None:
    """One warning a problem, ``synthkit.<code>``, so that ``suppress_warnings`` can silence a kind."""
    for problem in problems:
        logger.warning(
            "%s",
            problem.told(wording),
            location=location if location is not None else _place(problem.where),
            type="synthkit",
            subtype=problem.code.value,
        )
