"""``theme-map``: the keywords that sessions of an event share, along its programme; its argument is the event's id."""

from __future__ import annotations

from synthkit.sphinx.directives.views import ViewDirective


class ThemeMapDirective(ViewDirective):
    """The themes of one event."""

    fields = ("event",)
