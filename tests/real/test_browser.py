"""A reader in a real browser: takes a reference, finds and downloads entries, with and without scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rispy
from playwright.sync_api import expect
from sphinx.cmd.build import main as sphinx_main

from synthkit.bibliography.csl_items import Bibliography
from synthkit.site import long_pages
from synthkit.sphinx.html import catalogue_data


def test_a_reference_is_copied_and_the_reader_is_told(page: Any) -> None:
    page.goto("/actes/ackerman.html")
    before = page.locator("article h2").first.bounding_box()
    page.get_by_role("button", name="Citer", exact=True).first.click()
    box = page.get_by_role("dialog", name="Citer", exact=True)
    box.get_by_role("button", name="APA").first.click()
    assert page.locator("article h2").first.bounding_box() == before
    expect(box.get_by_role("status").first).to_have_text("Copié")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "(2026). Imaginaires de l’IA" in copied
    assert copied == box.locator(".synth-reference:visible").first.inner_text()
    rich = "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    assert "<em>L’IA au travail" in page.evaluate(rich)


@pytest.mark.parametrize("way", ["click", "Enter", "tap"])
def test_the_reference_at_the_end_is_copied_at_once_from_a_folder_too(browser: Any, built: Path, way: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], has_touch=way == "tap")
    page = context.new_page()
    page.goto((built / "html" / "actes" / "ackerman.html").as_uri())
    reference = page.locator("article .synth-reference:visible").first
    stated = reference.locator("span").first.inner_text()
    button = reference.get_by_role("button", name="Copier")
    {"click": button.click, "Enter": lambda: button.press("Enter"), "tap": button.tap}[way]()
    expect(reference.get_by_role("status")).to_have_text("Copié")
    assert page.evaluate("navigator.clipboard.readText()") == stated
    assert "Imaginaires de l’IA" in stated
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_next_page_begins_with_the_style_chosen_last(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/actes/ackerman.html")
    page.get_by_role("button", name="Citer", exact=True).first.click()
    box = page.get_by_role("dialog", name="Citer", exact=True)
    box.get_by_role("button", name="MLA").first.click()
    room = box.bounding_box()
    assert room["x"] >= 0
    assert room["x"] + room["width"] <= width
    page.goto("/actes/hooge.html")
    opener = page.get_by_role("button", name="Citer", exact=True).first
    opener.focus()
    page.keyboard.press("Enter")
    expect(box.get_by_role("button", name="MLA").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(box.get_by_role("status").first).to_have_text("Copié")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_bibtex_opens_and_is_copied_as_the_file_has_it(page: Any, built: Path) -> None:
    page.goto("/actes/ackerman.html")
    page.get_by_role("button", name="Citer", exact=True).first.click()
    file = page.get_by_role("dialog", name="Citer", exact=True)
    assert not file.locator("pre").first.is_visible()
    file.get_by_role("button", name="BibTeX").first.click()
    expect(file.get_by_role("status").first).to_have_text("Copié")
    wanted = (built / "html" / "cite" / "ackerman2026imaginaires-page.bib").read_text(encoding="utf-8")
    assert page.evaluate("navigator.clipboard.readText()").strip() == wanted.strip()


def shown(page: Any) -> list[str]:
    return [item.get_attribute("id") for item in page.locator(".synth-works > li").all() if item.is_visible()]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("metiers", []),
        ("evolutions zouinar", ["cat-zouinar2020evolutions"]),
        ("Évolutions ZOUINAR", ["cat-zouinar2020evolutions"]),
        ("golem", ["cat-mahj2017golem"]),
        ("bobillier golem", []),
        ("d'usage facteurs", ["cat-bobillierchaumon2013conditions"]),
    ],
)
def test_typing_filters_the_catalogue_and_forgives_accents(page: Any, typed: str, found: list[str]) -> None:
    page.goto("/bibliotheque/catalogue.html")
    page.get_by_label("Filtrer par mots").fill(typed)
    total = page.locator(".synth-works > li").count()
    status = f"Entrées : {len(found)} sur {total}" if found else "Aucune entrée ne répond à ce choix."
    expect(page.locator(".synth-status")).to_have_text(status)
    assert shown(page) == found


@pytest.mark.parametrize("width", [360, 412, 480, 600, 800, 1280])
def test_nothing_moves_when_the_filters_come(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.route("**/cite/facets.js", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto("/bibliotheque/catalogue.html", wait_until="commit")
    first = page.locator(".synth-works > li").first
    first.wait_for(state="attached")
    page.wait_for_function("() => [...document.querySelectorAll('link[rel=stylesheet]')].every((one) => one.sheet)")
    before = first.locator("p").first.bounding_box()
    page.locator(".synth-filters").wait_for()
    assert first.locator("p").first.bounding_box() == pytest.approx(before, abs=2)


def test_facets_narrow_the_catalogue(page: Any) -> None:
    page.goto("/bibliotheque/catalogue.html")
    page.get_by_label("Personne").select_option("Cédric Dalmasso")
    assert shown(page) == ["cat-eymery2026former", "cat-dalmasso2026conclusion"]
    page.get_by_label("Nature").select_option("Conclusion")
    assert shown(page) == ["cat-dalmasso2026conclusion"]


def test_the_catalogue_is_sorted_by_author_and_by_year(page: Any) -> None:
    page.goto("/bibliotheque/catalogue.html")
    page.get_by_label("Trier par").select_option(label="auteur")
    sessions = [item.get_attribute("id") for item in page.locator(".synth-group-sessions > li").all()]
    assert sessions[0] == "cat-ackerman2026imaginaires"
    page.get_by_label("Trier par").select_option(label="année")
    references = [item.get_attribute("id") for item in page.locator(".synth-group-references > li").all()]
    assert references[-1] == "cat-bainbridge1983ironies"


@pytest.mark.parametrize("name", ["BibTeX", "RIS", "CSL-JSON"])
def test_chosen_entries_come_as_one_file(page: Any, name: str, tmp_path: Path) -> None:
    page.goto("/bibliotheque/catalogue.html")
    chosen = ["ackerman2026imaginaires", "bainbridge1983ironies"]
    for key in chosen:
        page.locator(f"#cat-{key} input").check()
    with page.expect_download() as download:
        page.locator(".synth-chosen").get_by_role("button", name=name, exact=True).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    found = {
        "BibTeX": lambda: list(Bibliography([path]).references),
        "RIS": lambda: [record["id"] for record in rispy.loads(path.read_bytes().decode())],
        "CSL-JSON": lambda: [item["id"] for item in json.loads(path.read_text(encoding="utf-8"))],
    }[name]()
    assert found == chosen


def test_chosen_entries_are_copied_as_references_in_a_style(page: Any) -> None:
    page.goto("/bibliotheque/catalogue.html")
    for key in ("quesson2026enquete", "bobillierchaumon2013conditions"):
        page.locator(f"#cat-{key} input").check()
    page.locator(".synth-chosen").get_by_role("button", name="APA").click()
    page.locator(".synth-chosen").get_by_text("Copié").wait_for()
    first, second = page.evaluate("navigator.clipboard.readText()").strip().split("\n\n")
    assert first.startswith("Quesson, P., & Cahier, M.-L. (2026, 27 janvier). L’IA chez les consultants")
    assert "(2013)" in second
    rich = "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    assert "<i>L’IA chez les consultants" in page.evaluate(rich)


def test_without_scripts_the_catalogue_is_whole(browser: Any, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/bibliotheque/catalogue.html")
    assert len(shown(page)) == page.locator(".synth-works > li").count() > 60
    page.goto("/actes/ackerman.html")
    assert page.locator(".synth-styles").first.locator(".synth-reference").count() == 4
    page.get_by_role("button", name="Citer", exact=True).first.click()
    assert page.locator(".synth-popover pre").first.is_visible()
    context.close()


def test_the_catalogue_works_from_a_folder(browser: Any, built: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((built / "html" / "bibliotheque" / "catalogue.html").as_uri())
    page.get_by_label("Filtrer par mots").fill("ackerman")
    assert set(shown(page)) == {"cat-ackerman2026imaginaires", "cat-somaini2025monde", "cat-mahj2017golem"}
    context.close()


@pytest.mark.parametrize("theme", ["alabaster", "synthkit"])
def test_formulas_stand_in_the_middle_and_their_numbers_at_the_right(browser: Any, tmp_path: Path, theme: str) -> None:
    settings = (
        f'extensions = ["myst_parser", "synthkit"]\nmyst_enable_extensions = ["dollarmath"]\nhtml_theme = "{theme}"\n'
    )
    (tmp_path / "conf.py").write_text(settings, encoding="utf-8")
    (tmp_path / "index.md").write_text(
        "# Formules\n\n$$\na = b\n$$ (eq:un)\n\n$$\nc = d\n$$ (eq:deux)\n", encoding="utf-8"
    )
    assert sphinx_main(["-q", "-b", "html", str(tmp_path), str(tmp_path / "html")]) == 0
    page = browser.new_page()
    page.goto((tmp_path / "html" / "index.html").as_uri())
    boxes = [
        {name: line.locator(name).first.bounding_box() for name in ("math mo", ".eqno")} | {"line": line.bounding_box()}
        for line in page.locator("div.math").all()
    ]
    for box in boxes:
        middle = box["math mo"]["x"] + box["math mo"]["width"] / 2
        assert abs(middle - (box["line"]["x"] + box["line"]["width"] / 2)) < 60
        assert abs(box[".eqno"]["x"] + box[".eqno"]["width"] - box["line"]["x"] - box["line"]["width"]) < 20
    assert boxes[0][".eqno"]["x"] == pytest.approx(boxes[1][".eqno"]["x"], abs=2)


def test_a_catalogue_on_pages_of_letters_filters_among_all_from_a_folder(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_pages, "MOST", 1000)
    monkeypatch.setattr(catalogue_data, "PART", 10)
    monkeypatch.setattr(catalogue_data, "FILES", 10)
    keys = [f"fil{number}" for number in range(30)]
    (tmp_path / "conf.py").write_text(
        'extensions = ["myst_parser", "synthkit"]\nhtml_theme = "synthkit"\nbibtex_bibfiles = ["references.bib"]\n',
        encoding="utf-8",
    )
    bib = (f"@book{{{key}, author = {{Gueguen, Ada}}, title = {{Le {key}}}, year = {{2001}}}}" for key in keys)
    (tmp_path / "references.bib").write_text("\n".join(bib), encoding="utf-8")
    cited = f"# Livre\n\n```{{toctree}}\ncat\n```\n\n{{cite:p}}`{','.join(keys)}`\n"
    (tmp_path / "index.md").write_text(cited, encoding="utf-8")
    (tmp_path / "cat.md").write_text("# Catalogue\n\n```{catalogue}\n```\n\n```{bibliography}\n```\n", encoding="utf-8")
    assert sphinx_main(["-q", "-b", "html", str(tmp_path), str(tmp_path / "html")]) == 0
    page = browser.new_page()
    page.goto((tmp_path / "html" / "cat.html").as_uri())
    expect(page.locator(".synth-status")).to_have_text("Entries: 31 of 31")
    assert page.locator(".synth-works > li").count() == 0
    page.get_by_label("Filter by words").fill("fil29")
    expect(page.locator(".synth-status")).to_have_text("Entries: 1 of 31")
    expect(page.locator(".synth-works > li")).to_contain_text("Ada Gueguen. 2001. Le fil29")
    page.get_by_role("button", name="Choose all that are shown").click()
    page.get_by_label("Filter by words").fill("fil3")
    page.locator(".synth-works input").check()
    with page.expect_download() as download:
        page.locator(".synth-chosen").get_by_role("button", name="BibTeX", exact=True).click()
    found = Path(download.value.path()).read_text(encoding="utf-8")
    assert [key for key in keys if f"{{{key}," in found] == ["fil3", "fil29"]
    page.close()
