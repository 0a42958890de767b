"""The two places a catalogue fills in: where a record stands, and where a view of many is asked for.

They hold names and options, never records: those are looked up when the whole book is read.
"""

from __future__ import annotations

from docutils import nodes


class record_slot(  # noqa: N801 - docutils calls its nodes so
    nodes.General, nodes.Element
):
    """Where a record stands. ``record`` is its id, ``kind`` its directive, ``docname`` its page;
    ``part`` is "head" or, at the end of its section, "end". Children are the directive's body.
    """


class view_slot(  # noqa: N801
    nodes.General, nodes.Element
):
    """Where a list or a timetable is asked for. ``view`` is the directive, ``choice`` its options."""
