"""The index of a French book: words without accents, people by their kind, pages with theirs."""

import json

import pytest

from synthkit.sphinx.html.search import FrenchSearch


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("metiers", "Métier"),
        ("coeur", "cœurs"),
        ("formee", "formés"),
        ("annees", "année"),
        ("generaux", "général"),
        ("ETHIQUE", "éthiques"),
        ("e\u0301thique", "éthique"),
    ],
)
def test_a_word_is_found_as_it_is_typed(typed, written):
    language = FrenchSearch({})
    assert language.stem(typed) == language.stem(written)


def test_an_elided_article_is_looked_for_by_nobody():
    language = FrenchSearch({})
    assert [word for word in language.split("l’éthique, d'abord") if language.word_filter(language.stem(word))] == [
        "éthique",
        "abord",
    ]
    assert not language.word_filter("meme")


def test_a_stop_word_that_is_only_a_folded_one_stays_one():
    assert {"même", "meme", "été", "ete"} <= FrenchSearch.stopwords


def test_the_page_of_results_knows_what_each_page_is(edition):
    pages = json.loads(edition().text("cite/pages.js").removeprefix("var synthkitPages = ").rstrip(";\n"))
    assert {page["kind"] for page in pages.values()} >= {"Journée d’étude", "Communication", "Chapitre", "Personnes"}
    assert all(len(page["about"]) <= 242 for page in pages.values())


def test_people_are_found_by_kind_and_sessions_as_their_pages(edition):
    index = json.loads(edition().text("searchindex.js").removeprefix("Search.setIndex(").rstrip(")"))
    assert {name[2] for name in index["objnames"].values()} == {"Personne"}


def test_other_languages_keep_the_search_of_sphinx(book):
    built = book({"index.md": "# Crafts\n\nA trade.\n"}, language="en").build()
    assert "EnglishStemmer" in built.text("_static/language_data.js")
    assert "NFD" not in built.text("_static/language_data.js")
