"""A page of the website, printed by a browser: the text and its references, nothing to press."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

SESSION = "/actes/ackerman.html"
#: What a page shows on the screen for those who go on from there.
FOR_THE_SCREEN = [
    "Chercher",
    "Thème",
    "Sur cette page",
    "Précédent",
    "Suivant",
    "Ajouter à l’agenda",
    "PDF, ",
]


def printed(page: Any) -> str:
    """The text of the page on paper, its spaces made alike."""
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    assert [round(float(side)) for side in paper.pages[0].mediabox[2:]] == [
        596,
        843,
    ]  # the reader's: A4, as Chromium rounds it
    return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in paper.pages))


def test_a_session_on_paper_is_its_text_and_its_references(page: Any) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})  # a narrower one has no room for the page's contents
    page.goto(SESSION)
    shown = page.locator("body").inner_text()
    text = printed(page)
    for said in ("Imaginaires de l’IA", "Ada Ackerman", "Questions aux intervenants", "Références de ce chapitre"):
        assert said in text
    assert "https://francefineart.com/2025/05/10/3616_le-monde-selon-l-ia_jeu-de-paume/" in text.replace(" ", "")
    assert "Ackerman, Ada. 2026." in text
    assert [said for said in FOR_THE_SCREEN if said not in re.sub(r"\s+", " ", shown)] == []
    assert [said for said in FOR_THE_SCREEN if said in text] == []


@pytest.mark.parametrize("address", ["/index.html", "/actes/programme.html", SESSION, "/bibliotheque/catalogue.html"])
def test_nothing_on_paper_can_be_pressed(page: Any, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    pressed = page.locator("button, nav, input, select, summary, dialog")
    assert [one.evaluate("(one) => one.outerHTML") for one in pressed.all() if one.is_visible()] == []


def test_what_is_read_in_the_dark_is_printed_black_on_white(page: Any) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(SESSION)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    colours = page.evaluate(
        """() => [...document.querySelectorAll("article :is(h1, h2, p, a, dt)")].filter((one) => one.checkVisibility())
        .map((one) => getComputedStyle(one).color)"""
    )
    assert set(colours) == {"rgb(0, 0, 0)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    )


def test_a_link_out_of_the_book_shows_where_it_leads(page: Any) -> None:
    page.goto(SESSION)
    line = page.get_by_text("Le propos annoncé part des imaginaires")
    line.evaluate(
        """(line) => line.insertAdjacentHTML(
        "beforeend", '<a class="external" href="https://ailleurs.example/page">là</a>')"""
    )
    assert "https://ailleurs.example/page" in printed(page)


def lines(paper: PdfReader) -> list[tuple[int, float, str]]:
    """Each piece of text with its sheet and its height above the foot of it, in points."""
    found: list[tuple[int, float, str]] = []
    for number, sheet in enumerate(paper.pages):

        def note(text: str, page: list[float], at: list[float], _font: Any, _size: float, number: int = number) -> None:
            if text.strip():
                found.append((number, at[4] * page[1] + at[5] * page[3] + page[5], text.strip()))

        sheet.extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["index", "actes/ackerman", "actes/programme", "synthese/travail", "avant-propos"])
def test_the_foot_stands_below_the_last_line(page: Any, name: str, size: str) -> None:
    page.goto(f"/{name}.html")
    paper = lines(PdfReader(io.BytesIO(page.pdf(format=size))))
    (sheet, foot), *others = [(number, height) for number, height, text in paper if text.startswith("©")]
    assert not others
    assert all(number < sheet or height > foot + 8 for number, height, text in paper if not is_of_the_foot(text))


def is_of_the_foot(text: str) -> bool:
    return text.startswith("©") or "licence" in text or text in ("La rédaction de", "2026")


@pytest.mark.parametrize("name", ["index", "actes/ackerman", "bibliotheque/catalogue"])
def test_no_heading_on_paper_stands_above_nothing(page: Any, name: str) -> None:
    page.goto(f"/{name}.html")
    page.emulate_media(media="print")
    empty = page.evaluate(
        """() => [...document.querySelectorAll("article section")].filter((one) =>
        one.checkVisibility() && [...one.children].filter((child) => child.checkVisibility()).length < 2
        ).map((one) => one.innerText)"""
    )
    assert empty == []
