"""Which works get a PDF of their own."""

from __future__ import annotations

from synthkit.build.page_numbers import Sheets
from synthkit.build.pdf_offprints import beginning_within_another


def test_works_that_share_no_page_are_all_cut() -> None:
    assert beginning_within_another({"a": Sheets(1, 3), "b": Sheets(4, 4), "c": Sheets(7, 9)}) == {}


def test_a_work_that_begins_where_another_ends_is_not() -> None:
    assert beginning_within_another({"a": Sheets(1, 3), "b": Sheets(3, 4), "c": Sheets(5, 5)}) == {"b": "a"}


def test_of_works_on_one_page_the_first_is() -> None:
    assert beginning_within_another({"a": Sheets(1, 1), "b": Sheets(1, 1), "c": Sheets(1, 2)}) == {"b": "a", "c": "a"}


def test_no_works_no_cuts() -> None:
    assert beginning_within_another({}) == {}
