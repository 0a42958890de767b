"""The timetable holds: sessions within their event and block, ends after starts, one thing a room."""

import datetime as dt
import re
from collections.abc import Iterator

from synthkit.diagnostics import Code, Problem, nearest
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session
from synthkit.schema import SessionKind

_TIME = re.compile(r"\b(\d{1,2})\s*[h:]\s*(\d{2})?", re.IGNORECASE)


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Unknown events and blocks, reversed times, days outside the event, parts outside their block, overlaps."""
    for session in catalogue.sessions:
        event = catalogue.event(session.event)
        if event is None:
            yield _unknown_event(session, catalogue)
            continue
        yield from _own_times(session, event)
        yield from _block(session, catalogue)
    for event in catalogue.events:
        yield from _overlaps(event, catalogue)


def _unknown_event(session: Session, catalogue: Catalogue) -> Problem:
    if not session.event:
        return Problem(
            Code.MISSING_OPTION,
            N_("session '%(id)s' has no option 'event'; expected: the id of its event, one of: %(known)s"),
            session.where,
            {"id": session.id, "known": ", ".join(event.id for event in catalogue.events) or "–"},
        )
    return Problem(
        Code.UNKNOWN_EVENT,
        N_("session '%(id)s' names event '%(found)s', which is not in the book"),
        session.where,
        {
            "id": session.id,
            "found": session.event,
            "nearest": nearest(session.event, (event.id for event in catalogue.events)),
        },
    )


def _own_times(session: Session, event: Event) -> Iterator[Problem]:
    if session.start and session.end and session.end < session.start:
        yield Problem(
            Code.END_BEFORE_START,
            N_("session '%(id)s' ends at %(end)s, before it starts at %(start)s"),
            session.where,
            {"id": session.id, "end": f"{session.end:%H:%M}", "start": f"{session.start:%H:%M}"},
        )
    if session.day and event.days and session.day not in event.days:
        yield Problem(
            Code.OUTSIDE_EVENT,
            N_("session '%(id)s' takes place on %(found)s, outside its event '%(event)s'; expected: %(expected)s"),
            session.where,
            {"id": session.id, "found": session.day, "event": event.id, "expected": event.days.iso},
        )
    yield from _hours(session, event)
    if session.start and not session.day and event.days and not event.days.is_single:
        yield Problem(
            Code.MISSING_OPTION,
            N_(
                "session '%(id)s' has a time but no day, and event '%(event)s' takes several; "
                "expected: date, in %(expected)s"
            ),
            session.where,
            {"id": session.id, "event": event.id, "expected": event.days.iso},
        )


def _hours(session: Session, event: Event) -> Iterator[Problem]:
    """A session before the event begins or after it ends, where its hours are two times as « 9 h – 18 h 30 »."""
    found = [(int(hour), int(minute or 0)) for hour, minute in _TIME.findall(event.hours)]
    if len(found) != 2 or found != sorted(found) or not all(hour < 24 and minute < 60 for hour, minute in found):
        return
    first, last = (dt.time(hour, minute) for hour, minute in found)
    if (session.start and session.start < first) or (session.end and session.end > last):
        yield Problem(
            Code.OUTSIDE_EVENT,
            N_("session '%(id)s' (%(found)s) is outside the hours of its event '%(event)s': %(expected)s"),
            session.where,
            {"id": session.id, "found": _span(session), "event": event.id, "expected": event.hours},
        )


def _block(session: Session, catalogue: Catalogue) -> Iterator[Problem]:
    if not session.part_of:
        return
    block = catalogue.session(session.part_of)
    if block is None or block.kind is not SessionKind.BLOCK or block.event != session.event:
        blocks = (other.id for other in catalogue.sessions if other.kind is SessionKind.BLOCK)
        yield Problem(
            Code.UNKNOWN_BLOCK,
            N_("session '%(id)s' is part of '%(found)s', which is no block of its event"),
            session.where,
            {"id": session.id, "found": session.part_of, "nearest": nearest(session.part_of, blocks)},
        )
        return
    is_early = block.start and session.start and session.start < block.start
    is_late = block.end and session.end and session.end > block.end
    is_on_another_day = block.day and session.day and session.day != block.day
    told = _day_and_span if is_on_another_day else _span
    if is_early or is_late or is_on_another_day:
        yield Problem(
            Code.OUTSIDE_BLOCK,
            N_("session '%(id)s' (%(found)s) is not within its block '%(block)s' (%(expected)s)"),
            session.where,
            {"id": session.id, "found": told(session), "block": block.id, "expected": told(block)},
        )


def _overlaps(event: Event, catalogue: Catalogue) -> Iterator[Problem]:
    """Of the sessions of one day and room, in order, each is held against the one that ends last so far."""
    by_room: dict[tuple[dt.date | None, str, str | None], Session] = {}
    first_day = event.days.first if event.days else None
    for slot in catalogue.programme(event):
        for session in sorted((slot.session, *slot.parts), key=lambda s: s.start or dt.time.min):
            if session.start is None or session.end is None or session.end < session.start:
                continue
            place = (session.day or first_day, session.room, session.part_of)
            before = by_room.get(place)
            if before and before.end and session.start < before.end:
                yield Problem(
                    Code.OVERLAP,
                    N_("session '%(id)s' (%(found)s) overlaps '%(other)s' (%(span)s) in the same room"),
                    session.where,
                    {"id": session.id, "found": _span(session), "other": before.id, "span": _span(before)},
                )
            if before is None or before.end is None or session.end > before.end:
                by_room[place] = session


def _span(session: Session) -> str:
    return "–".join(f"{time:%H:%M}" if time else "?" for time in (session.start, session.end))


def _day_and_span(session: Session) -> str:
    return f"{session.day} {_span(session)}"


CHECK = check
