"""Works and references as MODS 3.8, the Library of Congress' format of catalogue records (loc.gov/standards/mods)."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import Any
from xml.etree import ElementTree as ET

from synthkit.export._exporter import Exporter, family_of, without_markup
from synthkit.model.works import Work
from synthkit.schema import CreditRole

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
    is_part = bool(item.get("container-title"))
    identifiers = {name: _element("identifier", item.get(name), type=type_) for name, type_ in _IDENTIFIERS.items()}
    of_volume = [*_imprint(item), *([_extent(item), *map(identifiers.pop, _OF_VOLUME)] if is_part else [])]
    mods = _element(
        "mods",
        _title(item.get("title")),
        *_people(item.get("author"), "spk" if item.get("type") == "speech" else "aut", addresses),
        *(name for variable, relator in _OTHERS.items() for name in _people(item.get(variable), relator)),
        *(_event(item) if item.get("event-title") else ()),
        _element("genre", _GENRES.get(str(item.get("type"))), authority="marcgt"),
        _element("genre", item.get("genre")),
        *(() if is_part else of_volume),
        _element("language", _element("languageTerm", item.get("language"), type="code", authority="rfc5646")),
        _element("abstract", item.get("abstract")),
        _element("note", item.get("note")),
        *(_element("subject", _element("topic", word)) for word in str(item.get("keyword", "")).split(", ")),
        _element("relatedItem", _title(item["container-title"]), *of_volume, type="host") if is_part else None,
        *identifiers.values(),
        _element("recordInfo", _element("recordIdentifier", item["id"])),
        version="3.8",
    )
    assert mods is not None  # each item has an id
    ET.indent(mods, " ")
    return ET.tostring(mods, encoding="unicode") + "\n"


def _element(tag: str, *inside: object, **attributes: str) -> ET.Element | None:
    """An element with what it is given, elements or a text without control characters; None where that is nothing."""
    element = ET.Element(tag, attributes)
    for part in inside:
        if isinstance(part, ET.Element):
            element.append(part)
        else:
            text = "".join(char for char in without_markup(str(part or "")) if char >= " " or char in "\t\n")
            element.text = text or element.text
    return element if len(element) or element.text else None


def _title(title: object) -> ET.Element | None:
    return _element("titleInfo", _element("title", title))


def _people(people: Any, relator: str, addresses: Iterable[Mapping[str, str]] = ()) -> Iterator[ET.Element | None]:
    for person, known in zip(people or (), chain(addresses, repeat(_UNKNOWN))):  # noqa: B905 - the second has no end
        yield _element(
            "name",
            _element("namePart", person.get("literal")),
            _element("namePart", family_of(person), type="family"),
            _element("namePart", person.get("given"), type="given"),
            _element("namePart", person.get("suffix"), type="termsOfAddress"),
            _element("role", _element("roleTerm", relator, type="code", authority="marcrelator")),
            *(_element("nameIdentifier", address, type=registry) for registry, address in known.items()),
            type="corporate" if "literal" in person else "personal",
        )


def _event(item: Mapping[str, Any]) -> Iterator[ET.Element | None]:
    date = _element("namePart", _date(item.get("event-date")), type="date")
    yield _element("name", _element("namePart", item["event-title"]), date, type="conference")
    yield _element("note", item.get("event-place"), type="venue")


def _imprint(item: Mapping[str, Any]) -> Iterator[ET.Element | None]:
    """Who edits the volume; when, where and by whom it was issued; its series."""
    yield from _people(item.get("editor"), "edt")
    issued = _date(item.get("issued"))
    yield _element(
        "originInfo",
        _element("place", _element("placeTerm", item.get("publisher-place"), type="text")),
        _element("publisher", item.get("publisher")),
        _element("dateIssued", issued, encoding="edtf" if "/" in issued else "w3cdtf"),
        _element("edition", item.get("edition")),
    )
    yield _element("relatedItem", _title(item.get("collection-title")), type="series")


def _extent(item: Mapping[str, Any]) -> ET.Element | None:
    """Where in its volume a paper or a chapter stands."""
    first, _, last = str(item.get("page", "")).replace("–", "-").partition("-")
    pages = (_element("start", first), _element("end", last.lstrip("-"))) if first else ()
    numbers = (("volume", "volume"), ("issue", "issue"), ("number", "article"))
    details = (_element("detail", _element("number", item.get(name)), type=type_) for name, type_ in numbers)
    return _element("part", *details, _element("extent", *pages, unit="page"))


def _date(date: Any) -> str:
    """« 2026-01-27 », a span with a slash as ISO 8601 has it; empty for a date in words."""
    parts = date.get("date-parts", ()) if isinstance(date, Mapping) else ()
    return "/".join("-".join(f"{part:02}" for part in day) for day in parts)


EXPORTER = Exporter(
    "MODS",
    ".mods.xml",
    "application/mods+xml",
    lambda bundle: export(bundle.items, bundle.works),
    joined=(_HEAD, "", _TAIL),
)
