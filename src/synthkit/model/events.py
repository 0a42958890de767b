"""Events and the sessions of their programme."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from synthkit.diagnostics import NOWHERE, Where
from synthkit.model.dates import Days, Occasion, PartialDate
from synthkit.model.ids import grouped
from synthkit.model.people import Credit
from synthkit.schema import (
    AbstractBy,
    AnySessionKind,
    Attendance,
    EventKind,
    Fact,
    RevisionKind,
    SessionKind,
    SessionStatus,
    TextKind,
    TitleBy,
)


@dataclass(frozen=True, slots=True)
class Proceedings:
    """A volume of proceedings; what is empty comes from the whole publication.

    ``volume`` is its number among those of the event, ``number`` its number in the series, whose ISSN is ``issn``.
    ``id``, ``abstract`` and what follows are those of a record of its own, empty where an event states its one volume.
    """

    title: str = ""
    editors: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""
    published: PartialDate | None = None
    volume: str = ""
    series: str = ""
    number: str = ""
    issn: str = ""
    isbn: str = ""
    doi: str = ""
    id: str = ""
    abstract: str = ""
    facts: tuple[Fact, ...] = ()
    rich_title: str = ""
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Event:
    """A colloquium or a conference.

    Required: ``id``, ``title``. ``direction`` (scientific) and ``hosts`` are credits of people;
    ``organisers``, ``participants`` and ``partners`` are names as they are printed. ``hours`` are those
    announced, in words; what begins before ``day_begins`` belongs to the night of the day before. ``timezone`` is an
    IANA name of the zone of all its times, empty where it isn't known. ``rich_title`` is the title in the markup of
    CSL-JSON (``<i>``), empty where it has none. ``in_proceedings`` is the volume of its sessions where that is a record
    of its own.
    """

    id: str
    title: str = ""
    kind: EventKind = EventKind.COLLOQUIUM
    days: Days | None = None
    hours: str = ""
    day_begins: dt.time = dt.time(4)
    timezone: str = ""
    venue: str = ""
    address: str = ""
    city: str = ""
    country: str = ""
    organisers: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    contact: str = ""
    url: str = ""
    direction: tuple[Credit, ...] = ()
    hosts: tuple[Credit, ...] = ()
    proceedings: Proceedings | None = None
    in_proceedings: str = ""
    abstract: str = ""
    facts: tuple[Fact, ...] = ()
    rich_title: str = ""
    where: Where = NOWHERE

    @property
    def place(self) -> str:
        """Venue, address, city and country, what the address names not stated twice."""
        place = ""
        for part in (self.venue, self.address, self.city, self.country):
            if part and part not in place:
                place = f"{place}, {part}" if place else part
        return place


@dataclass(frozen=True, slots=True, order=True)
class Revision:
    """A dated change of a session's page or a chapter; ``text`` says what changed, without markup."""

    day: dt.date
    kind: RevisionKind = RevisionKind.CORRECTION
    text: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Translation:
    """Title, subtitle and abstract of a session or a chapter in a further language; what isn't translated is empty."""

    language: str
    title: str = ""
    subtitle: str = ""
    abstract: str = ""


def latest(revisions: tuple[Revision, ...]) -> dt.date | None:
    """The day of the last revision; None without any."""
    return max((revision.day for revision in revisions), default=None)


@dataclass(frozen=True, slots=True)
class Session:
    """One item of an event's programme.

    Required: ``id``, ``event``, ``title``. ``day`` is that of the programme, needed where the event takes several;
    ``start`` and ``end`` are times in the event's zone, each of which may be unknown (``hours`` counts them).
    ``part_of`` is the block a talk belongs to and ``position`` its place there, from 1 (0: by time, then as written).
    ``reviewed`` is the day somebody other than the editors last read the page against what they know of the
    session, and ``reviewers`` are who, as written (an id, a name). ``revisions`` are by day. ``venue`` and
    ``licence`` are empty where they are the event's and the book's; ``registration`` is an address or words.
    ``in_proceedings`` is the volume that holds it, where it isn't its event's. ``rich_title`` is as an event's.
    """

    id: str
    event: str
    title: str = ""
    kind: AnySessionKind = SessionKind.TALK
    day: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    subtitle: str = ""
    status: SessionStatus = SessionStatus.PLANNED
    room: str = ""
    also: tuple[Occasion, ...] = ()
    venue: str = ""
    attendance: Attendance = Attendance.ON_SITE
    track: str = ""
    registration: str = ""
    part_of: str | None = None
    position: int = 0
    credits: tuple[Credit, ...] = ()
    partners: tuple[str, ...] = ()
    language: str = ""
    keywords: tuple[str, ...] = ()
    abstract: str = ""
    abstract_by: AbstractBy | None = None
    abstract_language: str = ""
    title_by: TitleBy = TitleBy.SPEAKERS
    text: TextKind = TextKind.ANNOUNCED
    slides: str = ""
    recording: str = ""
    doi: str = ""
    in_proceedings: str = ""
    pages: str = ""
    article_number: str = ""
    licence: str = ""
    reviewed: dt.date | None = None
    reviewers: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    translations: tuple[Translation, ...] = ()
    facts: tuple[Fact, ...] = ()
    rich_title: str = ""
    where: Where = NOWHERE

    @property
    def is_citable(self) -> bool:
        """Whether the session is a work: one that takes place, and that somebody holds where its kind needs nobody."""
        has_somebody = bool(self.credits) or self.kind.needs_people
        return self.kind.cited_as is not None and has_somebody and not self.is_cancelled

    @property
    def occasions(self) -> tuple[Self, ...]:
        """The session at its first time and at each further one."""
        further = (
            replace(self, day=one.day, start=one.start, end=one.end, room=one.room or self.room, also=())
            for one in self.also
        )
        return self, *further

    @property
    def is_cancelled(self) -> bool:
        """Whether it was announced and doesn't take place."""
        return self.status is SessionStatus.CANCELLED

    def place_in(self, event: Event) -> str:
        """Room and building, the event's where the session names no other; a session online alone has none."""
        building = self.venue or ("" if self.attendance is Attendance.ONLINE else event.place)
        return ", ".join(filter(None, (self.room, building)))

    def can_have(self, part: Self) -> bool:
        """Whether ``part`` can be a part: of a block all but blocks, of a contribution that is in none a discussion."""
        if self.kind is SessionKind.BLOCK:
            return part.kind is not SessionKind.BLOCK
        return self.kind.cited_as is not None and not self.part_of and part.kind is SessionKind.DISCUSSION


#: What begins in the evening and ends at an earlier hour lasts no longer; what would is a mistake.
_LONGEST_NIGHT = 12 * 60
_A_DAY = 24 * 60


def hours(session: Session, event: Event) -> tuple[int | None, int | None]:
    """Start and end in minutes after midnight of the session's day, from 1440 on in its night; None when unknown.

    An end that could only be the next day's because it precedes the start, twelve hours later or more, precedes it.
    """
    start, end = (_after(time, event.day_begins) for time in (session.start, session.end))
    if start is not None and session.end is not None:
        end = session.end.hour * 60 + session.end.minute + start // _A_DAY * _A_DAY
        if end < start < _A_DAY and end + _A_DAY - start <= _LONGEST_NIGHT:
            end += _A_DAY
    return start, end


def _after(time: dt.time | None, day_begins: dt.time) -> int | None:
    return None if time is None else time.hour * 60 + time.minute + (_A_DAY if time < day_begins else 0)


def day_of(event: Event, session: Session) -> dt.date | None:
    """The day of a session in the programme: its own, else the event's when it has but one; None when unknown."""
    return session.day or (event.days.first if event.days and event.days.is_single else None)


def date_of(event: Event, session: Session) -> dt.date | None:
    """The day on which a session begins: the next one for what begins behind midnight; None when unknown."""
    day, start = day_of(event, session), hours(session, event)[0]
    is_after_midnight = start is not None and start >= _A_DAY and day != dt.date.max
    return day + dt.timedelta(days=1) if day and is_after_midnight else day


def with_times_of_parts(sessions: tuple[Session, ...], events: Mapping[str, Event]) -> tuple[Session, ...]:
    """The same sessions; blocks without a start begin with their first part and end with their last.

    A block that states one of its times keeps it. The end is unknown where that of the part which begins last is.
    """
    parts = grouped((session.part_of, session) for session in sessions if session.part_of and session.start)
    return tuple(_spanning(session, parts.get(session.id, ()), events.get(session.event)) for session in sessions)


def _spanning(block: Session, parts: Iterable[Session], event: Event | None) -> Session:
    if block.kind is not SessionKind.BLOCK or block.start or event is None:
        return block
    parts = [part for part in parts if part.event == event.id]
    day = block.day or min((part.day for part in parts if part.day), default=None)
    timed = [(*hours(part, event), part) for part in parts if (part.day or day) == day]
    if not timed:
        return block
    by_start = sorted(timed, key=lambda known: known[0] or 0)
    last = max(timed, key=lambda known: known[1] or 0)[2].end if by_start[-1][1] else None
    return replace(block, day=day, start=by_start[0][2].start, end=block.end or last)


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of a programme: a session and its parts in order, the talks of a block or the discussion of a talk."""

    session: Session
    parts: tuple[Session, ...] = ()


def programme(event: Event, sessions: tuple[Session, ...]) -> tuple[Slot, ...]:
    """An event's sessions as its programme shows them.

    ``sessions`` come in document order. Slots are ordered by day and start, those without a start last;
    parts by position, then start; equals keep the document order. A session whose whole can't have it
    (see ``can_have``) or is not there stands as a slot of its own, and so does each further time of one.
    """
    wholes = {session.id: session for session in sessions}
    whole_of = {
        id(session): whole
        for session in sessions
        if session.part_of and (whole := wholes.get(session.part_of)) and whole.can_have(session)
    }
    first_day = event.days.first if event.days else dt.date.min

    def by_time(session: Session) -> tuple[dt.date, bool, int]:
        start = hours(session, event)[0]
        return session.day or first_day, start is None, start or 0

    def by_position(session: Session) -> tuple[bool, int, tuple[dt.date, bool, int]]:
        return session.position == 0, session.position, by_time(session)

    parts = grouped((whole_of[id(one)].id, one) for one in sorted(sessions, key=by_position) if id(one) in whole_of)
    slots = [Slot(one, parts.get(one.id, ())) for one in sessions if id(one) not in whole_of]
    slots += (Slot(one) for session in sessions for one in session.occasions[1:])
    return tuple(sorted(slots, key=lambda slot: by_time(slot.session)))


@dataclass(frozen=True, slots=True)
class Contribution:
    """A person's part in one session: where, and under which spelling."""

    session: Session
    credit: Credit
