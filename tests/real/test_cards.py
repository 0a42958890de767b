"""Cards of what a link leads to, in a browser: by mouse, keyboard and finger."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import PROJECT
from playwright.sync_api import expect

REFERENCE = 'article .bibtex-citation a[href="#ref-somaini2025monde"]'


def test_a_reference_a_person_and_a_session_are_shown_on_hover(page: Any) -> None:
    page.goto("/actes/ackerman.html")
    card = page.locator(".synth-card")
    for link, shown in {
        REFERENCE: "Le monde selon",
        "section p a[href*='bobillier']:has(.synth-speaker)": "Psychologie du travail",
        "article a[href*='hooge']:has(.xref)": "Sophie Hooge",
    }.items():
        page.locator(link).first.hover()
        expect(card).to_contain_text(shown)
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()


def test_the_keyboard_shows_a_card_and_leaves_it(page: Any) -> None:
    page.goto("/actes/ackerman.html")
    page.keyboard.press("Tab")
    page.locator(REFERENCE).first.focus()
    expect(page.locator(".synth-card")).to_contain_text("Le monde selon")
    assert page.locator(REFERENCE).first.get_attribute("aria-describedby") == "synth-card"
    page.keyboard.press("Tab")
    expect(page.locator(REFERENCE).first).not_to_have_attribute("aria-describedby", "synth-card")


def test_a_first_tap_shows_the_card_and_its_link_goes_there(browser: Any, page: Any) -> None:
    page.goto("/actes/ackerman.html")
    phone = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800}).new_page()
    phone.goto(page.url)
    phone.locator(REFERENCE).first.tap()
    expect(phone.locator(".synth-card")).to_contain_text("Le monde selon")
    assert "#" not in phone.url
    phone.locator(".synth-card-go").tap()
    phone.wait_for_url("**#ref-somaini2025monde")


def test_a_reference_that_was_followed_is_seen_whole_and_leads_back(page: Any) -> None:
    page.goto("/actes/ackerman.html")
    page.locator(REFERENCE).first.click()
    entry = page.locator("li:has(#ref-somaini2025monde)")
    header = page.locator(".synth-band").bounding_box()
    expect(entry).to_be_in_viewport()
    assert entry.bounding_box()["y"] >= header["y"] + header["height"]
    entry.locator(".synth-back").click()
    expect(page.locator(REFERENCE).first).to_be_in_viewport()


def test_cards_work_from_a_folder(browser: Any, built: Path) -> None:
    page = browser.new_page()
    page.goto((built / "html" / "actes" / "ackerman.html").as_uri())
    page.locator("article a[href*='hooge']:has(.xref)").first.hover()
    expect(page.locator(".synth-card")).to_contain_text("Sophie Hooge")


def test_figures_tables_equations_and_notes_are_shown_where_they_are_named(browser: Any, tmp_path: Path) -> None:
    source = PROJECT / "tests" / "books" / "everything"
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        "-d",
        tmp_path / "doctrees",
        source,
        tmp_path / "html",
    ]
    subprocess.run(command, check=True)
    page = browser.new_page(viewport={"width": 390, "height": 800})
    card = page.locator(".synth-card")
    for name, link, shown in (
        ("tableaux", "p a[href='#tableau-bains']", "table"),
        ("tableaux", "p a[href='#figure-cuve']", "img"),
        ("texte", "p a[href='#equation-eq-cuve']", "math"),
        ("texte", "p a.footnote-reference", "text=La première note"),
    ):
        page.goto((tmp_path / "html" / "formes" / f"{name}.html").as_uri())
        page.locator(link).first.hover()
        expect(card.locator(shown).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate(
            "new Set([...document.querySelectorAll('[id]')].map(one => one.id)).size"
        ) == page.evaluate("document.querySelectorAll('[id]').length")


def test_a_wide_table_moves_on_its_own_by_keyboard_too_and_the_page_stays(browser: Any, tmp_path: Path) -> None:
    conf = 'project = "Large"\nlanguage = "fr"\nextensions = ["myst_parser", "synthkit"]\nhtml_theme = "synthkit"\n'
    (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
    row = "|" + " colonne |" * 10 + "\n"
    (tmp_path / "index.md").write_text(
        f"# Large\n\n{row}{'|---' * 10}|\n{row}\n[^n]\n\n[^n]: {'x' * 200}\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "sphinx", "-Q", "-b", "html", tmp_path, tmp_path / "out"]
    subprocess.run(command, check=True)
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((tmp_path / "out" / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("td").first.bounding_box()["height"] < 60
    table = page.locator("table")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('table').scrollLeft > 0")
