"""All records of a book together: find one, resolve a name, list its works."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, Self, TypeVar

from synthkit.model.events import Contribution, Event, Proceedings, Session, Slot, programme, with_times_of_parts
from synthkit.model.ids import folded, grouped
from synthkit.model.people import Attribution, Credit, Name, Person, parse_name
from synthkit.model.related import KEYWORD, PERSON, Kinship, Mark
from synthkit.model.works import (
    Chapter,
    Publication,
    Work,
    book_work,
    chapter_work,
    event_work,
    page_work,
    proceedings_work,
    session_work,
)
from synthkit.schema import CreditRole

Record = Event | Session | Person | Chapter | Proceedings
V = TypeVar("V")
R = TypeVar("R", Event, Session, Person, Chapter, Proceedings, Work)


class Table(dict[str, tuple[V, ...]]):
    """What stands under each id, gone through once; a catalogue answers with it who calls it with a record."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, V]]) -> Self:
        """The values of each id, in the order of the pairs."""
        return cls(grouped(pairs))

    def __call__(self, record: Record) -> tuple[V, ...]:
        """What stands under a record; empty where nothing does."""
        return self.get(record.id, ())


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
        volumes: Iterable[Proceedings] = (),
    ) -> None:
        self.publication = publication
        self.events = tuple(events)
        self.persons = tuple(persons)
        self.chapters = tuple(chapters)
        self.volumes = tuple(volumes)
        self._events = _by_id(self.events)
        self.sessions = with_times_of_parts(tuple(sessions), self._events)
        self._sessions = _by_id(self.sessions)
        self._persons = _by_id(self.persons)
        self._chapters = _by_id(self.chapters)
        self._volumes = _by_id(self.volumes)

    @classmethod
    def of(cls, publication: Publication, records: Iterable[Record]) -> Self:
        """The catalogue of records of any kinds."""
        found: dict[Any, Any] = grouped((type(record), record) for record in records)
        return cls(publication, *(found.get(kind, ()) for kind in (Event, Session, Person, Chapter, Proceedings)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalogue) and (self.publication, self.records) == (other.publication, other.records)

    def __hash__(self) -> int:
        return hash((self.publication, self.records))

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record, kind by kind, in document order within each."""
        return self.events + self.sessions + self.persons + self.chapters + self.volumes

    @cached_property
    def repeated_ids(self) -> frozenset[str]:
        """Ids of several records, which is reported: each way to find one leads to the first or the last of them."""
        return frozenset(id_ for id_, count in Counter(record.id for record in self.records).items() if count > 1)

    # -- finding ---------------------------------------------------------------------------

    def event(self, id_: str | None) -> Event | None:
        """The event with that id, or None."""
        return self._events.get(id_ or "")

    def session(self, id_: str | None) -> Session | None:
        """The session with that id, or None."""
        return self._sessions.get(id_ or "")

    def person(self, id_: str | None) -> Person | None:
        """The person with that id, or None."""
        return self._persons.get(id_ or "")

    def chapter(self, id_: str | None) -> Chapter | None:
        """The chapter with that id, or None."""
        return self._chapters.get(id_ or "")

    def proceedings(self, id_: str | None) -> Proceedings | None:
        """The volume with that id, or None; also that of an event, which has the event's."""
        event = self.event(id_)
        if event is None:
            return self._volumes.get(id_ or "")
        own = event.proceedings or Proceedings()
        return replace(own, id=event.id, abstract=event.abstract, where=event.where)

    def proceedings_of(self, record: Session | Chapter) -> Proceedings | None:
        """The volume a text stands in: its own, else that of its event; None where it names none that is there."""
        event = self.event(record.event) if isinstance(record, Session) else None
        return self.proceedings(record.in_proceedings) or (
            self.proceedings(event.in_proceedings) or self.proceedings(event.id) if event else None
        )

    def around(self, record: Record) -> "Catalogue":
        """The catalogue of one record alone, with its event and whoever the two name."""
        session = (record,) if isinstance(record, Session) else ()
        chapter = (record,) if isinstance(record, Chapter) else ()
        person = (record,) if isinstance(record, Person) else ()
        event = record if isinstance(record, Event) else self.event(session[0].event if session else None)
        written = [credit.written for one in session for credit in one.credits]
        written += [author for one in chapter for author in one.authors]
        if event:
            written += [credit.written for credit in (*event.direction, *event.hosts)]
        own = record if isinstance(record, Proceedings) else self._volumes.get(getattr(record, "in_proceedings", ""))
        volumes = (own,) if own else ()
        for one in (*volumes, event.proceedings if event else None):
            written += one.editors if one else ()
        persons = dict.fromkeys(itertools.chain(person, *map(self.people_called, written)))
        return Catalogue(self.publication, (event,) if event else (), session, persons, chapter, volumes)

    # -- people ----------------------------------------------------------------------------

    @cached_property
    def _by_spelling(self) -> dict[str, tuple[Person, ...]]:
        return grouped(
            (spelling, person)
            for person in self._persons.values()
            for spelling in {folded(s) for s in (str(person.name), person.name.family_first, *person.variants)}
        )

    def people_called(self, written: str) -> tuple[Person, ...]:
        """Everybody who answers to an id or a spelling of a name, in braces or not; accents and case forgiven."""
        written = written.strip("{ }")
        by_id = self.person(written)
        return (by_id,) if by_id else self._by_spelling.get(folded(written), ())

    def attributed(self, credit: Credit) -> Attribution:
        """A credit with its person, when exactly one answers to what was written."""
        found = self.people_called(credit.written)
        return Attribution(credit, found[0] if len(found) == 1 else None)

    def attributions(self, session: Session) -> tuple[Attribution, ...]:
        """A session's credits, in printed order."""
        return tuple(self.attributed(credit) for credit in session.credits)

    def parts_taken(self, session: Session) -> tuple[Attribution, ...]:
        """The same; who speaks isn't named again as an author, and nobody of those for a part in the text."""
        found = self.attributions(session)
        speaking = {one.name for one in found if one.credit.role is CreditRole.SPEAKER}
        named = {one.name for one in found if not one.credit.role.is_of_text}
        again = {CreditRole.AUTHOR: speaking, **{role: named for role in CreditRole if role.is_of_text}}
        return tuple(one for one in found if one.name not in again.get(one.credit.role, ()))

    def editors(self, volume: Proceedings) -> tuple[Name, ...]:
        """Who edits proceedings: persons of the book, or names as they are written."""
        found = ((one, self.people_called(one)) for one in volume.editors)
        return tuple(people[0].name if len(people) == 1 else parse_name(one) for one, people in found)

    @cached_property
    def contributions(self) -> Table[Contribution]:
        """The sessions that credit a person, in the order of their programmes."""
        return Table.of(
            (found.person.id, Contribution(session, found.credit))
            for session in self.sessions_in_order
            for found in self.parts_taken(session)
            if found.person
        )

    @cached_property
    def functions(self) -> Table[tuple[Event, bool]]:
        """Events a person directs (True) or hosts (False)."""
        return Table.of(
            (person.id, (event, is_direction))
            for event in self.events
            for is_direction, credits in ((True, event.direction), (False, event.hosts))
            for credit in credits
            if (person := self.attributed(credit).person)
        )

    # -- programmes ------------------------------------------------------------------------

    @cached_property
    def programme(self) -> Table[Slot]:
        """An event's timetable."""
        by_event = grouped((session.event, session) for session in self.sessions)
        return Table({event.id: programme(event, by_event.get(event.id, ())) for event in self.events})

    @cached_property
    def sessions_of(self) -> Table[Session]:
        """The sessions of an event in the order of its programme, each once."""
        own = set(map(id, self.sessions))  # further times are no sessions of their own
        slots = ((event, slot) for event, of in self.programme.items() for slot in of)
        return Table.of((event, one) for event, slot in slots for one in (slot.session, *slot.parts) if id(one) in own)

    @cached_property
    def sessions_in_order(self) -> tuple[Session, ...]:
        """Every session in the order of its programme, those of unknown events last."""
        placed = [*itertools.chain.from_iterable(self.sessions_of.values())]
        known = {session.id for session in placed}
        return (*placed, *(session for session in self.sessions if session.id not in known))

    @cached_property
    def _ranked(self) -> dict[str, tuple[tuple[Session, ...], int]]:
        index: dict[str, tuple[tuple[Session, ...], int]] = {}
        for sessions in self.sessions_of.values():
            order = tuple(session for session in sessions if session.is_citable)
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

    def along(
        self, record: Session | Chapter, keyword: str
    ) -> tuple[Session | Chapter | None, Session | Chapter | None]:
        """The texts before and after that have a keyword of this one, where three have it."""
        before, after = self._kinship.beside(record.id, (KEYWORD, folded(keyword)))
        return self.session(before) or self.chapter(before), self.session(after) or self.chapter(after)

    @cached_property
    def _kinship(self) -> Kinship:
        marks: dict[str, frozenset[Mark]] = {}
        citable = (session for session in self.sessions_in_order if session.is_citable)
        for text in itertools.chain[Session | Chapter](citable, self.chapters):
            credits = text.credits if isinstance(text, Session) else map(Credit, text.authors)
            known = (self.attributed(credit).person for credit in credits)
            people = {(PERSON, person.id) for person in known if person}
            marks.setdefault(text.id, frozenset(people | {(KEYWORD, folded(word)) for word in text.keywords}))
        return Kinship(marks)

    @cached_property
    def parts(self) -> Table[Session]:
        """The parts of a block in order; empty for any other session."""
        slots = itertools.chain.from_iterable(self.programme.values())
        return Table({slot.session.id: slot.parts for slot in slots if slot.parts})

    # -- works -----------------------------------------------------------------------------

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """The book, what is cited of each event, the sessions in order, the chapters; pages on talks are left out."""
        return tuple(self._works.values())

    @cached_property
    def _works(self) -> dict[str, Work]:
        return _by_id(self._all_works())

    def _all_works(self) -> Iterator[Work]:
        book = self.publication
        citable = [record for record in self.sessions if record.is_citable and self.event(record.event)]
        cited = itertools.chain[Event | Session | Chapter | Proceedings](
            self.events, citable, self.chapters, self.volumes
        )
        on_page = Counter(record.where.docname for record in cited)

        def address(record: Event | Session | Chapter | Proceedings) -> str:
            # one work per address: of several on a page each has its anchor
            docname = record.where.docname
            return book.address(docname, record.id if on_page[docname] > 1 else "")

        @cache
        def work_of(id_: str) -> Work:
            volume = self.proceedings(id_) or Proceedings()
            events = {self.event(one.event) for one in self.texts_of(volume) if isinstance(one, Session)}
            event = self.event(id_) or (events.pop() if len(events) == 1 else None)
            return proceedings_work(volume, event, self.editors(volume), book, address(volume))

        yield book_work(book)
        for event in self.events:
            yield event_work(event, work_of(event.id), book, address(event))
        yield from (work_of(volume.id) for volume in self.volumes)
        for session in self.sessions_in_order:
            event_of_session, volume = self.event(session.event), self.proceedings_of(session)
            if session.is_citable and event_of_session and volume:
                people = self.attributions(session)
                yield session_work(session, event_of_session, people, work_of(volume.id), book, address(session))
        for chapter in self.chapters:
            authors = tuple(self.attributed(Credit(author)) for author in chapter.authors)
            volume = self.proceedings_of(chapter)
            yield chapter_work(chapter, authors, work_of(volume.id) if volume else None, book, address(chapter))

    @cached_property
    def texts_of(self) -> Table[Session | Chapter]:
        """What stands in a volume and can be cited: chapters, then sessions in the order of their programmes."""
        citable = (session for session in self.sessions_in_order if session.is_citable)
        texts = itertools.chain[Session | Chapter](self.chapters, citable)
        return Table.of((volume.id, text) for text in texts if (volume := self.proceedings_of(text)))

    def work(self, id_: str) -> Work | None:
        """The work with that id, or None; also the page on a talk, as a work of its own."""
        return self._works.get(id_) or self._pages.get(id_)

    @cached_property
    def pages(self) -> tuple[Work, ...]:
        """The pages on talks, each by whom the book is signed."""
        return tuple(self._pages.values())

    @cached_property
    def _pages(self) -> dict[str, Work]:
        talks = (work for work in self.works if work.kind.is_spoken)
        return _by_id(page_work(talk, self.publication) for talk in talks)

    def text_of(self, id_: str) -> Work | None:
        """The text that the page of a work holds: of a talk the page on it; None where no work has that id."""
        work = self.work(id_)
        return page_work(work, self.publication) if work and work.kind.is_spoken else work

    def to_cite(self, id_: str) -> tuple[Work, ...]:
        """What the page of a work offers to cite: of a talk also the page on it, where somebody signs the book.

        The page comes first where its text is stated to be the editors', else the talk does.
        """
        work, text = self.work(id_), self.text_of(id_)
        if work is None or text is None:
            return ()
        if work is text or not text.authors:
            return (work,)
        return (text, work) if work.is_editors_text else (work, text)

    def work_of_page(self, docname: str, root: str) -> Work | None:
        """The work a page is: the book for the root, else the only session or chapter that stands there.

        A page of several is none of them. An event is cited from its page where nothing else is.
        """
        if docname == root:
            return self.works[0]
        works = self._works_by_page.get(docname, ())
        return works[0] if len(works) == 1 else None

    @cached_property
    def _works_by_page(self) -> dict[str, tuple[Work, ...]]:
        def on_pages(records: Iterable[Event | Session | Chapter]) -> dict[str, tuple[Work, ...]]:
            return grouped((record.where.docname, work) for record in records if (work := self.work(record.id)))

        return on_pages(self.events) | on_pages((*self.sessions, *self.chapters))

    def text_of_page(self, docname: str) -> Session | Chapter | None:
        """The session or chapter that a page is about: the only one, or a block with its parts.

        Rows of a programme are none.
        """
        first, *others = self._texts_by_page.get(docname, (None,))
        return first if all(isinstance(one, Session) and first and one.part_of == first.id for one in others) else None

    def page_of_block(self, docname: str) -> str:
        """The page of the block whose part the session of a page is; empty for none, and for a row of a programme."""
        text = self.text_of_page(docname)
        block = self.session(text.part_of) if isinstance(text, Session) else None
        return block.where.docname if block and self.text_of_page(block.where.docname) == block else ""

    @cached_property
    def _texts_by_page(self) -> dict[str, tuple[Session | Chapter, ...]]:
        return grouped(
            (record.where.docname, record)
            for record in itertools.chain[Session | Chapter](self.sessions, self.chapters)
            if isinstance(record, Chapter) or record.kind.has_page
        )

    @cached_property
    def works_of(self) -> Table[Work]:
        """What is cited of an event, and the works of its sessions."""
        return Table.of((work.event.id, work) for work in self.works if work.event)


def _by_id(records: Iterable[R]) -> dict[str, R]:
    found: dict[str, R] = {}
    for record in records:
        found.setdefault(record.id, record)
    return found
