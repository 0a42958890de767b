"""Where there is nothing to show, a plain sentence says so, and nothing is wrong."""

import json

import pytest
from books import REFERENCES

EVENT = """
# Journée

:::{event} journee-2026
:date: 2026-02-03
:::

"""


def page_of(book, text, **conf):
    built = book({"index.md": text}, **conf).build()
    assert built.warnings == ""
    return built.page("index").text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Le programme de cette manifestation n’a encore aucune séance."),
        ("en", "The programme of this event has no session yet."),
    ],
)
def test_an_event_without_sessions_says_that_it_has_none_yet(book, language, sentence):
    assert sentence in page_of(book, f"{EVENT}```{{programme}} journee-2026\n```\n", language=language)


def test_a_list_of_people_without_any_says_so(book):
    assert "Personne n’est encore enregistré ici." in page_of(book, "# Livre\n\n```{speakers}\n```\n")


def test_a_list_of_an_event_nobody_speaks_at_says_so(book):
    text = page_of(book, f"{EVENT}```{{speakers}}\n:event: journee-2026\n```\n")
    assert "Personne n’est encore enregistré ici." in text


@pytest.mark.parametrize("options", ["", ":event: journee-2026\n", ":keyword: absent\n", ":kind: panel\n"])
def test_a_list_of_sessions_without_any_says_so(book, options):
    text = page_of(book, f"{EVENT}```{{sessions}}\n{options}```\n")
    assert "Aucune séance ne répond à ce choix." in text


def test_a_block_without_talks_is_no_mistake(book):
    block = ":::{session} bloc\n:event: journee-2026\n:kind: block\n:title: Matinée\n:::\n"
    text = page_of(book, f"{EVENT}```{{programme}} journee-2026\n```\n\n{block}")
    assert "Matinée" in text


def test_an_event_without_a_date_is_no_mistake(book):
    text = page_of(book, "# Cycle\n\n:::{event} cycle\n:::\n\n```{programme} cycle\n```\n")
    assert "n’a encore aucune séance" in text


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_a_book_without_any_record_builds_in_every_edition(book, builder):
    assert book({"index.md": "# Livre\n\nDu texte.\n"}).build(builder).warnings == ""


def test_the_catalogue_of_a_book_without_any_record_is_empty(book):
    built = book({"index.md": "# Livre\n"}).build()
    found = json.loads(built.text("synthkit.json"))
    assert [found[kind] for kind in ("events", "sessions", "persons", "chapters")] == [[], [], [], []]
    assert built.text("cite/library.bib").count("@") == 1


def test_an_event_without_a_volume_is_cited_as_a_part_of_the_book(book):
    built = book({"index.md": EVENT}).build()
    assert "@incollection{journee-2026," in built.text("cite/journee-2026.bib")


@pytest.mark.parametrize("references", ["", REFERENCES], ids=["no file", "nothing cited"])
@pytest.mark.parametrize("builder", ["html", "latex"])
def test_a_bibliography_without_entries_is_no_mistake(book, builder, references):
    files = {"index.md": "# Livre\n\n## Références\n\n```{bibliography}\n```\n", "references.bib": references}
    assert book(files).build(builder).warnings == ""


def test_a_record_without_a_body_has_no_empty_abstract(book):
    built = book({"index.md": EVENT}).build()
    assert not built.page("index").having("div", "synth-abstract")
