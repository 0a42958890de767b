from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from synthkit.model.dates import Days
from synthkit.model.events import Event, EventId, Session, SessionId, programme
from synthkit.schema import Attendance, SessionKind, SessionStatus
from unit.invented import DAY_ONE, DAY_TWO, EVENT, session, sessions


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
    inside = {"part_of": SessionId("bloc")}
    assert order(
        session("tard", "11:00", **inside),
        session("tot", "10:00", **inside),
        session("deux", position=2, **inside),
        session("un", "11:30", position=1, **inside),
        session("bloc", "9:00", kind=SessionKind.BLOCK),
    ) == [("bloc", ["un", "deux", "tot", "tard"])]


def test_a_discussion_can_be_part_of_the_talk_it_follows_and_nothing_else_can() -> None:
    of_talk = {"part_of": SessionId("expose")}
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
    assert order(session("a", "9:00", part_of=SessionId("nulle-part"))) == ["a"]


def test_a_session_that_is_part_of_a_talk_stands_as_a_slot_of_its_own() -> None:
    assert order(session("a", "9:00"), session("b", "10:00", part_of=SessionId("a"))) == ["a", "b"]


@pytest.mark.parametrize("outer", ["bloc", "autre"])
def test_blocks_within_blocks_lose_no_session(outer: str) -> None:
    bloc = session("bloc", "9:00", kind=SessionKind.BLOCK, part_of=SessionId(outer))
    autre = session("autre", "10:00", kind=SessionKind.BLOCK, part_of=SessionId("bloc"))
    assert order(bloc, autre, session("a", part_of=SessionId("bloc"))) == [("bloc", ["a"]), "autre"]


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


def test_a_place_says_nothing_twice() -> None:
    event = Event(EventId("e"), venue="Halle", address="2 rue du Port, Lille", city="Lille", country="France")
    assert event.place == "Halle, 2 rue du Port, Lille, France"


def test_an_event_of_no_place_has_an_empty_one() -> None:
    assert Event(EventId("e"), days=Days(DAY_ONE, DAY_ONE)).place == ""
