"""The cover, drawn from the book's facts: a PNG, which every reader shows, in letters it brings along.

The same template makes the card that stands for the book where its address is shared, and its mark. Typst sets them;
its fonts (Libertinus) lie within it, so they are the same on every machine.
"""

import json
import re
import struct
from collections.abc import Callable, Mapping
from typing import Literal

from synthkit.figures.typst import Drawing, drawn, needs_fonts
from synthkit.i18n import N_, I18n
from synthkit.metadata._format import language_tag, one_line
from synthkit.metadata.tags import Link
from synthkit.model.people import Person
from synthkit.model.works import Publication, Work

#: Width and height of the card in pixels: what most networks show whole.
CARD_SIZE = (1200, 630)
#: The colour of the cover's spine and of the mark.
ACCENT = "#1f4e59"
#: What parts a title from its subtitle.
_COLON = re.compile(r"\s*:\s+")
#: Articles, which say nothing of a title.
_ARTICLE = re.compile(r"(?:(?:le|la|les|un|une|des|the|an?)\s+|(?:l|d)['’]\s*)+(?=\w)", re.IGNORECASE)
#: Its side in points.
_MARK = 64
#: The links to the icons from the top of the site; a browser takes the last that it knows.
ICON_LINKS = (
    Link("icon", "favicon.ico", sizes="32x32"),
    Link("icon", "favicon.svg", "image/svg+xml"),
    Link("apple-touch-icon", "apple-touch-icon.png"),
)


def cover_text(book: Publication, i18n: I18n) -> list[str]:
    """What the cover says, from top to bottom: who made the book, its title, when."""
    names = i18n.listed([one_line(str(name)) for name in book.authors or book.editors])
    date = str(book.date.year) if book.date else ""
    publisher = one_line(book.publisher)
    foot = " · ".join(text for text in (publisher if publisher != names else "", date) if text)
    return [names, one_line(book.title), foot]


def work_text(work: Work, i18n: I18n) -> list[str]:
    """What the card of a session or a chapter says, as a cover does: whose it is, its title, where and when."""
    names = i18n.listed([one_line(str(name)) for name in work.authors or work.editors])
    when = work.days or work.date
    where = work.event.title if work.event else work.container
    foot = " · ".join(text for text in (one_line(where), when.formatted(i18n) if when else "") if text)
    return [names, one_line(work.title), foot]


def person_text(person: Person, book: Publication, i18n: I18n) -> list[str]:
    """What the card of a person says: where from, the name, the book."""
    affiliations = [one_line(affiliation.name) for affiliation in person.affiliations]
    return [i18n.listed(affiliations), one_line(str(person.name)), one_line(book.title)]


def parted(title: str) -> tuple[str, str]:
    """A title and its subtitle, which may be empty."""
    before, after, *_ = [*_COLON.split(title, maxsplit=1), ""]
    return before, after


def cover_description(book: Publication, i18n: I18n) -> str:
    """The text that stands for the cover."""
    return i18n(N_("Cover: %s")) % ". ".join(text for text in cover_text(book, i18n) if text)


def cover(book: Publication, i18n: I18n, spaced: Callable[[str], str] = str) -> bytes:
    """The cover as a PNG of 1,600 by 2,400 points; a title of any length fits."""
    return drawn([_lettered(cover_text(book, i18n), book, spaced, "cover", 144)])[0]


def card(text: list[str], book: Publication, spaced: Callable[[str], str] = str) -> Drawing:
    """A card of ``CARD_SIZE`` that says what a cover says: names, title, foot."""
    return _lettered(text, book, spaced, "card", 72)


def mark(
    book: Publication, size: int = _MARK, *, is_rounded: bool = True, format: Literal["png", "svg"] = "png"
) -> Drawing:
    """The mark of the book, its initial in a square: pixels a side; the letters of an ``svg`` are outlines."""
    known = {"format": "mark", "initial": initial(book.title), "language": _language(book)}
    return _drawing({**known, "is-rounded": is_rounded}, format, 72 * size / _MARK)


def icons(book: Publication) -> dict[str, bytes]:
    """The mark as tabs, bookmarks and the screens of phones show it: files by name."""
    small, outlined, phone = drawn([mark(book, 32), mark(book, format="svg"), mark(book, 180, is_rounded=False)])
    return {"favicon.ico": _ico(small, 32), "favicon.svg": outlined, "apple-touch-icon.png": phone}


def _ico(image: bytes, size: int) -> bytes:
    """One PNG as an icon file, which every browser has read since 2007."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(image), len(head) + 16)
    return head + entry + image


def initial(title: str) -> str:
    """« L’IA au travail » → « IA », « Les horloges » → « H »: an acronym of up to three letters stays whole."""
    text = one_line(title)
    words = re.findall(r"[^\W_]+", _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text)
    word = words[0] if words else ""
    return word if len(word) <= 3 and word.isupper() else word[:1].upper()


def _lettered(text: list[str], book: Publication, spaced: Callable[[str], str], format: str, ppi: float) -> Drawing:
    names, whole, foot = map(spaced, text)
    title, subtitle = parted(whole)
    words = {"names": names, "title": title, "subtitle": subtitle, "foot": foot}
    return _drawing({"format": format, **words, "language": _language(book)}, "png", ppi)


def _drawing(facts: Mapping[str, str | bool], format: Literal["png", "svg"], ppi: float) -> Drawing:
    return Drawing(json.dumps(facts), format, ppi, needs_fonts("".join(map(str, facts.values()))))


def _language(book: Publication) -> str:
    """The language's own code, by which Typst parts words; English where it would know none."""
    code = language_tag(book.language).partition("-")[0].lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else "en"
