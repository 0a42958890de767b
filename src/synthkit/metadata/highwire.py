"""Highwire Press tags (``citation_…``) of texts in a volume, and of volumes: what Google Scholar and Zotero read.

The last of ``citation_inbook_title`` and ``citation_conference_title`` decides what Zotero takes the work for, so
the order below is the meaning.
"""

import re
from collections.abc import Iterable

from synthkit.metadata._format import first_and_last, inverted, language_tag, slashed
from synthkit.metadata.tags import Meta, PagePlace, Vocabulary, metas
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import WorkKind

_NO_BREAK_SPACE = "\u00a0"
_Pairs = list[tuple[str, str]]


def tags(work: Work, place: PagePlace) -> tuple[Meta, ...]:
    """The tags of a paper, a chapter or a volume, which names no other. A talk without a text is no publication: it has
    those alone that decide no type, its PDF, its DOI and its pages in the volume.
    """
    container: _Pairs = [("citation_inbook_title", work.container)]
    if work.kind is WorkKind.PAPER:
        conference = work.event.title if work.event else ""
        return metas([*container, *_title_page(work), ("citation_conference_title", conference), *_facts(work, place)])
    if work.kind is WorkKind.CHAPTER:
        return metas([*_title_page(work), *container, *_facts(work, place)])
    if work.kind.is_spoken:
        return metas([_pdf(place), ("citation_doi", work.doi), *_pages(work)])
    return metas([*_title_page(work), *_facts(work, place)])


def _title_page(work: Work) -> _Pairs:
    return [
        ("citation_title", work.title),
        *_people("citation_author", work.authors),
        ("citation_publication_date", slashed(work.date)),
    ]


def _facts(work: Work, place: PagePlace) -> _Pairs:
    return [
        ("citation_language", language_tag(work.language)),
        ("citation_abstract", work.abstract),
        ("citation_publisher", work.publisher),
        *_people("citation_editor", work.editors),
        _pdf(place),
        ("citation_public_url", place.url),
        ("citation_doi", work.doi),
        ("citation_isbn", work.isbn),
        ("citation_issn", work.issn),
        ("citation_volume", work.volume),
        *_pages(work),
    ]


def _pdf(place: PagePlace) -> tuple[str, str]:
    return "citation_pdf_url", place.pdf_url if place.url else ""  # a relative address is none to a harvester


def _pages(work: Work) -> _Pairs:
    first, last = first_and_last(work.pages)
    return [("citation_firstpage", first or work.article_number), ("citation_lastpage", last)]


def _people(tag: str, names: Iterable[Name]) -> _Pairs:
    found = [inverted(name) for name in names]
    if len(found) == 1 and re.search(r" .*, .* ", found[0]):
        # alone, « Le Goff, Jean Pierre » is split in two where both sides of the comma have a space that breaks
        found = [inverted(name, _NO_BREAK_SPACE) for name in names]
    return [(tag, name) for name in found]


VOCABULARY = Vocabulary(
    20, lambda page: tags(page.work, page.place)
)  # ahead of the other vocabularies: the order of its tags is their meaning
