"""Where a book names persons, keywords and institutions: one answer for the printed indexes and those on the screen.

Each index is made in one pass over the records, so its cost grows with the book and not with its headings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain

from synthkit.index import headings
from synthkit.index.headings import Heading, Institutions
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.ids import folded, grouped
from synthkit.model.people import Affiliation, Attribution, Credit, Person
from synthkit.model.values import parse_list
from synthkit.model.works import Chapter
from synthkit.schema import CreditRole


class Part(StrEnum):
    """What somebody or something is where the book names it; a role of the schema is one too."""

    AUTHOR = "author"
    DIRECTION = "direction"
    HOST = "host"
    REVIEWER = "reviewer"
    MENTION = "mention"
    SUBJECT = "subject"
    AFFILIATION = "affiliation"
    ORGANISER = "organiser"
    PARTNER = "partner"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the running text names a person: ``target`` is what the role says, ``docname`` and ``anchor`` the place.

    ``record`` is the id of the session, chapter, event or person whose text it is, empty where there is none;
    ``title`` that of the page.
    """

    target: str
    docname: str
    anchor: str
    record: str = ""
    title: str = ""


@dataclass(frozen=True)
class Concordance:
    """What indexes show beside the records: where texts mention people, in their order, and which pages are indexes."""

    mentions: tuple[Mention, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)

    def page_of(self, index: str) -> str:
        """The page that shows an index of the whole book, by the directive's name; empty without one."""
        return self.pages.get(index, "")


@dataclass(frozen=True, slots=True)
class Place:
    """A record that names a heading, or whose text mentions it.

    ``credit`` is the one an affiliation was printed with, ``spelled`` the institution's spelling there. ``mention``
    is set for a part of the running text; ``record`` is then None where the page is no record's.
    """

    record: Record | None
    part: Part | CreditRole
    credit: Credit | None = None
    spelled: str = ""
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading with its places, in the order of the book; ``ror`` is an institution's."""

    heading: Heading
    places: tuple[Place, ...] = ()
    ror: str = ""


def people_of(catalogue: Catalogue, record: Record) -> Iterator[tuple[Person, Part | CreditRole]]:
    """Who is credited in a record, in printed order; nobody for a credit that leads to no one person."""
    for found, part in _credits_of(catalogue, record):
        if found.person is not None:
            yield found.person, part


def _credits_of(catalogue: Catalogue, record: Record) -> Iterator[tuple[Attribution, Part | CreditRole]]:
    if isinstance(record, Session):
        yield from ((one, one.credit.role) for one in catalogue.parts_taken(record))
        yield from ((catalogue.attributed(Credit(name)), Part.REVIEWER) for name in record.reviewers)
    elif isinstance(record, Chapter):
        yield from ((catalogue.attributed(Credit(name)), Part.AUTHOR) for name in record.authors)
    elif isinstance(record, Event):
        yield from ((catalogue.attributed(credit), Part.DIRECTION) for credit in record.direction)
        yield from ((catalogue.attributed(credit), Part.HOST) for credit in record.hosts)


def keywords_of(record: Record) -> tuple[str, ...]:
    """What a session or a chapter is about."""
    return record.keywords if isinstance(record, Session | Chapter) else ()


def institutions_of(catalogue: Catalogue, record: Record) -> Iterator[tuple[Affiliation, Place]]:
    """The institutions of a record: its bodies, and the one each credit names, the person's own unless it names one."""
    bodies: list[tuple[Part, str]] = []
    if isinstance(record, Event):
        bodies += ((Part.ORGANISER, name) for name in record.organisers)
    if isinstance(record, Event | Session):
        bodies += ((Part.PARTNER, name) for name in record.partners)
    volume = record.proceedings if isinstance(record, Event) else record if isinstance(record, Proceedings) else None
    if volume and volume.publisher:
        bodies.append((Part.PUBLISHER, volume.publisher))
    if isinstance(record, Person):
        yield from ((at, Place(record, Part.AFFILIATION, spelled=at.name)) for at in record.affiliations)
    yield from ((Affiliation(name), Place(record, body, spelled=name)) for body, name in bodies)
    for found, part in _credits_of(catalogue, record):
        credit, own = found.credit, found.person.affiliations if found.person else ()
        if credit.affiliation:
            known = {folded(at.name): at for at in own}
            printed = parse_list(credit.affiliation, ";")
            own = tuple(known.get(folded(name), Affiliation(name)) for name in printed)
        if part not in (Part.AUTHOR, Part.REVIEWER):
            yield from ((at, Place(record, Part.AFFILIATION, credit, at.name)) for at in own)


def persons(catalogue: Catalogue, mentions: Iterable[Mention] = (), event: str = "") -> list[Entry]:
    """Everybody with contributions, functions, chapters and mentions; of an event those it has a part for."""
    records = _records(catalogue, event)
    pairs = [(person.id, Place(record, part)) for record in records for person, part in people_of(catalogue, record)]
    known = {(id_, place.record.where.docname, place.record.id) for id_, place in pairs if place.record}
    for mention in mentions:
        found = catalogue.people_called(mention.target)
        id_ = mention.record
        record_of = catalogue.session(id_) or catalogue.chapter(id_) or catalogue.event(id_) or catalogue.person(id_)
        if len(found) != 1 or record_of == found[0] or (event and not _is_of(record_of, event)):
            continue
        place = (found[0].id, mention.docname, mention.record)
        if place not in known:  # a text stands once, where it first names somebody, or as what they give to it
            known.add(place)
            pairs.append((found[0].id, Place(record_of, Part.MENTION, mention=mention)))
    places = grouped(pairs)
    people = (person for person in catalogue.persons if not event or person.id in places)
    return _entries(headings.persons(people), places)


def keywords(catalogue: Catalogue, event: str = "") -> list[Entry]:
    """Keywords with the sessions and chapters that have them."""
    records = [*_records(catalogue, event)]
    pairs = ((word, record) for record in records for word in dict.fromkeys(map(folded, keywords_of(record))))
    places = grouped((word, Place(record, Part.SUBJECT)) for word, record in pairs)
    return _entries(headings.subjects(word for record in records for word in keywords_of(record)), places)


def institutions(catalogue: Catalogue, event: str = "") -> list[Entry]:
    """Institutions with the events and sessions they are named in, and the people of each."""
    known = institutions_known(catalogue)
    named = (one for record in _records(catalogue, event) for one in institutions_of(catalogue, record))
    places = grouped((known.known_by(affiliation), place) for affiliation, place in named)
    found = (heading for heading in known.headings if heading.target in places)
    return [replace(entry, ror=known.ror(entry.heading.target)) for entry in _entries(found, places)]


def institutions_known(catalogue: Catalogue, also: Mapping[str, Iterable[str]] | None = None) -> Institutions:
    """All institutions of a book with their spellings; ``also`` those that only its text names."""
    named = (one for record in _records(catalogue, "") for one, _ in institutions_of(catalogue, record))
    return Institutions(named, also)


def _entries(found: Iterable[Heading], places: Mapping[str, tuple[Place, ...]]) -> list[Entry]:
    return [Entry(heading, () if heading.see else places.get(heading.target, ())) for heading in found]


def _records(catalogue: Catalogue, event: str) -> Iterator[Record]:
    """Sessions in the order of their programmes, events, chapters, people; of one event what belongs to it."""
    everything = chain[Record](catalogue.sessions_in_order, catalogue.events, catalogue.chapters, catalogue.persons)
    return (record for record in everything if not event or _is_of(record, event))


def _is_of(record: Record | None, event: str) -> bool:
    return (isinstance(record, Event) and record.id == event) or (isinstance(record, Session) and record.event == event)
