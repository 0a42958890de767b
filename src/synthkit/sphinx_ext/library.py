"""What the script of the catalogue page reads: facets to filter by, and the files of each entry to put together.

Scripts rather than JSON, because a page opened from a folder may load the one and not the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from synthkit.formats import bibtex, csljson, ris
from synthkit.labels import work_kind
from synthkit.model.catalogue import Catalogue
from synthkit.references import Bibliography, Reference
from synthkit.wording import N_, Wording

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
    "shown": N_("%(shown)s of %(total)s entries"),
    "choose": N_("Choose: %(title)s"),
    "chosen": N_("Download the chosen entries (%(count)s)"),
    "chooseAll": N_("Choose all that are shown"),
    "none": N_("No entry fits this choice."),
}


def scripts(catalogue: Catalogue, wording: Wording, references: Bibliography) -> Iterator[tuple[str, str]]:
    """Paths and texts of both scripts."""
    facets = [*_work_facets(catalogue, wording), *(_facets(found, wording) for found in references.references.values())]
    words = {name: wording(message) for name, message in _WORDS.items()}
    yield "cite/facets.js", _assigned("synthkitFacets", _json({"words": words, "entries": facets}))
    texts = {}
    for work in catalogue.works:
        item = csljson.item(work, wording)
        texts[work.id] = _json(_texts(bibtex.export([work], wording), item))
    for key, found in references.references.items():
        if key not in texts:
            entry = references.entries.get(key)
            texts[key] = _json(_texts(bibtex.export([], wording, [entry] if entry else []), dict(found.item)))
    yield "cite/library.js", _assigned("synthkitLibrary", f"{{{','.join(map(_pair, texts, texts.values()))}}}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pair(key: str, value: str) -> str:
    return f"{_json(key)}:{value}"


def _texts(bib: str, item: csljson.Item) -> dict[str, object]:
    return {"bib": bib, "ris": ris.export([item]), "json": item}


def _work_facets(catalogue: Catalogue, wording: Wording) -> Iterator[dict[str, object]]:
    for work in catalogue.works:
        yield {
            "id": work.id,
            "kind": work_kind(work, wording),
            "title": work.title,
            "people": [str(name) for name in work.authors or work.editors],
            "author": " ".join(name.family_first for name in work.authors or work.editors),
            "event": work.event.title if work.event else "",
            "year": work.date.year if work.date else "",
            "keywords": list(work.keywords),
        }


def _facets(reference: Reference, wording: Wording) -> dict[str, object]:
    item = reference.item
    people = item.get("author") or item.get("editor") or []
    issued = item.get("issued")
    date = issued.get("date-parts") if isinstance(issued, Mapping) else None
    names = people if isinstance(people, list) else []
    return {
        "id": reference.key,
        "kind": wording(N_("Reference")),
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


def _assigned(name: str, text: str) -> str:
    """A script that sets a global to JSON: no character of it can end a script element or a line of JavaScript."""
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f"window.{name} = {text};\n"
