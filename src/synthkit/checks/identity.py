"""One id, one record: ids are well formed and unique in the whole library; records have titles."""

from collections.abc import Iterator

from synthkit.diagnostics import Code, Problem
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.ids import is_id, suggested_id
from synthkit.model.people import Person


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Malformed ids, ids given twice (whatever the kinds, whatever the case), missing titles."""
    first: dict[str, Record] = {}
    publication = catalogue.publication.id.casefold()
    for record in sorted(catalogue.records, key=lambda record: record.where):
        if not is_id(record.id):
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


CHECK = check
