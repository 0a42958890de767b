"""What a front page shows of the whole book: its events, its people by name, how it is cited."""

import pytest
from books import MARKUPS, said


def sources(markup):
    heading, directive = markup.heading, markup.directive
    pages = {
        "index": [
            heading("Livre"),
            directive("events"),
            directive("speakers", form="names"),
            directive("citation"),
            directive("toctree", body="tard\ntot\nun-jour\ngens"),
        ],
        "tard": [heading("Grand Colloque"), directive("event", "tard", date="2024-05-02/2024-05-03", city="Metz")],
        "tot": [
            heading("Veillée"),
            directive("event", "tot", kind="seminar", date="2023-01-09", organisers="Le Rouet"),
        ],
        "un-jour": [heading("Sans date"), directive("event", "un-jour")],
        "gens": [
            heading("Gens"),
            directive("speaker", "zoe-roy", given="Zoé", family="Roy"),
            directive("speaker", "awa-elie", given="Awa", family="Élie"),
        ],
    }
    return {f"{name}{markup.suffix}": "\n".join(parts) for name, parts in pages.items()}


@pytest.fixture(params=MARKUPS)
def page(book, request):
    built = book(sources(MARKUPS[request.param])).build()
    assert built.warnings == ""
    return built.page("index")


def test_events_stand_in_the_order_of_their_days_with_kind_and_place(page):
    (listed,) = page.having("ul", "synth-events")
    assert [[said(line) for line in item] for item in listed] == [
        ["Veillée", "Séminaire · lundi 9 janvier 2023", "Le Rouet"],
        ["Grand Colloque", "Colloque · 2 mai 2024 – 3 mai 2024 · Metz"],
        ["Sans date", "Colloque"],
    ]
    assert page.links["Veillée"] == "tot.html"


def test_people_are_a_line_of_names_as_french_sorts(page):
    assert "Awa Élie · Zoé Roy" in page.text
    assert page.links["Awa Élie"] == "gens.html#awa-elie"


def test_the_book_is_cited_as_a_whole_with_its_files(page):
    assert page.links["BibTeX"].startswith("cite/")
    references = [said(reference) for reference in page.having("p", "synth-reference")]
    assert len(references) > 1
    assert [text for text in references if "Le lin et la laine" not in text] == []


def test_a_book_without_events_says_so(book):
    built = book({"index.md": "# Livre\n\n```{events}\n```\n"}).build()
    assert built.warnings == ""
    assert "Aucune manifestation n’est encore enregistrée ici." in built.page("index").text


def test_a_form_nobody_knows_is_told_with_those_there_are(book):
    (told,) = book({"index.md": "# Livre\n\n```{speakers}\n:form: name\n```\n"}).build().told
    assert told.type == "synthkit.invalid_value"
    assert "list, names" in told.text
