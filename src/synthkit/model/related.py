"""What else to read: texts that share people or keywords, the nearest first."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

from synthkit.model.ids import grouped

#: More are not proposed.
MOST = 5
#: Of a person or a keyword that many texts share, only so many count, those nearest in the book: what all share says
#: little, and no text is compared with all others.
_NEAREST = 20
PERSON, KEYWORD = 3, 1
Mark = tuple[int, str]


class Kinship:
    """Texts by what they have in common: ``marks`` are those of each text by its id, in the order of the book.

    A mark is a person or a keyword behind its weight.
    """

    def __init__(self, marks: Mapping[str, frozenset[Mark]]) -> None:
        self._marks, self._order = marks, tuple(marks)
        self._places = {text: place for place, text in enumerate(marks)}
        self._bearers = grouped((mark, place) for place, of in enumerate(marks.values()) for mark in of)

    def beside(self, text: str, mark: Mark) -> tuple[str, str]:
        """The text with that mark before this one and the one after, in the order of the book; empty for none.

        Both are empty where no three texts have it: of two, each is related to the other.
        """
        bearers = self._bearers.get(mark, ())
        at = bisect_left(bearers, self._places.get(text, len(self._order)))
        if len(bearers) < 3 or at == len(bearers):
            return "", ""
        before, after = bearers[at - 1 : at], bearers[at + 1 : at + 2]
        return "".join(self._order[place] for place in before), "".join(self._order[place] for place in after)

    def of(self, text: str) -> tuple[str, ...]:
        """At most five others, by what they share: three for each person, one for each keyword.

        Of equals the one that stands nearer in the book comes first, then the one before. Empty when nothing is shared.
        """
        place = self._places.get(text)
        if place is None:
            return ()
        shared: Counter[int] = Counter()
        for mark in self._marks[text]:
            at = bisect_left(self._bearers[mark], place)
            for other in self._bearers[mark][max(0, at - _NEAREST // 2) : at + _NEAREST // 2 + 1]:
                shared[other] += mark[0]
        del shared[place]
        ranked = sorted(shared, key=lambda other: (-shared[other], abs(other - place), other))
        return tuple(self._order[other] for other in ranked[:MOST])
