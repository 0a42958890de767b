"""Problems told through Sphinx: typed, located, in the book's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sphinx.util import logging

from synthkit.problems import Problem
from synthkit.wording import Wording

if TYPE_CHECKING:
    from docutils.nodes import Node

logger = logging.getLogger(__name__)


def report(problems: Iterable[Problem], wording: Wording, location: Node | None = None) -> None:
    """One warning a problem, ``synthkit.<code>``, so that ``suppress_warnings`` can silence a kind."""
    for problem in problems:
        logger.warning(
            "%s",
            problem.told(wording),
            location=location if location is not None else str(problem.where) or None,
            type="synthkit",
            subtype=problem.code.value,
        )
