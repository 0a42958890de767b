"""What the formats that are written line by line have in common."""

import re
from collections.abc import Mapping

from synthkit.metadata import _format
from synthkit.model.people import Name

_TAG = r"</?(?:i|b|su[pb]|span)\b"
_MARKED = re.compile(rf"<(i|b|su[pb]|span)(?: [^<>]*)?>((?:(?!{_TAG}).)*)</\1>", re.DOTALL)


def without_markup(text: str) -> str:
    """A text of CSL-JSON for formats that have no italics; a tag without its other half is letters."""
    count = 1
    while count:  # the innermost first
        text, count = _MARKED.subn(r"\2", text)
    return text


def family_of(person: Mapping[str, str]) -> str:
    """The family name of a CSL name behind its particles: « van der Berg », « d’Orville »."""
    particles = (person.get(f"{kind}dropping-particle") for kind in ("", "non-"))
    return Name(person.get("family", ""), particle=" ".join(filter(None, particles))).family_part


def one_line(text: str) -> str:
    """``text`` without control characters, white space folded into single spaces."""
    return " ".join(_format.one_line(text).split())
