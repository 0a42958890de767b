"""A reader keeps sessions of a programme on the device, takes them along as a calendar, and sees their own hours."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import icalendar
import pytest

CONF = (
    'project = "Grand"\nlanguage = "fr"\nextensions = ["myst_parser", "synthkit"]\n'
    'myst_enable_extensions = ["colon_fence"]\nhtml_theme = "synthkit"\n'
)
EVENT = ":::{event} grand-2031\n:date: 2031-03-04\n:timezone: Europe/Paris\n:city: Lille\n:::\n\n"
PROGRAMME = ":::{programme} grand-2031\n:::\n\n"
ROOMS = 20


def talk(number: int) -> str:
    """One of five hundred: twenty rooms, every half hour from 8 on."""
    minute = 8 * 60 + number // ROOMS * 30
    hours = [f"{at // 60}:{at % 60:02}" for at in (minute, minute + 25)]
    word = "Épée" if number == 41 else "laine"
    facts = f":title: Exposé no{number}, « {word} »\n:start: {hours[0]}\n:end: {hours[1]}\n"
    return f":::{{session}} s{number}\n:event: grand-2031\n{facts}:room: Salle {number % ROOMS + 1}\n:::\n\n"


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("own")
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    talks = "".join(map(talk, range(500)))
    (source / "index.md").write_text(f"# Grand\n\n{EVENT}{PROGRAMME}", encoding="utf-8")
    (source / "talks.md").write_text(f"---\norphan: true\n---\n# Exposés\n\n{talks}", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sphinx", "-Q", "-b", "html", source, source / "out"], check=True)
    return source / "out"


@pytest.fixture
def page(browser: Any, programme: Path) -> Any:
    context = browser.new_context(timezone_id="America/New_York", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((programme / "index.html").as_uri())
    yield page
    context.close()


def shown(page: Any) -> list[str]:
    found = page.locator(".synth-item[data-session]").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.session)"
    )
    return list(found)


def test_what_is_kept_stays_and_goes_to_a_calendar_under_the_ids_of_the_exports(page: Any, programme: Path) -> None:
    for number in (0, 41):
        page.locator(f'.synth-star[data-id="s{number}"]').click()
    page.reload()
    page.get_by_role("button", name="Ma sélection (2)").click()
    assert shown(page) == ["s0", "s41"]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Ma sélection pour l’agenda").click()
    taken = icalendar.Calendar.from_ical(Path(waiting.value.path()).read_bytes()).events
    path = programme / "calendar" / "programme" / "grand-2031.ics"
    exported = {one["uid"]: one for one in icalendar.Calendar.from_ical(path.read_bytes()).events}
    assert [one["uid"] for one in taken] == ["s0+grand-2031@book", "s41+grand-2031@book"]
    for one in taken:
        other = exported[one["uid"]]
        assert (one.start, one.end) == tuple(at.astimezone(dt.UTC) for at in (other.start, other.end))
        assert (one["summary"], one["location"]) == (other["summary"], other["location"])


def test_words_narrow_the_programme_by_day_title_and_room(page: Any) -> None:
    page.locator(".synth-wanted").fill("epee salle 2")
    assert shown(page) == ["s41"]
    page.locator(".synth-wanted").fill("mardi epee salle 2")
    assert shown(page) == ["s41"]
    page.locator(".synth-wanted").fill("mercredi")
    assert shown(page) == []
    page.locator(".synth-wanted").fill("salle 7")
    assert len(shown(page)) == 25
    page.locator(".synth-wanted").fill("")
    assert len(shown(page)) == 500


def test_a_reader_elsewhere_sees_both_hours(page: Any) -> None:
    time = page.locator('.synth-item[data-session="s0"] .synth-time').text_content()
    assert time.replace("\xa0", " ").replace("\u202f", " ").startswith("8 h – 8 h 25")
    assert "2:00 – 2:25" in time
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_programme_is_all_there(browser: Any, programme: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((programme / "index.html").as_uri())
    assert page.locator(".synth-item").count() == 500
    assert page.locator(".synth-star").count() == 0
    context.close()


def test_a_talk_is_kept_with_its_discussion_and_of_a_block_each_talk(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    kinds = (("bloc", "block", ""), ("un", "talk", "bloc"), ("deux", "talk", ""), ("debat", "discussion", "deux"))
    talks = "".join(
        f":::{{session}} {id_}\n:event: grand-2031\n:title: {id_}\n:kind: {kind}\n:part-of: {block}\n:::\n\n"
        for id_, kind, block in kinds
    ).replace(":part-of: \n", "")
    (tmp_path / "index.md").write_text(f"# Grand\n\n{EVENT}{PROGRAMME}{talks}", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sphinx", "-Q", "-b", "html", tmp_path, tmp_path / "out"], check=True)
    page = browser.new_page()
    page.goto((tmp_path / "out" / "index.html").as_uri())
    assert page.locator(".synth-star").evaluate_all("all => all.map(one => one.dataset.id)") == ["un", "deux"]
    page.locator(".synth-wanted").fill("debat")
    assert shown(page) == ["deux", "debat"]
