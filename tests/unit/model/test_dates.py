from __future__ import annotations

import datetime as dt

import pytest

from synthkit.i18n import I18n
from synthkit.model.dates import Days, PartialDate, meant_date, parse_day, parse_days, parse_time

FRENCH = I18n("fr")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2031", PartialDate(2031)),
        ("2031-03", PartialDate(2031, 3)),
        (" 2031-03-04 ", PartialDate(2031, 3, 4)),
        ("2028-02-29", PartialDate(2028, 2, 29)),
    ],
)
def test_a_partial_date_is_as_precise_as_it_is_written(text: str, date: PartialDate) -> None:
    assert PartialDate.parse(text) == date


@pytest.mark.parametrize("text", ["2031", "2031-03", "2031-03-04", "0987"])
def test_a_partial_date_is_written_as_it_was_read(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "31", "2031-3", "2031-13", "2031-02-30", "2029-02-29", "04/03/2031", "2031-03-04T09:00", "0000", "20310304"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2031-00", "2031-00-15", "2031-03-00"])
def test_month_and_day_zero_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        PartialDate.parse(text)


@pytest.mark.parametrize(("text", "said"), [("2031", "2031"), ("2031-03", "mars 2031"), ("2031-03-04", "4 mars 2031")])
def test_a_partial_date_is_said_as_precisely_as_it_is_known(text: str, said: str) -> None:
    assert PartialDate.parse(text).formatted(FRENCH) == said


def test_partial_dates_sort_by_time() -> None:
    texts = ["2031-10", "2031-02-28", "2031-02", "2030-12-31", "2031"]
    assert [str(date) for date in sorted(map(PartialDate.parse, texts))] == [
        "2030-12-31",
        "2031",
        "2031-02",
        "2031-02-28",
        "2031-10",
    ]


def test_a_single_day_is_said_with_its_weekday() -> None:
    assert parse_days("2026-01-27").formatted(FRENCH) == "mardi 27 janvier 2026"


def test_several_days_are_said_by_the_first_and_the_last() -> None:
    assert parse_days("2026-01-27/2026-01-29").formatted(FRENCH) == "27–29 janvier 2026"


@pytest.mark.parametrize("text", ["2026-01-27", "2026-01-27/2026-01-28"])
def test_days_are_written_as_biblatex_takes_them(text: str) -> None:
    assert parse_days(text).iso == text


def test_first_and_last_day_belong_to_an_event() -> None:
    days = Days(dt.date(2026, 1, 27), dt.date(2026, 1, 28))
    inside = [day for day in range(25, 31) if dt.date(2026, 1, day) in days]
    assert inside == [27, 28]


@pytest.mark.parametrize(
    "text",
    ["", "/", "2026-01", "2026-01-28/2026-01-27", "2026-01-27/", "/2026-01-27", "2026-01-27/2026-01-28/2026-01-29"],
)
def test_days_that_are_none_or_reversed_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_days(text)


@pytest.mark.parametrize("text", ["", "2026-1-7", "20260127", "2026-W05-2", "27 janvier 2026", "2026-02-30"])
def test_a_day_is_a_full_date_or_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_day(text)


@pytest.mark.parametrize(
    "text", ["9:35", "09:35", "9 h 35", "9h35", "9\u00a0h\u00a035", "9\u202fh\u202f35", " 9 : 35 "]
)
def test_a_time_is_read_in_either_notation(text: str) -> None:
    assert parse_time(text) == dt.time(9, 35)


@pytest.mark.parametrize("text", ["9 h", "9h", "9:00", "9 h 00"])
def test_a_full_hour_needs_no_minutes(text: str) -> None:
    assert parse_time(text) == dt.time(9)


@pytest.mark.parametrize("text", ["", "9", "9:", "9:5", "24:00", "9 h 60", "-1:00", "9:35:10", "9 h 35 min", "midi"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("27/01/2026", "2026-01-27"),
        ("1.2.2026", "2026-02-01"),
        ("27 - 01 - 2026", "2026-01-27"),
        ("27 janvier 2026", "2026-01-27"),
        ("mardi 27 janvier 2026", "2026-01-27"),
        ("1er août 2026", "2026-08-01"),
        ("Février 2026", "2026-02"),
        ("3 March 2026", "2026-03-03"),
        ("January 27, 2026", "2026-01-27"),
        ("Jan. 27 2026", "2026-01-27"),
        ("2026-13", ""),
        ("01/27/2026", ""),
        ("30/02/2026", ""),
        ("27 brumaire 2026", ""),
        ("27/01/26", ""),
        ("printemps 2026", ""),
        ("2026", ""),
        ("", ""),
    ],
)
def test_a_date_written_otherwise_is_known_for_what_it_means(text: str, meant: str) -> None:
    assert meant_date(text) == meant
