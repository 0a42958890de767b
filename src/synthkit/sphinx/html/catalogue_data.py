"""What the script of the catalogue page reads: facets to filter by, and the files of each entry to put together.

Scripts rather than JSON, because a page opened from a folder may load the one and not the other.
"""

import json
from collections.abc import Iterator, Mapping

from synthkit.bibliography.csl_items import Bibliography, Reference
from synthkit.export import Bundle, Exporter, bundle, exporters
from synthkit.i18n import N_, I18n
from synthkit.labels import work_kind
from synthkit.model.catalogue import Catalogue

_WORDS = {
    "filter": N_("Filter by words"),
    "kind": N_("Kind"),
    "person": N_("Person"),
    "event": N_("Event"),
    "year": N_("Year"),
    "all": N_("all"),
    "sort": N_("Sort by"),
    "list": N_("order of the list"),
    "author": N_("author"),
    "newest": N_("year"),
    "title": N_("title"),
    "shown": N_("Entries: %(shown)s of %(total)s"),
    "choose": N_("Choose: %(title)s"),
    "chosen": N_("Download the chosen entries (%(count)s)"),
    "chooseAll": N_("Choose all that are shown"),
    "none": N_("No entry fits this choice."),
}


def scripts(catalogue: Catalogue, i18n: I18n, references: Bibliography) -> Iterator[tuple[str, str]]:
    """Paths and texts of both scripts."""
    words = {name: i18n(message) for name, message in _WORDS.items()}
    formats = [{"key": _key(one), "name": one.name, "joined": one.joined} for one in exporters()]
    entries = [*_work_facets(catalogue, i18n), *(_facets(found, i18n) for found in references.references.values())]
    facets = _json({"words": words, "formats": formats, "entries": entries})
    yield "cite/facets.js", f"window.synthkitFacets = {facets};\n"
    library = _library(catalogue, i18n, references)
    yield "cite/library.js", "".join(["window.synthkitLibrary = ", *library, ";\n"])


def _library(catalogue: Catalogue, i18n: I18n, references: Bibliography) -> Iterator[str]:
    """The object of all entries in pieces: its text is as long as the book, and no more of it is held at once."""
    keys: set[str] = set()
    for key, one in _bundles(catalogue, i18n, references):
        if key not in keys:
            texts = {_key(exporter): (exporter.entry or exporter.render)(one) for exporter in exporters()}
            yield f"{',' if keys else '{'}{_json(key)}:{_json(texts)}"
            keys.add(key)
    yield "}" if keys else "{}"


def _bundles(catalogue: Catalogue, i18n: I18n, references: Bibliography) -> Iterator[tuple[str, Bundle]]:
    for work in catalogue.works:
        yield work.id, bundle([work], i18n)
    for key, found in references.references.items():
        entry = references.entries.get(key)
        yield key, bundle([], i18n, [found.item], [entry] if entry else [])


def _json(value: object) -> str:
    """JSON no character of which can end a script element or a line of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _key(exporter: Exporter) -> str:
    return exporter.suffix.removeprefix(".")


def _work_facets(catalogue: Catalogue, i18n: I18n) -> Iterator[dict[str, object]]:
    for work in catalogue.works:
        yield {
            "id": work.id,
            "kind": work_kind(work, i18n),
            "title": work.title,
            "people": [str(name) for name in work.authors or work.editors],
            "author": " ".join(name.family_first for name in work.authors or work.editors),
            "event": work.event.title if work.event else "",
            "year": work.date.year if work.date else "",
            "keywords": list(work.keywords),
        }


def _facets(reference: Reference, i18n: I18n) -> dict[str, object]:
    item = reference.item
    people = item.get("author") or item.get("editor") or []
    issued = item.get("issued")
    date = issued.get("date-parts") if isinstance(issued, Mapping) else None
    names = people if isinstance(people, list) else []
    return {
        "id": reference.key,
        "kind": i18n(N_("Reference")),
        "title": item.get("title", ""),
        "people": [
            " ".join(filter(None, (person.get("given"), person.get("family"), person.get("literal"))))
            for person in names
        ],
        "author": " ".join(str(person.get("family") or person.get("literal") or "") for person in names),
        "event": "",
        "year": date[0][0] if date else "",
        "keywords": [],
    }
