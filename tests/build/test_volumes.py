"""Several volumes of one event, one of several, front matter with and without an author, numbers instead of pages."""

import json
import re
from pathlib import Path

import pytest
from books import QUICK, Book
from pypdf import PdfReader

from synthkit.build import editions
from synthkit.model.serialization import load

FILES = {
    "index.md": """
# Livre

```{toctree}
rencontre/index
atelier/index
actes-1
actes-2
```

## Gens

### Awa Sarr

:::{speaker} awa-sarr
:given: Awa
:family: Sarr
:::

### Élie Brun

:::{speaker} elie-brun
:given: Élie
:family: Brun
:::
""",
    "rencontre/index.md": """
# Rencontre

:::{event} rencontre-2023
:date: 2023-09-01
:proceedings: fil-1
:::

```{toctree}
filer
nouer
```
""",
    "rencontre/filer.md": """
# Filer

:::{session} sarr2023filer
:event: rencontre-2023
:text: paper
:speakers: awa-sarr
:corresponding: awa-sarr
:software: Élie Brun
:article-number: e12
:::

Du texte.
""",
    "rencontre/nouer.md": """
# Nouer

:::{session} sarr2023nouer
:event: rencontre-2023
:proceedings: fil-2
:text: paper
:speakers: awa-sarr
:::

Du texte, et {proceedings}`fil-1`.
""",
    "atelier/index.md": """
# Atelier

:::{event} atelier-2023
:date: 2023-09-02
:proceedings: fil-2
:::

## Tisser

:::{session} sarr2023tisser
:event: atelier-2023
:text: paper
:speakers: awa-sarr
:::
""",
    "actes-1.md": """
# Le fil, premier volume

:::{proceedings} fil-1
:editors: awa-sarr
:publisher: Presses du Fil
:place: Mulhouse
:published: 2024
:volume: 1
:series: Cahiers du fil
:series-number: 7
:issn: 2049-3630
:isbn: 978-2-1234-5680-3

Ce que ce volume réunit.
:::

```{toctree}
avant-propos
preface
```
""",
    "avant-propos.md": """
# Avant-propos

:::{chapter} avant-propos
:kind: foreword
:proceedings: fil-1
:::

Un mot.
""",
    "preface.md": """
# Préface de la rencontre

:::{chapter} preface
:kind: preface
:proceedings: fil-1
:authors: awa-sarr
:::

Un mot.
""",
    "actes-2.md": "# Le fil et le tissu\n\n:::{proceedings} fil-2\n:::\n",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    made = Book(tmp_path_factory.mktemp("volumes"), {**QUICK}).write(FILES)
    made.state()
    return made


def test_each_text_is_cited_in_its_volume(book: Book) -> None:
    built = book.build()
    assert built.told == []
    found = load(built.text("synthkit.json"))
    works = {work.id: work for work in found.works}
    assert {id_: works[id_].container for id_ in works if works[id_].container} == {
        **dict.fromkeys(("sarr2023filer", "avant-propos", "preface"), "Le fil, premier volume"),
        **dict.fromkeys(("sarr2023nouer", "sarr2023tisser"), "Le fil et le tissu"),
        **dict.fromkeys(("rencontre-2023", "atelier-2023"), "Le lin et la laine"),
    }
    assert [str(name) for name in works["preface"].authors] == ["Awa Sarr"]
    assert works["avant-propos"].authors == ()
    assert (works["fil-1"].event, works["fil-2"].event) == (found.event("rencontre-2023"), None)


def test_every_export_has_the_volume_and_the_number(book: Book) -> None:
    built = book.build()
    of = {suffix: built.text(f"cite/sarr2023filer{suffix}") for suffix in (".bib", ".ris", ".json", ".mods.xml")}
    fields = dict(re.findall(r"(\w+) = \{(.*)\},?", of[".bib"]))
    stated = ("booktitle", "editor", "publisher", "address", "volume", "series", "number", "eid", "isbn", "issn")
    assert [fields[name] for name in stated] == [
        *("Le fil, premier volume", "Sarr, Awa", "Presses du Fil", "Mulhouse", "1", "Cahiers du fil", "7", "e12"),
        *("978-2-1234-5680-3", "2049-3630"),
    ]
    assert "Logiciel : Élie Brun" in fields["note"]
    assert {"A4  - Brun, Élie", "C7  - e12", "VL  - 1", "T3  - Cahiers du fil"} <= {*of[".ris"].splitlines()}
    (item,) = json.loads(of[".json"])
    assert (item["number"], item["collection-number"], item["container-title"]) == (
        "e12",
        "7",
        "Le fil, premier volume",
    )
    assert '<detail type="article">' in of[".mods.xml"]
    volume = dict(re.findall(r"(\w+) = \{(.*)\},?", built.text("cite/fil-1.bib")))
    assert (volume["title"], volume["eventtitle"], volume["year"]) == ("Le fil, premier volume", "Rencontre", "2024")
    page = built.text("rencontre/filer.html")
    assert '"pagination":"e12"' in page.replace(" ", "")
    assert '<meta name="citation_firstpage" content="e12"' in page


def test_the_page_of_a_volume_says_what_it_is_and_holds(book: Book) -> None:
    shown = book.build().page("actes-1").text
    for said in ("Presses du Fil, Mulhouse", "Cahiers du fil, nᵒ 7", "2049-3630", "Dans ce volume", "Citer ce volume"):
        assert said in shown
    assert [
        name for name in ("Filer, Awa Sarr", "Avant-propos", "Nouer") if name in shown.split("Dans ce volume")[1]
    ] == [
        "Filer, Awa Sarr",
        "Avant-propos",
    ]


@pytest.mark.parametrize("builder", ["epub", "latex"])
def test_other_editions_hold_it(book: Book, builder: str) -> None:
    built = book.build(builder)
    assert built.told == []
    texts = [
        path.read_text(encoding="utf-8") for path in built.outdir.glob("**/*") if path.suffix in (".xhtml", ".tex")
    ]
    text = " ".join(texts)
    for said in (
        "Presses du Fil, Mulhouse",
        "2049-3630",
        "Dans ce volume",
        "e12",
        "Adresse de correspondance",
        "Logiciel",
    ):
        assert said in text.replace(r"\sphinxhyphen{}", "-")


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_the_numbers_of_an_event_s_volume_stand_on_its_page(tmp_path: Path, builder: str) -> None:
    options = ":volume: 7\n:series: Cahiers du fil\n:series-number: 77\n:issn: 2049-3630\n:isbn: 978-2-1234-5680-3"
    event = f":::{{event}} rencontre-2023\n:date: 2023-09-01\n:proceedings-title: Le fil\n{options}\n:::"
    built = Book(tmp_path, {**QUICK}).write({"index.md": f"# Livre\n\n{event}\n"}).build(builder)
    text = " ".join(path.read_text(encoding="utf-8") for path in built.outdir.glob("**/index.*html"))
    text += " ".join(path.read_text(encoding="utf-8") for path in built.outdir.glob("*.tex"))
    text = re.sub("<[^>]*>", " ", text.replace(r"\sphinxhyphen{}", "-"))
    numbers = (("Collection", "Cahiers du fil"), ("ISSN", "2049-3630"), ("ISBN", "978-2-1234-5680-3"))
    assert [name for name, number in numbers if not re.search(rf"{name}.{{0,60}}{number}", text, re.DOTALL)] == []


def test_the_pdf_holds_it(book: Book, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("pdf")
    editions.build(book.root, out, only=["pdf"], say=lambda _: None)
    text = " ".join(page.extract_text() for page in PdfReader(next((out / "pdf").glob("*.pdf"))).pages)
    for said in ("Presses du Fil, Mulhouse", "Dans ce volume", "Avant-propos", "Logiciel"):
        assert said in text


def test_a_volume_that_is_not_there_is_reported_with_the_nearest(book: Book) -> None:
    other = Book(book.root.parent / "autre").write(
        {**FILES, "actes-2.md": FILES["actes-2.md"].replace("fil-2", "fil-deux")}
    )
    told = {(one.file, one.type) for one in other.build("dummy").told}
    assert told == {
        ("rencontre/nouer.md", "synthkit.unknown_proceedings"),
        ("atelier/index.md", "synthkit.unknown_proceedings"),
    }
