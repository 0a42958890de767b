"""A reader quotes one paragraph: its number, its address, its citation."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

SESSION = "/actes/ackerman.html"


def test_a_paragraph_is_cited_with_its_number_in_each_style(page: Any) -> None:
    page.goto(SESSION)
    line = page.locator("article p").filter(has_text="Le titre retient deux termes")
    line.hover()
    number = line.locator(".synth-par").get_attribute("data-number")
    line.locator(".synth-par").click()
    box = page.locator(".synth-cite-par")
    expect(box).to_contain_text(f"§\u202f{number}.")
    assert box.locator("dd").count() >= 5  # four styles at least, and the address
    box.get_by_role("button", name="Copier").last.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/actes/ackerman.html#p-le-titre-retient-deux-termes-imaginaires")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()


def test_the_keyboard_reaches_the_number(page: Any) -> None:
    page.goto(SESSION)
    mark = page.locator("article p").filter(has_text="Le titre retient").locator(".synth-par")
    mark.focus()
    assert mark.evaluate("(one) => getComputedStyle(one).opacity") == "1"
    page.keyboard.press("Enter")
    expect(page.locator(".synth-cite-par")).to_be_visible()


def test_a_number_that_another_book_cites_leads_to_its_paragraph(page: Any) -> None:
    page.goto(f"{SESSION}#par-2")
    page.wait_for_url("**#p-*")
    expect(page.locator("article p").filter(has=page.locator(".synth-par[data-number='2']"))).to_be_in_viewport()


def test_an_address_of_words_that_changed_leads_to_the_nearest_paragraph(page: Any) -> None:
    page.goto(f"{SESSION}#p-le-titre-retient-trois-termes-imaginaires")
    page.wait_for_url("**#p-le-titre-retient-deux-termes-imaginaires")
    expect(page.locator("article p").filter(has_text="Le titre retient")).to_be_in_viewport()
