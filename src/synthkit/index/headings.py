"""The headings of the indexes, in the order of the dictionary; on paper the pages they name are the printer's."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii

from synthkit.model.ids import folded
from synthkit.model.people import Affiliation, Name, Person


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of an index: what it says, where it is sorted, whose pages it has.

    ``target`` is a person's id, a folded keyword or what ``Institutions`` knows an institution by; ``see`` the heading
    to look under instead, empty for one with pages.
    """

    said: str
    sorted_as: str
    target: str
    see: str = ""

    @property
    def letter(self) -> str:
        """The group it stands in: É with E, Œ with O; empty for what begins with no letter."""
        first = self.sorted_as[:1].upper()
        return first if first.isalpha() else ""


def persons(people: Iterable[Person]) -> list[Heading]:
    """Everybody by family name, and each spelling of a source with the name to look under."""
    found = []
    for person in people:
        heading = inverted(person.name)
        found.append(Heading(heading, folded(heading), person.id))
        for variant in dict.fromkeys(person.variants):
            spelled = _inverted_like(variant, person.name)
            if spelled != heading:
                found.append(Heading(spelled, folded(spelled), person.id, see=heading))
    return sorted(found, key=_order)


def subjects(keywords: Iterable[str]) -> list[Heading]:
    """Keywords, those that differ by case or accents alone as one: the spelling that is typed most stands."""
    typed = Counter(keywords)
    found: dict[str, Heading] = {}
    for keyword, _ in typed.most_common():  # of equals the first
        found.setdefault(folded(keyword), Heading(keyword, folded(keyword), folded(keyword)))
    return sorted(found.values(), key=_order)


class Institutions:
    """Which spellings are one institution: those that differ by case or accents alone, and those that share a ROR.

    Nothing else brings two together: « Cnam » is the « Conservatoire … (Cnam) » where both have the same ROR.
    """

    def __init__(self, affiliations: Iterable[Affiliation]) -> None:
        """``affiliations`` are all of the book's, in its order."""
        named = list(affiliations)
        self._known_rors = {one.ror for one in named} - {""}
        self._rors: dict[str, set[str]] = {}
        for one in named:
            self._rors.setdefault(folded(one.name), set()).update({one.ror} - {""})
        self._spellings: dict[str, dict[str, str]] = {}
        for one in named:
            self._spellings.setdefault(self.known_by(one), {}).setdefault(folded(one.name), one.name)

    def known_by(self, affiliation: Affiliation) -> str:
        """One text for all its spellings: the ROR, also where only another place states it; else the name."""
        rors = self._rors.get(folded(affiliation.name), set())
        return affiliation.ror or (next(iter(rors)) if len(rors) == 1 else folded(affiliation.name))

    def ror(self, target: str) -> str:
        """The ROR of what is known by that text; empty without one."""
        return target if target in self._known_rors else ""

    @property
    def headings(self) -> list[Heading]:
        """Each institution by its shortest spelling; the others lead there."""
        found = []
        for target, spellings in self._spellings.items():
            said = min(spellings.values(), key=len)
            for spelling in spellings.values():
                found.append(Heading(spelling, folded(spelling), target, see="" if spelling == said else said))
        return sorted(found, key=_order)


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
    return ", ".join(filter(None, (name.family, f"{name.given} {name.particle}".strip())))


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


def _order(heading: Heading) -> tuple[bool, str, str]:
    """What begins with no letter stands together, before A."""
    return bool(heading.letter), heading.sorted_as, heading.said
