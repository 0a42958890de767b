"""All records of a book together: find one, resolve a name, list its works."""

from collections.abc import Iterable
from functools import cached_property

from synthkit.model.citable import cited_works, kinship
from synthkit.model.events import Contribution, Event, EventId, Session, SessionId, Slot, programme
from synthkit.model.ids import folded
from synthkit.model.people import Attribution, Credit, Person, PersonId
from synthkit.model.related import Kinship
from synthkit.model.works import Chapter, ChapterId, Publication, Work
from synthkit.schema import SessionKind

Record = Event | Session | Person | Chapter


class Catalogue:
    """The records of one book in document order. Nothing changes once it is made.

    Of two records with one id the first stands; ``checks.identity`` names the other.
    """

    def __init__(
        self,
        publication: Publication,
        events: Iterable[Event] = (),
        sessions: Iterable[Session] = (),
        persons: Iterable[Person] = (),
        chapters: Iterable[Chapter] = (),
    ) -> None:
        self.publication = publication
        self.events = tuple(events)
        self.sessions = tuple(sessions)
        self.persons = tuple(persons)
        self.chapters = tuple(chapters)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalogue) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    @property
    def _parts(self) -> tuple[object, ...]:
        return self.publication, self.events, self.sessions, self.persons, self.chapters

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record, kind by kind, in document order within each."""
        return self.events + self.sessions + self.persons + self.chapters

    # -- finding ---------------------------------------------------------------------------

    @cached_property
    def _by_id(self) -> dict[type[Record], dict[str, Record]]:
        index: dict[type[Record], dict[str, Record]] = {Event: {}, Session: {}, Person: {}, Chapter: {}}
        for record in self.records:
            index[type(record)].setdefault(record.id, record)
        return index

    def event(self, id_: EventId | str | None) -> Event | None:
        """The event with that id, or None."""
        record = self._by_id[Event].get(id_ or "")
        return record if isinstance(record, Event) else None

    def session(self, id_: SessionId | str | None) -> Session | None:
        """The session with that id, or None."""
        record = self._by_id[Session].get(id_ or "")
        return record if isinstance(record, Session) else None

    def person(self, id_: PersonId | str | None) -> Person | None:
        """The person with that id, or None."""
        record = self._by_id[Person].get(id_ or "")
        return record if isinstance(record, Person) else None

    def chapter(self, id_: ChapterId | str | None) -> Chapter | None:
        """The chapter with that id, or None."""
        record = self._by_id[Chapter].get(id_ or "")
        return record if isinstance(record, Chapter) else None

    # -- people ----------------------------------------------------------------------------

    @cached_property
    def _by_spelling(self) -> dict[str, tuple[Person, ...]]:
        index: dict[str, tuple[Person, ...]] = {}
        for person in self._by_id[Person].values():
            if not isinstance(person, Person):
                continue
            for spelling in {folded(s) for s in (str(person.name), person.name.family_first, *person.variants)}:
                index[spelling] = (*index.get(spelling, ()), person)
        return index

    def people_called(self, written: str) -> tuple[Person, ...]:
        """Everybody who answers to an id or a spelling of a name; accents and case forgiven."""
        by_id = self.person(written)
        return (by_id,) if by_id else self._by_spelling.get(folded(written), ())

    def attributed(self, credit: Credit) -> Attribution:
        """A credit with its person, when exactly one answers to what was written."""
        found = self.people_called(credit.written)
        return Attribution(credit, found[0] if len(found) == 1 else None)

    def attributions(self, session: Session) -> tuple[Attribution, ...]:
        """A session's credits, in printed order."""
        return tuple(self.attributed(credit) for credit in session.credits)

    @cached_property
    def _contributions(self) -> dict[PersonId, tuple[Contribution, ...]]:
        index: dict[PersonId, list[Contribution]] = {}
        for session in self.sessions_in_order:
            for attribution in self.attributions(session):
                if attribution.person:
                    found = index.setdefault(attribution.person.id, [])
                    found.append(Contribution(session, attribution.credit))
        return {person: tuple(found) for person, found in index.items()}

    def contributions(self, person: Person) -> tuple[Contribution, ...]:
        """The sessions that credit a person, in the order of their programmes."""
        return self._contributions.get(person.id, ())

    def functions(self, person: Person) -> tuple[tuple[Event, bool], ...]:
        """Events a person directs (True) or hosts (False)."""
        return self._functions.get(person.id, ())

    @cached_property
    def _functions(self) -> dict[PersonId, tuple[tuple[Event, bool], ...]]:
        index: dict[PersonId, tuple[tuple[Event, bool], ...]] = {}
        for event in self.events:
            for is_direction, credits in ((True, event.direction), (False, event.hosts)):
                for credit in credits:
                    person = self.attributed(credit).person
                    if person:
                        index[person.id] = (*index.get(person.id, ()), (event, is_direction))
        return index

    # -- programmes ------------------------------------------------------------------------

    @cached_property
    def _programmes(self) -> dict[EventId, tuple[Slot, ...]]:
        by_event: dict[EventId, list[Session]] = {event.id: [] for event in self.events}
        for session in self.sessions:
            if session.event in by_event:
                by_event[session.event].append(session)
        return {event.id: programme(event, tuple(by_event[event.id])) for event in self.events}

    def programme(self, event: Event) -> tuple[Slot, ...]:
        """An event's timetable."""
        return self._programmes.get(event.id, ())

    @cached_property
    def sessions_in_order(self) -> tuple[Session, ...]:
        """Every session in the order of its programme, those of unknown events last."""
        placed = [
            session for slots in self._programmes.values() for slot in slots for session in (slot.session, *slot.parts)
        ]
        known = {session.id for session in placed}
        return (*placed, *(session for session in self.sessions if session.id not in known))

    @cached_property
    def _ranked(self) -> dict[SessionId, tuple[tuple[Session, ...], int]]:
        index: dict[SessionId, tuple[tuple[Session, ...], int]] = {}
        for slots in self._programmes.values():
            order = tuple(s for slot in slots for s in (slot.session, *slot.parts) if s.is_citable)
            index.update((session.id, (order, place)) for place, session in enumerate(order))
        return index

    def neighbours(self, session: Session) -> tuple[Session | None, Session | None]:
        """The citable sessions before and after, as the programme has them."""
        order, place = self._ranked.get(session.id, ((), 0))
        before = order[place - 1] if place else None
        return before, order[place + 1] if place + 1 < len(order) else None

    def rank(self, session: Session) -> tuple[int, int]:
        """A session's place among the citable ones of its event, from 1, and their number; (0, 0) for others."""
        order, place = self._ranked.get(session.id, ((), -1))
        return place + 1, len(order)

    def related(self, record: Session | Chapter) -> tuple[Session | Chapter, ...]:
        """What else to read of who reads this: at most five sessions and chapters (``model.related``)."""
        found = (self.session(id_) or self.chapter(id_) for id_ in self._kinship.of(record.id))
        return tuple(other for other in found if other)

    @cached_property
    def _kinship(self) -> Kinship:
        return kinship(self)

    def parts(self, block: Session) -> tuple[Session, ...]:
        """The parts of a block in order; empty for any other session."""
        return self._parts_by_block.get(block.id, ())

    @cached_property
    def _parts_by_block(self) -> dict[SessionId, tuple[Session, ...]]:
        return {
            slot.session.id: slot.parts
            for slots in self._programmes.values()
            for slot in slots
            if slot.session.kind is SessionKind.BLOCK
        }

    # -- works -----------------------------------------------------------------------------

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """The book, then each event's proceedings with its sessions in order, then the chapters."""
        return tuple(cited_works(self))

    @cached_property
    def _works_by_id(self) -> dict[str, Work]:
        return {work.id: work for work in reversed(self.works)}

    def work(self, id_: str) -> Work | None:
        """The work with that id, or None."""
        return self._works_by_id.get(id_)

    def work_of_page(self, docname: str, root: str) -> Work | None:
        """The work a page is: the book for the root, else the only session or chapter that stands there.

        A page of several is none of them. An event's proceedings are described on the event's page, but the page is
        not the volume.
        """
        if docname == root:
            return self.works[0]
        works = self._works_by_page.get(docname, ())
        return works[0] if len(works) == 1 else None

    @cached_property
    def _works_by_page(self) -> dict[str, tuple[Work, ...]]:
        index: dict[str, tuple[Work, ...]] = {}
        records: tuple[Session | Chapter, ...] = (*self.sessions, *self.chapters)
        for record in records:
            work = self.work(record.id)
            if work is not None:
                index[record.where.docname] = (*index.get(record.where.docname, ()), work)
        return index

    def works_of(self, event: Event) -> tuple[Work, ...]:
        """An event's proceedings and the works of its sessions."""
        return self._works_by_event.get(event.id, ())

    @cached_property
    def _works_by_event(self) -> dict[EventId, tuple[Work, ...]]:
        index: dict[EventId, list[Work]] = {}
        for work in self.works:
            if work.event:
                index.setdefault(work.event.id, []).append(work)
        return {event: tuple(works) for event, works in index.items()}
