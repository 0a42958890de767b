from __future__ import annotations

import pytest

from synthkit.model.ids import ascii_words, first_free, is_id, suggested_id


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Éluard à Lille", "eluard-a-lille"),
        ("Œuvre", "oeuvre"),
        ("Straße", "strasse"),
        ("2031a", "id-2031a"),
        ("…", "id"),
        ("", "id"),
        ("a--b-", "a-b"),
        ("L’été d’Ådne", "l-ete-d-adne"),
        ("Мария Ольшанская", "mariya-olshanskaya"),
        ("Łódź, 北京", "lodz-beijing"),
    ],
)
def test_a_suggested_id_stays_close_to_what_was_written(text: str, id_: str) -> None:
    assert suggested_id(text) == id_
    assert is_id(id_)


def test_a_long_id_is_cut_between_words() -> None:
    assert suggested_id("Souffler le verre à la canne", 15) == "souffler-le"
    assert suggested_id("Anticonstitutionnellement dit", 10) == "anticonstitutionnellement"


def test_words_of_a_key_have_no_hyphen_and_no_article() -> None:
    assert ascii_words("L’Œuvre-clé, d’été") == ("l", "oeuvrecle", "d", "ete")


def test_a_free_id_is_the_first_nobody_has_whatever_the_case() -> None:
    assert first_free(["a", "b"], ["A"]) == "b"
    assert first_free(["a"], ["a", "a-2"]) == "a-3"
