from __future__ import annotations

from dataclasses import replace

import pytest

from synthkit.model.dates import Days
from synthkit.model.events import Event, Session, Slot, programme
from synthkit.model.schedule import MOST_LINES, MOST_TRACKS, Day, Gap, Stretch, days, scale
from synthkit.schema import SessionKind
from unit.invented import DAY_ONE, DAY_TWO, EVENT, session

ONE_DAY = replace(EVENT, days=Days(DAY_ONE, DAY_ONE))


def drawn(*sessions: Session, event: Event = EVENT) -> tuple[Day, ...]:
    return days(event, programme(event, sessions))


def told(item: Stretch | Gap | Slot) -> object:
    """A stretch as its sessions, each with its column; a gap as its minutes; a session without a length as its id."""
    if isinstance(item, Stretch):
        return [(block.slot.session.id, block.track) for block in item.blocks]
    return item.minutes if isinstance(item, Gap) else item.session.id


def picture(*sessions: Session) -> list[object]:
    (day,) = drawn(*sessions)
    return [told(item) for item in day.items]


def inside(*sessions: Session) -> list[object]:
    """What is drawn within the block ``bloc``, of the given parts."""
    (day,) = drawn(session("bloc", "9:00", "10:00", kind=SessionKind.BLOCK), *sessions)
    (stretch,) = day.items
    assert isinstance(stretch, Stretch)
    return [told(item) for item in stretch.blocks[0].inside]


def part(id_: str, start: str = "", end: str = "") -> Session:
    return session(id_, start, end, part_of="bloc")


def test_sessions_follow_each_other_with_what_lies_between_them() -> None:
    assert picture(session("b", "10:00", "11:00"), session("a", "9:00", "9:30")) == [[("a", 1)], 30, [("b", 1)]]


def test_what_ends_when_another_begins_does_not_overlap_it() -> None:
    assert picture(session("a", "9:00", "10:00"), session("b", "10:00", "11:00")) == [[("a", 1)], [("b", 1)]]


def test_sessions_at_the_same_time_stand_side_by_side() -> None:
    assert picture(session("a", "9:00", "10:00"), session("b", "9:30", "10:30"), session("c", "10:00", "11:00")) == [
        [("a", 1), ("b", 2), ("c", 1)]
    ]


def test_a_room_keeps_its_column_through_the_day() -> None:
    assert picture(
        session("a", "9:00", "10:00", room="Cave"),
        session("b", "9:00", "10:00", room="Beffroi"),
        session("c", "10:00", "11:00", room="Cave"),
        session("d", "10:00", "11:00", room="Beffroi"),
    ) == [[("b", 1), ("a", 2)], [("d", 1), ("c", 2)]]


def test_two_sessions_in_one_room_at_the_same_time_hide_neither() -> None:
    assert picture(session("a", "9:00", "10:00", room="Cave"), session("b", "9:30", "10:30", room="Cave")) == [
        [("a", 1), ("b", 2)]
    ]


def test_the_lines_of_a_stretch_are_the_minutes_at_which_something_changes() -> None:
    (day,) = drawn(session("a", "9:00", "10:00"), session("b", "9:20", "9:40"))
    (stretch,) = day.items
    assert isinstance(stretch, Stretch)
    assert stretch.lines == (540, 560, 580, 600)


@pytest.mark.parametrize("times", [("11:00", ""), ("", "11:00"), ("11:00", "11:00"), ("11:00", "10:00")])
def test_a_session_without_a_length_stands_where_it_belongs_and_is_not_drawn(times: tuple[str, str]) -> None:
    before, after = session("avant", "9:00", "10:30"), session("apres", "11:00", "12:00")
    follows, precedes = [[("avant", 1)], 30, [("apres", 1)], "ouverte"], [[("avant", 1)], "ouverte", [("apres", 1)]]
    assert picture(before, session("ouverte", *times), after) == (follows if times[0] else precedes)


def test_of_a_session_with_an_open_end_nobody_knows_whether_a_gap_follows_it() -> None:
    assert picture(session("a", "9:00", "10:00"), session("ouverte", "10:00"), session("b", "14:00", "15:00")) == [
        [("a", 1)],
        "ouverte",
        [("b", 1)],
    ]


def test_sessions_without_any_time_are_listed_apart() -> None:
    (day,) = drawn(session("a", "9:00", "10:00"), session("sans"))
    assert [slot.session.id for slot in day.untimed] == ["sans"]
    assert [told(item) for item in day.items] == [[("a", 1)]]


def test_a_session_without_a_day_is_on_no_day_of_an_event_of_several() -> None:
    found = drawn(session("demain", "8:00", "9:00", day=DAY_TWO), session("quand", "9:00", "9:30", day=None))
    assert [(day.date, [slot.session.id for slot in day.slots]) for day in found] == [
        (DAY_TWO, ["demain"]),
        (None, ["quand"]),
    ]


def test_a_session_without_a_day_is_on_the_only_one_of_its_event() -> None:
    (day,) = drawn(session("quand", "9:00", day=None), session("ce-jour", "10:00"), event=ONE_DAY)
    assert day.date == DAY_ONE


def test_parts_with_times_are_drawn_within_their_block_with_the_gaps_around_them() -> None:
    assert inside(part("un", "9:10", "9:30"), part("deux", "9:30", "9:55")) == [10, [("un", 1)], [("deux", 1)], 5]


@pytest.mark.parametrize("other", [("", ""), ("9:30", ""), ("9:30", "10:30")])
def test_parts_are_not_drawn_when_one_of_them_has_no_place_in_the_block(other: tuple[str, str]) -> None:
    assert inside(part("un", "9:00", "9:30"), part("deux", *other)) == []


def test_what_is_past_midnight_follows_on_the_day_that_began() -> None:
    assert picture(
        session("apres", "0:30", "1:00"), session("soir", "23:00", "0:30"), session("matin", "9:00", "23:00")
    ) == [[("matin", 1)], [("soir", 1)], [("apres", 1)]]


def test_what_needs_more_columns_or_lines_than_there_are_is_no_grid() -> None:
    (wide,) = drawn(*(session(f"s{n}", "9:00", "10:00") for n in range(MOST_TRACKS + 1)))
    (long,) = drawn(
        session("tout", "9:00", "12:00"), *(session(f"s{n}", "9:00", f"9:{n + 1:02}") for n in range(MOST_LINES))
    )
    (fine,) = drawn(*(session(f"s{n}", "9:00", "10:00") for n in range(MOST_TRACKS)))
    assert [item.fits for day in (wide, long, fine) for item in day.items if isinstance(item, Stretch)] == [
        False,
        False,
        True,
    ]


def test_an_afternoon_of_short_talks_is_drawn_larger_than_a_long_day_of_them() -> None:
    short = drawn(session("a", "14:00", "14:15"), session("b", "14:15", "16:00"))
    long = drawn(session("a", "8:00", "8:15"), session("b", "9:00", "20:00"))
    assert (scale(short), scale(long)) == (4, 3)


def test_no_programme_is_drawn_smaller_or_larger_than_can_be_read() -> None:
    assert scale(drawn(session("a", "4:00", "4:05"), session("b", "23:00", "23:59"))) == 2
    assert scale(drawn(session("a", "14:00", "14:05"))) == 6
    assert scale(()) == 2
