"""The policy of security that docs/hosting.md proposes refuses nothing a reader needs, on any page, in a browser."""

from __future__ import annotations

import functools
import http.server
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

PROJECT = Path(__file__).parents[2]
EVERYTHING = PROJECT / "tests" / "books" / "everything"
_DOCS = (PROJECT / "docs" / "hosting.md").read_text(encoding="utf-8")
POLICIES = re.findall(r"default-src 'none';[^\"\n`]*", _DOCS)
#: A script in each page notes what was refused in it, from its first byte on.
_NOTE = """
globalThis.refused = [];
addEventListener("securitypolicyviolation", (found) => refused.push(
  `${found.effectiveDirective} ${found.blockedURI} ${found.sourceFile}:${found.lineNumber} ${found.sample}`));
"""


class _Strict(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICIES[0])
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def strict(built: Path) -> Iterator[str]:
    """The address of the book on a server that sends the policy."""
    with served(built / "html") as address:
        yield address


@pytest.fixture
def open_page(browser: Any, strict: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the book; in the end nothing was refused."""
    opened: list[Any] = []

    def start(path: str, **context: Any) -> Any:
        page = browser.new_context(base_url=strict, **context).new_page()
        page.add_init_script(_NOTE)
        page.goto(path)
        opened.append(page)
        return page

    yield start
    refused = [page.evaluate("refused") for page in opened]
    for page in opened:
        page.context.close()
    assert refused == [[]] * len(opened)


def pages(folder: Path) -> list[str]:
    return [p.relative_to(folder).as_posix() for p in folder.rglob("*.html") if "_static" not in p.parts]


def refused_on(browser: Any, address: str, paths: list[str]) -> dict[str, list[str]]:
    page = browser.new_page()
    page.add_init_script(_NOTE)
    found = {}
    for path in paths:
        page.goto(f"{address}/{path}", wait_until="networkidle")
        if refused := page.evaluate("refused"):
            found[path] = refused
    page.close()
    return found


def test_the_documentation_states_one_policy_and_no_script_within_a_page_passes_it() -> None:
    assert len(POLICIES) == 3
    assert set(POLICIES) == {POLICIES[0]}
    directives = dict(part.strip().partition(" ")[::2] for part in POLICIES[0].split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"


def test_the_policy_is_in_force(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<script>1</script><p onclick='1' style='color:red'>", encoding="utf-8")
    with served(tmp_path) as address:
        (refused,) = refused_on(browser, address, ["index.html"]).values()
    assert {told.partition(" ")[0] for told in refused} == {"script-src-elem", "script-src-attr"}


def test_nothing_is_refused_on_any_page_of_the_book(browser: Any, strict: str, built: Path) -> None:
    paths = pages(built / "html")
    assert len(paths) > 20
    assert refused_on(browser, strict, paths) == {}


@pytest.mark.parametrize("theme", ["synthkit", "alabaster"])
def test_nothing_is_refused_on_a_page_with_every_directive(browser: Any, tmp_path: Path, theme: str) -> None:
    # the configuration of the book, in another theme
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-D", f"html_theme={theme}"]
    subprocess.run([*command, "-d", tmp_path / "doctrees", EVERYTHING, tmp_path / "html"], check=True)
    with served(tmp_path / "html") as address:
        assert refused_on(browser, address, pages(tmp_path / "html")) == {}


def test_the_search_finds_and_shows_where(open_page: Callable[..., Any]) -> None:
    page = open_page("/search.html?q=golem")
    page.locator("#search-results li p.context").first.wait_for()
    assert page.locator("#search-results li").count() > 0
    assert page.locator("#search-results .synth-kind").count() > 0
    expect(page.locator(".search-summary")).to_have_text(re.compile(r"(une page|\d+ pages trouvées) correspondant"))


def test_the_cursor_stands_in_the_field_of_the_search(open_page: Callable[..., Any]) -> None:
    page = open_page("/search.html")
    field = page.locator("main input[name=q]")
    assert field.evaluate("field => field === document.activeElement")
    page.keyboard.type("travail")
    page.keyboard.press("Enter")
    expect(page.locator(".search-summary")).to_have_text(re.compile(r"\d+ pages"))


def test_words_are_counted_as_their_language_does(open_page: Callable[..., Any]) -> None:
    page = open_page("/search.html")
    said = [page.evaluate("(count) => Documentation.ngettext('%s page', '%s pages', count)", count) for count in (1, 2)]
    assert said == ["%s page", "%s pages"]  # what no catalogue has
    page.evaluate("Documentation.addTranslations({messages: {a: ['un', 'million', 'des']}, locale: 'fr'})")
    counted = [page.evaluate("(count) => Documentation.ngettext('a', 'b', count)", n) for n in (0, 1, 2, 1_000_000)]
    assert counted == ["un", "un", "des", "million"]
    page.evaluate("Documentation.addTranslations({messages: {a: ['one', 'more']}, locale: 'pt_BR'})")
    assert page.evaluate("Documentation.ngettext('a', 'b', 5)") == "more"


def test_the_colours_are_switched_and_kept(open_page: Callable[..., Any]) -> None:
    page = open_page("/actes/ackerman.html")
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.get_by_role("button", name="Thème").click()
    page.get_by_role("button", name="Sombre").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_reference_is_copied(open_page: Callable[..., Any]) -> None:
    page = open_page("/actes/ackerman.html", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Citer", exact=True).first.click()
    box = page.locator(".synth-popover:popover-open")
    box.get_by_role("button", name="Chicago").first.click()
    box.get_by_text("Copié").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == box.locator(".synth-reference:visible").first.inner_text()


def test_the_catalogue_filters_and_hands_out_a_file(open_page: Callable[..., Any]) -> None:
    page = open_page("/bibliotheque/catalogue.html", accept_downloads=True)
    page.get_by_label("Filtrer par mots").fill("zouinar")
    shown = [item for item in page.locator(".synth-works > li").all() if item.is_visible()]
    assert 0 < len(shown) < 20
    page.locator("#cat-zouinar2020evolutions input").check()
    with page.expect_download() as download:
        page.locator(".synth-chosen").get_by_role("button", name="BibTeX", exact=True).click()
    assert "zouinar2020evolutions" in Path(download.value.path()).read_text(encoding="utf-8")


def test_the_menu_of_a_phone_opens(open_page: Callable[..., Any]) -> None:
    page = open_page("/actes/ackerman.html", viewport={"width": 390, "height": 844})
    menu = page.locator("#contents")
    assert not menu.is_visible()
    page.get_by_role("button", name="Sommaire").click()
    assert menu.is_visible()
