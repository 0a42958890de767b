"""The map shows each keyword that sessions share, once for each, in the order of the programme."""

import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from synthkit.figures.topic_map import WIDEST, drawn, theme_map
from synthkit.schema import SessionKind
from unit.invented import DAY_TWO, EVENT, HOSTILE, alone, session

SVG = "{http://www.w3.org/2000/svg}"


def mapped(*sessions):
    return theme_map(alone(*sessions), EVENT)


def picture(found):
    markup = drawn(found, lambda one: f'{one.id}.html?a=1&b="2"#{one.id}')
    return ET.fromstring(markup.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def themes(found):
    return {theme.word: theme.places for theme in found.themes}


def test_a_theme_has_the_sessions_that_share_it_and_one_alone_is_none():
    found = mapped(
        session("un", "9:00", keywords=("temps", "cadran")),
        session("deux", "10:00", keywords=("Temps", "eau")),
        session("trois", "11:00", keywords=("eau", "temps")),
    )
    assert themes(found) == {"temps": (0, 1, 2), "eau": (1, 2)}
    assert [found.words_of(place) for place in range(3)] == [("temps",), ("temps", "eau"), ("temps", "eau")]


def test_sessions_stand_in_the_order_of_the_programme_and_talks_within_their_block():
    found = mapped(
        session("soir", "17:00", keywords=("temps",)),
        session("matin", "9:00", kind=SessionKind.BLOCK, keywords=("temps",)),
        session("rouage", part_of="matin", keywords=("temps",)),
    )
    assert [one.id for one in found.sessions] == ["rouage", "soir"]
    assert themes(found) == {"temps": (0, 1)}


def test_a_keyword_a_session_states_twice_is_not_shared():
    assert themes(mapped(session("un", keywords=("temps", "TEMPS")), session("deux"))) == {}


def test_themes_of_the_morning_stand_before_those_of_the_evening():
    found = mapped(
        session("un", "9:00", keywords=("zinc",)),
        session("deux", "10:00", keywords=("zinc", "argent")),
        session("trois", "11:00", keywords=("argent",)),
    )
    assert list(themes(found)) == ["zinc", "argent"]


def test_breaks_and_days_part_the_sessions_but_not_before_the_first_or_behind_the_last():
    def pause(id_, start, **values):
        return session(id_, start, kind=SessionKind.BREAK, credits=(), **values)

    found = mapped(
        pause("accueil", "8:00"),
        session("un", "9:00", keywords=("temps",)),
        pause("cafe", "10:00"),
        session("deux", "11:00", keywords=("temps",)),
        session("trois", "9:00", day=DAY_TWO, keywords=("temps",)),
        session("quatre", "10:00", day=DAY_TWO, keywords=("temps",)),
        pause("adieu", "11:00", day=DAY_TWO),
    )
    assert found.breaks == {1, 2}


def test_each_mark_is_a_link_with_the_session_s_number_and_name():
    found = mapped(session("un", "9:00", keywords=("temps",)), session("deux", "10:00", keywords=("temps",)))
    links = list(picture(found).iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ['un.html?a=1&b="2"#un', 'deux.html?a=1&b="2"#deux']
    assert [link.findtext(f"{SVG}title") for link in links] == ["1. Exposé un", "2. Exposé deux"]
    assert [link.findtext(f"{SVG}text") for link in links] == ["1", "2"]


def test_marks_of_one_row_do_not_touch():
    made = [session(f"s{place}", f"{place + 8}:00", keywords=("temps",)) for place in range(12)]
    found = picture(mapped(*made))
    across = [float(mark.get("cx")) for mark in found.iter(f"{SVG}circle")]
    radius = float(next(found.iter(f"{SVG}circle")).get("r"))
    assert min(after - before for before, after in itertools.pairwise(across)) > 2 * radius
    drawing = found.find(f"{SVG}svg")
    assert max(across) + radius <= float(drawing.get("width"))


def test_a_picture_wider_than_a_phone_can_shrink_keeps_its_size():
    made = [replace(session(f"s{place}", keywords=("temps",)), title=f"S {place}") for place in range(20)]
    few, many = picture(mapped(*made[:10])), picture(mapped(*made))
    assert (few.get("class"), many.get("class")) == ("synth-map", "synth-map synth-map-wide")
    assert float(few.find(f"{SVG}svg").get("width")) <= WIDEST < float(many.find(f"{SVG}svg").get("width"))


def test_it_brings_no_style_or_script_of_its_own():
    found = picture(mapped(session("un", keywords=("temps",)), session("deux", keywords=("temps",))))
    assert {name for part in found.iter() for name in part.attrib if name == "style" or name.startswith("on")} == set()
    assert [link.get("tabindex") for link in found.iter(f"{SVG}a")] == ["-1", "-1"]
    assert found.find(f"{SVG}svg").get("aria-hidden") == "true"


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\x00" not in text])
def test_what_an_editor_wrote_is_text_in_the_picture(text):
    found = mapped(session("un", title=text, keywords=(text,)), session("deux", keywords=(text,)))
    drawing = picture(found)
    said = [one.text for one in drawing.iter(f"{SVG}text") if one.get("class") == "synth-map-word"]
    assert [" ".join(one.split()) for one in said] == [" ".join(text.split())]
    assert not list(drawing.iter(f"{SVG}script"))


def test_an_event_without_sessions_has_an_empty_map():
    assert (mapped().sessions, mapped().themes) == ((), ())
