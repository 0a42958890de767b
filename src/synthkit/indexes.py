"""The headings of a printed book's indexes, in the order of the dictionary; the pages they name are the printer's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from synthkit.model.people import Name, Person, folded


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of an index: what it says, where it is sorted, whose pages it has.

    ``target`` is a person's id or a keyword; ``see`` the heading to look under instead, empty for one with pages.
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
    """Keywords, those that differ by case or accents alone as one: the first spelling stands."""
    found: dict[str, Heading] = {}
    for keyword in keywords:
        found.setdefault(folded(keyword), Heading(keyword, folded(keyword), folded(keyword)))
    return sorted(found.values(), key=_order)


def inverted(name: Name) -> str:
    """« Ackerman, Ada », « Gaulle, Charles de », « Le Goff, Anne »: in French a capital particle stays."""
    if name.literal:
        return name.literal
    if name.particle[:1].isupper():
        return name.family_first
    given = f"{name.given} {name.particle}".strip()
    return ", ".join(filter(None, (name.family, given)))


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


def _order(heading: Heading) -> tuple[str, str]:
    return heading.sorted_as, heading.said
