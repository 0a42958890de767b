"""The search of the real book, in a browser: what readers type is found, over HTTP and from a folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from synthkit.sphinx.html.search import FrenchSearch

FOUND = {
    "metiers": "Ce que l’IA change au travail",
    "métier": "Ce que l’IA change au travail",
    "competence": "Trois priorités",
    "coeur": "Dial IA",
    "cœur": "Dial IA",
    "l'ethique": "Trois priorités",
    "l’éthique": "Trois priorités",
    "Bobillier": "Marc-Éric Bobillier-Chaumon",
    "outil": "Les impacts des outils d’IA sur l’activité des salariés",
    "outils": "Les impacts des outils d’IA sur l’activité des salariés",
}


def results(page: Any, address: str) -> list[str]:
    page.goto(address)
    page.locator("#search-results .search-summary:not(:empty)").wait_for()
    page.locator("#search-results li .synth-kind").first.wait_for()
    return [spaced(text) for text in page.locator("#search-results li").all_inner_texts()]


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(("question", "title"), FOUND.items())
def test_what_a_reader_types_is_found(page: Any, question: str, title: str) -> None:
    assert any(title in result for result in results(page, f"/search.html?q={question}"))


def test_a_result_says_its_kind_and_shows_the_word_that_was_found(page: Any) -> None:
    first = results(page, "/search.html?q=metiers")[0]
    assert first.startswith("Chapitre")
    page.locator("#search-results mark").first.wait_for()
    assert "métiers" in page.locator("#search-results mark").first.inner_text().lower()


def test_the_search_works_from_a_folder_and_says_what_it_can_not_do(browser: Any, built: Path) -> None:
    opened = browser.new_page()
    shown = results(opened, f"{(built / 'html' / 'search.html').as_uri()}?q=competence")
    assert any("Trois priorités" in result and "L’annonce de la synthèse" in result for result in shown)
    assert "ouvert depuis un dossier" in opened.locator("#main-content").inner_text()


def test_the_browser_stems_each_word_of_the_book_as_the_index_does(page: Any, built: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((built / "html").rglob("*.html")))
    language = FrenchSearch({})
    words = sorted(set(language.split(re.sub(r"<[^>]+>", " ", text).lower())))
    assert len(words) > 2000
    page.goto("/search.html?q=")
    stems = page.evaluate(
        "(words) => { const stemmer = new Stemmer(); return words.map((w) => stemmer.stemWord(w)); }", words
    )
    assert {
        word: (stem, language.stem(word))
        for word, stem in zip(words, stems, strict=True)
        if stem != language.stem(word)
    } == {}
