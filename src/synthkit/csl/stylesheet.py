"""A CSL style as it stands in its file, and the locale it is set in: its own terms before those of the language."""

import json
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from lxml import etree

from synthkit.csl.inline import Quotes

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
#: What stands for an element that a style has not.
NOTHING = etree.Element("nothing")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What is looked for where a term has not the form.
_FORMS = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
_LOCALES = files("citeproc") / "data" / "locales"


class Term(NamedTuple):
    """A term in both numbers; ``gender`` of the noun, ``gender_form`` of an ordinal for nouns of one."""

    single: str
    multiple: str
    gender: str = ""


class Locale:
    """Terms, dates and options of a language."""

    def __init__(self) -> None:
        self.terms: dict[tuple[str, str], Term] = {}
        #: endings of numbers by name and gender, each with whether it is for whole numbers alone
        self.ordinals: dict[tuple[str, str], tuple[str, bool]] = {}
        self.dates: dict[str, Any] = {}
        self.options = {"punctuation-in-quote": "false", "limit-day-ordinals-to-day-1": "false"}

    def add(self, element: Any) -> None:
        """Take what a ``cs:locale`` says in place of what was known."""
        for date in element.iterfind(f"{NAMESPACE}date"):
            self.dates[date.get("form", "text")] = date
        for options in element.iterfind(f"{NAMESPACE}style-options"):
            self.options |= dict(options.attrib)
        found = element.findall(f"{NAMESPACE}terms/{NAMESPACE}term")
        if any(term.get("name") == "ordinal" for term in found):
            self.ordinals = {}
        for term in found:
            name = term.get("name", "")
            single, multiple = (term.findtext(NAMESPACE + number) for number in ("single", "multiple"))
            text = (term.text or "").strip("\n\r\t") if single is None else single
            if name == "ordinal" or name.startswith("ordinal-"):
                self.ordinals[name, term.get("gender-form", "")] = (text, term.get("match") == "whole-number")
            else:
                gender_form = term.get("gender-form", "")
                key = f"{name}/{gender_form}" if gender_form else name
                self.terms[key, term.get("form", "long")] = Term(
                    text, text if multiple is None else multiple, term.get("gender", "")
                )

    def term(self, name: str, form: str = "long", *, is_plural: bool = False) -> str:
        """The term in a form, or the next longer one; empty where there is none."""
        while True:
            found = self.terms.get((name, form))
            if found is not None:
                return found.multiple if is_plural else found.single
            if form not in _FORMS:
                return ""
            form = _FORMS[form]

    def gender(self, name: str) -> str:
        """The gender of the noun of a term; empty for none."""
        found = self.terms.get((name, "long"))
        return found.gender if found else ""

    @property
    def quotes(self) -> Quotes:
        """The quotation marks."""
        return Quotes(
            self.term("open-quote"),
            self.term("close-quote"),
            self.term("open-inner-quote"),
            self.term("close-inner-quote"),
            self.options["punctuation-in-quote"] == "true",
        )


class Stylesheet:
    """The elements of a style: ``citation`` and ``bibliography`` (None without one), ``macros`` by name."""

    def __init__(self, source: bytes, language: str = "") -> None:
        self.root = etree.fromstring(source, etree.XMLParser(remove_comments=True, resolve_entities=False))
        if self.root.tag != f"{NAMESPACE}style":
            raise ValueError("no CSL style")
        self.macros = {found.get("name"): found for found in self.root.iterfind(f"{NAMESPACE}macro")}
        self.citation = self.root.find(f"{NAMESPACE}citation")
        self.bibliography = self.root.find(f"{NAMESPACE}bibliography")
        if self.citation is None:
            raise ValueError("a style that cites nothing")
        self.language = locale_name(language or self.root.get("default-locale", "en-US"))
        self.locale = self._locale()
        category = self.root.find(f"{NAMESPACE}info/{NAMESPACE}category[@citation-format]")
        self.kind = str(self.root.get("class", "") if category is None else category.get("citation-format"))
        self.is_note = self.root.get("class") == "note"
        self.title = str(self.root.findtext(f"{NAMESPACE}info/{NAMESPACE}title") or "")
        # a letter the style places itself is set nowhere else
        shown = {found.get("variable") for found in self.root.iter(f"{NAMESPACE}text")}
        self.has_suffix = bool(shown & {"year-suffix", "citation-label"})

    def _locale(self) -> Locale:
        locale, short = Locale(), self.language.partition("-")[0]
        for name in dict.fromkeys(("en-US", locale_name(short), self.language)):
            locale.add(_locale_file(name))
        own = {found.get(_XML_LANG, ""): found for found in self.root.iterfind(f"{NAMESPACE}locale")}
        for name in ("", short, self.language):
            if name in own:
                locale.add(own[name])
        return locale


@cache
def _locale_file(name: str) -> Any:
    return etree.fromstring((_LOCALES / f"locales-{name}.xml").read_bytes(), etree.XMLParser(remove_comments=True))


@cache
def locale_name(language: str) -> str:
    """The locale of the CSL repository for a language; American English where it has none."""
    wanted = language.replace("_", "-")
    if wanted.replace("-", "").isalpha() and (_LOCALES / f"locales-{wanted}.xml").is_file():
        return wanted
    dialects = json.loads((_LOCALES / "locales.json").read_text(encoding="utf-8"))["primary-dialects"]
    return str(dialects.get(wanted.partition("-")[0], "en-US"))
