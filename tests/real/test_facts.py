"""Each fact of the two sources can be found in every edition."""

from __future__ import annotations

import html
import re
import subprocess
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

FACTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))
EDITIONS = ("html", "epub", "pdf", "typst")


def bare(text: str) -> str:
    """Letters and digits alone: no edition breaks lines, hyphenates or spaces like another."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


@pytest.fixture(scope="session")
def texts(
    html_pages: dict[str, str], epub_pages: dict[str, str], pdf_flow: str, typst_flow: str
) -> dict[str, dict[str, str]]:
    """The bare text of each page of each edition; a PDF is one page to all names."""
    return {
        "html": {name: bare(text) for name, text in html_pages.items()},
        "epub": {name: bare(text) for name, text in epub_pages.items()},
        "pdf": dict.fromkeys(html_pages, bare(pdf_flow)),
        "typst": dict.fromkeys(html_pages, bare(typst_flow)),
    }


def test_the_facts_are_all_there_to_be_found() -> None:
    assert len(FACTS["people"]) == 17
    assert len(FACTS["timetable"]) == 13


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("person", FACTS["people"], ids=lambda person: person["name"])
def test_a_person_is_shown_with_all_that_is_known(person: dict[str, Any], edition: str, texts: Any) -> None:
    page = texts[edition]["actes/intervenants"]
    start = page.index(bare(person["name"])) if edition in ("html", "epub") else 0
    for said in [person["name"], *person.get("variants", []), *person["says"]]:
        assert bare(said) in page[start:], said


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("page", FACTS["pages"], ids=str)
def test_a_page_says_what_its_source_announces(page: str, edition: str, texts: Any) -> None:
    missing = [said for said in FACTS["pages"][page] if bare(said) not in texts[edition][page]]
    assert not missing


def _rows(page: bytes) -> list[list[str]]:
    """Time, title and people of each session, from the table."""
    (table,) = lxml.html.fromstring(page).xpath("//table[contains(@class, 'synth-programme')]")
    return [[bare(cell.text_content()) for cell in row.xpath("./td")] for row in table.xpath(".//tbody/tr")]


def _drawn(page: bytes) -> list[list[str]]:
    """The same from the picture of the day, where the time of a part is that of its block."""
    found = []
    for told in lxml.html.fromstring(page).xpath("//div[@class='synth-told']"):
        time = told.xpath("../parent::li[not(ancestor::li)]/p[@class='synth-time']")
        what, who = (told.xpath(f"./*[@class='{name}']") for name in ("synth-what", "synth-who"))
        found.append(["".join(bare(part.text_content()) for part in parts) for parts in (time, what, who)])
    return found


def _expected_rows() -> list[tuple[str, str, list[str]]]:
    rows: list[tuple[str, str, list[str]]] = []
    for row in FACTS["timetable"]:
        rows.append((row["time"], row["title"], row.get("people", [])))
        rows += [("", part, []) if isinstance(part, str) else ("", "", part) for part in row.get("parts", [])]
    return rows


@pytest.mark.parametrize("edition", ["html", "epub"])
def test_the_programme_has_each_row_of_the_timetable_in_order(edition: str, built: Path) -> None:
    if edition == "html":
        found = _drawn((built / "html" / "actes" / "programme.html").read_bytes())
    else:
        (book,) = (built / "epub").glob("*.epub")
        found = _rows(zipfile.ZipFile(book).read("actes/programme.xhtml"))
    expected = _expected_rows()
    assert len(found) == len(expected)
    for (time, title, speakers), (its_time, its_title, its_speakers) in zip(found, expected, strict=True):
        assert time == bare(its_time)
        assert title.startswith(bare(its_title))
        assert all(bare(person) in speakers for person in its_speakers)
        assert bool(speakers) == bool(its_speakers)


@pytest.mark.parametrize("row", FACTS["timetable"], ids=lambda row: row["time"])
def test_the_printed_programme_has_each_row_of_the_timetable(row: dict[str, Any], pdf_text: str) -> None:
    first_words = bare(row["title"])[:20]
    assert any(bare(row["time"]) + first_words in bare(line) for line in pdf_text.splitlines())


def _printed_columns(book: Path) -> list[str]:
    """The bare text of each column of the printed programme, page by page: times, titles, people, pages."""
    columns = ["", "", "", ""]
    boxes = subprocess.run(["pdftotext", "-bbox", book, "-"], capture_output=True, check=True).stdout.decode()
    for page in boxes.split("<page ")[1:]:
        found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', page)
        words = sorted((round(float(y)), float(x), html.unescape(word)) for x, y, word in found)
        heads = [(y, x) for y, x, word in words if word in ("Horaire", "Séance", "Intervenants", "Page")]
        if len(heads) == 4 and len({y for y, _ in heads}) == 1:
            for y, x, word in words:
                if y > heads[0][0]:
                    columns[max(sum(x > start - 2 for _, start in heads) - 1, 0)] += bare(word)
    return columns


@pytest.mark.parametrize("edition", ["pdf", "typst"])
def test_a_printed_programme_has_each_row_and_each_part_of_a_row(edition: str, built: Path, typst_pdf: Path) -> None:
    (book,) = ((built / "pdf") if edition == "pdf" else typst_pdf).glob("*.pdf")
    columns = _printed_columns(book)
    for time, title, speakers in _expected_rows():
        for place, wanted in enumerate(([time], [title], speakers)):
            behind = [columns[place].index(bare(said)) + len(bare(said)) for said in wanted]
            columns[place] = columns[place][max(behind, default=0) :]


@pytest.mark.parametrize("edition", ["pdf", "typst"])
def test_the_sheet_for_those_who_negotiate_has_two_pages(edition: str, built: Path, typst_pdf: Path) -> None:
    (book,) = ((built / "pdf") if edition == "pdf" else typst_pdf).glob("*.pdf")
    sheets = [
        bare(sheet)
        for sheet in subprocess.run(["pdftotext", book, "-"], capture_output=True, check=True)
        .stdout.decode()
        .split("\f")
    ]
    first = next(number for number, sheet in enumerate(sheets) if bare("Avant d’introduire l’outil") in sheet)
    assert bare("Fiche : négocier l’IA") in sheets[first]
    assert bare("ne remplacent pas le conseil d’un juriste") in sheets[first + 1]
    assert bare("Les actes") in sheets[first + 2]


@pytest.mark.parametrize("edition", ["epub", "pdf", "typst"])
def test_the_guides_for_contributors_are_on_the_website_alone(edition: str, texts: Any) -> None:
    titles = [bare(title) for title in ("Comment contribuer", "Écrire une séance", "Publier une édition")]
    assert all(any(title in page for page in texts["html"].values()) for title in titles)
    for page in texts[edition].values():
        assert [title for title in titles if title in page] == []
