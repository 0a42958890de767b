"""Works have the pages of the printed edition wherever they are cited, and lose them when it is gone."""

import json
import re

import pytest
from books import QUICK, Book

from synthkit.build import page_numbers
from synthkit.build.page_numbers import PrintedPages

FILES = {
    "index.md": "# Livre\n\n```{toctree}\nrencontre\nfiler\nnouer\npostface\ngens\n```\n",
    "rencontre.md": """
# Rencontre du fil

:::{event} rencontre-2023
:date: 2023-09-01
:proceedings-title: Actes
:::
""",
    "filer.md": """
# Filer

:::{session} gueguen2023filer
:event: rencontre-2023
:text: paper
:speakers: awa-sarr
:::
""",
    "nouer.md": "# Nouer\n\n:::{session} sarr2023nouer\n:event: rencontre-2023\n:speakers: awa-sarr\n:::\n",
    "postface.md": "# Postface\n\n:::{chapter} postface\n:authors: awa-sarr\n:::\n",
    "gens.md": "# Gens\n\n:::{speaker} awa-sarr\n:given: Awa\n:family: Sarr\n:::\n",
}
WORKS = {"gueguen2023filer": ("45", "49"), "sarr2023nouer": ("50", "50"), "postface": ("61", "64")}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A book with page data, and a way to say which."""
    root = tmp_path_factory.mktemp("printed")
    Book(root).write(FILES)

    def built(works=WORKS, builder="html", **conf):
        if works is not None:
            (root / "pages.json").write_text(page_numbers.dump(PrintedPages("livre.pdf", 80, works)), encoding="utf-8")
        settings = {
            **QUICK,
            "synthkit_pages": "pages.json" if works is not None else "",
            "html_baseurl": "https://fil.example/",
        }
        return Book(root, {**settings, **conf}).build(builder)

    return built


def head(built, docname):
    return dict(re.findall(r'<meta name="(\w+(?:\.\w+)?)" content="([^"]*)"', built.text(f"{docname}.html")))


def test_a_paper_has_its_pages_in_every_file_and_in_its_head(library):
    built = library()
    assert "pages = {45--49}" in built.text("cite/gueguen2023filer.bib")
    assert {"SP  - 45", "EP  - 49"} <= set(built.text("cite/gueguen2023filer.ris").splitlines())
    assert json.loads(built.text("cite/gueguen2023filer.json"))[0]["page"] == "45–49"
    found = head(built, "filer")
    assert (found["citation_firstpage"], found["citation_lastpage"]) == ("45", "49")


def test_a_chapter_has_its_pages_for_schema_org_and_in_its_reference(library):
    built = library()
    assert '"pageStart":"61"' in built.text("postface.html").replace(" ", "")
    assert "61–64" in built.page("postface").text


def test_a_talk_says_on_which_page_of_the_volume_it_is_presented(library):
    built = library()
    assert "Actes, version 1.2, p. 50" in built.page("nouer").text
    assert "p. 50" in built.text("cite/sarr2023nouer.bib")
    assert "p. 50" in built.text("cite/sarr2023nouer.ris")
    assert head(built, "nouer")["citation_firstpage"] == "50"
    assert "citation_lastpage" not in head(built, "nouer")


def test_the_catalogue_has_the_pages(library):
    records = json.loads(library().text("synthkit.json"))
    assert {record["id"]: record.get("pages") for record in records["sessions"]} == {
        "gueguen2023filer": "45–49",
        "sarr2023nouer": "50",
    }


def test_the_epub_cites_with_pages_too(library):
    assert "61–64" in library(builder="epub").text("postface.xhtml")


def test_new_page_data_writes_the_pages_that_show_it_again(library):
    library()
    built = library({**WORKS, "postface": ("71", "74")})
    assert built.read == frozenset()
    assert "71–74" in built.page("postface").text
    assert "pages = {71--74}" in built.text("cite/postface.bib")


def test_without_page_data_no_work_has_pages(library):
    library()
    built = library(None)
    assert "61–64" not in built.page("postface").text
    assert "pages" not in built.text("cite/postface.bib")
    assert "citation_firstpage" not in head(built, "filer")


def test_one_environment_serves_several_editions_each_with_its_own_last_build(book):
    """An edition built first must not make the next believe that nothing changed."""
    made = book(FILES, **QUICK, synthkit_pages="pages.json")
    (made.root / "pages.json").write_text(page_numbers.dump(PrintedPages("livre.pdf", 80, {})), encoding="utf-8")
    doctrees = made.root / "_build" / "doctrees-html"
    (made.root / "_build" / "doctrees-epub").parent.mkdir(exist_ok=True)
    doctrees.mkdir()
    (made.root / "_build" / "doctrees-epub").symlink_to(doctrees)
    for builder in ("html", "epub"):
        made.build(builder)
    (made.root / "pages.json").write_text(page_numbers.dump(PrintedPages("livre.pdf", 80, WORKS)), encoding="utf-8")
    html, epub = (made.build(builder) for builder in ("html", "epub"))
    assert "61–64" in html.text("postface.html")
    assert "61–64" in epub.text("postface.xhtml")


def test_pages_an_editor_states_stay(book):
    pages = {**FILES, "filer.md": FILES["filer.md"].replace(":text: paper\n", ":text: paper\n:pages: 3–9\n")}
    made = book(pages, **QUICK, synthkit_pages="pages.json")
    (made.root / "pages.json").write_text(page_numbers.dump(PrintedPages("livre.pdf", 80, WORKS)), encoding="utf-8")
    assert "pages = {3--9}" in made.build().text("cite/gueguen2023filer.bib")


@pytest.mark.parametrize("content", [None, "{}", "\x00", "[]"], ids=["no file", "another", "no text", "a list"])
def test_what_is_no_page_data_is_told_and_the_book_built(book, content):
    made = book(FILES, **QUICK, synthkit_pages="pages.json")
    if content is not None:
        (made.root / "pages.json").write_text(content, encoding="utf-8")
    built = made.build()
    (told,) = built.told
    assert (told.file, told.type) == ("conf.py", "synthkit.invalid_value")
    assert "« pages.json » n’est pas un relevé de pages" in told.text
    assert "pages" not in built.text("cite/gueguen2023filer.bib")
