"""``speakers``: the people of the book, or of one event, by family name."""

from __future__ import annotations

from synthkit.sphinx_ext.directives.view import ViewDirective


class SpeakersDirective(ViewDirective):
    """A list of people."""

    fields = ("event",)
