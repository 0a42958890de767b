"""The people of a field of BibTeX or biblatex as CSL names."""

import re
from collections.abc import Mapping

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names

from synthkit.bibliography.latex import decoded

#: A suffix at the end of a family name: « Tamis Jr. », « Weir III ».
_SUFFIX = re.compile(r"(?P<family>.+?),?\s+(?P<suffix>(?:[JS]r\.?|[IVX]{2,}))")
#: A list longer than any that somebody wrote.
_LONGEST_LIST = 200_000


def names(value: str) -> list[dict[str, str]]:
    """The people of a field as CSL names; « others » for who is not named; none of a list nobody would write."""
    if not value or len(value) > _LONGEST_LIST:
        return []
    return [found for person in split_multiple_persons_names(value) if (found := _name(person.strip()))]


def _name(person: str) -> dict[str, str]:
    if re.fullmatch(r"others|et al\.?", person, re.IGNORECASE):
        return {"literal": "others"}
    if re.match(r"(?:family|given|prefix|suffix)\s*=", person):
        return _named_parts(person)
    try:
        parts = parse_single_name_into_parts(person)
    except InvalidNameError:
        return {"literal": decoded(person)} if person else {}
    # of « Ortega y » before « Gasset » BibTeX makes a particle
    small = next((place for place, word in enumerate(parts.von) if word[:1].isupper()), len(parts.von))
    parts.von, parts.last = parts.von[:small], [*parts.von[small:], *parts.last]
    given, particle, family, suffix = (" ".join(part) for part in (parts.first, parts.von, parts.last, parts.jr))
    if not given and not particle and (family.startswith("{") or " " not in family):
        return {"literal": decoded(family)} if family else {}
    family = decoded(family)
    if not suffix and (match := _SUFFIX.fullmatch(family)):
        family, suffix = match["family"], match["suffix"]
    return _csl_name(family, decoded(given), decoded(particle), decoded(suffix))


def _named_parts(person: str) -> dict[str, str]:
    """Biblatex's other form: ``family=Weir, given=Ada, prefix=de, useprefix=true``."""
    split = re.split(r",\s*(?=[a-z-]+\s*=)", person)
    given = {name.strip(): decoded(value) for name, _, value in (part.partition("=") for part in split)}
    found = _csl_name(*(given.get(part, "") for part in ("family", "given", "prefix", "suffix")))
    if given.get("useprefix") == "false" and "non-dropping-particle" in found:
        found["dropping-particle"] = found.pop("non-dropping-particle")
    return found


def _csl_name(family: str, given: str, particle: str, suffix: str) -> dict[str, str]:
    if not given and not particle and not suffix:
        return {"literal": family} if family else {}
    parts = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {part: text for part, text in parts.items() if text}


def as_written(name: Mapping[str, str]) -> str:
    """A CSL name in the order in which it is spoken."""
    parts = (name.get(part, "") for part in ("given", "non-dropping-particle", "family", "suffix"))
    return name.get("literal") or " ".join(filter(None, parts))
