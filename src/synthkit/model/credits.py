"""How an option writes down a list of names, and people with their affiliations."""

from __future__ import annotations

import re
from itertools import pairwise

from synthkit.model.people import Credit, CreditRole


def parse_list(text: str, separators: str = ",;\n") -> tuple[str, ...]:
    """The values between separators, none of them empty; a separator in parentheses separates nothing."""
    cuts = [len(text)]
    inside = False
    for sign in reversed(list(re.finditer(rf"[{separators}()]", text))):  # a look ahead from each would take the square
        if sign[0] in "()":
            inside = sign[0] == ")"
        elif not inside:
            cuts.append(sign.start())
    parts = (text[before + 1 : cut] for before, cut in pairwise([-1, *reversed(cuts)]))
    return tuple(part for part in (" ".join(part.split()) for part in parts) if part)


def parse_credits(text: str, role: CreditRole = CreditRole.SPEAKER) -> tuple[Credit, ...]:
    """People as written, each with the affiliation in parentheses behind it."""
    found = []
    for written in parse_list(text):
        match = re.fullmatch(r"(?P<who>[^()]+?)\s*(?:\((?P<at>.*)\))?", written)
        found.append(Credit(match["who"], role, match["at"] or "") if match else Credit(written, role))
    return tuple(found)
