from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from synthkit.checks import schedule
from synthkit.diagnostics import Code, Problem
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import Days, Occasion
from synthkit.model.events import Session
from synthkit.model.people import Credit
from synthkit.schema import CreditRole, SessionKind, SessionStatus
from unit.invented import DAY_ONE, DAY_TWO, EVENT, alone, catalogue, session

ENGLISH = I18n("en")


def told(catalogue: Catalogue) -> list[tuple[Code, str]]:
    return [(problem.code, problem.format(ENGLISH)) for problem in schedule.check(catalogue)]


def block(**values: object) -> Session:
    return session("bloc", "9:00", "12:00", **({"kind": SessionKind.BLOCK} | values))


def part(start: str, end: str, id_: str = "a", **values: object) -> Session:
    return session(id_, start, end, **({"part_of": "bloc"} | values))


def only(problems: Catalogue) -> Problem:
    (problem,) = schedule.check(problems)
    return problem


def test_a_sound_programme_has_no_problem() -> None:
    assert told(catalogue()) == []


def test_a_session_without_an_event_is_told_the_ids_there_are() -> None:
    ((code, message),) = told(alone(session("a", event="")))
    assert code is Code.MISSING_OPTION
    assert message == "session 'a' has no option 'event'; expected: the id of its event, one of: horloges-2031"


def test_an_unknown_event_is_named_with_the_nearest_known() -> None:
    ((code, message),) = told(alone(session("a", event="horloge-2031")))
    assert code is Code.UNKNOWN_EVENT
    assert message == (
        "session 'a' names event 'horloge-2031', which is not in the book; nearest known: 'horloges-2031'"
    )


def test_an_unknown_event_that_resembles_none_is_named_without_a_guess() -> None:
    ((_, message),) = told(alone(session("a", event="%(zz)s {}")))
    assert message == "session 'a' names event '%(zz)s {}', which is not in the book"


def test_a_session_that_ends_before_it_starts_is_named_with_both_times() -> None:
    ((code, message),) = told(alone(session("a", "10:00", "9:30")))
    assert (code, message) == (Code.END_BEFORE_START, "session 'a' ends at 09:30, before it starts at 10:00")


@pytest.mark.parametrize(("start", "end"), [("9:00", "9:00"), ("9:00", ""), ("", "9:00"), ("", "")])
def test_a_session_may_leave_times_open(start: str, end: str) -> None:
    assert told(alone(session("a", start, end))) == []


def test_a_further_time_is_held_against_the_event_as_the_first_is() -> None:
    also = Occasion(DAY_TWO.replace(day=6), time(10), time(9))
    codes = [code for code, _ in told(alone(replace(session("a", "9:00", "9:30"), also=(also,))))]
    assert codes == [Code.END_BEFORE_START, Code.OUTSIDE_EVENT]


def test_a_day_outside_the_event_is_named_with_the_days_expected() -> None:
    ((code, message),) = told(alone(session("a", day=DAY_TWO.replace(day=6))))
    assert code is Code.OUTSIDE_EVENT
    assert message == (
        "session 'a' takes place on 2031-03-06, outside its event 'horloges-2031'; expected: 2031-03-04/2031-03-05"
    )


@pytest.mark.parametrize("day", [DAY_ONE, DAY_TWO])
def test_the_first_and_the_last_day_are_within_the_event(day: object) -> None:
    assert told(alone(session("a", day=day))) == []


def test_a_time_without_a_day_is_told_where_the_event_takes_several() -> None:
    ((code, message),) = told(alone(session("a", "9:00", day=None)))
    assert code is Code.MISSING_OPTION
    assert "'a'" in message
    assert "2031-03-04/2031-03-05" in message


def test_an_event_of_one_day_needs_no_day_in_its_sessions() -> None:
    assert told(alone(session("a", "9:00", day=None), days=Days(DAY_ONE, DAY_ONE))) == []


@pytest.mark.parametrize("kept", [(), (replace(block(), id="bloc-b"),), (block(kind=SessionKind.TALK),)])
def test_a_block_that_is_none_is_named(kept: tuple[Session, ...]) -> None:
    ((code, message),) = told(alone(*kept, session("a", part_of="bloc")))
    assert code is Code.UNKNOWN_BLOCK
    assert "session 'a' is part of 'bloc'" in message


def test_a_discussion_may_be_part_of_a_talk() -> None:
    talk = session("expose", "9:00", "10:00")
    debate = session("debat", kind=SessionKind.DISCUSSION, part_of=talk.id)
    assert told(alone(talk, debate)) == []
    assert [code for code, _ in told(alone(replace(talk, part_of=debate.id), debate))] == [Code.UNKNOWN_BLOCK] * 2


def test_a_block_of_another_event_is_none() -> None:
    other = replace(EVENT, id="autre")
    book = catalogue(events=(EVENT, other), sessions=(block(event=other.id), session("a", part_of="bloc")), chapters=())
    assert [code for code, _ in told(book)] == [Code.UNKNOWN_BLOCK]


def test_an_unknown_block_is_named_with_the_nearest_known() -> None:
    ((_, message),) = told(alone(block(), session("a", part_of="blok")))
    assert message.endswith("; nearest known: 'bloc'")


@pytest.mark.parametrize(("start", "end"), [("8:30", "9:30"), ("11:30", "12:30")])
def test_a_part_outside_its_block_is_named_with_both_spans(start: str, end: str) -> None:
    ((code, message),) = told(alone(block(), part(start, end)))
    assert code is Code.OUTSIDE_BLOCK
    assert "session 'a'" in message
    assert "'bloc' (09:00–12:00)" in message


@pytest.mark.parametrize(("start", "end"), [("9:00", "12:00"), ("10:00", ""), ("", "")])
def test_a_part_within_its_block_is_no_problem(start: str, end: str) -> None:
    assert told(alone(block(), part(start, end))) == []


def test_a_part_on_another_day_than_its_block_is_outside_it() -> None:
    assert [code for code, _ in told(alone(block(), part("10:00", "11:00", day=DAY_TWO)))] == [Code.OUTSIDE_BLOCK]


def test_two_sessions_at_once_in_one_room_are_named_with_their_spans() -> None:
    ((code, message),) = told(alone(session("a", "9:00", "10:00"), session("b", "9:45", "10:30")))
    assert code is Code.OVERLAP
    assert message == "session 'b' (09:45–10:30) overlaps 'a' (09:00–10:00) in the same room"


def test_a_long_session_overlaps_all_it_covers() -> None:
    found = told(alone(session("a", "9:00", "12:00"), session("b", "9:30", "10:00"), session("c", "11:00", "11:30")))
    assert [message.split(" (")[0] for _, message in found] == ["session 'b'", "session 'c'"]


@pytest.mark.parametrize("role", [CreditRole.SPEAKER, CreditRole.MODERATOR, CreditRole.DISCUSSANT])
def test_nobody_is_in_two_rooms_at_one_time(role: CreditRole) -> None:
    # « L. Dupond » is a spelling of Lise Dupont
    other = session("b", "9:30", "10:30", room="Salle 2", credits=(Credit("L. Dupond", role),))
    assert told(alone(session("a", "9:00", "10:00", room="Salle 1"), other)) == [
        (Code.OVERLAP, "'Lise Dupont' is in session 'b' (09:30–10:30) while in 'a' (09:00–10:00)")
    ]


@pytest.mark.parametrize(
    "others",
    [
        [session("b", "9:30", "10:30", room="Salle 2", status=SessionStatus.CANCELLED)],
        [session("b", "10:00", "10:30", room="Salle 2")],
        [session("b", "9:30", "10:30", room="Salle 2", day=DAY_TWO)],
        [session("b", "9:30", "10:30", room="Salle 2", credits=(Credit("Inconnue"),))],
    ],
)
def test_who_is_elsewhere_at_another_time_overlaps_nothing(others: list[Session]) -> None:
    assert told(alone(session("a", "9:00", "10:00", room="Salle 1"), *others)) == []


def test_of_several_who_hold_a_talk_any_one_may_be_elsewhere() -> None:
    both = (Credit("Lise Dupont"), Credit("Mona Éluard"))
    other = session("b", "9:30", "10:30", room="Salle 2", credits=both)
    first = session("a", "9:00", "10:00", room="Salle 1")
    assert told(alone(first, other)) == []
    signed = session(
        "b", "9:30", "10:30", room="Salle 2", credits=(*both[1:], Credit("Lise Dupont", CreditRole.AUTHOR))
    )
    assert told(alone(first, signed)) == []
    assert [code for code, _ in told(alone(first, replace(other, kind=SessionKind.PANEL)))] == [Code.OVERLAP]


def test_who_states_no_room_is_in_none_where_others_state_theirs() -> None:
    blocks = [replace(block(credits=()), id=id_, kind=SessionKind.BLOCK, room="") for id_ in ("b1", "b2")]
    assert told(alone(*blocks, session("a", "9:00", "10:00", room="Salle 1", credits=()))) == []


def test_who_chairs_a_block_may_speak_in_it_and_nowhere_else() -> None:
    chaired = block(credits=(Credit("lise-dupont", CreditRole.MODERATOR),))
    assert told(alone(chaired, part("9:00", "9:30", room="Salle 1"))) == []
    elsewhere = session("b", "11:00", "11:30", room="Salle 2")
    assert [code for code, _ in told(alone(chaired, part("9:00", "9:30"), elsewhere))] == [Code.OVERLAP]


def test_what_ends_behind_midnight_ends_after_it_begins() -> None:
    night = session("a", "23:00", "0:30", room="Salle 1"), session("b", "0:30", "1:00", room="Salle 1")
    assert told(alone(*night)) == []
    late = session("c", "0:15", "0:45", room="Salle 1", credits=())
    assert [code for code, _ in told(alone(night[0], late))] == [Code.OVERLAP]


def test_a_block_may_last_into_the_night() -> None:
    evening = session("bloc", "22:00", "2:00", kind=SessionKind.BLOCK, credits=())
    assert told(alone(evening, part("0:30", "1:30"))) == []
    assert [code for code, _ in told(alone(evening, part("1:30", "2:30")))] == [Code.OUTSIDE_BLOCK]


@pytest.mark.parametrize(
    "other",
    [
        session("b", "10:00", "10:30"),
        session("b", "9:30", "10:30", room="Salle 2", credits=(Credit("mona-eluard"),)),
        session("b", "9:30", "10:30", day=DAY_TWO),
        session("b", "9:30", ""),
    ],
)
def test_sessions_that_follow_or_stand_apart_do_not_overlap(other: Session) -> None:
    assert told(alone(session("a", "9:00", "10:00"), other)) == []


def test_posters_hang_in_one_room_at_one_time() -> None:
    posters = [session(id_, "9:00", "10:00", room="Foyer", kind=SessionKind.POSTER) for id_ in "ab"]
    assert told(alone(*posters)) == []


def test_a_block_does_not_overlap_its_parts_but_its_parts_each_other() -> None:
    found = alone(block(), part("9:00", "10:00"), part("9:30", "10:30", "b"))
    assert [(problem.code, problem.values["id"]) for problem in schedule.check(found)] == [(Code.OVERLAP, "b")]


def test_a_problem_is_told_where_its_session_stands() -> None:
    assert str(only(alone(session("a", "10:00", "9:00"))).where) == "/home/zoe/book/actes/a.md:5"
