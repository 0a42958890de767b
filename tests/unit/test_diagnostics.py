from __future__ import annotations

import re
from pathlib import Path

import pytest

import synthkit
from synthkit.diagnostics import NOWHERE, Code, Problem, Where, nearest
from synthkit.i18n import I18n

FRENCH, ENGLISH = I18n("fr"), I18n("en")
SOURCE = Path(synthkit.__file__).parent
UNKNOWN = Problem(
    Code.UNKNOWN_EVENT,
    "session '%(id)s' names event '%(found)s', which is not in the book",
    Where("a", "a.md", 3),
    {"id": "rouage", "found": "horloge", "nearest": "horloges"},
)


def test_a_problem_is_told_in_english() -> None:
    assert UNKNOWN.format(ENGLISH) == (
        "session 'rouage' names event 'horloge', which is not in the book; nearest known: 'horloges'"
    )


def test_a_problem_is_told_in_french() -> None:
    assert UNKNOWN.format(FRENCH) == (
        "la séance « rouage » nomme la manifestation « horloge », absente du livre"
        " ; le plus proche connu : « horloges »"
    )


@pytest.mark.parametrize("hostile", ["%s", "%(id)s", "100 %", "{0}", "</script>", "'; drop"])
def test_what_was_found_is_told_as_text(hostile: str) -> None:
    problem = Problem(UNKNOWN.code, UNKNOWN.message, NOWHERE, {"id": hostile, "found": hostile, "nearest": hostile})
    assert problem.format(ENGLISH).count(hostile) == 3


def test_nothing_is_said_of_a_nearest_value_that_is_unknown() -> None:
    problem = Problem(UNKNOWN.code, UNKNOWN.message, NOWHERE, {"id": "a", "found": "b", "nearest": ""})
    assert "nearest" not in problem.format(ENGLISH)


def test_what_was_expected_is_told_in_the_readers_language() -> None:
    problem = Problem(
        Code.INVALID_TIME,
        "'%(id)s': option '%(option)s' is '%(found)s'; expected: %(expected)s",
        NOWHERE,
        {"id": "a", "option": "start", "found": "midi", "expected": "a time such as 9:35"},
    )
    assert problem.format(FRENCH).endswith("attendu : une heure telle que 9:35")


@pytest.mark.parametrize(
    ("where", "told"), [(Where("a", "a.md", 3), "a.md:3"), (Where("a", "a.md"), "a.md"), (NOWHERE, "")]
)
def test_a_place_is_told_as_editors_write_it(where: Where, told: str) -> None:
    assert str(where) == told


def test_places_sort_by_document_and_line() -> None:
    places = [Where("b", "b.md", 1), Where("a", "a.md", 10), Where("a", "a.md", 9)]
    assert [str(place) for place in sorted(places)] == ["a.md:9", "a.md:10", "b.md:1"]


@pytest.mark.parametrize(
    ("found", "known", "near"),
    [
        ("dupond", ["lise", "dupont"], "dupont"),
        ("DUPONT", ["Dupont"], "Dupont"),
        ("xyz", ["lise", "dupont"], ""),
        ("", ["lise"], ""),
        ("lise", [], ""),
    ],
)
def test_the_nearest_value_is_one_that_resembles_or_none(found: str, known: list[str], near: str) -> None:
    assert nearest(found, known) == near


@pytest.mark.parametrize("code", Code)
def test_each_code_of_the_closed_list_is_raised_somewhere(code: Code) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    families = tuple(re.findall(r'Code\(f"(\w+)\{', source))  # Code(f"unknown_{kind}")
    assert f"Code.{code.name}" in source or code.startswith(families)


def test_codes_are_named_as_they_are_silenced() -> None:
    assert {code.name.lower(): code.value for code in Code} == {code.value: code.value for code in Code}
