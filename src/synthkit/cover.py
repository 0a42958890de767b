"""The cover, drawn from the book's facts: a PNG, which every reader shows, in letters it brings along.

The same drawing makes the card that stands for the book where its address is shared, and its mark. Typst sets them; its
fonts (Libertinus) lie within it, so they are the same on every machine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Literal

import typst

from synthkit.model.works import Publication
from synthkit.pagemeta.notation import language_tag, one_line
from synthkit.wording import N_, Wording

#: Width and height of the card in pixels: what most networks show whole.
CARD_SIZE = (1200, 630)
#: The colour of the cover's spine and of the mark.
ACCENT = "#1f4e59"
#: Scripts the fonts within Typst have letters of; for others those of the machine are asked.
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "MODIFIER")
_TEMPLATE = "templates/cover.typ"
#: What parts a title from its subtitle.
_COLON = re.compile(r"\s*:\s+")
#: Articles, which say nothing of a title.
_ARTICLE = re.compile(r"(?:(?:le|la|les|un|une|des|the|an?)\s+|(?:l|d)['’]\s*)+(?=\w)", re.IGNORECASE)
_MARK = 64


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
    return _drawn(json.dumps(_facts(book, wording, spaced, "cover")), "png", 144)


def card(book: Publication, wording: Wording, spaced: Callable[[str], str] = str) -> bytes:
    """The card as a PNG of ``CARD_SIZE``; it says what the cover says."""
    return _drawn(json.dumps(_facts(book, wording, spaced, "card")), "png", 72)


def mark(book: Publication, size: int, *, is_rounded: bool = True) -> bytes:
    """The mark of the book, its initial in a square, as a PNG of so many pixels a side."""
    facts = {"format": "mark", "initial": initial(book.title), "is-rounded": is_rounded, "language": _language(book)}
    return _drawn(json.dumps(facts), "png", 72 * size / _MARK)


def mark_svg(book: Publication) -> bytes:
    """The same as an SVG, whose letters are outlines."""
    facts = {"format": "mark", "initial": initial(book.title), "is-rounded": True, "language": _language(book)}
    return _drawn(json.dumps(facts), "svg", 72)


def initial(title: str) -> str:
    """« L’IA au travail » → « IA », « Les horloges » → « H »: an acronym of up to three letters stays whole."""
    text = one_line(title)
    words = re.findall(r"[^\W_]+", _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text)
    word = words[0] if words else ""
    return word if len(word) <= 3 and word.isupper() else word[:1].upper()


def _facts(book: Publication, wording: Wording, spaced: Callable[[str], str], format: str) -> dict[str, str]:
    names, whole, foot = (spaced(text) for text in cover_text(book, wording))
    title, subtitle, *_ = [*_COLON.split(whole, maxsplit=1), ""]
    words = {"names": names, "title": title, "subtitle": subtitle, "foot": foot}
    return {"format": format, **words, "language": _language(book)}


@cache  # a book kept open is finished at each save, and its picture is the same: 50 ms each
def _drawn(facts: str, format: Literal["png", "svg"], ppi: float) -> bytes:
    template = (resources.files("synthkit") / _TEMPLATE).read_bytes()
    drawn: bytes = typst.compile(
        template,
        format=format,
        ppi=ppi,
        sys_inputs={"book": facts},
        ignore_system_fonts=all(_is_within(char) for char in "".join(map(str, json.loads(facts).values()))),
    )
    return drawn


def _language(book: Publication) -> str:
    """The language's own code, by which Typst parts words; English where it would know none."""
    code = language_tag(book.language).partition("-")[0].lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else "en"


def _is_within(char: str) -> bool:
    return not char.isalpha() or unicodedata.name(char, "").startswith(_SCRIPTS)
