from __future__ import annotations

import datetime as dt

import pytest

from synthkit.i18n import I18n

FRENCH, ENGLISH = I18n("fr"), I18n("en")
TUESDAY = dt.date(2026, 1, 27)


def test_a_french_date_is_said_with_its_weekday() -> None:
    assert FRENCH.date(TUESDAY, weekday=True) == "mardi 27 janvier 2026"


def test_a_french_date_is_said_without_its_weekday() -> None:
    assert FRENCH.date(TUESDAY) == "27 janvier 2026"


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert FRENCH.date(dt.date(2026, 2, 1)) == "1er février 2026"


@pytest.mark.parametrize(
    ("language", "last", "words"),
    [
        ("fr", dt.date(2026, 1, 28), "27–28 janvier 2026"),
        ("fr", dt.date(2026, 2, 1), "27 janvier – 1er février 2026"),
        ("fr", dt.date(2027, 1, 1), "27 janvier 2026 – 1er janvier 2027"),
        ("en", dt.date(2026, 1, 28), "January 27–28, 2026"),
        ("en", dt.date(2026, 2, 27), "January 27 – February 27, 2026"),
        ("en-GB", dt.date(2026, 1, 28), "27–28 January 2026"),
        ("de", dt.date(2026, 1, 28), "27.–28. Januar 2026"),
        ("de", dt.date(2026, 2, 1), "27. Januar – 1. Februar 2026"),
    ],
)
def test_what_several_days_have_in_common_stands_once(language: str, last: dt.date, words: str) -> None:
    assert I18n(language).days(TUESDAY, last) == words


def test_an_english_date_is_said_the_english_way() -> None:
    assert ENGLISH.date(TUESDAY, weekday=True) == "Tuesday, January 27, 2026"


@pytest.mark.parametrize(
    ("time", "said"),
    [(dt.time(9, 35), "9\u00a0h\u00a035"), (dt.time(9), "9\u00a0h"), (dt.time(14, 5), "14\u00a0h\u00a005")],
)
def test_a_french_time_is_said_in_hours_that_do_not_break(time: dt.time, said: str) -> None:
    assert FRENCH.time(time) == said


def test_midnight_is_an_hour_like_any_other() -> None:
    assert FRENCH.time(dt.time(0)) == "0\u00a0h"


def test_an_english_time_is_said_the_english_way() -> None:
    assert ENGLISH.time(dt.time(9, 35)) == "9:35\u00a0AM"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (dt.time(9, 35), dt.time(10, 55), "9\u00a0h\u00a035\u00a0– 10\u00a0h\u00a055"),
        (dt.time(9), None, "à partir de 9\u00a0h"),
        (None, dt.time(10), "jusqu’à 10\u00a0h"),
        (None, None, ""),
        (dt.time(0), dt.time(1), "0\u00a0h\u00a0– 1\u00a0h"),
    ],
)
def test_times_are_said_as_far_as_they_are_known(start: dt.time | None, end: dt.time | None, said: str) -> None:
    assert FRENCH.times(start, end) == said


def test_a_month_is_said_with_its_year() -> None:
    assert (FRENCH.month(2026, 8), ENGLISH.month(2026, 8)) == ("août 2026", "August 2026")


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["Lise"], "Lise"), (["Lise", "Mona"], "Lise et Mona"), (["a", "b", "c"], "a, b et c")],
)
def test_a_french_list_ends_with_et(items: list[str], said: str) -> None:
    assert FRENCH.listed(items) == said


@pytest.mark.parametrize("item", ["{0}", "{1}", "%s", "\\1"])
def test_a_list_takes_its_items_as_text(item: str) -> None:
    assert FRENCH.listed([item, "Mona"]) == f"{item} et Mona"


def test_a_message_is_said_in_french() -> None:
    assert FRENCH("Talk") == "Communication"


@pytest.mark.parametrize("language", ["fr", "fr_FR", "fr-CA"])
def test_a_dialect_speaks_its_language(language: str) -> None:
    assert I18n(language)("Talk") == "Communication"


@pytest.mark.parametrize("message", ["", "Nobody translated this", "%(id)s {", "Project-Id-Version: x"])
def test_what_is_in_no_catalogue_stays_as_it_is(message: str) -> None:
    assert FRENCH(message) == message


@pytest.mark.parametrize("language", ["tlh", "", "../../etc", "x" * 200, "fr/../..", "\x00"])
def test_an_unknown_language_falls_back_to_english(language: str) -> None:
    i18n = I18n(language)
    assert (i18n("Talk"), i18n.date(TUESDAY)) == ("Talk", "January 27, 2026")


def test_a_language_without_a_catalogue_has_english_words_and_its_own_dates() -> None:
    german = I18n("de")
    assert (german("Talk"), german.date(TUESDAY), german.time(dt.time(9, 5))) == ("Talk", "27. Januar 2026", "09:05")


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "1\u202fko"),
        (421_172, "421\u202fko"),
        (999_499, "999\u202fko"),
        (999_500, "1,0\u202fMo"),
        (1_240_000, "1,2\u202fMo"),
        (12_345_678_901, "12\u202f345,7\u202fMo"),
    ],
)
def test_a_size_is_said_as_the_french_count_bytes(size: int, said: str) -> None:
    assert I18n("fr").size(size) == said


def test_a_size_is_said_the_english_way() -> None:
    assert I18n("en").size(1_240_000) == "1.2 MB"
