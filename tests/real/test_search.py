"""The search of the real book, in a browser: what readers type is found, over HTTP and from a folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lxml.html
import pytest

from synthkit.sphinx.html.search import FrenchSearch

#: What readers type, and the page that answers best, by the sources of the book.
QUESTIONS = {
    "shadow IA": "quesson-cahier bobillier-chaumon",
    "shadow AI": "quesson-cahier bobillier-chaumon",
    "Ackerman": "ackerman",
    "Ackermann": "ackerman",
    "Akerman": "ackerman",
    "Bobillier": "bobillier-chaumon",
    "bobilier": "bobillier-chaumon",
    "Chagny": "dial-ia",
    "Quintin": "dial-ia",
    "odile chagny": "dial-ia",
    "Hooge": "hooge",
    "Hoog": "hooge",
    "Viers": "viers",
    "Bordas": "bordas",
    "Oyarbide": "oyarbide-volsy",
    "volsy": "oyarbide-volsy",
    "Froment": "table-ronde",
    "eymery": "table-ronde",
    "Ulmann": "deroule",
    "Massoni": "deroule",
    "Cahier": "quesson-cahier",
    "consultans": "quesson-cahier",
    "consultants": "quesson-cahier",
    "table ronde": "table-ronde",
    "prospective": "oyarbide-volsy",
    "créativité": "bordas",
    "creativite": "bordas",
    "golem": "ackerman",
    "récits de travail": "viers",
    "recits": "viers",
    "dial ia": "dial-ia",
    "imaginaires de l'IA": "hooge ackerman",
    "santé au travail": "bobillier-chaumon risques",
    "l'ethique": "priorites",
    "trois priorités": "priorites",
    "risques": "risques",
    "panorama international": "international",
    "avenir du travail": "choix conclusion",
    "comment citer": "citer",
    "contribuer": "contribuer",
}
#: The same kinds of questions, written when the order of the answers was settled by the forty above.
FURTHER = {
    "Oyarbid": "oyarbide-volsy",
    "Vollsy": "oyarbide-volsy",
    "Antoine Bordas": "bordas",
    "Bodras": "bordas",
    "Sofie Hooge": "hooge",
    "Ada": "ackerman",
    "Bobillier Chaumon": "bobillier-chaumon",
    "Kamel Bentchikou": "table-ronde",
    "Benchikou": "table-ronde",
    "Jacques Viers": "viers",
    "Anne-Lise Ulmann": "deroule",
    "prospectives": "oyarbide-volsy",
    "creativites": "bordas",
    "l'imaginaire": "ackerman hooge",
    "panorama des ia": "bordas",
    "modele generatif": "bordas",
    "deux cabinets": "quesson-cahier",
    "enquete cabinets": "quesson-cahier",
    "former": "table-ronde",
    "negocier l'IA": "negocier",
    "fiche": "negocier",
    "sigles": "glossaire",
    "écrire une séance": "ecrire-une-seance",
    "pulbier": "publier",
    "programme de la journée": "programme",
    "risque": "risques",
    "transparense": "risques hooge responsable",
    "« économie sociale et solidaire »": "oyarbide-volsy",
    "oeuvres d'art": "ackerman",
    "ce que l'on ne sait pas": "inconnu",
    "exposition des métiers": "travail",
    "débutants": "travail",
    "productivite": "travail",
    "deliberation": "oyarbide-volsy",
    "l'art": "ackerman",
    "mot d'accueil": "deroule",
    "pause": "programme",
    "horaires": "programme",
    "emplois": "travail conference",
    "l'activité des salariés": "bobillier-chaumon",
}
#: What a word finds beside how it is typed, and what it doesn't.
FOUND = {
    "metiers": "travail",
    "métier": "travail",
    "competence": "priorites",
    "coeur": "dial-ia",
    "cœur": "dial-ia",
    "gouvernace": "priorites",
    "outil": "bobillier-chaumon",
    "outils": "bobillier-chaumon",
}


def results(page: Any, question: str, top: str = "") -> list[str]:
    """The addresses that answer, best first."""
    page.goto(f"{top}/search.html?q={quote(question)}")
    page.locator("#search-results .search-summary:not(:empty)").wait_for()
    found = page.locator("#search-results li a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    return [re.sub(r"^(\./)?(.*?)\.html.*$", r"\2", address).rpartition("/")[2] for address in found]


@pytest.mark.parametrize(("questions", "most"), [(QUESTIONS, 2), (FURTHER, 4)])
def test_the_page_that_answers_best_comes_first(page: Any, questions: dict[str, str], most: int) -> None:
    first = {question: results(page, question)[:1] for question in questions}
    wrong = {question: found for question, found in first.items() if not {*found} & {*questions[question].split()}}
    assert len(questions) == 40
    assert len(wrong) <= most, wrong


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(("question", "right"), FOUND.items())
def test_what_a_reader_types_is_found(page: Any, question: str, right: str) -> None:
    assert right in results(page, question)


def test_all_words_are_looked_for_short_ones_too(page: Any) -> None:
    assert set(results(page, "shadow IA")) == set(results(page, "shadow"))
    assert results(page, "shadow xyz") == []
    assert "Aucune page" in page.locator("#search-results").inner_text()


def test_words_in_quotes_stand_together(page: Any, built: Path) -> None:
    found = results(page, "« dialogue social »")
    assert "dial-ia" in found
    assert results(page, "« social dialogue »") == []
    for name in found:
        (path,) = (built / "html").rglob(f"{name}.html") if name != "index" else (built / "html" / "index.html",)
        assert "dialogue social" in spaced(lxml.html.parse(path).getroot().text_content()).lower()


def test_what_the_site_adds_to_each_page_is_not_found(page: Any) -> None:
    assert "ackerman" not in results(page, "BibTeX")
    assert "ackerman" not in results(page, "agenda")


def test_an_answer_shows_its_kind_and_leads_to_the_place(page: Any) -> None:
    results(page, "golem")
    answer = page.locator("#search-results li").first
    answer.locator("mark").first.wait_for()
    assert answer.inner_text().startswith("Communication")
    assert answer.locator("mark").first.inner_text() == "Golem"
    answer.locator("a").click()
    page.wait_for_url("**/ackerman.html*")
    place = "[...document.querySelectorAll('article p')].some((one) => /Golem/.test(one.textContent) && "
    place += "one.getBoundingClientRect().top < innerHeight && one.getBoundingClientRect().bottom > 0)"
    page.wait_for_function(place)


def test_answers_come_while_one_types_on_any_page(page: Any) -> None:
    page.goto("/actes/bordas.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("gol")
    page.locator(".synth-answers mark").first.wait_for()
    assert page.locator(".synth-answers a").first.evaluate("link => link.pathname") == "/actes/ackerman.html"


def test_the_search_works_from_a_folder_and_says_what_it_can_not_do(browser: Any, built: Path) -> None:
    opened = browser.new_page()
    assert "priorites" in results(opened, "competence", (built / "html").as_uri())
    assert "L’annonce de la synthèse" in opened.locator("#search-results").inner_text()
    assert "ouvert depuis un dossier" in opened.locator("#search-results").inner_text()


def test_the_browser_stems_each_word_of_the_book_as_the_index_does(page: Any, built: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((built / "html").rglob("*.html")))
    language = FrenchSearch({})
    words = sorted(set(language.split(re.sub(r"<[^>]+>", " ", text).lower())))
    assert len(words) > 2000
    results(page, "mot")  # the stemmer comes with a question
    stems = page.evaluate(
        "(words) => { const stemmer = new Stemmer(); return words.map((w) => stemmer.stemWord(w)); }", words
    )
    assert {
        word: (stem, language.stem(word))
        for word, stem in zip(words, stems, strict=True)
        if stem != language.stem(word)
    } == {}
