"""What the package file says of the book: identifier, people, event, subjects, accessibility; a record of its works.

The package speaks for the volume alone. Who is announced to speak at an event has written nothing of the book, so only
authors of papers are its contributors; events are what it is about. The record has every work, as schema.org.

Accessibility (EPUB Accessibility 1.1) is stated only of what the pages really have. No conformance is claimed: what a
validator finds is not all that WCAG asks for, and nobody has certified the rest.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import NamedTuple

from synthkit.epub.pages import Page
from synthkit.i18n import N_, I18n
from synthkit.metadata import schema_org
from synthkit.metadata._format import doi_url, language_tag, one_line
from synthkit.metadata.tags import PagePlace
from synthkit.model.catalogue import Catalogue
from synthkit.model.works import Publication
from synthkit.schema import WorkKind

RECORD = "works.jsonld"


class Agent(NamedTuple):
    """Who made the book or a part of it; ``element`` is ``creator`` or ``contributor``, ``roles`` are MARC relators."""

    element: str
    name: str
    sorted_as: str
    roles: tuple[str, ...]


def edition_identifier(book: Publication) -> str:
    """The same for every build of an edition: made of the book's id, its version and its language.

    A book without an id of its own differs from others by its title too.
    """
    parts = [book.id, book.version, book.language, *([book.title] if book.id == Publication().id else [])]
    return uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-synthkit:" + json.dumps(parts)).urn


def metadata(catalogue: Catalogue, modified: dt.datetime, rights: str = "", identifier: str = "") -> SimpleNamespace:
    """What stands in the package file; ``rights`` and ``identifier`` are what conf.py says beside the publication.

    ``identifiers`` come behind ``identifier``, the one of this edition; the date of an occasion is one day or two
    around a slash.
    """
    book = catalogue.publication
    others = (f"urn:isbn:{book.isbn.replace('-', '')}" if book.isbn else "", doi_url(book.doi))
    return SimpleNamespace(
        identifier=one_line(identifier) or edition_identifier(book),
        identifiers=tuple(filter(None, others)),
        title=one_line(book.title) or book.id,
        agents=tuple(_agents(catalogue)),
        publisher=one_line(book.publisher),
        date=str(book.date or ""),
        language=language_tag(book.language),
        rights=one_line(rights) or one_line(book.licence),
        licence_url=one_line(_address(book.licence_url)),
        description=one_line(book.description),
        version=one_line(book.version),
        subjects=_subjects(catalogue),
        occasions=tuple(
            SimpleNamespace(
                title=one_line(event.title), date=event.days.iso if event.days else "", place=one_line(event.place)
            )
            for event in catalogue.events
            if one_line(event.title)
        ),
        modified=modified.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def _agents(catalogue: Catalogue) -> Iterator[Agent]:
    """Authors and editors of the book, once each with all their roles, then the authors of its papers."""
    book = catalogue.publication
    papers = [name for work in catalogue.works if work.kind is WorkKind.PAPER for name in work.authors]
    roles = {name: ["aut"] for name in book.authors}
    for name in dict.fromkeys(book.editors):
        roles.setdefault(name, []).append("edt")
    for name in papers:
        roles.setdefault(name, ["aut"])
    for name, of_name in roles.items():
        # where somebody signs the whole book, who edits it only contributes
        element = "creator" if name in (book.authors or book.editors) else "contributor"
        if one_line(str(name)):
            yield Agent(element, one_line(str(name)), one_line(name.family_first), tuple(of_name))


def _subjects(catalogue: Catalogue) -> tuple[str, ...]:
    """The keywords of all works, each once, in the order of the book."""
    found: dict[str, str] = {}
    for word in (one_line(word) for work in catalogue.works for word in work.keywords):
        if word:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def edition(book: Publication, i18n: I18n) -> str:
    """« Edition 1.2, 3 May 2031 »; what is unknown is left out."""
    version = i18n(N_("Edition %s")) % book.version if book.version else ""
    return ", ".join(filter(None, (version, book.date.formatted(i18n) if book.date else "")))


def imprint(book: Publication, i18n: I18n, *, is_dated: bool = False) -> list[tuple[str, str]]:
    """The lines of the title page on the edition, each with the address it leads to or none; none of unknown facts.

    ``is_dated``: of a book without a version the date stands alone.
    """
    doi = doi_url(book.doi)
    lines = (
        (book.description, ""),
        (edition(book, i18n) if book.version or is_dated else "", ""),
        (", ".join(filter(None, (book.publisher, book.place))), ""),
        (f"ISBN {book.isbn}" if book.isbn else "", ""),
        (doi, doi),
        (book.url, book.url),
        (i18n(N_("Licence of the text: %s")) % book.licence if book.licence else "", ""),
        (book.licence_url, book.licence_url),
    )
    return [(text, _address(address)) for text, address in lines if text]


def accessibility(pages: Iterable[Page], i18n: I18n, *, has_page_list: bool, has_index: bool) -> SimpleNamespace:
    """What can be stated of a book with these pages; the cover, of which the title page says all, is none of them.

    Values of the properties of schema.org; ``sufficient`` holds sets of modes that are enough for the whole book.
    """
    pages = list(pages)
    images = [has_text for page in pages for has_text in page.images]
    has_formulas = any(page.has_formulas for page in pages)
    is_moving = any(page.has_moving_pictures for page in pages)
    reads_as_text = all(images) and not is_moving
    features = {
        "tableOfContents": True,
        "structuralNavigation": True,
        "readingOrder": True,
        "displayTransformability": True,
        "unlocked": True,
        "ARIA": True,
        "alternativeText": bool(images) and all(images),
        "MathML": has_formulas,
        "index": has_index,
        "pageNavigation": has_page_list,
        "pageBreakMarkers": has_page_list,
    }
    claims = {
        N_(
            "The whole book can be read as text, without images, sound or scripts, in a sensible order. "
            "It has headings, a table of contents and landmarks; letter size, typeface and colours are the reader’s "
            "to choose."
        ): reads_as_text,
        N_(
            "The book has headings, a table of contents and landmarks; letter size, typeface and colours are the "
            "reader’s to choose."
        ): not reads_as_text,
        N_("A text stands for each image."): features["alternativeText"],
        N_("Some images have no text that stands for them."): not all(images),
        N_("Formulas are MathML."): has_formulas,
        N_("The pages of the printed edition are marked."): has_page_list,
        N_("Conformance to an accessibility standard has not been certified."): True,
    }
    return SimpleNamespace(
        modes=("textual", "visual") if images or is_moving else ("textual",),
        sufficient=(("textual",) if reads_as_text else ()) + (("textual,visual",) if images and not is_moving else ()),
        features=tuple(feature for feature, holds in features.items() if holds),
        hazards=("unknown",) if is_moving else ("none",),
        summary=" ".join(i18n(message) for message, holds in claims.items() if holds),
    )


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
