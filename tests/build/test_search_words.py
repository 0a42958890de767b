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


def test_the_search_knows_each_record_with_its_people_and_words(edition):
    records = json.loads(edition().text("cite/search/p0.js").partition(".p0=")[2].rstrip(";\n"))
    records = [record for record in records if "kind" in record]
    assert {record["kind"] for record in records} >= {"Journée d’étude", "Communication", "Chapitre", "Personne"}
    assert all(len(record["about"]) <= 242 for record in records)
    assert any(record["people"] for record in records if record["kind"] == "Communication")
    assert {"#" in record["at"] for record in records if record["kind"] == "Personne"} == {True}


def test_what_the_site_adds_to_a_page_is_not_in_the_index(edition):
    index = json.loads(edition().text("searchindex.js").removeprefix("Search.setIndex(").rstrip(")"))
    assert "agend" not in index["terms"]
    assert index["objects"] == {}  # people are among the records


def test_other_languages_keep_the_search_of_sphinx(book):
    built = book({"index.md": "# Crafts\n\nA trade.\n"}, language="en").build()
    assert "EnglishStemmer" in built.text("_static/language_data.js")
    assert "NFD" not in built.text("_static/language_data.js")
