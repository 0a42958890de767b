"""A page that breaks its parser stands in the book as its source, and is told; all others are built.

Parsers of others end with an exception at some of what people write; that would end the book.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.parsers import RSTParser

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.sandbox.limits import BoundedRest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_BROKEN = N_(
    "this page can't be read (%(found)s) and stands in the book as its source; "
    "expected: your last change to it taken back, or written otherwise"
)
#: A page that is shown as its source shows no more of it.
_LONGEST = 20_000


def wrap(app: Sphinx, config: Config) -> None:
    """Take the place of every parser."""
    parsers = app.registry.source_parsers
    for kind, parser in parsers.items():
        if not issubclass(parser, _Sturdy):
            bases = (_Sturdy, *_bounds(parser), parser)
            parsers[kind] = type(parser.__name__, bases, {"__module__": parser.__module__})


def _bounds(parser: type) -> tuple[type, ...]:
    """What keeps a parser from running what it reads, and from more work than there is text."""
    if issubclass(parser, RSTParser):
        return (BoundedRest,)
    if parser.__module__ == "myst_parser.parsers.sphinx_":
        from synthkit.sphinx.sandbox.myst import BoundedMarkdown  # noqa: PLC0415 - here the book has Markdown

        return (BoundedMarkdown,)
    return ()


class _Sturdy:
    """Mixed into a parser."""

    _is_broken = False

    def parse(self, inputstring: Any, document: nodes.document) -> None:
        """Parse, whatever comes."""
        try:
            super().parse(inputstring, document)  # type: ignore[misc]
        except Exception as error:  # whatever it is, the other pages are none the worse
            self._is_broken = True
            _show_source(inputstring, document, error)

    def get_transforms(self) -> list[Any]:
        """The parser's own, but where it came to no end: they stand on what it would have left."""
        return [] if self._is_broken else cast("list[Any]", super().get_transforms())  # type: ignore[misc]


def _show_source(source: Any, document: nodes.document, error: Exception) -> None:
    env = document.settings.env
    docname = env.current_document.docname
    domain = SynthDomain.of(env)
    problems = domain.document(docname).problems
    for other in env.domains.sorted():
        other.clear_doc(docname)
    document.children.clear()
    for table in (document.ids, document.nameids, document.refnames, document.refids, document.substitution_defs):
        table.clear()
    for found in (document.autofootnotes, document.autofootnote_refs, document.symbol_footnotes, document.citations):
        found.clear()
    # MyST's own transforms, which it adds to every page, ask for it
    vars(document.settings).setdefault("myst_footnote_sort", False)
    for noted in (document.symbol_footnote_refs, document.footnotes):
        noted.clear()
    # those that wait for a node that is gone
    transforms = document.transformer.transforms
    transforms[:] = [waiting for waiting in transforms if waiting[2] is None]
    text = (source if isinstance(source, str) else "\n".join(source))[:_LONGEST]
    name = Path(docname).name
    section = nodes.section("", nodes.title(name, name), nodes.literal_block(text, text, language="none"), names=[])
    document += section
    document.note_implicit_target(section, section)
    said = " ".join(f"{type(error).__name__}: {error}".split())[:120]
    where = Where(docname, str(env.doc2path(docname)), 1)
    domain.note_problems(docname, [*problems, Problem(Code.UNREADABLE_PAGE, _BROKEN, where, {"found": said})])
