"""What the package file says of the book: identifier, people, event, subjects; and a record of each of its works.

The package speaks for the volume alone. Who is announced to speak at an event has written nothing of the book, so only
authors of papers are its contributors; events are what it is about. The record has every work, as schema.org.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from synthkit.metadata import schema_org
from synthkit.metadata._format import doi_url, language_tag, one_line
from synthkit.metadata.page_urls import PagePlace
from synthkit.model.catalogue import Catalogue
from synthkit.model.people import Name
from synthkit.model.works import Publication
from synthkit.schema import WorkKind

#: Roles as the Library of Congress codes them (MARC relators).
_AUTHOR, _EDITOR = "aut", "edt"
RECORD = "works.jsonld"


@dataclass(frozen=True, slots=True)
class Agent:
    """Who made the book or a part of it; ``element`` is ``creator`` or ``contributor``."""

    element: str
    name: str
    sorted_as: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event the book is about; ``date`` is one day or two around a slash."""

    title: str
    date: str
    place: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in the package file. ``identifiers`` come behind ``identifier``, the one of this edition."""

    identifier: str
    identifiers: tuple[str, ...]
    title: str
    agents: tuple[Agent, ...]
    publisher: str
    date: str
    language: str
    rights: str
    licence_url: str
    description: str
    version: str
    subjects: tuple[str, ...]
    occasions: tuple[Occasion, ...]
    modified: str


def edition_identifier(book: Publication) -> str:
    """The same for every build of an edition: made of the book's id, its version and its language.

    A book without an id of its own is told from others by its title too.
    """
    parts = [book.id, book.version, book.language, *([book.title] if book.id == Publication().id else [])]
    return uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-synthkit:" + json.dumps(parts)).urn


def metadata(catalogue: Catalogue, modified: dt.datetime, rights: str = "", identifier: str = "") -> Metadata:
    """The metadata of a book; ``rights`` and ``identifier`` are what conf.py says beside the publication's facts."""
    book = catalogue.publication
    others = (f"urn:isbn:{book.isbn.replace('-', '')}" if book.isbn else "", doi_url(book.doi))
    return Metadata(
        identifier=one_line(identifier) or edition_identifier(book),
        identifiers=tuple(filter(None, others)),
        title=one_line(book.title) or book.id,
        agents=tuple(_agents(catalogue)),
        publisher=one_line(book.publisher),
        date=str(book.date or ""),
        language=language_tag(book.language),
        rights=one_line(rights) or one_line(book.licence),
        licence_url=_address(book.licence_url),
        description=one_line(book.description),
        version=one_line(book.version),
        subjects=_subjects(catalogue),
        occasions=tuple(
            Occasion(one_line(event.title), event.days.iso if event.days else "", one_line(event.place))
            for event in catalogue.events
            if one_line(event.title)
        ),
        modified=modified.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _address(url: str) -> str:
    return one_line(url) if url.startswith(("http://", "https://")) else ""


def _agents(catalogue: Catalogue) -> Iterator[Agent]:
    """Authors and editors of the book, once each with all their roles, then the authors of its papers."""
    book = catalogue.publication
    roles: dict[Name, list[str]] = {}
    for names, role in ((book.authors, _AUTHOR), (book.editors, _EDITOR)):
        for name in names:
            roles.setdefault(name, []).append(role)
    for name, of_name in roles.items():
        # where somebody signs the whole book, who edits it only contributes
        element = "contributor" if book.authors and _AUTHOR not in of_name else "creator"
        yield from _agent(element, name, dict.fromkeys(of_name))
    papers = (work for work in catalogue.works if work.kind is WorkKind.PAPER)
    for name in dict.fromkeys(name for work in papers for name in work.authors if name not in roles):
        yield from _agent("contributor", name, [_AUTHOR])


def _agent(element: str, name: Name, roles: dict[str, None] | list[str]) -> Iterator[Agent]:
    if one_line(str(name)):
        yield Agent(element, one_line(str(name)), one_line(name.family_first), tuple(roles))


def _subjects(catalogue: Catalogue) -> tuple[str, ...]:
    """The keywords of all works, each once, in the order of the book."""
    found: dict[str, str] = {}
    for word in (one_line(word) for work in catalogue.works for word in work.keywords):
        if word:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def record(catalogue: Catalogue, pages: dict[str, str], identifier: str) -> bytes:
    """Every work of the book as JSON-LD; ``pages`` says where in the EPUB each stands, by its id."""
    persons = {person.id: person for person in catalogue.persons}
    graph = []
    for work in catalogue.works:
        node = schema_org.data(work, catalogue.publication, persons, PagePlace(url=work.url))
        context = node.pop("@context")
        place = identifier if work.kind is WorkKind.BOOK else pages.get(work.id, "")
        graph.append({**({"@id": place} if place else {}), **node})
    written = json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1)
    return (written + "\n").encode("utf-8")
