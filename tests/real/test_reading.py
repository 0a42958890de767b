"""A reader in a real browser: finds a session, takes its reference, searches; by keyboard, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TITLE = "Imaginaires de l’IA et perceptions du travail"
SESSION = "/actes/ackerman.html"
PHONE = {"width": 390, "height": 844}
#: One of each kind of page that has controls of its own.
CONTROLLED = ["/index.html", "/actes/programme.html", SESSION, "/bibliotheque/catalogue.html", "/search.html?q=outils"]
#: What the keyboard reaches, in the order of the page, with how it looks.
CONTROLS = """() => {
  const look = (element) => {
    const { outline, boxShadow, borderColor, backgroundColor, color, textDecoration } = getComputedStyle(element);
    return [outline, boxShadow, borderColor, backgroundColor, color, textDecoration].join(" | ");
  };
  globalThis.looked = new Map();
  globalThis.isSeen = (one) => looked.get(one) !== look(one);
  const known = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']";
  // what a picture repeats of the text beside it is left out on purpose: tabindex -1
  const isShown = (element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true });
  return [...document.querySelectorAll(known)].filter(isShown).map((element, place) => {
    element.dataset.place = place;
    looked.set(element, look(element));
    return element.outerHTML.slice(0, 120);
  });
}"""
#: Where the keyboard is: the place of ``CONTROLS``, whether it shows, whether something lies over it.
FOCUSED = """async () => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  for (let tries = 0; tries < 20 && !isSeen(element); tries += 1) await new Promise(requestAnimationFrame);
  // what moves by scrolling never ends
  const running = document.getAnimations().filter(({ timeline }) => timeline === document.timeline);
  await Promise.all(running.map((animation) => animation.finished.catch(() => 0)));
  const [box] = element.getClientRects();
  const over = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const isFree = over && (element.contains(over) || over.contains(element) || over.closest("label, .tooltip") !== null);
  const place = Number(element.dataset.place ?? -1);
  return { place, html: element.outerHTML.slice(0, 120), isSeen: isSeen(element), isFree: Boolean(isFree) };
}"""

#: Blocks of text that show less than they hold.
CUT = """() => {
  const isCut = (element) => {
    const { overflow, display, clipPath } = getComputedStyle(element);
    return element.checkVisibility() && overflow !== "visible" && display !== "inline" && !clipPath.startsWith("inset")
      && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  };
  return [...document.querySelectorAll("main :is(p, li, dd, dt, h1, h2, h3, td, th, a, button, label, summary)")]
    .filter(isCut).map((element) => element.outerHTML.slice(0, 160));
}"""
#: What takes more than a hundredth of a second to change its looks.
MOVING = """() => {
  const longest = (value) => Math.max(...value.split(",").map(parseFloat));
  const moves = ({ transitionDuration, animationDuration, scrollBehavior }) =>
    longest(transitionDuration) > 0.01 || longest(animationDuration) > 0.01 || scrollBehavior === "smooth";
  return [...document.querySelectorAll("*")].filter((element) => moves(getComputedStyle(element)))
    .map((element) => element.outerHTML.slice(0, 100));
}"""

#: The signs of each full line of the longer paragraphs: all lines of one but its last.
LINES = """() => [...document.querySelectorAll("article section > p")].filter((one) => one.innerText.length > 300)
  .flatMap((one) => {
    const range = document.createRange();
    const counts = new Map();
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at += 1) {
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const line = Math.round(range.getBoundingClientRect().bottom / 20);
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
    return [...counts.values()].slice(0, -1);
  })"""


@pytest.fixture
def phone(browser: Any, site: str) -> Iterator[Any]:
    """A page on a phone."""
    context = browser.new_context(base_url=site, viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Any, site: str) -> Iterator[Any]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


def menu(page: Any) -> Any:
    return page.locator("#contents")


def has_no_side_scrolling(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


# -- a way through the book ------------------------------------------------------------------------


def test_from_the_home_page_to_a_session_its_reference_and_its_bib(page: Any, built: Path, tmp_path: Path) -> None:
    page.goto("/")
    article = page.locator("article")
    article.get_by_role("link", name="Programme", exact=True).click()
    article.get_by_role("link", name=TITLE).first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith(TITLE)
    page.get_by_role("button", name="Citer", exact=True).first.click()
    first_screen = page.locator(".synth-popover:popover-open")
    first_screen.get_by_role("button", name="Chicago").first.click()
    first_screen.get_by_text("Copié").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Imaginaires de l’IA" in copied
    assert copied == first_screen.locator(".synth-reference").first.inner_text()
    with page.expect_download() as download:
        first_screen.get_by_role("link", name="BibTeX").first.click()
    assert download.value.suggested_filename == "ackerman2026imaginaires-page.bib"
    taken = tmp_path / "taken.bib"
    download.value.save_as(taken)
    assert taken.read_bytes() == (built / "html" / "cite" / "ackerman2026imaginaires-page.bib").read_bytes()


def test_the_catalogue_is_found_from_the_bar_and_filtered(page: Any) -> None:
    page.goto("/")
    page.locator("#contents").get_by_role("link", name="La bibliothèque").click()
    page.locator("article").get_by_role("link", name="Le catalogue").first.click()
    page.get_by_label("Filtrer par mots").fill("ackerman")
    shown = [item for item in page.locator(".synth-works > li").all() if item.is_visible()]
    assert len(shown) == 3


@pytest.mark.parametrize("typed", ["metiers", "métiers"])
def test_the_search_opens_by_its_keys_and_forgives_accents(page: Any, typed: str) -> None:
    page.goto(SESSION)
    page.keyboard.press("Control+k")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.locator("#search-results li .synth-kind").first.wait_for()
    assert "Ce que l’IA change au travail" in page.locator("#search-results").inner_text()


def test_the_menu_of_a_phone_opens_leads_on_and_closes(phone: Any) -> None:
    phone.goto("/")
    opener = phone.get_by_role("button", name="Sommaire")
    opener.click()
    assert menu(phone).is_visible()
    phone.keyboard.press("Escape")
    assert not menu(phone).is_visible()
    assert opener.evaluate("(button) => button === document.activeElement")
    opener.click()
    menu(phone).get_by_role("link", name="Les actes").click()
    assert phone.get_by_role("heading", level=1).inner_text().startswith("Les actes")
    phone.get_by_role("button", name="Sommaire").click()
    menu(phone).get_by_role("link", name=TITLE).click()
    assert phone.get_by_role("heading", level=1).inner_text().startswith(TITLE)


def test_the_dark_is_chosen_once_and_stays(page: Any) -> None:
    page.goto("/")
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.locator("header").get_by_role("button", name="Thème").click()
    page.get_by_role("button", name="Sombre").click()
    page.goto(SESSION)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    red, green, blue = page.locator("body").evaluate(
        "(body) => getComputedStyle(body).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert max(red, green, blue) < 60


def test_the_dark_of_the_system_is_there_before_the_first_line(browser: Any, site: str) -> None:
    context = browser.new_context(base_url=site, color_scheme="dark")
    page = context.new_page()
    # other scripts come late, if ever; the book is dark without them
    page.route(lambda url: url.endswith(".js") and "synthkit-mode" not in url, lambda route: route.abort())
    page.goto("/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    context.close()


# -- by keyboard -----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", CONTROLLED)
def test_the_keyboard_reaches_every_control_in_order_and_shows_where_it_is(page: Any, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    if "search" in address:
        page.locator("#search-results .search-summary:not(:empty)").wait_for()  # told when all are there
    if "catalogue" in address:
        page.get_by_label("Filtrer par mots").fill("ackerman")
    page.evaluate("document.fonts.ready.then(() => true)")  # lines break anew with them, below cards that are open
    # from the top of the page, wherever the page or this test put the keyboard
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    controls = page.evaluate(CONTROLS)
    assert len(controls) > 20
    visited: list[dict[str, Any]] = []
    for _ in range(len(controls) + 5):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here is None:  # out of the page: no trap
            break
        visited.append(here)
    assert [one["place"] for one in visited] == list(range(len(controls))), {
        "missed": [html for place, html in enumerate(controls) if place not in {one["place"] for one in visited}],
        "unknown": [one["html"] for one in visited if one["place"] < 0],
    }
    assert [one["html"] for one in visited if not one["isSeen"]] == []
    assert [one["html"] for one in visited if not one["isFree"]] == []


def test_the_first_key_leads_past_the_navigation(page: Any) -> None:
    page.goto(SESSION)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_escape_closes_what_was_opened(page: Any) -> None:
    page.goto(SESSION)
    button = page.locator("header").get_by_role("button", name="Chercher")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("#search")
    assert dialog.is_visible()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert button.evaluate("(button) => button === document.activeElement")
    theme = page.locator("header").get_by_role("button", name="Thème")
    theme.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Sombre").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Sombre").is_visible()
    assert theme.evaluate("(button) => button === document.activeElement")


# -- without a server, without scripts -------------------------------------------------------------


def test_the_book_is_read_from_a_folder(browser: Any, built: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((built / "html" / "index.html").as_uri())
    page.locator("article").get_by_role("link", name="Programme", exact=True).click()
    page.locator("article").get_by_role("link", name=TITLE).first.click()
    page.get_by_role("button", name="Citer", exact=True).first.click()
    page.locator(".synth-popover:popover-open").get_by_role("button", name="Chicago").first.click()
    page.locator(".synth-popover:popover-open").get_by_text("Copié").wait_for()
    page.keyboard.press("Escape")
    page.locator("header").get_by_role("button", name="Thème").click()
    page.get_by_role("button", name="Sombre").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert [url for url in asked if not url.startswith(((built / "html").as_uri(), "data:"))] == []
    assert errors == []
    context.close()


def test_without_scripts_all_but_the_search_works(plain: Any) -> None:
    plain.goto("/")
    plain.locator("article").get_by_role("link", name="Programme", exact=True).click()
    plain.locator("article").get_by_role("link", name=TITLE).first.click()
    plain.get_by_role("button", name="Citer", exact=True).first.click()
    cite = plain.locator(".synth-popover:popover-open")
    assert cite.locator(".synth-reference").first.is_visible()
    with plain.expect_download() as download:
        cite.get_by_role("link", name="BibTeX").first.click()
    assert download.value.suggested_filename == "ackerman2026imaginaires-page.bib"
    plain.keyboard.press("Escape")
    plain.locator("#contents").get_by_role("link", name="Dial IA").click()
    assert plain.get_by_role("heading", level=1).inner_text().startswith("Dial IA")
    plain.goto("/search.html")
    assert "JavaScript" in plain.locator("main").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_without_scripts_no_button_is_shown_that_does_nothing(plain: Any, width: int) -> None:
    plain.set_viewport_size({"width": width, "height": 844})
    for address in CONTROLLED:
        plain.goto(address)
        # a button that opens « Citer » needs no script
        shown = [button for button in plain.locator("button:not(.synth-cite)").all() if button.is_visible()]
        assert [button.inner_text() for button in shown] == ([] if width == 1280 else ["Sommaire"])
        for button in shown:
            button.click()
        assert menu(plain).get_by_role("link", name="Les actes").is_visible()


# -- large, small, still ---------------------------------------------------------------------------


def test_no_page_scrolls_sideways_at_320_pixels(page: Any, built: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in sorted((built / "html").rglob("*.html")):
        address = path.relative_to(built / "html")
        if address.parts[0] != "_static":
            page.goto(f"/{address.as_posix()}")
            if not has_no_side_scrolling(page):
                wide.append(address.as_posix())
    assert wide == []


@pytest.mark.parametrize("address", CONTROLLED)
def test_text_of_twice_the_size_is_whole(page: Any, address: str) -> None:
    page.goto(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert has_no_side_scrolling(page)
    cut = page.evaluate(CUT)
    assert cut == []


def test_nothing_moves_for_those_who_ask_for_stillness(page: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    for address in ("/index.html", SESSION):
        page.goto(address)
        moving = page.evaluate(MOVING)
        assert moving == []


# -- the text first --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_the_abstract_of_a_session_begins_on_the_first_screen(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(SESSION)
    assert page.locator(".synth-abstract").bounding_box()["y"] < 450
    assert not page.locator(".synth-about dl").is_visible()
    page.get_by_text("À propos de ce texte").click()
    assert page.locator(".synth-about dl").is_visible()


@pytest.mark.parametrize("width", [1440, 768])
def test_a_line_has_sixty_to_seventy_two_signs(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(SESSION)
    lengths = page.evaluate(LINES)
    assert 60 <= sum(lengths) / len(lengths) <= 72


def test_words_that_name_a_column_or_a_row_stay_whole_on_a_phone(page: Any) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/synthese/negocier.html")
    lines = "(cell) => Math.round(cell.firstElementChild.offsetHeight / parseFloat(getComputedStyle(cell).lineHeight))"
    assert page.get_by_role("columnheader", name="Quand").evaluate(lines) == 1
    assert page.get_by_role("cell", name="Dès la consultation").evaluate(lines) == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
