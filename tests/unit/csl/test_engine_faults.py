"""What citeproc-py does otherwise than CSL 1.0.2 says, mended: one style for each fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from synthkit.csl.rich_text import plain
from synthkit.csl.style import Style

BOOK = {
    "id": "k",
    "type": "book",
    "title": "Les roues",
    "author": [{"family": "Weir", "given": "Ada"}],
    "issued": {"date-parts": [[2001]]},
    "publisher": "Presses",
    "language": "fr-FR",
    "edition": "2",
}
PAGE = BOOK | {"type": "webpage", "URL": "https://a.example/b", "accessed": {"date-parts": [[2020, 3, 4]]}}


def entry(style: str, item: dict[str, object]) -> str:
    return plain(Style(style, "fr").reference(item))


@pytest.mark.parametrize(
    "style",
    [
        *("universite-du-quebec-a-montreal-departement-dhistoire", "turcica"),
        *("bulletin-de-la-societe-entomologique-de-france", "university-of-hull-harvard", "iso690-author-date-cat"),
        *("gayana", "revista-da-sociedade-brasileira-de-medicina-tropical", "current-organic-synthesis"),
        "associacao-brasileira-de-normas-tecnicas-unirio-eipp",
    ],
)
def test_any_text_can_have_a_case(style: str) -> None:
    for item in (BOOK, PAGE):
        assert "weir" in entry(style, item).lower()


def test_a_style_without_a_bibliography_has_the_whole_note() -> None:
    assert entry("chicago-notes", BOOK) == "Ada Weir, Les roues, 2\u1d49 éd. (Presses, 2001)."


@pytest.mark.parametrize("style", ["nouvelles-perspectives-en-sciences-sociales", "harvard-anglia-ruskin-university"])
def test_angle_brackets_around_an_address_are_no_tag(style: str) -> None:
    assert "<https://a.example/b>" in entry(style, PAGE)


def test_a_term_without_its_variables_is_left_out() -> None:
    thesis = BOOK | {"type": "thesis", "genre": "thèse de doctorat"}
    assert "(Publication)" not in entry("apa", thesis)
    assert "[thèse de doctorat]" in entry("apa", thesis).lower()


def test_a_folder_called_like_a_style_is_no_style(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mis-quarterly").mkdir()
    monkeypatch.chdir(tmp_path)
    assert entry("mis-quarterly", BOOK).startswith("Weir")
