"""The preview in a real browser: it comes again by itself, stays where it was, and shows what is wrong."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT
from playwright.sync_api import expect

PAGE = "synthese/risques"
COMMAND = [sys.executable, "-c", "import sys; from synthkit.cli import main; sys.exit(main(sys.argv[1:]))", "preview"]
#: Milliseconds: a first build, or a new start, on a machine that does other things too.
PATIENCE = 60_000


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real book."""
    root = tmp_path_factory.mktemp("preview")
    shutil.copytree(PROJECT / "book", root / "book")
    shutil.copy(PROJECT / "references.bib", root)
    return root


@pytest.fixture(scope="module")
def address(sources: Path) -> Iterator[str]:
    """Where its preview is."""
    running = subprocess.Popen(
        [*COMMAND, "book", "build", "--port", "0"], cwd=sources, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    yield next(word for word in running.stdout.readline().split() if word.startswith("http://")).rstrip("/")
    running.send_signal(signal.SIGINT)
    running.stdout.read()
    assert running.wait(60) == 0


@pytest.fixture
def page(browser: Any, address: str, sources: Path) -> Iterator[Any]:
    """A page of the preview; the sources are as before when it is closed."""
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 700})
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    before = {path: path.read_bytes() for path in (source(sources), sources / "book/conf.py")}
    opened.goto(f"/{PAGE}.html")
    digest = opened.locator("script[data-version]").get_attribute("data-version").partition("-")[0]
    yield opened
    for path, content in before.items():
        if path.read_bytes() != content:
            path.write_bytes(content)
    # the next test begins with a page that isn't about to come again
    opened.close()
    settled = context.new_page()
    settled.goto(f"/{PAGE}.html")
    expect(settled.locator(f'script[data-version^="{digest}-"]')).to_be_attached(timeout=PATIENCE)
    expect(overlay(settled)).to_have_count(0, timeout=PATIENCE)
    context.close()
    assert errors == []


def source(sources: Path) -> Path:
    return sources / f"book/{PAGE}.md"


def add(sources: Path, text: str) -> None:
    """Save a page with a paragraph more, as many editors do: beside it, then in its place."""
    path = source(sources)
    draft = path.with_suffix(".md~")
    draft.write_text(f"{path.read_text(encoding='utf-8')}\n\n{text}\n", encoding="utf-8")
    draft.replace(path)


def overlay(page: Any) -> Any:
    return page.locator("#synthkit-preview section")


def test_what_is_saved_is_seen_by_itself(page: Any, sources: Path) -> None:
    add(sources, "Une phrase que personne n’avait écrite.")
    page.get_by_text("Une phrase que personne n’avait écrite.").wait_for()


def test_a_reader_stays_at_the_same_line_though_text_came_above(page: Any, sources: Path) -> None:
    heading = page.locator("main h2").nth(1)
    heading.evaluate("heading => { scrollTo(0, heading.getBoundingClientRect().top + scrollY - 150); }")
    before = heading.bounding_box()["y"]
    path = source(sources)
    title, rest = path.read_text(encoding="utf-8").split("\n## ", 1)
    path.write_text(f"{title}\n{'Un paragraphe de plus, au-dessus. ' * 40}\n\n## {rest}", encoding="utf-8")
    page.get_by_text("Un paragraphe de plus, au-dessus.").first.wait_for()
    page.wait_for_load_state()
    page.wait_for_function("scrollY > 300")  # once its script has run
    assert abs(heading.bounding_box()["y"] - before) <= 2


def test_what_was_open_is_open_still(page: Any, sources: Path) -> None:
    page.locator("details.synth-about summary").first.click()
    add(sources, "Encore une phrase.")
    page.get_by_text("Encore une phrase.").wait_for()
    page.locator("details.synth-about[open]").wait_for(state="attached")


def test_a_warning_stands_in_the_page_as_text_until_it_is_closed(page: Any, sources: Path) -> None:
    add(sources, ":::{session} <img src=x onerror=zut()>\n:event: nulle-part")
    told = overlay(page).get_by_text("<img src=x onerror=zut()>").first
    told.wait_for()
    assert told.inner_text().startswith(f"book/{PAGE}.md:")
    expect(overlay(page).get_by_text("Sur cette page")).to_be_visible()  # the page comes again meanwhile
    assert overlay(page).locator("img").count() == 0
    overlay(page).get_by_role("button", name="Fermer").click()
    assert overlay(page).count() == 0
    page.reload()
    page.wait_for_load_state("networkidle")
    assert overlay(page).count() == 0  # it says the same
    add(sources, "{session}`absente`")
    overlay(page).get_by_text("absente").first.wait_for()
    overlay(page).focus()
    page.keyboard.press("Escape")
    assert overlay(page).count() == 0


def test_settings_that_fail_are_shown_over_the_last_page(page: Any, sources: Path) -> None:
    conf = sources / "book/conf.py"
    before = conf.read_text(encoding="utf-8")
    conf.write_text(f"{before}\nraise ValueError('un réglage impossible')\n", encoding="utf-8")
    overlay(page).get_by_text("un réglage impossible").wait_for()
    assert page.locator("main h1").is_visible()
    conf.write_text(before, encoding="utf-8")
    overlay(page).wait_for(state="detached")


def test_a_page_that_does_not_exist_yet_comes_when_it_is_written(page: Any, sources: Path) -> None:
    page.goto("/synthese/inedit.html")
    assert page.get_by_role("heading").inner_text() == "Le livre n’a pas de page synthese/inedit.html"
    made = sources / "book/synthese/inedit.md"
    made.write_text("---\norphan: true\n---\n\n# Un chapitre inédit\n", encoding="utf-8")
    page.get_by_role("heading", name="Un chapitre inédit").wait_for()
    made.unlink()
    page.get_by_role("heading", name="Le livre n’a pas de page").wait_for()
