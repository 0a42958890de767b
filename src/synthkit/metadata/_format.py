"""Text, names, dates and page ranges as the readers of page metadata take them."""

import re
from urllib.parse import quote

from synthkit.model.dates import PartialDate
from synthkit.model.people import Name

#: Control characters, separators of lines and paragraphs, halves of surrogate pairs, which no UTF-8 page can hold.
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SPACES = re.compile(r" {2,}")


def one_line(text: str) -> str:
    """``text`` without control characters, runs of breaks and spaces folded into one space.

    No-break spaces inside stay: they are what keeps a name in one piece.
    """
    return _SPACES.sub(" ", _UNPRINTED.sub(lambda char: " " if char[0].isspace() else "", text)).strip()


def inverted(name: Name, space: str = " ") -> str:
    """« Family, Given », the particle before the family, a suffix behind the given name; a body, or a single name, ends
    with a comma.

    Zotero splits at commas and semicolons, and at the last space of a name without a comma: separators within a
    part are dropped, and the comma at the end keeps a body whole. All spaces are plain; ``space`` stands for those
    within the parts of a name of two parts. Empty for a name of nothing but separators.
    """
    family = _unseparated(name.literal or name.family_part)
    given = "" if name.literal else _unseparated(f"{name.given} {name.suffix}")
    if family and given:
        return f"{family.replace(' ', space)}, {given.replace(' ', space)}"
    return f"{family or given}," if family or given else ""


def _unseparated(text: str) -> str:
    return " ".join(one_line(re.sub("[,;]", " ", text)).split())


def slashed(date: PartialDate | None) -> str:
    """``2031/03/04``, as precise as is known; empty for no date."""
    return str(date).replace("-", "/") if date else ""


def language_tag(code: str) -> str:
    """A language as BCP 47 writes it: ``pt-BR`` for Sphinx's ``pt_BR``."""
    return code.replace("_", "-")


def first_and_last(pages: str) -> tuple[str, str]:
    """The ends of a page range; the second is empty for a single page, both for none.

    A hyphen counts as a dash only where no dash is written: ``A-1–A-9`` are the pages A-1 to A-9.
    """
    text = one_line(pages)
    ends = re.split(r"\s*[–—‒]\s*|\s*--+\s*", text)
    if len(ends) == 1 and text.count("-") == 1:
        ends = text.split("-")
    return ends[0], ends[-1] if len(ends) > 1 else ""


def doi_url(doi: str) -> str:
    """Where a DOI leads; empty without one. What no address may hold is percent-encoded."""
    return f"https://doi.org/{quote(one_line(doi), safe='/:;()')}" if doi else ""
