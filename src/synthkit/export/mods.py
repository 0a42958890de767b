"""Works and references as MODS 3.8, the Library of Congress' format of catalogue records (loc.gov/standards/mods)."""

from collections.abc import Iterable, Mapping
from itertools import chain, repeat
from typing import Any
from xml.etree import ElementTree as ET

from synthkit.export._exporter import Exporter
from synthkit.export._text import family_of, without_markup
from synthkit.model.works import Work
from synthkit.schema import CreditRole

MEDIA_TYPE = "application/mods+xml"
SUFFIX = ".mods.xml"

_NAMESPACE = "http://www.loc.gov/mods/v3"
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="{_NAMESPACE}">\n'
_TAIL = "</modsCollection>\n"
#: Genres of the MARC list by CSL type.
_GENRES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "book",
    "legislation": "legislation",
    "paper-conference": "conference publication",
    "patent": "patent",
    "report": "technical report",
    "speech": "speech",
    "thesis": "thesis",
    "webpage": "web site",
}
#: MARC relators.
_AUTHOR, _SPEAKER, _EDITOR = "aut", "spk", "edt"
_OTHERS = {role.csl: role.relator for role in CreditRole if role.csl != "author"}
_IDENTIFIERS = {"DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "URL": "uri"}
_UNKNOWN: Mapping[str, str] = {}
#: What belongs to the volume where there is one.
_OF_VOLUME = ("ISBN", "ISSN")


def export(items: Iterable[Mapping[str, object]], works: Iterable[Work] = ()) -> str:
    """One collection of all items, of which the first are those of ``works``."""
    addresses = chain((work.author_addresses for work in works), repeat(()))
    return f"{_HEAD}{''.join(map(record, items, addresses))}{_TAIL}"


def record(item: Mapping[str, Any], addresses: Iterable[Mapping[str, str]] = ()) -> str:
    """One item as a ``mods`` element; ``addresses`` are those of its authors in registries, by their names."""
    mods = ET.Element("mods", version="3.8")
    host = ET.Element("relatedItem", type="host") if item.get("container-title") else mods
    _title(mods, item.get("title"))
    _people(mods, item.get("author"), _SPEAKER if item.get("type") == "speech" else _AUTHOR, addresses)
    for variable, relator in _OTHERS.items():
        _people(mods, item.get(variable), relator)
    _event(mods, item)
    genre = _GENRES.get(str(item.get("type")))
    _text(mods, "genre", genre, authority="marcgt")
    _text(mods, "genre", item.get("genre"))
    if host is mods:
        _people(mods, item.get("editor"), _EDITOR)
        _origin(mods, item)
    else:
        _host(host, item)
    _text(_within(mods, "language", item.get("language")), "languageTerm", item.get("language"), **_LANGUAGE)
    _text(mods, "abstract", item.get("abstract"))
    _text(mods, "note", item.get("note"))
    for word in filter(None, str(item.get("keyword", "")).split(", ")):
        _text(_within(mods, "subject", word), "topic", word)
    if host is not mods:
        mods.append(host)
    for name, type_ in _IDENTIFIERS.items():
        _text(host if name in _OF_VOLUME else mods, "identifier", item.get(name), type=type_)
    _text(_within(mods, "recordInfo", item["id"]), "recordIdentifier", item["id"])
    ET.indent(mods, " ")
    return ET.tostring(mods, encoding="unicode") + "\n"


_LANGUAGE = {"type": "code", "authority": "rfc5646"}


def _text(parent: ET.Element | None, tag: str, value: object, **attributes: str) -> None:
    """An element with a text; none for an empty one. XML has no control characters."""
    text = "".join(char for char in without_markup(str(value or "")) if char >= " " or char in "\t\n")
    if parent is not None and text:
        ET.SubElement(parent, tag, attributes).text = text


def _within(parent: ET.Element, tag: str, value: object) -> ET.Element | None:
    return ET.SubElement(parent, tag) if value else None


def _title(parent: ET.Element, title: object) -> None:
    _text(_within(parent, "titleInfo", title), "title", title)


def _people(parent: ET.Element, people: Any, relator: str, addresses: Iterable[Mapping[str, str]] = ()) -> None:
    for person, known in zip(people or (), chain(addresses, repeat(_UNKNOWN))):  # noqa: B905 - the second has no end
        is_body = "literal" in person
        name = ET.SubElement(parent, "name", type="corporate" if is_body else "personal")
        _text(name, "namePart", person.get("literal"))
        _text(name, "namePart", family_of(person), type="family")
        _text(name, "namePart", person.get("given"), type="given")
        _text(name, "namePart", person.get("suffix"), type="termsOfAddress")
        _text(ET.SubElement(name, "role"), "roleTerm", relator, type="code", authority="marcrelator")
        for registry, address in known.items():
            _text(name, "nameIdentifier", address, type=registry)


def _event(parent: ET.Element, item: Mapping[str, Any]) -> None:
    if item.get("event-title"):
        name = ET.SubElement(parent, "name", type="conference")
        _text(name, "namePart", item["event-title"])
        _text(name, "namePart", _date(item.get("event-date")), type="date")
        _text(parent, "note", item.get("event-place"), type="venue")


def _host(host: ET.Element, item: Mapping[str, Any]) -> None:
    """The volume a paper or a chapter stands in: its title, editors, publisher, the pages."""
    _title(host, item["container-title"])
    _people(host, item.get("editor"), _EDITOR)
    _origin(host, item)
    part = ET.Element("part")
    for name, type_ in (("volume", "volume"), ("issue", "issue"), ("number", "article")):
        if item.get(name):
            _text(ET.SubElement(part, "detail", type=type_), "number", item[name])
    first, _, last = str(item.get("page", "")).replace("–", "-").partition("-")
    if first:
        extent = ET.SubElement(part, "extent", unit="page")
        _text(extent, "start", first)
        _text(extent, "end", last.lstrip("-"))
    if len(part):
        host.append(part)


def _origin(parent: ET.Element, item: Mapping[str, Any]) -> None:
    """When, where and by whom it was issued; the series."""
    origin = ET.Element("originInfo")
    place = item.get("publisher-place")
    _text(_within(origin, "place", place), "placeTerm", place, type="text")
    _text(origin, "publisher", item.get("publisher"))
    issued = _date(item.get("issued"))
    _text(origin, "dateIssued", issued, encoding="edtf" if "/" in issued else "w3cdtf")
    _text(origin, "edition", item.get("edition"))
    if len(origin):
        parent.append(origin)
    if item.get("collection-title"):
        _title(ET.SubElement(parent, "relatedItem", type="series"), item["collection-title"])


def _date(date: Any) -> str:
    """« 2026-01-27 », a span with a slash as ISO 8601 has it; empty for a date in words."""
    parts = date.get("date-parts", ()) if isinstance(date, Mapping) else ()
    return "/".join("-".join(f"{part:02}" for part in day) for day in parts)


EXPORTER = Exporter(
    "MODS",
    SUFFIX,
    MEDIA_TYPE,
    lambda bundle: export(bundle.items, bundle.works),
    joined=(_HEAD, "", _TAIL),
)
