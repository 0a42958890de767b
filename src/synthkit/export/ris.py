"""RIS, as Zotero, EndNote and bibutils take it in.

Written from CSL items, so that works and the references of a .bib go the same way. Tags follow the RIS format
specification (Research Information Systems, 2011); what a field means for a type is what Zotero's RIS translator
and bibutils read there.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat, takewhile

from synthkit.export._exporter import Exporter, family_of, one_line, without_markup
from synthkit.labels import held_note
from synthkit.schema import CreditRole

_TYPES = {
    "speech": "SLIDE",
    "paper-conference": "CONF",
    "chapter": "CHAP",
    "book": "BOOK",
    "article-journal": "JOUR",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
    "manuscript": "UNPB",
}
_CONTAINED = frozenset({"CONF", "CHAP", "JOUR", "RPRT", "ELEC"})


def export(items: Iterable[Mapping[str, object]], notes: Iterable[str] = ()) -> str:
    """One .ris of all items, a blank line after each; lines end in CR LF; ``notes`` go with them."""
    return "".join("\r\n".join((*one, "", "")) for one in map(record, items, chain(notes, repeat(""))))


def record(item: Mapping[str, object], note: str = "") -> list[str]:
    """The lines of one item, from TY to ER; ``note`` says what of it clients drop."""
    kind = _TYPES.get(_text(item, "type"), "GEN")
    # one N1, since citation-js keeps no second; a volume's event has no tag
    of_event = note or ("" if kind in ("SLIDE", "CONF") else _text(item, "event-title"))
    noted = ". ".join(filter(None, (_text(item, "note"), of_event)))
    facts = chain(_names(item, kind), _titles(item, kind), _dates(item), _details(item, kind))
    pairs = [("TY", kind), ("ID", _text(item, "id")), *facts, ("N1", noted)]
    lines = [f"{tag}  - {one_line(value)}" for tag, value in pairs if one_line(value)]
    return [*lines, "ER  - "]


def _names(item: Mapping[str, object], kind: str) -> Iterator[tuple[str, str]]:
    tags = {"author": "AU", "editor": "A2" if kind in _CONTAINED else "ED"}
    if kind == "CONF":  # Zotero makes contributors of A4 there, and presenters of it in a talk
        tags |= {role.csl: "A4" for role in CreditRole if role.csl not in tags}
    elif kind != "SLIDE":
        tags["translator"] = "A4"
    for role, tag in tags.items():
        for person in _people(item, role):
            yield tag, person


def _people(item: Mapping[str, object], role: str) -> Iterator[str]:
    people = item.get(role)
    for person in people if isinstance(people, list) else []:
        parts = (family_of(person), person.get("given"), person.get("suffix"))
        yield person.get("literal") or ", ".join(filter(None, parts))


def _titles(item: Mapping[str, object], kind: str) -> Iterator[tuple[str, str]]:
    yield "TI", _text(item, "title")
    container = _text(item, "container-title")
    event = _text(item, "event-title")
    if kind == "CONF":
        yield from (("C3", container), ("BT", container))  # Zotero reads the former, JabRef and bibutils the latter
    yield ("JO" if kind == "JOUR" else "T2"), event if kind in ("CONF", "SLIDE") else container
    yield "T3", _text(item, "collection-title")


def _dates(item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    issued = _parts(item.get("issued"))
    if issued:
        yield "PY", f"{issued[0]:04}"
        # year/month/day/other: three slashes, whatever is known
        yield "DA", "/".join(f"{part:02}" if part else "" for part in (*issued, 0, 0)[:3]) + "/"


def _details(item: Mapping[str, object], kind: str) -> Iterator[tuple[str, str]]:
    pages = _text(item, "page").replace("–", "-").partition("-")
    yield "VL", _text(item, "volume")
    number = _text(item, "number")
    is_article = kind in ("CONF", "CHAP", "JOUR")  # whose number is that of the text within what it stands in
    yield ("M1" if kind == "RPRT" else "IS"), _text(item, "issue") or ("" if is_article else number)
    yield "C7", number if is_article else ""
    yield "SP", pages[0]
    yield "EP", pages[2]
    # the event's place is never the publisher's: CY is the event's where T2 is the event, and C1 then the publisher's
    is_of_event = kind in ("SLIDE", "CONF")
    yield ("CY" if is_of_event else "C1"), _text(item, "event-place")
    yield "PB", _text(item, "publisher")
    if kind != "SLIDE":
        yield ("C1" if is_of_event else "CY"), _text(item, "publisher-place")
        yield "ET", _text(item, "edition") or _text(item, "version")
    genre, doi = _text(item, "genre"), _text(item, "DOI")
    yield "M3", genre
    # JabRef reads a DOI behind « doi: » alone, here too; where it would stand alone citation-js makes a genre of it
    yield "M3", f"doi:{doi}" if doi and (kind in ("CONF", "CHAP") or (kind == "SLIDE" and genre)) else ""
    yield "SN", _text(item, "ISBN") or _text(item, "ISSN")
    yield "DO", doi
    yield "UR", _text(item, "URL")
    yield "LA", _text(item, "language")
    for keyword in _text(item, "keyword").split(", "):
        yield "KW", keyword
    yield "AB", _text(item, "abstract")


def _parts(date: object) -> tuple[int, ...]:
    """A date's parts; of a span those its ends have in common, for no tag takes two days."""
    parts = date.get("date-parts") if isinstance(date, Mapping) else None
    same = takewhile(lambda both: len(set(both)) == 1, zip(*parts, strict=False)) if parts else ()
    return tuple(both[0] for both in same)


def _text(item: Mapping[str, object], key: str) -> str:
    value = item.get(key, "")
    return without_markup(str(value)) if value else ""


EXPORTER = Exporter(
    "RIS",
    ".ris",
    "application/x-research-info-systems",
    lambda one: export(one.items, (held_note(work, one.i18n) for work in one.works)),
    rank=2,
)
