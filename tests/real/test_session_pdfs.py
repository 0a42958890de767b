"""Each session and chapter of the real book has its PDF beside its page: what Google Scholar and a reader ask of it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import lxml.html
import pytest
from conftest import need
from pypdf import PdfReader

from synthkit.build import latex_runs, page_numbers
from synthkit.build.page_numbers import PrintedPages
from synthkit.model.catalogue import Catalogue

LARGEST = 5_000_000
#: The guides for contributors, which are on the website alone (book/conf.py).
NOT_PRINTED = {"contribuer", "a-propos"}
#: Of the page « Ouverture, sessions et conclusion », whose title a PDF of one of them would open with.
ON_A_PAGE_OF_OTHERS = {"massoni2026ouverture", "dalmasso2026conclusion"}


@pytest.fixture(scope="session")
def pages(built: Path) -> PrintedPages:
    """The page data of the build."""
    need("lualatex", latex_runs.TEX_INSTALL)
    return page_numbers.load((built / ".work" / "pages.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def cuts(built: Path, catalogue: Catalogue, pages: PrintedPages) -> dict[str, Path]:
    """The PDF of each session and chapter, where its page has it."""
    records = (*catalogue.sessions, *catalogue.chapters)
    folders = {record.id: (built / "html" / record.where.docname).parent for record in records}
    works = [work.id for work in catalogue.works if work.id in folders.keys() - NOT_PRINTED - ON_A_PAGE_OF_OTHERS]
    assert len(works) > 20
    return {id_: folders[id_] / f"{id_}.pdf" for id_ in works}


def test_each_session_and_chapter_has_one_in_the_folder_of_its_page(cuts: dict[str, Path]) -> None:
    assert [id_ for id_, path in cuts.items() if not path.is_file()] == []


def test_each_has_the_page_numbers_that_are_cited(cuts: dict[str, Path], pages: PrintedPages) -> None:
    labels = {id_: PdfReader(path).page_labels for id_, path in cuts.items()}
    assert {id_: (found[0], found[-1]) for id_, found in labels.items()} == {
        id_: found for id_, found in pages.works.items() if id_ not in ON_A_PAGE_OF_OTHERS
    }


def test_those_numbers_are_printed_on_the_pages(cuts: dict[str, Path], pages: PrintedPages) -> None:
    need("pdftotext", "sudo apt install poppler-utils")
    for id_, path in cuts.items():
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
        sheets = text.split("\f")[:-1]
        for sheet, label in ((sheets[0], pages.works[id_][0]), (sheets[-1], pages.works[id_][1])):
            edges = [line for line in sheet.splitlines() if line.strip()]
            assert label in f"{edges[0]} {edges[-1]}".split(), id_


def test_each_is_small_enough_for_google_scholar(cuts: dict[str, Path]) -> None:
    assert {id_: path.stat().st_size for id_, path in cuts.items() if path.stat().st_size > LARGEST} == {}


def test_the_title_is_the_largest_text_of_the_first_page(cuts: dict[str, Path], catalogue: Catalogue) -> None:
    # a chapter on the page of an event opens with the event's name, which stands above its title
    events = {event.where.docname for event in catalogue.events}
    below = {chapter.id for chapter in catalogue.chapters if chapter.where.docname in events}
    for id_, path in ((id_, path) for id_, path in cuts.items() if id_ not in below):
        parts: list[tuple[float, str]] = []

        def heard(text: str, _: object, matrix: list[float], __: object, size: float, parts: list = parts) -> None:
            if text.strip():
                parts.append((round(size * abs(matrix[3] or 1), 1), text))

        PdfReader(path).pages[0].extract_text(visitor_text=heard)
        largest = max(size for size, _ in parts)
        said = "".join(text for size, text in parts if size == largest)
        work = catalogue.work(id_)
        assert work is not None
        assert _bare(said) == _bare(work.title), id_


def test_each_says_what_it_is_and_in_which_language(cuts: dict[str, Path], catalogue: Catalogue) -> None:
    for id_, path in cuts.items():
        work = catalogue.work(id_)
        assert work is not None
        found = PdfReader(path)
        assert found.metadata is not None
        assert found.metadata.title == work.title
        assert found.metadata.author == ", ".join(map(str, (catalogue.text_of(id_) or work).authors))
        assert found.root_object["/Lang"] == work.language


def test_no_link_leads_to_a_page_that_is_not_there(cuts: dict[str, Path]) -> None:
    for id_, path in cuts.items():
        found = PdfReader(path)
        links = [link.get_object() for page in found.pages for link in page.get("/Annots", [])]
        assert not [link for link in links if link.get("/A", {}).get("/S") == "/GoTo"], id_
        targets = {link["/Dest"][0].idnum for link in links if "/Dest" in link}
        assert targets <= {page.indirect_reference.idnum for page in found.pages if page.indirect_reference}, id_


def test_each_is_a_sound_pdf(cuts: dict[str, Path]) -> None:
    need("qpdf", "sudo apt install qpdf")
    for path in cuts.values():
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()


def test_the_page_the_citations_and_the_metadata_have_the_pages_and_the_pdf(
    built: Path, cuts: dict[str, Path], pages: PrintedPages, catalogue: Catalogue
) -> None:
    for id_, path in cuts.items():
        record = catalogue.session(id_) or catalogue.chapter(id_)
        assert record is not None
        page = lxml.html.fromstring((built / "html" / f"{record.where.docname}.html").read_bytes())
        meta = {tag.get("name"): tag.get("content") for tag in page.xpath("//meta[@name]")}
        assert (meta["citation_firstpage"], meta.get("citation_lastpage") or meta["citation_firstpage"]) == pages.works[
            id_
        ]
        (item,) = page.xpath("//link[@rel='item']/@href")
        assert item == path.name
        # at the head, and where the text and the talk it is about are cited
        assert len(page.xpath(f"//a[@href='{path.name}']")) == 1 + len(catalogue.to_cite(id_))
        for suffix in (".bib", ".ris", ".json"):
            text = (built / "html" / "cite" / f"{id_}{suffix}").read_text(encoding="utf-8")
            assert re.search(rf"\b{pages.works[id_][0]}\b", text), (id_, suffix)


def test_the_catalogue_has_all_pages(built: Path, pages: PrintedPages) -> None:
    records = json.loads((built / "html" / "synthkit.json").read_text(encoding="utf-8"))
    found = {
        record["id"]: record["pages"]
        for kind in ("sessions", "chapters")
        for record in records[kind]
        if "pages" in record
    }
    assert found == {id_: pages.of_work(id_) for id_ in pages.works}


def test_every_file_the_home_page_offers_is_there(built: Path) -> None:
    need("lualatex", latex_runs.TEX_INSTALL)
    page = lxml.html.fromstring((built / "html" / "index.html").read_bytes())
    offered = page.xpath("//ul[contains(@class, 'synth-downloads')]//a/@href")
    assert {Path(link).suffix for link in offered} == {".epub", ".pdf", ".bib", ".ris", ".json", ".xml"}
    assert [link for link in offered if not (built / "html" / link).is_file()] == []


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def test_a_talk_on_a_page_of_others_has_none(built: Path) -> None:
    assert [id_ for id_ in ON_A_PAGE_OF_OTHERS if (built / "html" / "actes" / f"{id_}.pdf").exists()] == []


def test_what_is_not_printed_has_no_pdf_and_offers_none(built: Path) -> None:
    for id_ in NOT_PRINTED:
        page = built / "html" / "participer" / f"{id_}.html"
        assert not page.with_suffix(".pdf").exists()
        assert f"{id_}.pdf" not in page.read_text(encoding="utf-8")
