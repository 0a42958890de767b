"""A page that breaks its parser stands in the book as its source, and is reported; all others are built.

Parsers of others end with an exception at some of what people write; that would end the book.
"""

from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from synthkit.diagnostics import Code
from synthkit.i18n import N_
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.warnings import note

_BROKEN = N_(
    "this page can't be read (%(found)s) and stands in the book as its source; "
    "expected: your last change to it taken back, or written otherwise"
)
#: A page that is shown as its source shows no more of it.
_LONGEST = 20_000


def wrap_parsers(app: Sphinx, config: Config) -> None:
    """Mix the fallback into each."""
    parsers = app.registry.source_parsers
    for name, parser in parsers.items():
        if not issubclass(parser, _Fallback):
            parsers[name] = type(parser.__name__, (_Fallback, parser), {"__module__": parser.__module__})


class _Fallback:
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
    domain.note_problems(docname, problems)
    for name, empty in vars(nodes.document(document.settings, document.reporter)).items():
        if isinstance(empty, dict | list) and name != "attributes":
            setattr(document, name, empty)
    # MyST's own transforms, which it adds to every page, look it up
    vars(document.settings).setdefault("myst_footnote_sort", False)
    # those that wait for a node that is gone
    transforms = document.transformer.transforms
    transforms[:] = [waiting for waiting in transforms if waiting[2] is None]
    text = (source if isinstance(source, str) else "\n".join(source))[:_LONGEST]
    title = Path(docname).name
    section = nodes.section("", nodes.title(title, title), nodes.literal_block(text, text, language="none"), names=[])
    document += section
    document.note_implicit_target(section, section)
    message = " ".join(f"{type(error).__name__}: {error}".split())[:120]
    note(env, Code.UNREADABLE_PAGE, _BROKEN, 1, found=message)
