"""CITATION.cff for the whole publication (Citation File Format 1.2.0), as forges and Zotero read it."""

import re

import yaml

from synthkit.i18n import N_, I18n
from synthkit.model.people import Name
from synthkit.model.works import Publication, Work

FILE = "CITATION.cff"


def export(book: Work, publication: Publication) -> str:
    """The publication as YAML; it is cited as the book it is (``preferred-citation``)."""
    i18n = I18n(publication.language)
    cited = {
        "type": "book",
        "title": book.title,
        "authors": _people(book.authors or book.editors),
        "editors": _people(book.editors),
        "publisher": {"name": book.publisher} if book.publisher else None,
        "year": book.date.year if book.date else None,
        "isbn": book.isbn,
        "doi": book.doi,
        "url": book.url,
        "languages": [book.language[:2]],
        "version": book.version,
    }
    top = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": i18n(N_("Please cite this publication as follows.")),
        "title": book.title,
        "abstract": book.abstract,
        "authors": _people(book.authors or book.editors),
        "version": book.version,
        "date-released": str(book.date) if book.date and book.date.day else None,
        "doi": book.doi,
        "url": book.url,
        "license": _spdx(publication.licence),
        "license-url": "" if _spdx(publication.licence) else publication.licence_url,
        "preferred-citation": {key: value for key, value in cited.items() if value},
    }
    known = {key: value for key, value in top.items() if value}
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=100)


def _people(names: tuple[Name, ...]) -> list[dict[str, str]]:
    return [_person(name) for name in names]


def _person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"name": name.literal}
    parts = {"family-names": name.family, "given-names": name.given, "name-particle": name.particle}
    return {key: part for key, part in {**parts, "name-suffix": name.suffix}.items() if part}


def _spdx(licence: str) -> str:
    """« CC BY 4.0 » as the identifier the format asks for; empty for a licence we know none of."""
    identifier = licence.strip().upper().replace(" ", "-")
    return identifier if re.fullmatch(r"CC-BY(-(NC|ND|SA|NC-SA|NC-ND))?-[1-4]\.0|CC0-1\.0", identifier) else ""
