from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from synthkit.build.page_numbers import PrintedPages
from synthkit.epub.book import Entry, nested

HEADINGS = st.lists(st.tuples(st.integers(1, 9), st.text("ab", max_size=2), st.just("x.xhtml")))


def flat(entries: list[Entry]) -> list[str]:
    return [text for entry in entries for text in (entry.text, *flat(entry.children))]


def test_headings_stand_below_the_higher_ones_before_them() -> None:
    found = nested([(1, "A", "a"), (2, "B", "b"), (2, "C", "c"), (1, "D", "d")], 3)
    assert [(entry.text, flat(entry.children)) for entry in found] == [("A", ["B", "C"]), ("D", [])]
    assert [entry.depth for entry in found] == [2, 1]


def test_headings_below_the_depth_are_left_out() -> None:
    assert flat(nested([(1, "A", "a"), (2, "B", "b"), (3, "C", "c")], 2)) == ["A", "B"]


@given(HEADINGS)
def test_no_heading_with_a_text_is_lost_or_moved_whatever_levels_are_skipped(
    headings: list[tuple[int, str, str]],
) -> None:
    assert flat(nested(headings, 9)) == [text for _, text, _ in headings if text]


def test_a_printed_page_begins_once_where_it_is_met_first() -> None:
    marks = {"b": ((1, "3"), (4, "4")), "a": ((1, "iv"), (2, "2"), (7, "3")), "hors-livre": ((1, "9"),)}
    assert PrintedPages(marks=marks).beginnings(["index", "a", "b"]) == {"a": {1: "iv", 2: "2", 7: "3"}, "b": {4: "4"}}
