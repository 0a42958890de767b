"""axe-core on every template of the real book: light and dark, on a wide screen and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from conftest import npm

AXE = "axe-core@4"
#: The pages a reader meets first, and those no source stands behind.
PAGES = [
    "index.html",
    "actes/programme.html",
    "actes/ackerman.html",
    "actes/intervenants.html",
    "synthese/travail.html",
    "bibliotheque/catalogue.html",
    "participer/etat.html",
    "search.html?q=metiers",
    "bibliotheque/index-du-livre.html",
]
#: What WCAG 2.2 asks for up to AA, and what its authors advise; the size of targets is off unless asked for.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
MODES = {
    "wide": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "wide, dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "phone, dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core."""
    modules = npm(tmp_path_factory.mktemp("axe"), AXE)
    return (modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def templates(html: Path) -> list[str]:
    """The pages of ``PAGES``, and as few others as show every class of element that the book has."""
    shown = {path.relative_to(html).as_posix(): _classes(path) for path in html.rglob("*.html") if _is_page(path)}
    found = list(PAGES)
    left = set().union(*shown.values()).difference(*(shown[page.partition("?")[0]] for page in PAGES))
    while left:
        richest = max(sorted(shown), key=lambda page: len(shown[page] & left))
        found.append(richest)
        left -= shown[richest]
    return found


def _is_page(path: Path) -> bool:
    return "_static" not in path.parts


def _classes(path: Path) -> set[str]:
    return {name for value in lxml.html.parse(path).xpath("//@class") for name in value.split()}


def violations(page: Any, axe: str) -> list[tuple[str, str, str]]:
    """The rules a page offends, with the element and what would mend it; whatever can be opened is open."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.evaluate(axe)
    found = page.evaluate("(rules) => axe.run(document, rules)", RULES)
    assert len(found["passes"]) > 10
    return [
        (rule["id"], node["html"], node["failureSummary"]) for rule in found["violations"] for node in rule["nodes"]
    ]


@pytest.fixture(params=MODES)
def page(request: pytest.FixtureRequest, browser: Any, site: str) -> Iterator[Any]:
    """A page in one of the modes."""
    context = browser.new_context(base_url=site, **MODES[request.param])
    yield context.new_page()
    context.close()


def test_axe_finds_no_violation_on_any_template(page: Any, axe: str, built: Path) -> None:
    found = {}
    for address in templates(built / "html"):
        page.goto(f"/{address}")
        if "?" in address:
            page.locator("#search-results .search-summary:not(:empty)").wait_for()
        found[address] = violations(page, axe)
    assert {address: told for address, told in found.items() if told} == {}


def test_axe_finds_what_is_wrong(browser: Any, site: str, axe: str) -> None:
    """That silence means something: a picture nobody described, a nameless button, pale words, links too small."""
    page = browser.new_page()
    page.goto(f"{site}/avant-propos.html")
    page.locator("article").evaluate(
        """(article) => article.insertAdjacentHTML("beforeend", `<img src="data:,"><button></button>
        <p style="background: #fff; color: #ccc">pale</p>
        <div style="font-size: 6px; line-height: 1"><a href="#x">a</a><br><a href="#y">b</a></div>`)"""
    )
    assert {rule for rule, _, _ in violations(page, axe)} == {
        "image-alt",
        "button-name",
        "color-contrast",
        "target-size",
    }
    page.close()
