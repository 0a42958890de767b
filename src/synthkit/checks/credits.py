"""Every name that is written leads to one person, and what can be cited has somebody to cite."""

import re
from collections.abc import Iterator, Sequence

from synthkit.checks import problem
from synthkit.diagnostics import Code, Problem, nearest
from synthkit.i18n import N_
from synthkit.model.bodies import is_body
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.events import Proceedings
from synthkit.model.people import Credit, Person
from synthkit.model.values import PEOPLE, is_name
from synthkit.schema import RECORDS

_AND = re.compile(r"\s+(?:et|and|&|/|und|y)\s+")
#: No part of a name: what parts two of them, the sign of a note, a title.
_NO_PART = re.compile(r"[,;¹²³⁰-⁹]|^(?:Dr|Pr|Prof|Mme|Mlle|Mrs|Ms)\b")


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Unknown and ambiguous names in credits, names that are none, works without anybody."""
    for person in catalogue.persons:
        name = person.name
        parts = [part for part in (name.family, name.given, name.particle, name.suffix, *person.variants) if part]
        odd = [part for part in (name.family, name.given) if _NO_PART.search(part)]
        for part in [*odd, *(part for part in parts if not is_name(part))] if str(name) else [""]:
            message = N_(
                "'%(id)s': '%(found)s' is no name; expected: family and given, or literal for a body or a single name"
            )
            yield problem(person, Code.INVALID_NAME, message, found=part)
        if person.photo and not person.photo_alt:
            message = N_(
                "'%(id)s' has a photo without a text in its place; expected: photo-alt, what is to be seen on it"
            )
            yield problem(person, Code.MISSING_OPTION, message)
    for event in catalogue.events:
        yield from _people(event, "event", catalogue)
        yield from _editors(event, event.proceedings, catalogue)
    for volume in catalogue.volumes:
        yield from _editors(volume, volume, catalogue)
    for session in catalogue.sessions:
        yield from _people(session, "session", catalogue)
        if session.is_citable and session.kind.needs_people and not session.credits:
            message = N_("session '%(id)s' names no speaker, so it can't be cited; expected: the option 'speakers'")
            yield problem(session, Code.MISSING_SPEAKER, message)
    for chapter in catalogue.chapters:
        yield from _people(chapter, "chapter", catalogue)


def _people(record: Record, directive: str, catalogue: Catalogue) -> Iterator[Problem]:
    """Of everybody a record names in an option for people."""
    for field in dict.fromkeys(option.path[0] for option in RECORDS[directive] if option.format is PEOPLE):
        named = [one.written if isinstance(one, Credit) else one for one in getattr(record, field)]
        for written in _without_inverted(named, catalogue):
            found = catalogue.people_called(written)
            if len(found) > 1:
                yield _ambiguous(record, written, found)
            elif not found or written not in named:
                yield _unknown(record, written, catalogue)


def _without_inverted(named: Sequence[str], catalogue: Catalogue) -> Iterator[str]:
    """Names, but « Duval », « Zoé » of one person as « Duval, Zoé »."""
    rest = list(named)
    while rest:
        one, *rest = rest
        if rest and not catalogue.people_called(one) and catalogue.people_called(f"{rest[0]} {one}"):
            one = f"{one}, {rest.pop(0)}"
        yield one


def _ambiguous(record: Record, written: str, found: tuple[Person, ...]) -> Problem:
    message = N_("'%(id)s' names '%(found)s', which several people answer to; expected: one of the ids %(known)s")
    return problem(record, Code.AMBIGUOUS_NAME, message, found=written, known=", ".join(person.id for person in found))


def _editors(record: Record, volume: Proceedings | None, catalogue: Catalogue) -> Iterator[Problem]:
    """Of who edits proceedings, whom no record needs to know: a name near to somebody's, a body without braces."""
    named = volume.editors if volume else ()
    for written in _without_inverted(named, catalogue):
        found = catalogue.people_called(written)
        problem_ = _unknown(record, written, catalogue)
        if len(found) > 1:
            yield _ambiguous(record, written, found)
        elif written not in named:
            yield problem_
        elif not found and not written.startswith("{"):
            if problem_.values.get("nearest"):
                yield problem_
            elif is_body(written):
                message = N_("'%(id)s': '%(found)s' in field '%(field)s' will be split wrongly; expected: %(expected)s")
                of = {"found": written, "field": "editors", "expected": f"{{{written}}}"}
                yield problem(record, Code.MIS_SPLIT_NAME, message, **of)


def _unknown(record: Record, written: str, catalogue: Catalogue) -> Problem:
    family, comma, given = written.partition(", ")
    if comma:
        message = N_("'%(id)s' names '%(found)s', given name last, as two people; expected: '%(example)s'")
        return problem(record, Code.UNKNOWN_SPEAKER, message, found=written, example=f"{given} {family}")
    people = [part.strip() for part in _AND.split(written)]
    if len(people) > 1 and any(map(catalogue.people_called, people)):
        message = N_("'%(id)s' names '%(found)s' as one person; expected: a comma between two people, as '%(example)s'")
        return problem(record, Code.UNKNOWN_SPEAKER, message, found=written, example=", ".join(people))
    known = [spelling for person in catalogue.persons for spelling in (person.id, str(person.name))]
    first, _, last = written.partition(" ")
    turned = f"{last} {first}"
    message = N_("'%(id)s' names speaker '%(found)s', who has no record")
    return problem(
        record,
        Code.UNKNOWN_SPEAKER,
        message,
        found=written,
        nearest=nearest(turned if turned in known else written, known),
    )


CHECK = check
