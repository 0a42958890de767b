"""The cover, drawn from the book's facts: a PNG, which every reader shows, in letters it brings along.

Typst sets the page; its fonts (Libertinus) lie within it, so the cover is the same on every machine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from importlib import resources

import typst

from synthkit.model.works import Publication
from synthkit.pagemeta.notation import language_tag, one_line
from synthkit.wording import N_, Wording

#: Scripts the fonts within Typst have letters of; for others those of the machine are asked.
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "MODIFIER")
_TEMPLATE = "templates/epub/cover.typ"
#: What parts a title from its subtitle.
_COLON = re.compile(r"\s*:\s+")


def cover_text(book: Publication, wording: Wording) -> list[str]:
    """What the cover says, from top to bottom: who made the book, its title, when."""
    names = wording.listed([one_line(str(name)) for name in book.authors or book.editors])
    date = str(book.date.year) if book.date else ""
    publisher = one_line(book.publisher)
    foot = " · ".join(text for text in (publisher if publisher != names else "", date) if text)
    return [names, one_line(book.title), foot]


def cover_description(book: Publication, wording: Wording) -> str:
    """The text that stands for the cover."""
    return wording(N_("Cover: %s")) % ". ".join(text for text in cover_text(book, wording) if text)


def cover(book: Publication, wording: Wording, spaced: Callable[[str], str] = str) -> bytes:
    """The cover as a PNG of 1,600 by 2,400 points; a title of any length fits."""
    names, whole, foot = (spaced(text) for text in cover_text(book, wording))
    title, subtitle, *_ = [*_COLON.split(whole, maxsplit=1), ""]
    facts = {"names": names, "title": title, "subtitle": subtitle, "foot": foot, "language": _language(book)}
    template = (resources.files("synthkit") / _TEMPLATE).read_bytes()
    drawn: bytes = typst.compile(
        template,
        format="png",
        ppi=144,
        sys_inputs={"book": json.dumps(facts)},
        ignore_system_fonts=all(_is_within(char) for char in names + whole + foot),
    )
    return drawn


def _language(book: Publication) -> str:
    """The language's own code, by which Typst parts words; English where it would know none."""
    code = language_tag(book.language).partition("-")[0].lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else "en"


def _is_within(char: str) -> bool:
    return not char.isalpha() or unicodedata.name(char, "").startswith(_SCRIPTS)
