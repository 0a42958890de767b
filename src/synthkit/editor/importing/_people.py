"""Who is who: participants taken for one person, among themselves and with those of the book, and why."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat

from synthkit.editor.importing._programme import Participant, Programme
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.prompts import Told
from synthkit.i18n import N_
from synthkit.model.ids import ascii_words, first_free, suggested_id
from synthkit.model.people import Name
from synthkit.model.values import is_name

_PARTICLES = frozenset(re.findall(r"\w+", "d da de del den der des di dos du el la le van von zu zum zur ten ter y"))
_TITLES = re.compile(r"(?:(?:Dr|Prof|Pr|Mme|Mr|Mrs|Ms)\b\.?\s+)+(?=\S)")
#: Whether the second, doubtful, is the first.
AskWho = Callable[[str, str], bool]


@dataclass(slots=True)
class Cast:
    """The id of each participant by its key; by id the options of ``speaker`` of all taken for that person."""

    ids: dict[str, str] = field(default_factory=dict)
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


def name_of(written: str) -> Name:
    """The parts of a name as it is printed.

    The family name is in capitals, before a comma, behind small words (« van der »), or the last word. One word, or
    what no name has, is a literal.
    """
    bare = _TITLES.sub("", " ".join(written.split()), count=1) or written
    family, comma, given = (part.strip() for part in bare.partition(","))
    words = bare.split()
    if not is_name(bare) or len(words) == 1:
        return Name(literal=bare)
    if comma and family and given:
        return _with_particle(given, _cased(family.split()) if family.isupper() else family.split())
    capitals = [word for word in words if len(word) > 1 and word.isupper() and "." not in word]
    if len(max(capitals, key=len, default="")) > 2 and len(capitals) < len(words):
        spoken = [word for word in words if word not in capitals and not word.islower()]
        return _with_particle(" ".join(spoken), _cased([word for word in words if word not in spoken]))
    cut = next((at for at, word in enumerate(words[:-1]) if at and word.islower()), len(words) - 1)
    return _with_particle(" ".join(words[:cut]), words[cut:])


def _cased(family: list[str]) -> list[str]:
    """A family name without its capitals: « de la Fuente », « Le Goff », « d’Alembert »."""
    first, *others = (re.sub("^D(?=['’])", "d", word.title()) for word in family)
    small = [word.lower() if word.lower() in _PARTICLES else word for word in (first, *others)]
    return [first, *small[1:]] if first in ("Le", "La", "El") else small


def _with_particle(given: str, family: list[str]) -> Name:
    small = 0
    while small < len(family) - 1 and family[small].islower():
        small += 1
    return Name(" ".join(family[small:]), given, " ".join(family[:small]))


def _words(written: str) -> tuple[str, ...]:
    """A name to compare: no accents, case, order, titles, particles."""
    words = sorted(ascii_words(_TITLES.sub("", written, count=1).replace("-", " ").replace("'", " ").replace("’", " ")))
    return tuple(word for word in words if word not in _PARTICLES) or tuple(words)


def _initials(written: str) -> tuple[str, str]:
    """Family name and first letter of the given one; empty parts for a literal."""
    name = name_of(written)
    return " ".join(_words(name.family)), "".join(ascii_words(name.given))[:1]


def cast(book: Book, programme: Programme, known: Mapping[str, str], ask: AskWho | None) -> Cast:
    """Everybody of a programme. ``known`` are the ids of an earlier import; ``ask`` decides where it is doubtful."""
    made = Cast()
    together = _elsewhere(programme)
    taken = set(book.taken)
    for group in _groups(programme.participants.values(), together, known, made, ask):
        id_ = next((known[one.key] for one in group if one.key in known), "") or _in_book(book, group, made)
        fullest = max(group, key=lambda one: (not one.name.isupper(), min(map(len, _words(one.name)))))
        name = name_of(fullest.name)
        if not id_:
            id_ = first_free([suggested_id(str(name))], taken)
        taken.add(id_)
        spellings = dict.fromkeys(" ".join(one.name.split()) for one in group)
        others = [one for one in spellings if one not in (fullest.name, str(name)) and "," not in one and is_name(one)]
        values = {part: getattr(name, part) for part in ("literal", "given", "particle", "family")}
        for one in reversed(group):
            values |= one.values
        before = made.people.get(id_, {})
        made.people[id_] = {**{name: text for name, text in values.items() if text}, **before}
        if others:
            made.people[id_]["variants"] = ", ".join(others)
        made.ids.update((one.key, id_) for one in group)
    return made


def _elsewhere(programme: Programme) -> set[frozenset[str]]:
    """Pairs of one name that one session credits, or who speak alone in two at one time: two people."""
    pairs: set[frozenset[str]] = set()
    alone: dict[tuple[str, ...], list[tuple[str, str, str, str]]] = {}
    for item in programme.items:
        keys = [key for people in item.credits.values() for key in people]
        by_name: dict[tuple[str, ...], str] = {}
        for key in dict.fromkeys(keys):
            other = by_name.setdefault(_words(programme.participants[key].name), key)
            pairs.add(frozenset((key, other)))
        date, start, end = (item.values.get(name, "") for name in ("date", "start", "end"))
        if len(keys) == 1 and start < end and "status" not in item.values:
            others = alone.setdefault(_words(programme.participants[keys[0]].name), [])
            pairs |= {
                frozenset((keys[0], key)) for key, *at in others if at[0] == date and at[1] < end and at[2] > start
            }
            others.append((keys[0], date, start, end))
    return pairs


def _groups(
    people: Iterable[Participant],
    together: set[frozenset[str]],
    known: Mapping[str, str],
    made: Cast,
    ask: AskWho | None,
) -> list[list[Participant]]:
    """Those taken for one person. What an earlier import made one or two stays so, and isn't told again."""
    groups: list[list[Participant]] = []
    found: dict[object, list[Participant]] = {}
    for one in people:
        marks = {
            N_("same record"): known.get(one.key, ""),
            N_("same ORCID"): one.values.get("orcid", ""),
            N_("same mail address"): one.mail.lower(),
            N_("same name"): _words(one.name),
        }
        group, close = None, found.get(("close", _initials(one.name)))
        for mark, value in marks.items():
            other = found.get((mark, value)) if value else None
            is_doubtful = mark == "same name" and all(map(_are_unlike, other or (), repeat(one)))
            if other and not is_doubtful and not _are_two(one, other, together, known):
                group = other
                if one.key not in known:
                    message = N_("“%(name)s” and “%(other)s” are taken for one person: %(expected)s")
                    made.told.append(Told(message, {"name": one.name, "other": other[0].name, "expected": mark}))
                break
        if not group and close and _is_doubtful(one, close[0]) and not _are_two(one, close, together, known):
            if ask and ask(close[0].name, one.name):
                group = close
            else:
                message = N_("“%(name)s” and “%(other)s” may be one person; they are two here")
                made.told.append(Told(message, {"name": one.name, "other": close[0].name}))
        if group is None:
            groups.append(group := [])
        group.append(one)
        for key in (*((mark, value) for mark, value in marks.items() if value), ("close", _initials(one.name))):
            found.setdefault(key, group)
    return groups


def _are_two(
    one: Participant, group: list[Participant], together: set[frozenset[str]], known: Mapping[str, str]
) -> bool:
    """Whether they have two ORCIDs, are credited side by side, or were two before."""
    orcids = {other.values["orcid"] for other in (one, *group) if other.values.get("orcid")}
    ids = {known[other.key] for other in (one, *group) if other.key in known}
    return len(orcids) > 1 or len(ids) > 1 or any(frozenset((one.key, other.key)) in together for other in group)


def _are_unlike(one: Participant, other: Participant) -> bool:
    """Whether neither their mail addresses nor their affiliations agree."""
    facts = ((person.mail.lower(), person.values.get("affiliation", "")) for person in (one, other))
    return all(ours and theirs and ours != theirs for ours, theirs in zip(*facts, strict=True))


def _is_doubtful(one: Participant, other: Participant) -> bool:
    """Whether they have one name, or one of two with one family and one initial has no more than the initial."""
    if _words(one.name) == _words(other.name):
        return True
    givens = ["".join(ascii_words(name_of(person.name).given)) for person in (one, other)]
    return min(map(len, givens)) == 1


def _in_book(book: Book, group: list[Participant], made: Cast) -> str:
    """The id of the one person of the book these are; empty for none or several."""
    orcids = {one.values.get("orcid") for one in group} - {None, ""}
    wanted = {_words(one.name) for one in group}
    people = [person for person in book.catalogue.persons if not (orcids and person.orcid) or person.orcid in orcids]
    found = [person for person in people if person.orcid and orcids]
    found = found or [person for person in people if wanted & set(map(_words, (str(person.name), *person.variants)))]
    found = [person for person in found if person.id not in made.people]
    if len(found) > 1:
        ids = ", ".join(person.id for person in found)
        message = N_("“%(name)s” may be one of %(known)s; a new record is made")
        made.told.append(Told(message, {"name": group[0].name, "known": ids}))
    return found[0].id if len(found) == 1 else ""
