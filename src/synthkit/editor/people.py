"""The people of a book: who may be one, and what makes one of two, two of one, or another id of an id.

Sources are changed as an editor would: options that name people, roles, the records. An address that was a person's
stays one: the old id is a target before the record it leads to.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from synthkit.diagnostics import CommandError
from synthkit.editor.importing._plan import STATE
from synthkit.editor.scaffold.draft import Change, Draft, value_of
from synthkit.editor.scaffold.names import initials, is_doubtful, words
from synthkit.editor.scaffold.project import Book, Source, text_of
from synthkit.editor.scaffold.questions import well_formed
from synthkit.editor.scaffold.source_scan import Directive
from synthkit.i18n import N_
from synthkit.model.people import NAME_PARTS, Person
from synthkit.schema import options_for_people

_OPTIONS = {"editors", "speaker", *(option.name for option in options_for_people())}


def doubles(book: Book) -> Iterator[tuple[Person, Person, str]]:
    """Two records that may be one person, and why; compared are those alone that have something in common."""
    persons, spelled = book.catalogue.persons, list[set[tuple[str, ...]]]()
    alike: defaultdict[object, list[int]] = defaultdict(list)
    for number, person in enumerate(persons):
        spelled.append({words(name) for name in (str(person.name), *person.variants)})
        for key in (*spelled[-1], initials(str(person.name)), *filter(None, [person.orcid])):
            alike[key].append(number)
    for first, second in sorted({pair for group in alike.values() for pair in combinations(group, 2)}):
        one, other = persons[first], persons[second]
        if one.orcid and one.orcid == other.orcid:
            yield one, other, N_("same ORCID")
        elif not (one.orcid and other.orcid):
            if spelled[first] & spelled[second]:
                yield one, other, N_("same name")
            elif is_doubtful(str(one.name), str(other.name)):
                yield one, other, N_("same family name and initial")


def merge(book: Book, kept: str, gone: str) -> list[Change]:
    """Two records as one, under the id of the first: it takes the other's spellings, and what it has not itself."""
    (source, record), (other_source, other) = _record(book, kept), _record(book, gone)
    if kept == gone:
        raise CommandError(N_("'%(id)s' is one record; expected: the ids of two"), id=kept)
    first, second = (person for id_ in (kept, gone) if (person := book.catalogue.person(id_)))
    spelled = dict.fromkeys((*first.variants, str(second.name), *second.variants))
    variants = ", ".join(name for name in spelled if name != str(first.name))
    body = {"biography": value_of(other, "biography", "biography")}
    changes = {
        name: text for name, text in {**other.options, **body}.items() if not value_of(record, name, "biography")
    }
    changes = {name: text for name, text in changes.items() if text and name not in NAME_PARTS} | {"variants": variants}
    draft = Draft(book)
    draft.record(source, record, changes, "biography")
    above = _targets(other_source, other)
    targets = [*other_source.lines[above : other.first], *_target(source, gone)]
    draft.lines(source, record.first, record.first, targets)
    draft.lines(other_source, above, min(other.last + 2, len(other_source.lines)), [])
    return _changes(draft, (gone, kept))


def split(book: Book, id_: str, new: str, sessions: Sequence[str]) -> list[Change]:
    """A second record of the same name, credited in those sessions in place of the first."""
    _free(book, new)
    source, record = _record(book, id_)
    options = {name: text for name, text in record.options.items() if name in NAME_PARTS}
    draft = Draft(book)
    draft.block(source, record.last + 1, source.markup.directive("speaker", new, options))
    name = str(next(person.name for person in book.catalogue.persons if person.id == id_))
    places = {session: place for session, place in book.places.items() if place[1].name == "session"}
    for session in sessions:
        if session not in places:
            raise CommandError(N_("no session has the id '%(id)s'"), id=session)
    for session, (of, one) in places.items():
        whose = new if session in sessions else id_
        for number, line in enumerate(of.lines[: one.body_line]):
            # by their name they are two from now on
            if number > one.first and _names_people(line):
                draft.lines(of, number, number + 1, [_replaced(_replaced(line, name, whose), id_, whose)])
    return _changes(draft)


def rename(book: Book, id_: str, new: str) -> list[Change]:
    """Another id for a person, everywhere."""
    _free(book, new)
    source, record = _record(book, id_)
    line = source.lines[record.first]
    draft = Draft(book)
    draft.lines(source, record.first, record.first + 1, [*_target(source, id_), line.replace(id_, new)])
    return _changes(draft, (id_, new))


def _record(book: Book, id_: str) -> tuple[Source, Directive]:
    place = book.places.get(id_)
    if place and place[1].name == "speaker":
        return place
    known = ", ".join(str(person.id) for person in book.catalogue.people_called(id_))
    raise CommandError(N_("no person has the id '%(id)s'; expected: an id, as %(known)s"), id=id_, known=known or "–")


def _free(book: Book, new: str) -> None:
    well_formed(None, {}, new)
    if new.casefold() in book.taken:
        raise CommandError(N_("'%(id)s' is taken, at %(where)s"), id=new, where=book.taken[new.casefold()])


def _target(source: Source, id_: str) -> list[str]:
    return [f".. _{id_}:", ""] if source.path.suffix == ".rst" else [f"({id_})="]


def _targets(source: Source, record: Directive) -> int:
    """The line at which the targets above a record begin."""
    lines, first = source.lines, record.first
    while first and re.fullmatch(r"\(\S+\)=|\.\. _\S+:", lines[first - 1] or (lines[first - 2] if first > 1 else "")):
        first -= 1
    return first


def _names_people(line: str) -> bool:
    option = re.match(r"\s*:([\w-]+):", line)
    return bool(option and option[1] in _OPTIONS)


def _replaced(text: str, id_: str, new: str) -> str:
    return re.sub(rf"(?<![\w.:-]){re.escape(id_)}(?![\w-])", new, text)


def _changes(draft: Draft, change: tuple[str, str] | None = None) -> list[Change]:
    """The changed sources; with ``change`` the second id in place of the first wherever one is named."""
    book, texts = draft.book, {made.path: made.after for made in draft.changes}
    changed: list[Change] = []
    for source in book.sources.values():
        text = texts.get(source.path, source.text)
        if change:
            role = re.compile(
                rf"((?:\{{(?:synth:)?speaker\}}|:(?:synth:)?speaker:)`[^`]*?)(?<![\w.:-]){re.escape(change[0])}(?=>?`)"
            )
            lines = [_replaced(line, *change) if _names_people(line) else line for line in text.split("\n")]
            text = role.sub(lambda found: found[1] + change[1], "\n".join(lines))
        if text != source.text:
            changed.append(Change(source.path, source.text, text))
    path = book.folder / STATE
    if change and path.is_file():
        before = text_of(path)
        stored = json.loads(before)
        for state in stored.values():
            state["people"] = {key: change[1] if id_ == change[0] else id_ for key, id_ in state["people"].items()}
            records = state["records"]
            if change[0] in records:
                records.setdefault(change[1], records.pop(change[0]))
            for options in records.values():
                options |= {name: _replaced(text, *change) for name, text in options.items() if name in _OPTIONS}
        text = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        changed += [Change(path, before, text)] if text != before else []
    return changed
