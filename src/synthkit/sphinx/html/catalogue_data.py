"""What the script of the catalogue page reads: facets to filter by, and the files of each entry to put together.

In parts, of which those are loaded that are looked at.
Scripts rather than JSON, because a page opened from a folder may load the one and not the other.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, islice
from pathlib import PurePath
from typing import Any, TypeVar

from synthkit.bibliography.csl_items import Bibliography
from synthkit.csl.inline import text_of
from synthkit.csl.markup import read
from synthkit.csl.rich_text import Segment
from synthkit.csl.style import Style
from synthkit.export import Exporter, csl_json, exporters
from synthkit.i18n import N_, I18n
from synthkit.labels import work_kind
from synthkit.model.catalogue import Catalogue
from synthkit.model.works import Work

_Value = TypeVar("_Value")
#: As many entries has a file of facets, and one of files.
PART, FILES = 1000, 100
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
    "page": N_("page"),
    "more": N_("Further entries"),
    "choose": N_("Choose: %(title)s"),
    "chosen": N_("Take the chosen entries (%(count)s)"),
    "copied": N_("Copied"),
    "chooseAll": N_("Choose all that are shown"),
    "none": N_("No entry fits this choice."),
}


def scripts(
    catalogue: Catalogue,
    i18n: I18n,
    references: Bibliography,
    address: Callable[[str], str],
    styles: Sequence[Style],
    entries_files: Iterable[Sequence[str]],
) -> Iterator[tuple[str, str]]:
    """Paths and texts: what filters there are, the entries, their files and their references in ``styles``, in parts;
    ``address`` is that of a page, ``entries_files`` have each entry in each format.
    """
    words = {name: i18n(message) for name, message in _WORDS.items()}
    formats: list[dict[str, object]] = [
        {"key": _key(one), "name": one.name, "joined": one.joined} for one in exporters()
    ]
    formats += [{"key": _name(style), "name": style.title, "isStyle": True} for style in styles]
    works = [_work_facets(work, catalogue, i18n, address) for work in catalogue.works]
    entries = [*works, *(_facets(found, i18n) for found in references.references.values())]
    facets: dict[str, object] = {
        "words": words,
        "formats": formats,
        "total": len(entries),
        "part": PART,
        "files": FILES,
    }
    for name in ("kind", "event", "year"):
        facets[name] = list(dict.fromkeys(entry[name] for entry in entries if entry[name]))
    # of a large book those who wrote for it: a list of all that are cited is as long as the book
    named = entries if len(entries) <= PART else works
    facets["person"] = list(dict.fromkeys(name for entry in named for name in entry["people"]))
    yield "cite/facets.js", f"window.synthkitFacets = {_json(facets)};\n"
    for number, part in enumerate(_batched(entries, PART)):
        yield f"cite/facets-{number}.js", f"synthkitFacets[{number}] = {_json(part)};\n"
    # the files of each entry by format, its reference by style; together as long as the book: a part at a time is held
    items = chain((csl_json.item(work, i18n) for work in catalogue.works), references.references.values())
    texts = (
        {_key(one): one.bare(file) for one, file in zip(exporters(), files, strict=True)}
        | {_name(style): "".join(map(_html, style.reference(item))) for style in styles}
        for item, files in zip(items, entries_files, strict=True)
    )
    for number, part in enumerate(_batched(texts, FILES)):
        library = f"[{','.join(map(_json, part))}]"
        yield f"cite/library-{number}.js", f"(window.synthkitLibrary ??= {{}})[{number}] = {library};\n"


def _name(style: Style) -> str:
    """A style's name, which of a file has no folder of this machine."""
    return PurePath(style.name).name


def _html(segment: Segment) -> str:
    text = escape(segment.text)
    if segment.url:
        return f'<a href="{escape(segment.url)}">{text}</a>'
    if segment.emphasis == "sc":
        return f'<span class="synth-small-caps">{text}</span>'
    return f"<{segment.emphasis}>{text}</{segment.emphasis}>" if segment.emphasis else text


def _json(value: object) -> str:
    """JSON no character of which can end a script element or a line of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _key(exporter: Exporter) -> str:
    return exporter.suffix.removeprefix(".")


def _batched(values: Iterable[_Value], size: int) -> Iterator[list[_Value]]:
    rest = iter(values)
    return iter(lambda: list(islice(rest, size)), [])


def _work_facets(work: Work, catalogue: Catalogue, i18n: I18n, address: Callable[[str], str]) -> dict[str, Any]:
    record = catalogue.session(work.id) or catalogue.chapter(work.id) or catalogue.event(work.id)
    return {
        "id": work.id,
        "at": f"{address(record.where.docname)}#{record.id}" if record else "",
        "kind": work_kind(work, i18n),
        "title": work.title,
        "people": [str(name) for name in work.authors or work.editors],
        "author": " ".join(name.family_first for name in work.authors or work.editors),
        "event": work.event.title if work.event else "",
        "year": work.date.year if work.date else "",
        "keywords": list(work.keywords),
    }


def _facets(item: Mapping[str, object], i18n: I18n) -> dict[str, Any]:
    people = item.get("author") or item.get("editor") or []
    issued = item.get("issued")
    date = issued.get("date-parts") if isinstance(issued, Mapping) else None
    names = people if isinstance(people, list) else []
    return {
        "id": item["id"],
        "kind": i18n(N_("Reference")),
        "title": text_of(read(str(item.get("title", "")))),
        "people": [
            " ".join(filter(None, (person.get("given"), person.get("family"), person.get("literal"))))
            for person in names
        ],
        "author": " ".join(str(person.get("family") or person.get("literal") or "") for person in names),
        "event": "",
        "year": date[0][0] if date else "",
        "keywords": [],
    }
