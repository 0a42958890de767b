"""A programme of many rooms in a browser: nothing is cut off or lies over anything else, at any width."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CONF = (
    'project = "Grand"\nlanguage = "fr"\nextensions = ["myst_parser", "synthkit"]\n'
    'myst_enable_extensions = ["colon_fence"]\nhtml_theme = "pydata_sphinx_theme"\n'
)
EVENT = ":::{event} grand-2031\n:title: Grand\n:date: 2031-03-04\n:::\n\n```{programme} grand-2031\n```\n\n"
TITLE = "Désambiguïsation anticonstitutionnellement https://example.org/address-without-any-place-to-break"
NAME = "Maximilienne-Bartholomée Rosenkrantz-Vandenbroucke"
CUT = """() => {
  const wide = document.documentElement.clientWidth, told = [...document.querySelectorAll(".synth-told")];
  const places = told.map(one => one.getBoundingClientRect());
  const cut = [...document.querySelectorAll(".synth-schedule *")].filter(one =>
    one.getBoundingClientRect().right > wide + 1
    || (getComputedStyle(one).display !== "inline" && one.scrollWidth > one.clientWidth + 1));
  const over = places.flatMap((a, i) => places.slice(i + 1).filter(b =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
  return [cut.length, over.length];
}"""


def talk(room: int, hour: int, rooms: int) -> str:
    """One of several at the same time, each of another length."""
    start, end = f"{hour}:{room % 3 * 5:02}", f"{hour}:{20 + room * 5 % 35:02}"
    names = f"{NAME} {room} (Institut interdisciplinaire)"
    options = (
        f":event: grand-2031\n:title: {TITLE}\n:start: {start}\n:end: {end}\n:room: Salle {room}\n:track: Industrie\n"
    )
    return f":::{{session}} s{rooms}-{hour}-{room}\n{options}:speakers: {names}\n:::\n\n"


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a day with two, four, six and nine rooms one after another."""
    source = tmp_path_factory.mktemp("wide")
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    talks = (talk(room, 9 + place, rooms) for place, rooms in enumerate((2, 4, 6, 9)) for room in range(rooms))
    (source / "index.md").write_text(f"# Grand\n\n{EVENT}{''.join(talks)}", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sphinx", "-Q", "-b", "html", source, source / "out"], check=True)
    return source / "out" / "index.html"


@pytest.mark.parametrize("width", [320, 390, 600, 768, 900, 1024, 1200, 1400, 1800, 2400])
def test_nothing_is_cut_off_or_covered(browser: Any, programme: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(programme.as_uri())
    assert page.evaluate(CUT) == [0, 0]
    page.close()


def test_six_rooms_stand_side_by_side_on_a_wide_screen_and_nine_are_a_list_without_voids(
    browser: Any, programme: Path
) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(programme.as_uri())
    shown = page.eval_on_selector_all(".synth-beside", "all => all.map(one => getComputedStyle(one).display)")
    assert shown == ["grid", "grid", "grid", "block"]
    heights = page.eval_on_selector_all(
        "li:last-child > .synth-beside .synth-item",
        "all => all.map(one => one.offsetHeight - one.querySelector('.synth-told').offsetHeight)",
    )
    assert max(heights) <= 1
    page.close()
