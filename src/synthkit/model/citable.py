"""What a catalogue says of its records taken together: the works they are cited as, and which are akin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from synthkit.model.events import Session
from synthkit.model.ids import folded
from synthkit.model.people import Credit
from synthkit.model.related import Kinship
from synthkit.model.works import Chapter, Work, book_work, chapter_work, proceedings_work, session_work
from synthkit.schema import CreditRole

if TYPE_CHECKING:
    from synthkit.model.catalogue import Catalogue, Record


def cited_works(catalogue: Catalogue) -> Iterable[Work]:
    """The book, then each event's proceedings with its sessions in order, then the chapters."""
    book = catalogue.publication
    seen: set[str] = set()

    def address(record: Record) -> str:
        # one work per address: the first of a page has the page, the others their anchor
        fragment = record.id if record.where.docname in seen else ""
        seen.add(record.where.docname)
        return book.address(record.where.docname, fragment)

    works = [book_work(book)]
    for event in catalogue.events:
        volume = proceedings_work(event, book, book.address(event.where.docname, event.id))
        works += [volume] if volume else []
    for session in catalogue.sessions_in_order:
        event_of_session = catalogue.event(session.event)
        if session.is_citable and event_of_session:
            credited = catalogue.attributions(session)
            # who speaks is cited; who moderates or discusses only where nobody else is named
            speakers = [a for a in credited if a.credit.role is CreditRole.SPEAKER] or credited
            people = tuple((a.name, a.person.id if a.person else None) for a in speakers)
            works.append(session_work(session, event_of_session, people, book, address(session)))
    for chapter in catalogue.chapters:
        attributions = tuple(catalogue.attributed(Credit(author)) for author in chapter.authors)
        people = tuple((a.name, a.person.id if a.person else None) for a in attributions)
        works.append(chapter_work(chapter, people, book, address(chapter)))
    first: dict[str, Work] = {}
    for work in works:
        first.setdefault(work.id, work)  # of two works with one id the first stands
    return first.values()


def kinship(catalogue: Catalogue) -> Kinship:
    """The people and keywords that citable sessions and chapters share."""
    people: dict[str, frozenset[str]] = {}
    keywords: dict[str, frozenset[str]] = {}

    def note(record: Session | Chapter, credits: Iterable[Credit]) -> None:
        known = (catalogue.attributed(credit).person for credit in credits)
        people.setdefault(record.id, frozenset(person.id for person in known if person))
        keywords.setdefault(record.id, frozenset(map(folded, record.keywords)))

    for session in catalogue.sessions_in_order:
        if session.is_citable:
            note(session, session.credits)
    for chapter in catalogue.chapters:
        note(chapter, map(Credit, chapter.authors))
    return Kinship(people, keywords)
