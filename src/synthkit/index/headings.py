"""The headings of the indexes, in the order of the dictionary; on paper the pages they name are the printer's."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anyascii import anyascii

from synthkit.model.ids import folded
from synthkit.model.people import Affiliation, Name, Person

_EXPLAINED = re.compile(r"(.+) \((.+)\)")


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of an index: what it says, where it is sorted, whose pages it has.

    ``target`` is a person's id, a folded keyword or what ``Institutions`` knows an institution by; ``see`` the heading
    to look under instead, empty for one with pages.
    """

    shown: str
    sorted_as: str
    target: str
    see: str = ""

    @property
    def letter(self) -> str:
        """The group it stands in: É with E, Œ with O; empty for what begins with no letter."""
        first = self.sorted_as[:1].upper()
        return first if first.isalpha() else ""


def persons(people: Iterable[Person], also: Iterable[str] = ()) -> list[Heading]:
    """Everybody by family name, and each spelling of a source with the name to look under.

    ``also`` are names as headings, of those who have no notice.
    """
    found = [Heading(name, folded(name), name) for name in also]
    for person in people:
        heading = inverted(person.name)
        found.append(Heading(heading, folded(heading), person.id))
        for variant in dict.fromkeys(person.variants):
            spelled = _inverted_like(variant, person.name)
            if spelled != heading:
                found.append(Heading(spelled, folded(spelled), person.id, see=heading))
    return sorted(found, key=order)


def subjects(keywords: Iterable[str]) -> list[Heading]:
    """Keywords, those that differ by case or accents alone as one: the spelling that is typed most stands."""
    typed = Counter(keywords)
    found: dict[str, Heading] = {}
    for keyword, _ in typed.most_common():  # of equals the first
        found.setdefault(folded(keyword), Heading(keyword, folded(keyword), folded(keyword)))
    return sorted(found.values(), key=order)


class Institutions:
    """Which spellings are one institution: « Ucanss » is the « Union des caisses … (Ucanss) », « Cnam » the same ROR.

    Those that differ by case or accents alone are one too, and those that ``also`` gives as spellings of one heading.
    """

    def __init__(self, affiliations: Iterable[Affiliation], also: Mapping[str, Iterable[str]] | None = None) -> None:
        """``affiliations`` are all of the book's, in its order."""
        others = {spelling: name for name, spellings in (also or {}).items() for spelling in spellings}
        named = [*affiliations, *map(Affiliation, [*(also or {}), *others])]
        long_forms: dict[str, set[str]] = {}
        for short, long in filter(None, (acronym(one.name) for one in named)):
            long_forms.setdefault(folded(short), set()).add(folded(long))
        self._short = {long: short for short, of in long_forms.items() if len(of) == 1 for long in of}
        self._short |= {folded(spelling): folded(name) for spelling, name in others.items()}
        self._known_rors = {one.ror for one in named} - {""}
        self._rors: dict[str, set[str]] = {}
        for one in named:
            self._rors.setdefault(self._plain(one.name), set()).update({one.ror} - {""})
        self._spellings: dict[str, dict[str, str]] = {}
        for one in named:
            self._spellings.setdefault(self.known_by(one), {}).setdefault(folded(one.name), one.name)

    def _plain(self, name: str) -> str:
        parts = acronym(name)
        long = folded(parts[1] if parts else name)
        return self._short.get(long, folded(name))

    def known_by(self, affiliation: Affiliation) -> str:
        """One text for all its spellings: the ROR, also where only another place states it; else the name."""
        rors = self._rors.get(self._plain(affiliation.name), set())
        return affiliation.ror or (next(iter(rors)) if len(rors) == 1 else self._plain(affiliation.name))

    def ror(self, target: str) -> str:
        """The ROR of what is known by that text; empty without one."""
        return target if target in self._known_rors else ""

    @property
    def headings(self) -> list[Heading]:
        """Each institution by its shortest spelling, explained where a source explains it; the others lead there."""
        found = []
        for target, spellings in self._spellings.items():
            short = min(spellings.values(), key=len)
            stated = next((one for one in spellings.values() if one.startswith(f"{short} (")), short)
            others = [one for one in spellings.values() if one != short and not one.startswith(f"{short} (")]
            found.append(Heading(stated, folded(stated), target))
            found += [Heading(spelling, folded(spelling), target, see=stated) for spelling in others]
        return sorted(found, key=order)

    @property
    def spellings(self) -> dict[str, str]:
        """What each is known by, by all that a text may call it."""
        known = ((name, target) for target, of in self._spellings.items() for name in of.values())
        return {part: target for name, target in known for part in (name, *(acronym(name) or ()))}


def acronym(name: str) -> tuple[str, str] | None:
    """The short and the long form of « Ucanss (Union des caisses nationales de sécurité sociale) », in either order."""
    found = _EXPLAINED.fullmatch(name)
    if not found:
        return None
    short, long = sorted(found.groups(), key=len)
    letters = iter(folded(long))
    first = folded(long)[:1]
    is_short = " " not in short and folded(short)[:1] == first and all(one in letters for one in folded(short))
    return (short, long) if is_short else None


def anchor(index: str, text: str) -> str:
    """What a heading's place in an index is called; texts that lose signs on the way (C, C#) keep apart."""
    plain = folded(text)
    words = "-".join(re.findall(r"[a-z0-9]+", anyascii(plain).lower()))
    is_whole = not re.search(r"[^a-z0-9 '-]", plain)
    mark = "" if words and is_whole else hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return "-".join(filter(None, (index, words, mark)))


def inverted(name: Name) -> str:
    """« Ackerman, Ada », « Gaulle, Charles de », « Le Goff, Anne »: in French a capital particle stays."""
    if name.literal or name.particle[:1].isupper():
        return name.family_first
    return ", ".join(filter(None, (name.family, f"{name.given} {name.particle}".strip(), name.suffix)))


def _inverted_like(spelled: str, name: Name) -> str:
    """A spelling inverted where the canonical name is: as many words are given names."""
    words = spelled.split()
    given = len(name.given.split())
    if name.literal or "," in spelled or not given or len(words) <= given:
        return spelled
    family = words[given:]
    particles = len(family) - 1 if name.particle else 0
    kept = next((place for place, word in enumerate(family[:particles]) if not word[:1].islower()), particles)
    return inverted(Name(" ".join(family[kept:]), " ".join(words[:given]), " ".join(family[:kept])))


def order(heading: Heading) -> tuple[bool, str, str]:
    """What begins with no letter stands together, before A."""
    return bool(heading.letter), heading.sorted_as, heading.shown
