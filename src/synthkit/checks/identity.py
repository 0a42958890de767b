"""One id, one record: ids are well formed and unique in the whole library; records have titles."""

from collections.abc import Iterator

from synthkit.checks import problem
from synthkit.diagnostics import Code, Problem, nearest
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.ids import is_id, suggested_id
from synthkit.model.people import Person


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Malformed ids, ids given twice (whatever the kinds, whatever the case), missing titles."""
    first: dict[str, Record] = {}
    # the page on a talk and what is cited of an event have files beside those of records
    files = {work.id.casefold(): work.about.id for work in catalogue.pages if work.about}
    files |= {work.file_name.casefold(): work.id for work in catalogue.works if work.file_name != work.id}
    files["library"] = "library"
    for record in sorted(catalogue.records, key=lambda record: record.where):
        id_ = record.id
        if not is_id(id_):
            message = N_(
                "id '%(found)s' can't be used as an anchor and a BibTeX key; expected: a letter, then letters, "
                "digits and - _ . : between them, all without accents; for instance '%(example)s'"
            )
            yield problem(record, Code.INVALID_ID, message, found=id_, example=suggested_id(id_))
        known = first.setdefault(id_.casefold(), record)
        if known is not record:
            message = N_("id '%(found)s' is taken already, at %(where)s; an id is unique in the whole library")
            yield problem(record, Code.DUPLICATE_ID, message, found=id_, where=known.where)
        elif id_.casefold() == catalogue.publication.id.casefold():
            message = N_(
                "id '%(found)s' is taken already, by the publication in conf.py; an id is unique in the whole library"
            )
            yield problem(record, Code.DUPLICATE_ID, message, found=id_)
        elif id_.casefold() in files and not isinstance(record, Person):
            message = N_("id '%(found)s' is taken already, by the citation files of '%(of)s'; expected: another id")
            yield problem(record, Code.DUPLICATE_ID, message, found=id_, of=files[id_.casefold()])
        named = getattr(record, "in_proceedings", "")
        if named and not catalogue.proceedings(named):
            message = N_("'%(id)s' names proceedings '%(found)s', which are not in the book")
            near = nearest(named, (*(one.id for one in catalogue.volumes), *(one.id for one in catalogue.events)))
            yield problem(record, Code.UNKNOWN_PROCEEDINGS, message, found=named, nearest=near)
        if not record.title and not isinstance(record, Person):
            message = N_("'%(id)s' has no title; expected: a heading above the directive, or the option 'title'")
            yield problem(record, Code.MISSING_TITLE, message)


CHECK = check
