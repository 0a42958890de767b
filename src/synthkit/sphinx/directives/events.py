"""``events``: the events of the book, each with its kind, its days and its place."""

from __future__ import annotations

from synthkit.sphinx.directives.views import ViewDirective


class EventsDirective(ViewDirective):
    """All events, the earliest first."""

    fields = ()
