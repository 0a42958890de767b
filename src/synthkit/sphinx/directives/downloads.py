"""``downloads``: the book's other editions and its library, with their sizes."""

from __future__ import annotations

from synthkit.sphinx.directives.views import ViewDirective


class DownloadsDirective(ViewDirective):
    """All that can be downloaded of the whole book."""

    fields = ()
