"""Works distinguished where texts would cite them alike: more names, given names, the style's condition, letters."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from synthkit.csl.elements.name import Name
from synthkit.csl.person import Person
from synthkit.csl.work import Hints, Work

#: A citation as plain text, and the names it showed: people, how many, by which element.
Cited = tuple[str, list[tuple[list[Person], int, Name]]]


class Disambiguation:
    """Sets the hints of works, in the order of their letters; ``cite`` is how the text cites one of them."""

    def __init__(self, options: dict[str, str], cite: Callable[[Work], Cited], conditions: int) -> None:
        def is_on(name: str) -> bool:
            return options.get(f"disambiguate-{name}") == "true"

        self._adds_names, self._adds_given = is_on("add-names"), is_on("add-givenname")
        self._adds_suffix, self._conditions = is_on("add-year-suffix"), conditions
        self._rule = options.get("givenname-disambiguation-rule", "by-cite")
        self._cite = cite

    def apply(self, works: Sequence[Work]) -> None:
        """Tell the works, which have nothing but their numbers, apart as far as the style goes."""
        if self._adds_given and self._rule != "by-cite":
            self._expand_everywhere(works)
        for group in self._alike(works):
            shortest = min(len(names[0][0]) if names else 0 for _, (_, names) in group)
            for rest in self._by_names(group, shortest):
                self._by_condition_and_letter(rest)

    def _alike(self, works: Iterable[Work]) -> list[list[tuple[Work, Cited]]]:
        """The works by how they are cited, with their citations."""
        groups: dict[str, list[tuple[Work, Cited]]] = {}
        for work in works:
            cited = self._cite(work)
            groups.setdefault(cited[0], []).append((work, cited))
        return list(groups.values())

    def _expand_everywhere(self, works: Sequence[Work]) -> None:
        """Given names for people of one name, wherever they are cited."""
        known: dict[str, dict[Person, Name]] = {}
        is_primary = self._rule.startswith("primary")
        cited = [self._cite(work)[1] for work in works]
        for names in cited:
            for people, shown, element in names[:1] if is_primary else names:
                every = people if self._adds_names else people[:shown]
                for person in every[:1] if is_primary else every:
                    if not person.literal:
                        known.setdefault(person.short, {})[person] = element
        levels = (1,) if self._rule.endswith("initials") else (1, 2)
        given: dict[Person | int, int] = {}
        for people_ in known.values():
            if len({_letters(person.given) for person in people_}) > 1:
                given |= _levels(people_, levels)
        for work, names in zip(works, cited, strict=True):
            first = next((people[0] for people, _, _ in names[:1] if people), None)
            if not is_primary:
                work.hints = replace(work.hints, given=given)
            elif first in given:
                work.hints = replace(work.hints, given={0: given[first]})

    def _by_names(self, group: list[tuple[Work, Cited]], most: int) -> Iterator[list[Work]]:
        """The works that names, ``most`` of each, don't tell apart, together those that are still alike."""
        works = [work for work, _ in group]
        if len(group) == 1:
            return
        before = [work.hints for work in works]
        for step in self._steps(group, most):
            for work, hints in zip(works, before, strict=True):
                work.hints = step(hints)
            classes = self._alike(works)
            if len(classes) > 1:
                for rest in classes:
                    yield from self._by_names(rest, most)
                return
        for work, hints in zip(works, before, strict=True):
            work.hints = hints
        yield works

    def _steps(self, group: list[tuple[Work, Cited]], most: int) -> Iterator[Callable[[Hints], Hints]]:
        """What may tell a group apart, the least first."""
        names = [cited[0] for _, (_, cited) in group if cited]
        shown = max((count for _, count, _ in names), default=0)
        now = group[0][0].hints
        has_initials = any(element.mark is not None for _, _, element in names)
        levels = ((1, 2) if has_initials else (2,)) if self._adds_given and self._rule == "by-cite" else ()
        for place in range(max(shown, most + 1) if self._adds_names else shown):
            count = place + 1 if place >= shown else now.names
            if count > now.names:
                yield lambda hints, count=count: replace(hints, names=count)  # type: ignore[misc]
            for level in levels:
                yield lambda hints, place=place, level=level, count=count: replace(  # type: ignore[misc]
                    hints, names=count, given={**hints.given, place: level}
                )

    def _by_condition_and_letter(self, group: list[Work]) -> None:
        rest = group
        for count in range(1, self._conditions + 1):
            if rest:
                for work in rest:
                    work.hints = replace(work.hints, conditions=count)
                texts = [self._cite(work)[0] for work in rest]
                rest = [work for work, text in zip(rest, texts, strict=True) if texts.count(text) > 1]
        if self._adds_suffix and len(rest) > 1:
            for place, work in enumerate(rest):
                work.hints = replace(work.hints, suffix=letter(place))


def _levels(people: dict[Person, Name], levels: tuple[int, ...]) -> dict[Person | int, int]:
    """How much of the given name tells each of some people of one name from another; nothing for who stays alike."""
    found: dict[Person | int, int] = {}
    for person, element in people.items():
        for level in levels:
            if level == 1 and element.mark is None:
                continue
            own = element.given(person, level)
            others = [
                element.given(other, level) for other in people if _letters(other.given) != _letters(person.given)
            ]
            if any(other != own for other in others):
                found[person] = level
            if own not in others:
                break
    return found


def _letters(given: str) -> str:
    return "".join(filter(str.isalnum, given))


def letter(place: int) -> str:
    """The letter of a place: a, b, … z, aa."""
    letters = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters
