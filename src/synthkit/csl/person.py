"""Names of people as CSL-JSON has them, in the parts that styles put in order."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_JOINING = ("’", "'", "-", "\u00a0", "\u2010")
_EASTERN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


class Person(NamedTuple):
    """A name in its parts; a body's stands in ``literal`` alone."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    has_comma: bool = False
    literal: str = ""
    is_eastern: bool = False

    @property
    def short(self) -> str:
        """The name as texts call somebody."""
        return self.literal or joined_names(self.non_dropping, self.family)


def person(record: Mapping[str, Any]) -> Person:
    """A name of CSL-JSON; particles that stand within a name are found by their small letters."""
    if record.get("literal"):
        return Person(literal=str(record["literal"]).replace("'", "’"))
    names = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
    family, given, dropping, non_dropping, suffix = (str(record.get(name) or "").replace("'", "’") for name in names)
    has_comma = bool(record.get("comma-suffix"))
    if not family:
        return Person(literal=given)
    is_fixed = family[0] == family[-1] == '"' and len(family) > 1
    if is_fixed:
        family = family[1:-1]
    elif not non_dropping:
        non_dropping, family = _before(family)
    if not suffix and "," in given:
        given, _, suffix = given.partition(",")
        has_comma, suffix = suffix.startswith("!") or has_comma, suffix.lstrip("! ")
    if not dropping and not is_fixed:
        given, dropping = _behind(given)
    eastern = bool(_EASTERN.search(family + given))
    return Person(family.strip(), given.strip(), dropping, non_dropping, suffix, has_comma, "", eastern)


def _before(family: str) -> tuple[str, str]:
    """The particles a name begins with, by their small letters: « van der », « d’ », « al- »."""
    end = 0
    for piece in re.finditer(r"(?:’?[^\W\d_]+\.?(?:’\s?|\s+|-)|’[^\W\d_]+\s+)(?=[^\W\d_]|’)", family):
        if piece.start() != end or not piece[0].lstrip("’").rstrip().islower():
            break
        if piece[0].endswith("-") and piece[0] not in ("al-", "el-"):
            break
        end = piece.end()
    return family[:end].rstrip(" "), family[end:]


def _behind(given: str) -> tuple[str, str]:
    """A given name and the particles behind it: « de La », not the second half of a first name."""
    words = given.split()
    count = len(words)
    while count > 1 and words[count - 1].rstrip("’").islower() and len(words[count - 1]) > 1:
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def joined_names(*parts: str) -> str:
    """Parts of a name in order, an elided particle (« d’ ») without a space."""
    found = ""
    for part in filter(None, parts):
        found += part if not found or found.endswith(_JOINING) else f" {part}"
    return found


def initials(given: str, mark: str, *, has_hyphen: bool = True, is_whole: bool = False) -> str:
    """A given name's initials, each with ``mark`` behind it: « J.-P. »; ``is_whole``: only those it has already."""
    pieces: list[tuple[str, str]] = []  # each with what it is joined to the one before by
    for word in re.split(r"\s+", re.sub(r"\.(?=\w)", ". ", given).replace("\u00a0", " ").strip()):
        for number, piece in enumerate(re.split(r"[-‐‑]", word)):
            if piece:
                pieces.append((piece, "-" if number else ""))
    found = ""
    follows = False  # an initial, whose mark has the space in it
    for piece, joint in pieces:
        is_short = (bool(re.fullmatch(r"[^\W\d_]\.?", piece)) and piece[0].isupper()) or piece.endswith(".")
        if (is_whole and not is_short) or (piece[0].islower() and not joint):
            found = f"{found.rstrip()}{joint or ' '}{piece}" if found else piece
            follows = False
        elif joint and piece[0].islower():
            continue  # « Guo-ping » is G.
        else:
            letter = piece[:-1] if piece.endswith(".") else piece if is_whole else piece[0]
            if joint:
                found = found.rstrip() + "-" if has_hyphen else found
            elif found and not follows:
                found += " "
            found += letter + mark
            follows = True
    return found.strip()
