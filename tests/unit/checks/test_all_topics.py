from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from importlib import import_module

import pytest

from synthkit import checks
from synthkit.diagnostics import Code, Problem
from synthkit.model.catalogue import Catalogue
from synthkit.model.people import Credit
from unit.invented import alone, catalogue, session

BAD = alone(session("a b", event="ailleurs", credits=(Credit("Théo Nulpart"),)))


def test_a_sound_catalogue_has_no_problem() -> None:
    assert list(checks.check(catalogue())) == []


def test_all_problems_of_all_topics_are_told() -> None:
    assert {problem.code for problem in checks.check(BAD)} == {
        Code.INVALID_ID,
        Code.UNKNOWN_EVENT,
        Code.UNKNOWN_SPEAKER,
    }


#: Every topic that looks at the catalogue; that of the bibliography looks at the .bib files.
TOPICS = [
    module.name
    for module in pkgutil.iter_modules(checks.__path__)
    if module.name != "bibliography" and module.name[0] != "_"
]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_file_of_checks_is_asked(topic: str) -> None:
    check: Callable[[Catalogue], Iterable[Problem]] = import_module(f"synthkit.checks.{topic}").check
    assert set(map(repr, check(BAD))) <= set(map(repr, checks.check(BAD)))
