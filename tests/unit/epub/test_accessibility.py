from __future__ import annotations

from types import SimpleNamespace

import pytest

from synthkit.epub.metadata import accessibility
from synthkit.epub.pages import Page
from synthkit.i18n import I18n

WHEEL = '<img src="roue.png" alt="Une roue"/>'
BARE = '<img src="roue.png"/>'
MATHS = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
FILM = '<video src="roue.mp4"></video>'


def said_of(*bodies: str, has_page_list: bool = False, has_index: bool = False) -> SimpleNamespace:
    pages = [
        Page("page.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'.encode())
        for body in bodies
    ]
    return accessibility(pages, I18n("fr"), has_page_list=has_page_list, has_index=has_index)


def test_a_book_of_words_needs_no_eyes() -> None:
    found = said_of("<p>Texte</p>")
    assert (found.modes, found.sufficient, found.hazards) == (("textual",), ("textual",), ("none",))
    assert not {"alternativeText", "MathML", "index", "pageNavigation", "pageBreakMarkers"} & set(found.features)


@pytest.mark.parametrize(
    ("body", "feature", "sentence"),
    [
        (WHEEL, "alternativeText", "Un texte remplace chaque image."),
        (MATHS, "MathML", "Les formules sont en MathML."),
    ],
)
def test_a_feature_is_claimed_where_there_is_something_that_has_it(body: str, feature: str, sentence: str) -> None:
    found = said_of("<p>Texte</p>", body)
    assert feature in found.features
    assert sentence in found.summary


def test_one_image_without_a_text_takes_back_what_is_said_of_images() -> None:
    found = said_of(WHEEL, BARE)
    assert "alternativeText" not in found.features
    assert found.sufficient == ("textual,visual",)
    assert "peut se lire comme un texte" not in found.summary
    assert "Aucun texte ne remplace certaines images." in found.summary


@pytest.mark.parametrize("body", [FILM, '<img src="roue.GIF" alt="Une roue qui tourne"/>'])
def test_nobody_knows_whether_what_moves_flashes(body: str) -> None:
    found = said_of(body)
    assert found.hazards == ("unknown",)
    assert "textual" not in found.sufficient


def test_pages_and_index_are_claimed_where_they_are() -> None:
    assert {"pageNavigation", "pageBreakMarkers", "index"} <= set(
        said_of("", has_page_list=True, has_index=True).features
    )


def test_no_conformance_is_claimed() -> None:
    assert "n’a pas été certifiée" in said_of("").summary
