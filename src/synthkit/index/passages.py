"""Where a text names somebody or treats a subject, by its own words."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

import Stemmer  # type: ignore[import-not-found]

from synthkit.model.ids import folded, grouped

_WORD = re.compile(r"\w+")
#: How many signs may stand between two words of a name: « M. D ».
_APART = 3


def stems(language: str) -> Callable[[list[str]], list[str]]:
    """Words without case, accents and the endings of a language, whose code is given."""
    try:
        stemmer = Stemmer.Stemmer(language)
    except KeyError:  # of this one no endings are known
        return lambda words: list(map(folded, words))
    return lambda words: list(map(folded, stemmer.stemWords([word.lower() for word in words])))


class Phrases:
    """What to look for; ``spellings`` lead from each phrase to what it stands for, ``alike`` makes words comparable."""

    def __init__(self, spellings: Mapping[str, str], alike: Callable[[list[str]], list[str]] = list) -> None:
        self._alike = alike
        phrases = ((alike(_WORD.findall(phrase)), target) for phrase, target in spellings.items())
        self._by_first = grouped((words[0], (words, target)) for words, target in phrases if words)

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Each place in a text, by the sign it begins with, and what the phrase there stands for."""
        found = list(_WORD.finditer(text))
        words = self._alike([one[0] for one in found])
        for place, word in enumerate(words):
            for phrase, target in self._by_first.get(word, ()):
                here = found[place : place + len(phrase)]
                gaps = (after.start() - before.end() for before, after in pairwise(here))
                if words[place : place + len(phrase)] == phrase and all(gap <= _APART for gap in gaps):
                    yield found[place].start(), target
