"""``citation``: how the book as a whole is cited."""

from __future__ import annotations

from synthkit.sphinx.directives.views import ViewDirective


class CitationDirective(ViewDirective):
    """The book's own reference, online in each style, with BibTeX and RIS."""

    fields = ()
