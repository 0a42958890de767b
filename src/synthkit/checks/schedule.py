"""The timetable holds: sessions within their event and block, ends after starts, one thing a room."""

import re
from collections.abc import Hashable, Iterator

from synthkit.checks import problem
from synthkit.diagnostics import Code, Problem, nearest
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session, day_of, hours
from synthkit.model.people import Person
from synthkit.schema import CreditRole, SessionKind

_TIME = re.compile(r"\b(\d{1,2})\s*[h:]\s*(\d{2})?", re.IGNORECASE)


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Unknown events and blocks, reversed times, days outside the event, parts outside their block, overlaps."""
    for session in catalogue.sessions:
        event = catalogue.event(session.event)
        if event is None:
            yield _unknown_event(session, [event.id for event in catalogue.events])
            continue
        for one in session.occasions:
            yield from _own_times(one, event)
        yield from _block(session, catalogue)
    for event in catalogue.events:
        yield from _overlaps(event, catalogue)


def _unknown_event(session: Session, known: list[str]) -> Problem:
    if not session.event:
        message = N_("session '%(id)s' has no option 'event'; expected: the id of its event, one of: %(known)s")
        return problem(session, Code.MISSING_OPTION, message, known=", ".join(known) or "–")
    message = N_("session '%(id)s' names event '%(found)s', which is not in the book")
    return problem(session, Code.UNKNOWN_EVENT, message, found=session.event, nearest=nearest(session.event, known))


def _own_times(session: Session, event: Event) -> Iterator[Problem]:
    begins, ends = hours(session, event)
    if begins is not None and ends is not None and ends < begins:
        message = N_("session '%(id)s' ends at %(end)s, before it starts at %(start)s")
        start, end = f"{session.start:%H:%M}", f"{session.end:%H:%M}"
        yield problem(session, Code.END_BEFORE_START, message, end=end, start=start)
    days = event.days
    if session.day and days and session.day not in days:
        message = N_("session '%(id)s' takes place on %(found)s, outside its event '%(event)s'; expected: %(expected)s")
        yield problem(session, Code.OUTSIDE_EVENT, message, found=session.day, event=event.id, expected=days.iso)
    # hours are held against where they are two times, as « 9 h – 18 h 30 »
    announced = [(int(hour), int(minute or 0)) for hour, minute in _TIME.findall(event.hours)]
    if len(announced) == 2 and announced == sorted(announced) and all(h < 24 and m < 60 for h, m in announced):
        first, last = (hour * 60 + minute for hour, minute in announced)
        if (begins is not None and begins < first) or (ends is not None and ends > last):
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
    block, event = catalogue.session(session.part_of), catalogue.event(session.event)
    if event is None or block is None or block.event != session.event or not block.can_have(session):
        blocks = (other.id for other in catalogue.sessions if other.kind is SessionKind.BLOCK)
        message = N_("session '%(id)s' is part of '%(found)s', which is no block of its event")
        near = nearest(session.part_of, blocks)
        yield problem(session, Code.UNKNOWN_BLOCK, message, found=session.part_of, nearest=near)
        return
    (begins, ends), (first, last) = hours(session, event), hours(block, event)
    is_early = begins is not None and first is not None and begins < first
    is_late = ends is not None and last is not None and ends > last
    is_on_another_day = block.day and session.day and session.day != block.day
    if is_early or is_late or is_on_another_day:
        message = N_("session '%(id)s' (%(found)s) is not within its block '%(block)s' (%(expected)s)")
        found, expected = (f"{one.day} {_span(one)}" if is_on_another_day else _span(one) for one in (session, block))
        yield problem(session, Code.OUTSIDE_BLOCK, message, found=found, block=block.id, expected=expected)


def _overlaps(event: Event, catalogue: Catalogue) -> Iterator[Problem]:
    """Of the sessions of one day and room, and of those of one person, each is held against what ends last before."""
    rooms: dict[Hashable, tuple[int, Session]] = {}
    people: dict[Hashable, tuple[int, Session]] = {}
    sessions = (one for slot in catalogue.programme(event) for one in (slot.session, *slot.parts))
    held = [session for session in sessions if not session.is_cancelled]
    timed = [(*hours(session, event), session) for session in held]
    has_rooms = any(session.room for session in held)
    for start, end, session in sorted(timed, key=lambda known: known[0] or 0):
        if start is None or end is None or end < start:
            continue
        day = day_of(event, session)
        # posters hang side by side
        is_poster = session.kind is SessionKind.POSTER
        place = (day, session.id if is_poster else session.room, session.venue, session.part_of)
        # where others state their rooms, who states none is in none that is known
        before = _last(rooms, place, start, end, session) if session.room or not has_rooms else None
        if before:
            message = N_("session '%(id)s' (%(found)s) overlaps '%(other)s' (%(span)s) in the same room")
            yield _overlap(message, session, before)
        for person in _present(session, catalogue):
            other = _last(people, (day, person.id), start, end, session)
            if other and not before and _is_elsewhere(session, other):
                message = N_("'%(name)s' is in session '%(id)s' (%(found)s) while in '%(other)s' (%(span)s)")
                yield _overlap(message, session, other, name=person.title)


def _present(session: Session, catalogue: Catalogue) -> Iterator[Person]:
    """Who must be there: all of a panel, nobody at a poster; of several who hold a talk together any one may."""
    found = catalogue.attributions(session)
    speaking = [one for one in found if one.credit.role is CreditRole.SPEAKER]
    if len(speaking) > 1 and session.kind is not SessionKind.PANEL:
        speaking = []
    away = (CreditRole.SPEAKER, CreditRole.AUTHOR)
    others = (one for one in found if one.credit.role not in away and not one.credit.role.is_of_text)
    for one in (*speaking, *others) if session.kind is not SessionKind.POSTER else ():
        if one.person:
            yield one.person


def _last(
    known: dict[Hashable, tuple[int, Session]], place: Hashable, start: int, end: int, session: Session
) -> Session | None:
    """The session there that lasts beyond ``start``; the one that ends last is remembered."""
    until, before = known.get(place, (0, session))
    if end > until:
        known[place] = (end, session)
    return before if start < until else None


def _is_elsewhere(session: Session, other: Session) -> bool:
    """Whether nobody can be in both: a part and its whole are one place."""
    return session.id not in (other.id, other.part_of) and session.part_of != other.id


def _overlap(message: str, session: Session, other: Session, **values: object) -> Problem:
    found, span = _span(session), _span(other)
    return problem(session, Code.OVERLAP, message, found=found, other=other.id, span=span, **values)


def _span(session: Session) -> str:
    return "–".join(f"{time:%H:%M}" if time else "?" for time in (session.start, session.end))


CHECK = check
