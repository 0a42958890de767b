"""Every name that is written leads to one person, and what can be cited has somebody to cite."""

import re
from collections.abc import Iterator

from synthkit.diagnostics import Code, Problem, nearest
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.people import Credit
from synthkit.model.values import PEOPLE, is_name
from synthkit.schema import RECORDS

_AND = re.compile(r"\s+(?:et|and|&)\s+")


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Unknown and ambiguous names in credits, names that are none, works without anybody."""
    for person in catalogue.persons:
        name = person.name
        parts = [part for part in (name.family, name.given, name.particle, *person.variants) if part]
        wrong = [part for part in parts if not is_name(part)]
        if not str(name):
            wrong = [""]
        for part in wrong:
            yield Problem(
                Code.INVALID_NAME,
                N_(
                    "'%(id)s': '%(found)s' is no name; "
                    "expected: family and given, or literal for a body or a single name"
                ),
                person.where,
                {"id": person.id, "found": part},
            )
        if person.photo and not person.photo_alt:
            yield Problem(
                Code.MISSING_OPTION,
                N_("'%(id)s' has a photo without a text in its place; expected: photo-alt, what is to be seen on it"),
                person.where,
                {"id": person.id},
            )
    for event in catalogue.events:
        yield from _people(event, "event", catalogue)
    for session in catalogue.sessions:
        yield from _people(session, "session", catalogue)
        if session.is_citable and not session.credits:
            yield Problem(
                Code.MISSING_SPEAKER,
                N_("session '%(id)s' names no speaker, so it can't be cited; expected: the option 'speakers'"),
                session.where,
                {"id": session.id},
            )
    for chapter in catalogue.chapters:
        yield from _people(chapter, "chapter", catalogue)


def _people(record: Record, directive: str, catalogue: Catalogue) -> Iterator[Problem]:
    """Of everybody a record names in an option for people."""
    for field in dict.fromkeys(option.path[0] for option in RECORDS[directive] if option.format is PEOPLE):
        for one in getattr(record, field):
            yield from _credit(record, one if isinstance(one, Credit) else Credit(one), catalogue)


def _credit(record: Record, credit: Credit, catalogue: Catalogue) -> Iterator[Problem]:
    found = catalogue.people_called(credit.written)
    values: dict[str, object] = {"id": record.id, "found": credit.written}
    if len(found) > 1:
        yield Problem(
            Code.AMBIGUOUS_NAME,
            N_("'%(id)s' names '%(found)s', which several people answer to; expected: one of the ids %(known)s"),
            record.where,
            values | {"known": ", ".join(person.id for person in found)},
        )
    elif not found and _are_several(credit.written, catalogue):
        yield Problem(
            Code.UNKNOWN_SPEAKER,
            N_("'%(id)s' names '%(found)s' as one person; expected: a comma between two people, as '%(example)s'"),
            record.where,
            values | {"example": ", ".join(_parts(credit.written))},
        )
    elif not found:
        known = (spelling for person in catalogue.persons for spelling in (person.id, str(person.name)))
        yield Problem(
            Code.UNKNOWN_SPEAKER,
            N_("'%(id)s' names speaker '%(found)s', who has no record"),
            record.where,
            values | {"nearest": nearest(credit.written, known)},
        )


def _are_several(written: str, catalogue: Catalogue) -> bool:
    """Whether a name is people with « et » between them."""
    parts = _parts(written)
    return len(parts) > 1 and all(catalogue.people_called(part) for part in parts)


def _parts(written: str) -> list[str]:
    return [part.strip() for part in _AND.split(written)]


CHECK = check
