"""Text that costs more than its length stands in the book as plain text, and is told.

Markup is looked for paragraph by paragraph, and a sign that opens something is held against all that stands behind it:
docutils takes the square of a paragraph's length, Markdown's reader a hundredth of a second for each hundred signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import states

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_
from synthkit.sphinx.domain import SynthDomain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: Some twelve printed pages: nobody writes a longer paragraph, title or cell.
LONGEST = 30_000
_PLAIN = N_(
    "this paragraph has %(found)s characters and stands in the book as plain text; "
    "expected: at most %(most)s between two blank lines"
)


def note(env: BuildEnvironment | None, code: Code, message: str, line: int, **values: object) -> None:
    """Keep a problem of the page that is read."""
    if env is not None:
        docname = env.current_document.docname
        where = Where(docname, str(env.doc2path(docname)), max(line, 1))
        domain = SynthDomain.of(env)
        domain.note_problems(docname, [Problem(code, message, where, dict(values))])


def note_long(env: BuildEnvironment | None, length: int, line: int) -> None:
    """Tell that a paragraph is shown as it was written."""
    note(env, Code.LONG_TEXT, _PLAIN, line, found=length, most=LONGEST)


class Inliner(states.Inliner):
    """What finds markup in a paragraph of reStructuredText."""

    def parse(self, text: str, lineno: int, memo: Any, parent: nodes.Element) -> Any:
        """The nodes of a paragraph, and messages of docutils."""
        if len(text) <= LONGEST:
            return super().parse(text, lineno, memo, parent)
        note_long(getattr(memo.document.settings, "env", None), len(text), lineno)
        return [nodes.Text(text)], []


# docutils makes its patterns of what the very class of an inliner holds
for _name, _piece in vars(states.Inliner).items():
    if isinstance(_piece, str) and not _name.startswith("__"):
        setattr(Inliner, _name, _piece)


class BoundedRest:
    """Mixed into a parser of reStructuredText."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.inliner = Inliner()
