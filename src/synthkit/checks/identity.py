"""One id, one record: ids are well formed and unique in the whole library; records have titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.people import Person, folded
from synthkit.problems import Code, Problem
from synthkit.wording import N_

_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_.:][A-Za-z0-9]+)*")


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Malformed ids, ids given twice (whatever the kinds, whatever the case), missing titles."""
    first: dict[str, Record] = {}
    publication = catalogue.publication.id.casefold()
    for record in sorted(catalogue.records, key=lambda record: record.where):
        if not _ID.fullmatch(record.id):
            yield Problem(
                Code.INVALID_ID,
                N_(
                    "id '%(found)s' can't be used as an anchor and a BibTeX key; expected: a letter, then letters, "
                    "digits and - _ . : between them, all without accents; for instance '%(example)s'"
                ),
                record.where,
                {"found": record.id, "example": suggested_id(record.id)},
            )
        known = first.setdefault(record.id.casefold(), record)
        if known is not record:
            yield Problem(
                Code.DUPLICATE_ID,
                N_("id '%(found)s' is taken already, at %(where)s; an id is unique in the whole library"),
                record.where,
                {"found": record.id, "where": known.where},
            )
        elif record.id.casefold() == publication:
            yield Problem(
                Code.DUPLICATE_ID,
                N_(
                    "id '%(found)s' is taken already, by the publication in conf.py; "
                    "an id is unique in the whole library"
                ),
                record.where,
                {"found": record.id},
            )
        if not record.title and not isinstance(record, Person):
            yield Problem(
                Code.MISSING_TITLE,
                N_("'%(id)s' has no title; expected: a heading above the directive, or the option 'title'"),
                record.where,
                {"id": record.id},
            )


def suggested_id(text: str) -> str:
    """``text`` as an id an editor may take; 'id' when nothing of it can stay."""
    bare = re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
    return bare if bare[:1].isalpha() else f"id-{bare}".strip("-")
