"""``programme``: an event's timetable; its argument (or ``event``) is the event's id."""

from __future__ import annotations

from synthkit.sphinx.directives.views import ViewDirective


class ProgrammeDirective(ViewDirective):
    """The timetable of one event."""

    fields = ("event",)
