"""The timetable holds: sessions within their event and block, ends after starts, one thing a room."""

import datetime as dt
import re
from collections.abc import Iterator

from synthkit.checks import problem
from synthkit.diagnostics import Code, Problem, nearest
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, EventId, Session
from synthkit.schema import SessionKind

_TIME = re.compile(r"\b(\d{1,2})\s*[h:]\s*(\d{2})?", re.IGNORECASE)


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Unknown events and blocks, reversed times, days outside the event, parts outside their block, overlaps."""
    for session in catalogue.sessions:
        event = catalogue.event(session.event)
        if event is None:
            yield _unknown_event(session, [event.id for event in catalogue.events])
            continue
        yield from _own_times(session, event)
        yield from _block(session, catalogue)
    for event in catalogue.events:
        yield from _overlaps(event, catalogue)


def _unknown_event(session: Session, known: list[EventId]) -> Problem:
    if not session.event:
        message = N_("session '%(id)s' has no option 'event'; expected: the id of its event, one of: %(known)s")
        return problem(session, Code.MISSING_OPTION, message, known=", ".join(known) or "–")
    message = N_("session '%(id)s' names event '%(found)s', which is not in the book")
    return problem(session, Code.UNKNOWN_EVENT, message, found=session.event, nearest=nearest(session.event, known))


def _own_times(session: Session, event: Event) -> Iterator[Problem]:
    if session.start and session.end and session.end < session.start:
        message = N_("session '%(id)s' ends at %(end)s, before it starts at %(start)s")
        start, end = f"{session.start:%H:%M}", f"{session.end:%H:%M}"
        yield problem(session, Code.END_BEFORE_START, message, end=end, start=start)
    days = event.days
    if session.day and days and session.day not in days:
        message = N_("session '%(id)s' takes place on %(found)s, outside its event '%(event)s'; expected: %(expected)s")
        yield problem(session, Code.OUTSIDE_EVENT, message, found=session.day, event=event.id, expected=days.iso)
    # hours are held against where they are two times, as « 9 h – 18 h 30 »
    hours = [(int(hour), int(minute or 0)) for hour, minute in _TIME.findall(event.hours)]
    if len(hours) == 2 and hours == sorted(hours) and all(hour < 24 and minute < 60 for hour, minute in hours):
        first, last = (dt.time(hour, minute) for hour, minute in hours)
        if (session.start and session.start < first) or (session.end and session.end > last):
            message = N_("session '%(id)s' (%(found)s) is outside the hours of its event '%(event)s': %(expected)s")
            found = _span(session)
            yield problem(session, Code.OUTSIDE_EVENT, message, found=found, event=event.id, expected=event.hours)
    if session.start and not session.day and days and not days.is_single:
        message = N_(
            "session '%(id)s' has a time but no day, and event '%(event)s' takes several; "
            "expected: date, in %(expected)s"
        )
        yield problem(session, Code.MISSING_OPTION, message, event=event.id, expected=days.iso)


def _block(session: Session, catalogue: Catalogue) -> Iterator[Problem]:
    if not session.part_of:
        return
    block = catalogue.session(session.part_of)
    if block is None or block.event != session.event or not block.can_have(session):
        blocks = (other.id for other in catalogue.sessions if other.kind is SessionKind.BLOCK)
        message = N_("session '%(id)s' is part of '%(found)s', which is no block of its event")
        near = nearest(session.part_of, blocks)
        yield problem(session, Code.UNKNOWN_BLOCK, message, found=session.part_of, nearest=near)
        return
    is_early = block.start and session.start and session.start < block.start
    is_late = block.end and session.end and session.end > block.end
    is_on_another_day = block.day and session.day and session.day != block.day
    if is_early or is_late or is_on_another_day:
        message = N_("session '%(id)s' (%(found)s) is not within its block '%(block)s' (%(expected)s)")
        found, expected = (f"{one.day} {_span(one)}" if is_on_another_day else _span(one) for one in (session, block))
        yield problem(session, Code.OUTSIDE_BLOCK, message, found=found, block=block.id, expected=expected)


def _overlaps(event: Event, catalogue: Catalogue) -> Iterator[Problem]:
    """Of the sessions of one day and room, in order, each is held against the one that ends last so far."""
    last: dict[tuple[dt.date | None, str, str | None], tuple[dt.time, Session]] = {}
    first_day = event.days.first if event.days else None
    for slot in catalogue.programme(event):
        for session in sorted((slot.session, *slot.parts), key=lambda s: s.start or dt.time.min):
            if session.start is None or session.end is None or session.end < session.start:
                continue
            place = (session.day or first_day, session.room, session.part_of)
            end, before = last.get(place, (dt.time.min, session))
            if session.start < end:
                message = N_("session '%(id)s' (%(found)s) overlaps '%(other)s' (%(span)s) in the same room")
                found, span = _span(session), _span(before)
                yield problem(session, Code.OVERLAP, message, found=found, other=before.id, span=span)
            if session.end > end:
                last[place] = (session.end, session)


def _span(session: Session) -> str:
    return "–".join(f"{time:%H:%M}" if time else "?" for time in (session.start, session.end))


CHECK = check
