"""Text that costs more than its length stands in the book as plain text, and is reported.

Markup is looked for paragraph by paragraph, and a sign that opens something is held against all that stands behind it:
docutils takes the square of a paragraph's length, Markdown's reader a hundredth of a second for each hundred signs.
"""

from typing import Any

from docutils import nodes
from docutils.parsers.rst import Parser
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.parsers import RSTParser

from synthkit.diagnostics import Code
from synthkit.i18n import N_
from synthkit.sphinx.warnings import note

#: Some twelve printed pages: nobody writes a longer paragraph, title or cell.
LONGEST = 30_000
PLAIN = N_(
    "this paragraph has %(found)s characters and stands in the book as plain text; "
    "expected: at most %(most)s between two blank lines"
)


def bound_parsers(app: Sphinx, config: Config) -> None:
    """Mix the bounds into the parsers of reStructuredText and Markdown."""
    parsers = app.registry.source_parsers
    for name, parser in parsers.items():
        if issubclass(parser, RSTParser):
            mixin: type = BoundedRest
        elif parser.__module__ == "myst_parser.parsers.sphinx_":
            from synthkit.sphinx.sandbox.myst import BoundedMarkdown as mixin  # noqa: N813, PLC0415 - needs MyST
        else:
            continue
        parsers[name] = type(parser.__name__, (mixin, parser), {"__module__": parser.__module__})


class BoundedRest:
    """Mixed into a parser of reStructuredText."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        inliner: Any = Inliner()
        parse = inliner.parse

        def bounded(text: str, lineno: int, memo: Any, parent: nodes.Element) -> Any:
            if len(text) <= LONGEST:
                return parse(text, lineno, memo, parent)
            note(memo.document.settings.env, Code.LONG_TEXT, PLAIN, lineno, found=len(text), most=LONGEST)
            return [nodes.Text(text)], []

        inliner.parse = bounded
        self.inliner = inliner


class IncludedRest(BoundedRest, Parser):
    """Reads a file that a page includes as reStructuredText."""
