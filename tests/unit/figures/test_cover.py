from __future__ import annotations

import struct
from dataclasses import replace

import pytest

from synthkit.figures.cover import CARD_SIZE, card, cover, cover_description, cover_text, initial, mark
from synthkit.figures.typst import drawn
from synthkit.i18n import I18n
from synthkit.model.people import Name
from synthkit.model.works import Publication
from unit.invented import PUBLICATION

FRENCH = I18n("fr")
LONG = "Des horloges, des cadrans et de toutes les façons de compter les heures de travail, " * 12


def size(image: bytes) -> tuple[int, int]:
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", image[16:24])


def test_a_cover_is_the_same_each_time_and_another_for_another_book() -> None:
    assert cover(PUBLICATION, FRENCH) == cover(PUBLICATION, FRENCH)
    assert cover(PUBLICATION, FRENCH) != cover(replace(PUBLICATION, title="Les moulins"), FRENCH)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Les horloges : le temps compté",
        LONG,
        f"Court : {LONG}",
        "Donaudampfschifffahrtsgesellschaftskapitän" * 8,
        '#panic("x") $x^$ \\input{x} <b> ] } "',
        "\x00\x1b\u2028Ligne",
        "時計と労働",
    ],
)
def test_a_title_of_any_kind_makes_one_page(title: str) -> None:
    assert size(cover(replace(PUBLICATION, title=title), FRENCH)) == (1600, 2400)


def test_words_of_typst_in_a_title_are_shown_and_not_run() -> None:
    shown = {cover(replace(PUBLICATION, title=title), FRENCH) for title in ("#1", "1", "#(0+1)", "#book.names")}
    assert len(shown) == 4


@pytest.mark.parametrize("language", ["", "pt_BR", "x-klingon", "#"])
def test_any_language_has_a_cover(language: str) -> None:
    assert size(cover(replace(PUBLICATION, language=language), I18n(language or "en"))) == (1600, 2400)


def test_the_text_for_the_cover_says_all_that_is_on_it() -> None:
    book = replace(PUBLICATION, authors=(Name("Faure", "Igor"), Name("Éluard", "Mona")))
    assert cover_description(book, FRENCH) == (
        "Couverture : Igor Faure et Mona Éluard. Les horloges et le travail. Presses du Beffroi · 2032"
    )


def test_a_book_of_which_nothing_is_known_has_a_cover() -> None:
    assert size(cover(Publication(), FRENCH)) == (1600, 2400)


@pytest.mark.parametrize(
    "title", ["", "Les horloges : le temps compté", LONG, f"Court : {LONG}", '#panic("x") $', "時計と労働"]
)
def test_a_title_of_any_kind_makes_one_card(title: str) -> None:
    text = cover_text(replace(PUBLICATION, title=title), FRENCH)
    assert [size(picture) for picture in drawn([card(text, PUBLICATION)])] == [CARD_SIZE]


@pytest.mark.parametrize("title", ["", "L’IA au travail", "#(1+1)", "時計と労働", "WWW", "\x00"])
def test_a_title_of_any_kind_makes_a_mark_of_the_size_asked_for(title: str) -> None:
    book = replace(PUBLICATION, title=title)
    pictures = drawn(mark(book, side) for side in (16, 32, 180))
    assert [size(one) for one in pictures] == [(16, 16), (32, 32), (180, 180)]


@pytest.mark.parametrize(
    ("title", "letters"),
    [
        ("L’IA au travail", "IA"),
        ("Les horloges et le travail", "H"),
        ("The Art of Clocks", "A"),
        ("éluard", "É"),
        ("«\u00a0Où\u00a0?\u00a0»", "O"),
        ("NASA", "N"),
        ("La", "L"),
        ("2032, un an", "2"),
        ("時計と労働", "時"),
        ("", ""),
        ("…", ""),
    ],
)
def test_the_initial_is_that_of_the_first_word_that_says_something(title: str, letters: str) -> None:
    assert initial(title) == letters
