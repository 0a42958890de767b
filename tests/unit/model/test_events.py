from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from synthkit.model.dates import Days, Occasion
from synthkit.model.events import Event, Session, hours, programme
from synthkit.schema import Attendance, SessionKind, SessionStatus
from unit.invented import DAY_ONE, DAY_TWO, EVENT, alone, at, session, sessions


def order(*sessions: Session, event: Event = EVENT) -> list[str | tuple[str, list[str]]]:
    """Ids as the programme has them; a slot with parts as a pair."""
    return [
        (slot.session.id, [part.id for part in slot.parts]) if slot.parts else slot.session.id
        for slot in programme(event, sessions)
    ]


def test_a_programme_goes_by_day_and_hour_whatever_the_order_of_the_source() -> None:
    assert order(*sessions()) == ["ouverture", ("matin", ["rouage", "ressort"]), "pause", "soir", "debat"]


def test_an_event_without_sessions_has_an_empty_programme() -> None:
    assert programme(EVENT, ()) == ()


def test_parts_go_by_position_those_without_one_behind_them_by_time() -> None:
    inside = {"part_of": "bloc"}
    assert order(
        session("tard", "11:00", **inside),
        session("tot", "10:00", **inside),
        session("deux", position=2, **inside),
        session("un", "11:30", position=1, **inside),
        session("bloc", "9:00", kind=SessionKind.BLOCK),
    ) == [("bloc", ["un", "deux", "tot", "tard"])]


def test_a_discussion_can_be_part_of_the_talk_it_follows_and_nothing_else_can() -> None:
    of_talk = {"part_of": "expose"}
    talk = session("expose", "9:00", "10:00")
    debate = session("debat", kind=SessionKind.DISCUSSION, **of_talk)
    assert order(debate, talk, session("reponse", "9:30", **of_talk)) == [("expose", ["debat"]), "reponse"]
    assert order(debate, replace(talk, kind=SessionKind.BREAK)) == ["expose", "debat"]


def test_untimed_sessions_stand_last_in_their_day() -> None:
    assert order(session("sans"), session("demain", "8:00", day=DAY_TWO), session("avec", "18:00")) == [
        "avec",
        "sans",
        "demain",
    ]


def test_sessions_without_a_day_stand_on_the_first() -> None:
    assert order(session("lendemain", "8:00", day=DAY_TWO), session("sans-jour", "9:00", day=None)) == [
        "sans-jour",
        "lendemain",
    ]


def test_equals_keep_the_order_of_the_source() -> None:
    assert order(session("b", "9:00"), session("a", "9:00"), session("d"), session("c")) == ["b", "a", "d", "c"]


def test_a_part_without_its_block_stands_as_a_slot_of_its_own() -> None:
    assert order(session("a", "9:00", part_of="nulle-part")) == ["a"]


def test_a_session_that_is_part_of_a_talk_stands_as_a_slot_of_its_own() -> None:
    assert order(session("a", "9:00"), session("b", "10:00", part_of="a")) == ["a", "b"]


@pytest.mark.parametrize("outer", ["bloc", "autre"])
def test_blocks_within_blocks_lose_no_session(outer: str) -> None:
    bloc = session("bloc", "9:00", kind=SessionKind.BLOCK, part_of=outer)
    autre = session("autre", "10:00", kind=SessionKind.BLOCK, part_of="bloc")
    assert order(bloc, autre, session("a", part_of="bloc")) == [("bloc", ["a"]), "autre"]


def test_an_event_without_days_has_a_programme_still() -> None:
    event = replace(EVENT, days=None)
    assert order(session("b", "10:00", day=None), session("a", "9:00", day=None), event=event) == ["a", "b"]


@pytest.mark.parametrize("kind", SessionKind)
def test_breaks_discussions_and_blocks_are_no_works(kind: SessionKind) -> None:
    uncitable = {SessionKind.BREAK, SessionKind.DISCUSSION, SessionKind.BLOCK, SessionKind.ASSEMBLY}
    assert session("a", kind=kind).is_citable is (kind not in uncitable)


@pytest.mark.parametrize("kind", [kind for kind in SessionKind if kind.cited_as])
def test_a_cancelled_session_is_no_work(kind: SessionKind) -> None:
    assert not session("a", kind=kind, status=SessionStatus.CANCELLED).is_citable


def test_what_needs_nobody_is_a_work_where_somebody_is_named() -> None:
    assert not session("a", kind=SessionKind.SPONSORED, credits=()).is_citable
    assert session("a", kind=SessionKind.SPONSORED).is_citable
    assert session("a", kind=SessionKind.TALK, credits=()).is_citable


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"room": "Salle 2"}, "Salle 2, Halle aux grains, Lille, France"),
        ({"room": "Salle 2", "venue": "Citadel Hall"}, "Salle 2, Citadel Hall"),
        ({"attendance": Attendance.ONLINE}, ""),
        ({"attendance": Attendance.HYBRID}, "Halle aux grains, Lille, France"),
    ],
)
def test_a_session_is_where_its_event_is_unless_it_says_otherwise(values: dict[str, Any], place: str) -> None:
    assert session("a", **values).place_in(EVENT) == place


def bloc(**values: Any) -> Session:
    return session("bloc", values.pop("start", ""), values.pop("end", ""), kind=SessionKind.BLOCK, credits=(), **values)


def part(id_: str, start: str, end: str, **values: Any) -> Session:
    return session(id_, start, end, part_of="bloc", **values)


def spanning(*sessions: Session) -> Session:
    found = alone(*sessions).session("bloc")
    assert found
    return found


def test_a_block_without_times_begins_with_its_first_talk_and_ends_with_its_last() -> None:
    found = spanning(bloc(day=None), part("deux", "9:40", "10:00"), part("un", "9:00", "9:30"))
    assert (found.day, found.start, found.end) == (DAY_ONE, at("9:00"), at("10:00"))


def test_a_block_without_times_stands_before_the_break_that_follows_its_talks() -> None:
    book = alone(
        session("fin", "11:00", "12:00"),
        session("pause", "10:30", "11:00", kind=SessionKind.BREAK, credits=()),
        bloc(),
        part("un", "9:00", "9:45"),
        part("deux", "9:45", "10:30"),
    )
    assert [slot.session.id for slot in book.programme(book.events[0])] == ["bloc", "pause", "fin"]
    assert [book.rank(one) for one in book.sessions if one.id in ("un", "deux", "fin")] == [(3, 3), (1, 3), (2, 3)]


def test_a_block_ends_when_nobody_knows_where_its_last_talk_does() -> None:
    assert spanning(bloc(), part("un", "9:00", "9:45"), part("deux", "9:45", "")).end is None


def test_a_block_that_states_its_times_keeps_them() -> None:
    stated = bloc(start="8:30", end="12:00")
    assert spanning(stated, part("un", "9:00", "9:45")) == stated


def test_a_block_goes_on_past_midnight() -> None:
    found = spanning(bloc(), part("deux", "0:15", "1:00"), part("un", "23:30", "0:15"))
    assert (found.start, found.end) == (at("23:30"), at("1:00"))


@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        (("9:00", "10:00"), (540, 600)),
        (("23:00", "0:30"), (1380, 1470)),
        (("0:30", "1:00"), (1470, 1500)),
        (("3:30", "5:00"), (1650, 1740)),
        (("22:00", "0:00"), (1320, 1440)),
        (("11:00", "10:00"), (660, 600)),
        (("9:00", "1:00"), (540, 60)),
        (("", "0:30"), (None, 1470)),
        (("0:30", ""), (1470, None)),
    ],
)
def test_hours_count_on_into_the_night(times: tuple[str, str], minutes: tuple[int | None, int | None]) -> None:
    assert hours(session("a", *times), EVENT) == minutes


def test_a_session_of_several_times_stands_at_each_and_is_one_work() -> None:
    again = Occasion(DAY_TWO, at("14:00"), at("15:00"), "Salle 2")
    book = alone(session("b", "10:00", "11:00"), session("a", "9:00", "9:30", room="Salle 1", also=(again,)))
    slots = [(slot.session.id, slot.session.day, slot.session.room) for slot in book.programme(book.events[0])]
    assert slots == [("a", DAY_ONE, "Salle 1"), ("b", DAY_ONE, ""), ("a", DAY_TWO, "Salle 2")]
    assert [book.rank(one) for one in book.sessions] == [(2, 2), (1, 2)]
    assert [one.session.id for one in book.contributions(book.persons[0])] == ["a", "b"]
    assert [work.id for work in book.works if work.session_kind] == ["a", "b"]


def test_a_place_says_nothing_twice() -> None:
    event = Event("e", venue="Halle", address="2 rue du Port, Lille", city="Lille", country="France")
    assert event.place == "Halle, 2 rue du Port, Lille, France"


def test_an_event_of_no_place_has_an_empty_one() -> None:
    assert Event("e", days=Days(DAY_ONE, DAY_ONE)).place == ""
