"""Names as people write them: their parts, and which may be one person's."""

import re

from synthkit.model.ids import ascii_words
from synthkit.model.people import Name, parse_name
from synthkit.model.values import is_name

_PARTICLES = frozenset(re.findall(r"\w+", "d da de del den der des di dos du el la le van von zu zum zur ten ter y"))
_TITLES = re.compile(r"(?:(?:Dr|Prof|Pr|Mme|Mr|Mrs|Ms)\b\.?\s+)+(?=\S)")


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
    if comma:
        return parse_name(f"{_cased(family.split()) if family.isupper() else family}, {given}")
    capitals = [word for word in words if len(word) > 1 and word.isupper() and "." not in word]
    if len(max(capitals, key=len, default="")) > 2 and len(capitals) < len(words):
        spoken = [word for word in words if word not in capitals and not word.islower()]
        return parse_name(f"{_cased([word for word in words if word not in spoken])}, {' '.join(spoken)}")
    return parse_name(bare)


def _cased(family: list[str]) -> str:
    """A family name without its capitals: « de la Fuente », « Le Goff », « d’Alembert »."""
    titled = [re.sub("^D(?=['’])", "d", word.title()) for word in family]
    is_article = titled[0] in ("Le", "La", "El")
    small = [
        word.lower() if word.lower() in _PARTICLES and (at or not is_article) else word
        for at, word in enumerate(titled)
    ]
    return " ".join(small)


def words(written: str) -> tuple[str, ...]:
    """A name to compare: no accents, case, order, titles, particles."""
    found = sorted(ascii_words(re.sub("[-'’]", " ", _TITLES.sub("", written, count=1))))
    return tuple(word for word in found if word not in _PARTICLES) or tuple(found)


def initials(written: str) -> tuple[str, str]:
    """Family name and first letter of the given one; empty parts for a literal."""
    name = name_of(written)
    return " ".join(words(name.family)), "".join(ascii_words(name.given))[:1]


def is_doubtful(one: str, other: str) -> bool:
    """Whether two are one name, or one of two with one family and one initial has no more than the initial."""
    givens = ["".join(ascii_words(name_of(written).given)) for written in (one, other)]
    return words(one) == words(other) or (initials(one) == initials(other) and min(map(len, givens)) == 1)
