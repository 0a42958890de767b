from __future__ import annotations

from dataclasses import replace

import pytest

from synthkit.checks import identity
from synthkit.diagnostics import Code, Where
from synthkit.i18n import I18n
from synthkit.model import serialization
from synthkit.model.catalogue import Catalogue
from synthkit.model.ids import suggested_id
from synthkit.schema import TextKind
from unit.invented import CHAPTER, EVENT, IGOR, PUBLICATION, catalogue, session

ENGLISH = I18n("en")


def told(catalogue: Catalogue) -> list[tuple[Code, str]]:
    return [(problem.code, problem.format(ENGLISH)) for problem in identity.check(catalogue)]


def test_a_sound_catalogue_has_no_problem_of_identity() -> None:
    assert told(catalogue()) == []


@pytest.mark.parametrize("id_", ["a", "dupont2031cadran", "lire-un-cadran", "A.b_c:d-9"])
def test_an_id_of_letters_digits_and_marks_between_them_is_taken(id_: str) -> None:
    assert told(catalogue(sessions=(session(id_),))) == []


@pytest.mark.parametrize(
    "id_", ["2031a", "a b", "éluard", "a--b", "a-", "-a", "a,b", "a{b", "a\n", "a%", "<a>", "a\u202eb", "а"]
)
def test_an_id_that_is_no_anchor_and_no_key_is_named_with_one_that_is(id_: str) -> None:
    ((code, message),) = told(catalogue(sessions=(session(id_),)))
    assert code is Code.INVALID_ID
    assert f"id '{id_}'" in message
    assert f"for instance '{suggested_id(id_)}'" in message


def test_an_id_given_twice_is_named_with_the_place_it_was_first_given_at() -> None:
    first = session("a", where=Where("a", "actes/a.md", 3))
    second = session("a", where=Where("b", "actes/b.md", 7))
    (problem,) = identity.check(catalogue(sessions=(second, first)))
    assert (problem.code, str(problem.where)) == (Code.DUPLICATE_ID, "actes/b.md:7")
    assert "id 'a' is taken already, at actes/a.md:3" in problem.format(ENGLISH)


@pytest.mark.parametrize(
    "parts",
    [
        {"sessions": (session("cadrans"),)},
        {"sessions": (session("CADRANS"),)},
        {"persons": (replace(IGOR, id="cadrans"),)},
        {"events": (EVENT, replace(EVENT, id="Cadrans"))},
    ],
)
def test_an_id_is_unique_whatever_the_kinds_and_the_case(parts: dict[str, object]) -> None:
    assert [code for code, _ in told(catalogue(**parts))] == [Code.DUPLICATE_ID]


def test_the_id_of_the_publication_is_taken() -> None:
    ((code, message),) = told(catalogue(publication=replace(PUBLICATION, id="Cadrans")))
    assert code is Code.DUPLICATE_ID
    assert "'cadrans'" in message
    assert "conf.py" in message


@pytest.mark.parametrize(
    ("id_", "owner"), [("a-page", "a"), ("A-Page", "a"), (f"{EVENT.id}-chapter", EVENT.id), ("library", "library")]
)
def test_the_names_of_citation_files_are_taken(id_: str, owner: str) -> None:
    ((code, message),) = told(catalogue(sessions=(session("a"),), chapters=(replace(CHAPTER, id=id_),)))
    assert code is Code.DUPLICATE_ID
    assert f"by the citation files of '{owner}'" in message


def test_a_name_that_no_file_has_is_free() -> None:
    paper = session("a", text=TextKind.PAPER)
    assert told(catalogue(sessions=(paper, session("a-page")), persons=(replace(IGOR, id="library"),))) == []


def test_a_duplicate_read_from_the_stored_catalogue_still_names_the_place_of_the_first() -> None:
    double = (session("a", where=Where("actes/un", "un.md", 3)), session("a", where=Where("actes/deux", "deux.md", 3)))
    ((_, message),) = told(serialization.load(serialization.dump(catalogue(sessions=double))))
    assert "at actes/deux;" in message or "at actes/un;" in message


@pytest.mark.parametrize(
    "parts",
    [
        {"sessions": (session("a", title=""),)},
        {"events": (replace(EVENT, id="a", title=""),)},
        {"chapters": (replace(CHAPTER, id="a", title=""),)},
    ],
)
def test_a_record_without_a_title_is_named(parts: dict[str, object]) -> None:
    ((code, message),) = told(catalogue(**({"sessions": ()} | parts)))
    assert (code, message.split(" has")[0]) == (Code.MISSING_TITLE, "'a'")


def test_all_problems_are_told_not_only_the_first() -> None:
    found = told(catalogue(sessions=(session("a b", title=""), session("é"), session("a b"))))
    assert sorted(code for code, _ in found) == [
        Code.DUPLICATE_ID,
        Code.INVALID_ID,
        Code.INVALID_ID,
        Code.INVALID_ID,
        Code.MISSING_TITLE,
    ]
