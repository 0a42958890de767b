"""Calendars, written and read back."""

from __future__ import annotations

import datetime as dt

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from property.strategies import DAYS, HOSTILE_TEXT, IDS, PUBLICATIONS, SESSIONS
from synthkit.export import icalendar as ical
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event
from synthkit.model.schedule import moments

FRENCH = I18n("fr")


@st.composite
def programmes(draw: st.DrawFn) -> Catalogue:
    """An event in any zone with sessions of any times."""
    days = draw(st.none() | DAYS)
    zone = draw(st.sampled_from(["", "UTC", "Europe/Paris", "Pacific/Kiritimati", "America/St_Johns"]))
    event = Event(draw(IDS), draw(HOSTILE_TEXT), days=days, timezone=zone, venue=draw(HOSTILE_TEXT))
    found = draw(st.lists(SESSIONS, max_size=4, unique_by=lambda one: one.id))
    sessions = [
        type(one)(one.id, event.id, draw(HOSTILE_TEXT), one.kind, one.day, one.start, one.end, abstract=one.abstract)
        for one in found
    ]
    return Catalogue(draw(PUBLICATIONS), [event], sessions)


@given(programmes())
def test_a_calendar_comes_back_whole_whatever_the_book_says(book: Catalogue) -> None:
    (event,) = book.events
    texts = [ical.programme(event, book, FRENCH), ical.event(event, book, FRENCH)]
    read = [one for text in texts if text for one in icalendar.Calendar.from_ical(text).events]
    assert [one.errors for one in read] == [[]] * len(read)
    names = [str(one["uid"]) for one in read]
    assert len(set(names)) == len(names)
    for one in read:
        assert one.DTSTAMP.tzinfo is not None
        assert one.start < one.end
        assert isinstance(one.start, dt.datetime) or one["transp"] == "TRANSPARENT"


@given(programmes())
def test_only_sessions_with_known_times_are_in_a_calendar(book: Catalogue) -> None:
    for session in book.sessions:
        known = moments(session, book.event(session.event))
        assert bool(ical.session(session, book, FRENCH)) == (known is not None)
