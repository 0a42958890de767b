"""A work or a reference in a CSL style: one processor for every edition.

The processor is citeproc-py. Where it differs from the reference implementation on our records, the
adapter below mends the record or the result; each place says how.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel import Locale
from citeproc import LOCALES_PATH, Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc import VARIABLES as CSL_VARIABLES
from citeproc import model as csl
from citeproc.source.json import CiteProcJSON

from synthkit.model.people import folded

DEFAULT_STYLE = "chicago-author-date"
_LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:)\]»]|\b10\.\d{4,9}/[^\s<>]+[^\s<>.,;:)\]]")
_KEPT_TAGS = frozenset({"i", "b", "sup", "sub"})
_YEAR_AT_END = re.compile(r"^(?P<who>.*?)[,\s\u00a0]+(?P<year>(?:\d{4}|s\.\s?d\.|n\.\s?d\.)[a-z]?)$")


class StyleError(ValueError):
    """No CSL style is known by that name."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text: ``emphasis`` is "" or the HTML tag it is set in, ``url`` where it leads."""

    text: str
    emphasis: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """How the text names a reference: « Somaini et al. 2025 ».

    ``who`` and ``year`` are its parts for a textual citation, empty in a style that numbers.
    """

    text: str
    who: str = ""
    year: str = ""

    def with_letter(self, letter: str) -> Label:
        """The same label, its year told from others of that author and year."""
        return Label(self.text + letter, self.who, self.year + letter) if self.year else self


class Style:
    """One CSL style in one language, named as in the CSL repository. Raises StyleError when there is none."""

    def __init__(self, name: str, language: str) -> None:
        self.name = name
        self._csl = _load(name, _locale(language))
        self._language = language

    def label(self, item: Mapping[str, object]) -> Label:
        """What stands in the text for the item, without its brackets."""
        bibliography, citation = self._register(item, "")
        text = _plain(bibliography.cite(citation, _ignore)).strip("()[] ")
        found = _YEAR_AT_END.match(text)
        return Label(text, found["who"], found["year"]) if found else Label(text)

    def reference(self, item: Mapping[str, object], *, year_suffix: str = "", note: str = "") -> tuple[Segment, ...]:
        """The item's entry in the bibliography, addresses linked; ``note`` follows as a sentence.

        The note is no CSL variable here, because styles set it right behind the address.
        """
        said_in_note = {"genre"} if note.startswith(str(item.get("genre", "\0"))) else set()
        shown = {key: value for key, value in item.items() if key not in _UNSHOWN | said_in_note}
        bibliography, _ = self._register(shown, year_suffix)
        entry = _mended(str(bibliography.bibliography()[0]).strip(), item, year_suffix, self._language)
        segments = _Segments(entry).found
        doi = str(item.get("DOI", ""))
        if doi and doi not in entry:  # many styles print the DOI of an article alone
            segments += [Segment(" "), Segment(f"https://doi.org/{doi}", url=f"https://doi.org/{doi}"), Segment(".")]
        if note:
            segments.append(Segment(f" {note}"))
        if not "".join(segment.text for segment in segments).endswith((".", "?", "!")):
            segments.append(Segment("."))
        return tuple(segments)

    def _register(self, item: Mapping[str, object], year_suffix: str) -> tuple[CitationStylesBibliography, Citation]:
        # the key is fixed: citeproc-py lower-cases the ids of its source, citeproc-js does not
        known = {key: value for key, value in item.items() if key.replace("-", "_") in _KNOWN}
        known |= {"id": "item", "year-suffix": year_suffix} if year_suffix else {"id": "item"}
        if "event-title" in item:  # the older name, which most styles still ask for
            known["event"] = item["event-title"]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # citeproc-py prints what a style lacks
            bibliography = CitationStylesBibliography(self._csl, CiteProcJSON([known]), formatter.html)
            citation = Citation([CitationItem("item")])
            bibliography.register(citation)
        return bibliography, citation


def plain(segments: tuple[Segment, ...]) -> str:
    """The text of segments, without emphasis and links."""
    return "".join(segment.text for segment in segments)


def labelled(style: Style, items: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[Label, str]]:
    """The label of each item and the letter that tells it from the others of its author and year.

    ``items`` come in the order of the bibliography, in which the letters are given.
    """
    bare = {key: style.label(item) for key, item in items.items()}
    groups: dict[Label, list[str]] = {}
    for key, label in bare.items():
        groups.setdefault(label, []).append(key)
    found: dict[str, tuple[Label, str]] = {}
    for label, keys in groups.items():
        for place, key in enumerate(keys):
            letter = _letters(place) if len(keys) > 1 and label.year else ""
            found[key] = (label.with_letter(letter), letter)
    return found


def sort_key(item: Mapping[str, object]) -> tuple[list[str], str, str]:
    """Names, year, title, folded: accents and ligatures sort as the letters they stand on.

    citeproc-py sorts by code point, which puts Éluard and Œuvre behind Zola.
    """
    people = item.get("author") or item.get("editor") or []
    names = [
        folded(" ".join(filter(None, (person.get("literal"), person.get("family"), person.get("given")))))
        for person in (people if isinstance(people, list) else [])
    ]
    return (
        names or [folded(str(item.get("title", "")))],
        str(item.get("issued", "")),
        folded(str(item.get("title", ""))),
    )


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters


def _ignore(_: CitationItem) -> None:
    """Nothing to do for an unknown item: the only one there is was registered just before."""


#: No part of a reference, though some styles would set them at its end.
_UNSHOWN = {"abstract", "keyword", "note"}
_KNOWN = frozenset(CSL_VARIABLES) | {"type", "id"}


@cache
def _load(name: str, locale: str) -> CitationStylesStyle:
    try:
        return CitationStylesStyle(name, locale=locale, validate=False)
    except (ValueError, OSError) as error:
        raise StyleError(name) from error


@cache
def _locale(language: str) -> str:
    dialects = json.loads((Path(LOCALES_PATH) / "locales.json").read_text(encoding="utf-8"))["primary-dialects"]
    wanted = language.replace("_", "-")
    exact = (Path(LOCALES_PATH) / f"locales-{wanted}.xml").is_file()
    return wanted if exact else str(dialects.get(wanted.partition("-")[0], "en-US"))


class Substitute(csl.Substitute, csl.CitationStylesElement):  # type: ignore[misc]
    """``cs:substitute`` whose names are not said again in the same entry (CSL 1.0.2, § Substitute).

    citeproc-py hides what was substituted from texts but not from later names: an edited volume got its editors
    twice. Its parser takes the last subclass of this name, so that being defined is enough.
    """

    def render(self, item: CitationItem, context: csl.CitationStylesElement = None, **options: object) -> object:
        """The substitute; its variable is taken out of the item, which serves this one entry."""
        text = super().render(item, context=context, **options)
        for variables in context.get_layout().repressed.values():
            for variable in " ".join(filter(None, variables)).split():
                item.reference.pop(variable, None)
        return text


_SLIPS = (
    (re.compile("\u2011"), "–"),  # a page range: the hyphen of the French locale is in few fonts
    (re.compile(r"\s+(?=[,.])"), ""),
    (re.compile(r"\s{2,}"), " "),
    (re.compile(r"\.((?:</\w+>)?)\.(?!\.)"), r".\1"),
    (re.compile(r"([?!])(</\w+>)?\.(?=\s|$)"), r"\1\2"),
)


@cache
def _month_before_day(language: str) -> re.Pattern[str] | None:
    """« janvier 27 », as styles made for English write it in languages that put the day first."""
    locale = Locale.parse(language.replace("-", "_"))
    if locale.date_formats["long"].pattern.startswith("M"):
        return None
    months = "|".join(re.escape(name) for name in locale.months["format"]["wide"].values())
    return re.compile(rf"(?<!\d )\b({months}) (\d{{1,2}})\b(?! ?\d)")


def _mended(entry: str, item: Mapping[str, object], year_suffix: str, language: str) -> str:
    """An entry with what citeproc-py and the styles leave behind put right."""
    issued = item.get("issued")
    date = issued.get("date-parts", [[]])[0] if isinstance(issued, dict) else []
    if len(date) == 1:  # a page of which only the year is known: some styles print it twice
        entry = re.sub(rf"(?<=\d{{4}}\. )(.*)\. {date[0]}\. (?=https|Disponible)", r"\1. ", entry, count=1)
    if year_suffix and date and f"{date[0]}{year_suffix}" not in entry:
        entry = re.sub(rf"\b{date[0]}\b", f"{date[0]}{year_suffix}", entry, count=1)
    months = _month_before_day(language)
    if months:
        entry = months.sub(r"\2 \1", entry)
    for wrong, right in _SLIPS:
        entry = wrong.sub(right, entry)
    # what stands first because the genre is told by the note
    return re.sub(r"((?:[»”\"]|</i>)\. )([a-zà-öø-ÿ])(?!ttps?:)", lambda found: found[1] + found[2].upper(), entry)


def _plain(markup: str) -> str:
    return "".join(segment.text for segment in _Segments(str(markup)).found)


class _Segments(HTMLParser):
    """The processor's HTML as segments, with addresses and DOIs linked."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Segment] = []
        self._open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag if tag in _KEPT_TAGS else "")

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        emphasis = next((tag for tag in reversed(self._open) if tag), "")
        end = 0
        for link in _LINK.finditer(data):
            self._add(data[end : link.start()], emphasis)
            url = link[0] if link[0].startswith("http") else f"https://doi.org/{link[0]}"
            self.found.append(Segment(link[0], emphasis, url))
            end = link.end()
        self._add(data[end:], emphasis)

    def _add(self, text: str, emphasis: str) -> None:
        if text:
            self.found.append(Segment(text, emphasis))
