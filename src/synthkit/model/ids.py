"""Ids: what may be one, what of a text can become one; texts to compare and to sort by; what stands under a key."""

import itertools
import re
import unicodedata
from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import TypeVar

from anyascii import anyascii

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_.:][A-Za-z0-9]+)*")
_UNDECOMPOSED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "’": "'"})


@lru_cache(50_000)
def folded(text: str) -> str:
    """``text`` for comparing and sorting: no case, no accents, ligatures taken apart."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return bare.casefold().translate(_UNDECOMPOSED)


def matched(pattern: str, text: str, flags: int = 0) -> re.Match[str]:
    """A whole text as a pattern reads it; ValueError where it doesn't."""
    if match := re.fullmatch(pattern, text, flags):
        return match
    raise ValueError(text)


def is_id(text: str) -> bool:
    """Whether ``text`` can be an anchor and a BibTeX key: a letter, then letters and digits with - _ . : between."""
    return _ID.fullmatch(text) is not None


def ascii_words(text: str) -> tuple[str, ...]:
    """The words of a text in small ASCII letters and digits, from any script: « Œuvre d’été » → oeuvre, d, ete.

    A word with a hyphen is one word, as in a key: « Dial-IA » → dialia.
    """
    bare = (re.sub(r"[^a-z0-9]", "", word) for word in re.split(r"[\s/.,:;]+", _latin(text)))
    return tuple(word for word in bare if word)


def suggested_id(text: str, longest: int = 0) -> str:
    """``text`` as an id an editor may take, cut between words at ``longest`` letters; 'id' when nothing can stay."""
    bare = re.sub(r"[^a-z0-9]+", "-", _latin(text)).strip("-")
    if longest:
        cut = re.match(rf".{{1,{longest}}}(?![^-])", bare)
        bare = cut[0] if cut else bare.partition("-")[0]
    return bare if bare[:1].isalpha() else f"id-{bare}".strip("-")


def first_free(candidates: Iterable[str], taken: Iterable[str]) -> str:
    """The first of the candidates nobody has, whatever the case; else the first one with a number behind it."""
    known = {id_.casefold() for id_ in taken}
    offered = list(candidates)
    numbered = (f"{offered[0]}-{number}" for number in itertools.count(2))
    return next(id_ for id_ in itertools.chain(offered, numbered) if id_.casefold() not in known)


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, in the order of the pairs."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _latin(text: str) -> str:
    """In small Latin letters; an apostrophe parts an article from its word, a soft sign parts nothing."""
    return anyascii(folded(text).replace("'", " ")).replace("'", "").lower()
