"""How an option writes down a list of names, and people with their affiliations."""

from __future__ import annotations

import re

from synthkit.model.people import Credit, CreditRole


def parse_list(text: str, separators: str = ",;\n") -> tuple[str, ...]:
    """The values between separators, none of them empty; a separator in parentheses separates nothing."""
    parts = re.split(rf"[{separators}](?![^()]*\))", text)
    return tuple(part for part in (" ".join(part.split()) for part in parts) if part)


def parse_credits(text: str, role: CreditRole = CreditRole.SPEAKER) -> tuple[Credit, ...]:
    """People as written, each with the affiliation in parentheses behind it."""
    found = []
    for written in parse_list(text):
        match = re.fullmatch(r"(?P<who>[^()]+?)\s*(?:\((?P<at>.*)\))?", written)
        found.append(Credit(match["who"], role, match["at"] or "") if match else Credit(written, role))
    return tuple(found)
