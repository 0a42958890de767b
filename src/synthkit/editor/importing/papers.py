"""A .bib of papers, as the ACL Anthology, HAL or DBLP give it: each entry is a talk of its authors, without a time."""

from collections.abc import Iterator, Mapping
from typing import Any

from synthkit.bibliography.csl_items import Bibliography
from synthkit.bibliography.names import as_written
from synthkit.editor.importing._programme import Material, Programme, Reader


def _read(material: Material, into: Programme) -> None:
    item: Mapping[str, Any]
    for key, item in Bibliography([material.path]).references.items():
        if item["type"] in ("book", "collection", "periodical"):
            into.left_out("volumes", key)
            continue
        into.left_out("editor", item.get("editor"))
        address = str(item.get("URL") or "")
        into.item(
            key,
            {"speakers": _people(into, item.get("author") or ())},
            title=str(item.get("title") or ""),
            doi=str(item.get("DOI") or ""),
            pages=str(item.get("page") or ""),
            language=str(item.get("language") or ""),
            keywords=str(item.get("keyword") or ""),
            abstract=str(item.get("abstract") or ""),
            pdf=address if address.endswith(".pdf") else "",
        )


def _people(into: Programme, names: Any) -> Iterator[str]:
    for name in names:
        if name.get("literal") == "others":
            continue
        family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
        written = f"{family}, {name['given']}" if family and name.get("given") else as_written(name)
        yield from into.person(written, written)


READER = Reader("BibTeX of papers (.bib)", "bib", lambda of: of.suffix == ".bib", _read)
