"""Who is who: participants taken for one person, among themselves and with those of the book, and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from synthkit.diagnostics import Remark
from synthkit.editor.importing._programme import Participant, Programme
from synthkit.editor.scaffold.names import initials, is_doubtful, name_of, words
from synthkit.editor.scaffold.project import Book
from synthkit.i18n import N_
from synthkit.model.ids import first_free, suggested_id
from synthkit.model.people import NAME_PARTS
from synthkit.model.values import is_name

#: Whether the second, doubtful, is the first.
AskWho = Callable[[str, str], bool]


@dataclass(slots=True)
class Cast:
    """The id of each participant by its key; by id the options of ``speaker`` of all taken for that person."""

    ids: dict[str, str] = field(default_factory=dict)
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def cast(book: Book, programme: Programme, known: Mapping[str, str], ask: AskWho | None) -> Cast:
    """Everybody of a programme. ``known`` are the ids of an earlier import; ``ask`` decides where it is doubtful."""
    made, taken = Cast(), set(book.taken)
    for group in _groups(programme.participants.values(), _elsewhere(programme), known, made, ask):
        fullest = max(group, key=lambda one: (not one.name.isupper(), min(map(len, words(one.name)))))
        name = name_of(fullest.name)
        id_ = next((known[one.key] for one in group if one.key in known), "") or _in_book(book, group, made)
        id_ = id_ or first_free([suggested_id(str(name))], taken)
        taken.add(id_)
        spellings = dict.fromkeys(" ".join(one.name.split()) for one in group)
        others = [one for one in spellings if one not in (fullest.name, str(name)) and "," not in one and is_name(one)]
        values = {part: getattr(name, part) for part in NAME_PARTS}
        for one in reversed(group):
            values |= one.values
        values |= made.people.get(id_, {}) | ({"variants": ", ".join(others)} if others else {})
        made.people[id_] = {option: text for option, text in values.items() if text}
        made.ids.update((one.key, id_) for one in group)
    return made


def _elsewhere(programme: Programme) -> set[frozenset[str]]:
    """Pairs of one name that one session credits, or who speak alone in two at one time: two people."""
    pairs: set[frozenset[str]] = set()
    alone: dict[tuple[str, ...], list[tuple[str, str, str, str]]] = {}
    for item in programme.items:
        keys = list(dict.fromkeys(key for people in item.credits.values() for key in people))
        by_name: dict[tuple[str, ...], str] = {}
        for key in keys:
            pairs.add(frozenset((key, by_name.setdefault(words(programme.participants[key].name), key))))
        date, start, end = (item.values.get(name, "") for name in ("date", "start", "end"))
        if len(keys) == 1 and start < end and "status" not in item.values:
            others = alone.setdefault(words(programme.participants[keys[0]].name), [])
            pairs |= {
                frozenset((keys[0], key)) for key, *at in others if at[0] == date and at[1] < end and at[2] > start
            }
            others.append((keys[0], date, start, end))
    return pairs


def _groups(
    people: Iterable[Participant],
    apart: set[frozenset[str]],
    known: Mapping[str, str],
    made: Cast,
    ask: AskWho | None,
) -> list[list[Participant]]:
    """Those taken for one person. What an earlier import made one or two stays so, and isn't reported again."""
    groups: list[list[Participant]] = []
    found: dict[object, list[Participant]] = {}
    for one in people:
        name = words(one.name)
        marks: dict[str, object] = {
            N_("same record"): known.get(one.key, ""),
            N_("same ORCID"): one.values.get("orcid", ""),
            N_("same mail address"): one.mail.lower(),
            N_("same name"): ""
            if any(_are_unlike(one, other) for other in found.get(("same name", name), ()))
            else name,
        }
        group, close = None, found.get(("close", initials(one.name)))
        mark, other = next(
            ((mark, found[mark, value]) for mark, value in marks.items() if (mark, value) in found), ("", [])
        )
        if other and not _are_two(one, other, apart, known):
            group = other
            if one.key not in known:
                message = N_("“%(name)s” and “%(other)s” are taken for one person: %(expected)s")
                made.remarks.append(Remark(message, {"name": one.name, "other": other[0].name, "expected": mark}))
        elif close and is_doubtful(one.name, close[0].name) and not _are_two(one, close, apart, known):
            if ask and ask(close[0].name, one.name):
                group = close
            else:
                message = N_("“%(name)s” and “%(other)s” may be one person; they are two here")
                made.remarks.append(Remark(message, {"name": one.name, "other": close[0].name}))
        if group is None:
            groups.append(group := [])
        group.append(one)
        for key in (*((mark, value) for mark, value in marks.items() if value), ("close", initials(one.name))):
            found.setdefault(key, group)
    return groups


def _are_two(one: Participant, group: list[Participant], apart: set[frozenset[str]], known: Mapping[str, str]) -> bool:
    """Whether they have two ORCIDs, can't be in both places, or were two before."""
    orcids = {other.values["orcid"] for other in (one, *group) if other.values.get("orcid")}
    ids = {known[other.key] for other in (one, *group) if other.key in known}
    return len(orcids) > 1 or len(ids) > 1 or any(frozenset((one.key, other.key)) in apart for other in group)


def _are_unlike(one: Participant, other: Participant) -> bool:
    """Whether neither their mail addresses nor their affiliations agree."""
    facts = ((person.mail.lower(), person.values.get("affiliation", "")) for person in (one, other))
    return all(ours and theirs and ours != theirs for ours, theirs in zip(*facts, strict=True))


def _in_book(book: Book, group: list[Participant], made: Cast) -> str:
    """The id of the one person of the book these are; empty for none or several."""
    orcids = {one.values.get("orcid") for one in group} - {None, ""}
    wanted = {words(one.name) for one in group}
    people = [person for person in book.catalogue.persons if not (orcids and person.orcid) or person.orcid in orcids]
    found = [person for person in people if person.orcid and orcids]
    found = found or [person for person in people if wanted & set(map(words, (str(person.name), *person.variants)))]
    found = [person for person in found if person.id not in made.people]
    if len(found) > 1:
        message = N_("“%(name)s” may be one of %(known)s; a new record is made")
        ids = ", ".join(person.id for person in found)
        made.remarks.append(Remark(message, {"name": group[0].name, "known": ids}))
    return found[0].id if len(found) == 1 else ""
