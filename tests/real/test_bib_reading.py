"""A .bib as we read it, beside citation-js and pandoc: every type of entry with the fields everybody has."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import clients_table as table
import pypandoc
import pytest
from conftest import npm

from synthkit.bibliography.csl_fields import TYPES
from synthkit.bibliography.csl_items import Bibliography

_FIELDS = """
  author = {Weir, Ada and van der Berg, Joost and {Société des heures}},
  title = {{IA} et \\emph{heures}, 100 \\% \\& plus},
  date = {2004-10-01/2004-10-14}, volume = {4}, pages = {9--17}, publisher = {Beffroi}, location = {Tournai},
  doi = {10.5555/heures.4}, url = {https://heures.example/a_b}, urldate = {2021-03-04}, isbn = {978-2-1234-5680-3},
  editor = {Éluard, Élise}, langid = {french}, edition = {2}, abstract = {R\\'esum\\'e}
"""
_JS = """
const {Cite} = require('@citation-js/core')
require('@citation-js/plugin-bibtex')
process.stdout.write(JSON.stringify(new Cite(require('fs').readFileSync(process.argv[2], 'utf8')).data))
"""
#: Types of CSL that citation-js gives otherwise: what the biblatex manual says of them is ours.
_OTHER_TYPES = {
    *("periodical", "suppperiodical", "booklet", "manual", "inreference", "suppbook", "suppcollection", "bookinbook"),
    *("music", "image", "performance", "standard"),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .bib with an entry of each type, which is its key."""
    path = tmp_path_factory.mktemp("reading") / "library.bib"
    path.write_text("".join(f"@{kind}{{{kind},{_FIELDS}}}\n" for kind in TYPES), encoding="utf-8")
    return path


def compared(item: dict[str, Any]) -> dict[str, Any]:
    """What all readers have of an item, without what they write in ways of their own."""
    found = {name: value for name, value in item.items() if name in ("type", "title", "volume", "page", "publisher")}
    found |= {
        name: item.get(name) for name in ("publisher-place", "DOI", "URL", "ISBN", "edition", "abstract", "language")
    }
    found["title"] = re.sub("</?span[^<>]*>", "", item["title"])  # which words keep their capitals
    found["page"] = str(item.get("page", "")).replace("–", "-")
    for name in ("author", "editor"):
        found[name] = [person.get("family") or person.get("literal") for person in item.get(name, [])]
    for name in ("issued", "accessed"):
        found[name] = item.get(name, {}).get("date-parts")
    return found


def differing(theirs: list[dict[str, Any]], library: Path) -> dict[str, set[str]]:
    """By field the types of entries for which it isn't as we read it."""
    ours = Bibliography([library], "fr").references
    found: dict[str, set[str]] = {}
    for item in theirs:
        other, own = compared(item), compared(dict(ours[item["id"]]))
        for name in own.keys() | other.keys():
            if str(own.get(name)) != str(other.get(name)):
                found.setdefault(name, set()).add(item["id"])
    return found


def test_citation_js_reads_the_same(library: Path, tmp_path: Path) -> None:
    npm(tmp_path, *table.NPM_PACKAGES[:2])
    (tmp_path / "read.cjs").write_text(_JS, encoding="utf-8")
    found = differing(json.loads(table.ran("node", tmp_path / "read.cjs", library)), library)
    assert found == {"language": set(TYPES), "type": _OTHER_TYPES}  # « french », not « fr-FR »


def test_pandoc_reads_the_same(library: Path) -> None:
    found = differing(json.loads(pypandoc.convert_file(str(library), "csljson", format="biblatex")), library)
    # BibTeX's old name of a paper; a patent's place is its country, the jurisdiction of CSL
    assert found == {"type": {"conference"}, "publisher-place": {"patent"}}
