"""A person is one record; whatever spelling a source uses leads there, and is shown as the source has it."""

import pytest
from books import Myst

BOOK = {
    "index.md": """
# Livre

:::{event} veillee-2024
:title: Veillée
:date: 2024-05-02
:direction: Jose Ibanez
:::

```{toctree}
filer
gens
```
""",
    "gens.md": """
# Gens

:::{speaker} jose-ibanez
:given: José
:family: Ibáñez
:variants: J. Ybañes, Pepe Ibáñez

Il file.
:::

:::{speaker} atelier-chenille
:literal: Atelier de la Chenille
:::

:::{speaker} nadia-oulmes
:given: Nadia
:family: Oulmès
:::
""",
}
FILER = """
# Filer

:::{{session}} ibanez2024filer
:event: veillee-2024
:speakers: {written}
:::
"""


def filer(book, written):
    return book({**BOOK, "filer.md": FILER.format(written=written)}).build()


@pytest.mark.parametrize(
    "written",
    [
        "jose-ibanez",
        "José Ibáñez",
        "JOSÉ IBÁÑEZ",
        "Jose Ibanez",
        "J. Ybañes",
        "j. ybanes",
        "Pepe Ibáñez",
        "  José   Ibáñez  (Filature du Nord)",
    ],
)
def test_every_spelling_leads_to_the_person(book, written):
    built = filer(book, written)
    assert built.warnings == ""
    assert built.page("filer").links["José Ibáñez"] == "gens.html#jose-ibanez"


@pytest.mark.parametrize("written", ["J. Ybañes", "Jose Ibanez"])
def test_another_spelling_is_shown_as_the_source_has_it(book, written):
    built = filer(book, written)
    assert built.page("filer").facts["Intervention de"] == f"José Ibáñez (« {written} » dans la source)"
    assert f"sous la graphie « {written} »" in built.page("gens").text


@pytest.mark.parametrize("written", ["jose-ibanez", "José Ibáñez"])
def test_the_persons_own_spelling_is_told_once(book, written):
    assert filer(book, written).page("filer").facts["Intervention de"] == "José Ibáñez"


def test_a_citation_always_has_the_persons_own_spelling(book):
    assert "author = {Ibáñez, José}" in filer(book, "J. Ybañes").text("cite/ibanez2024filer.bib")


def test_a_body_is_credited_by_its_one_name(book):
    built = filer(book, "Atelier de la Chenille")
    assert built.warnings == ""
    assert "author = {{Atelier de la Chenille}}" in built.text("cite/ibanez2024filer.bib")


def test_the_page_of_a_person_lists_what_the_sessions_say(book):
    built = filer(book, "nadia-oulmes, jose-ibanez")
    text = built.page("gens").text
    assert "Nadia Oulmès Contributions Filer (communication, Veillée)" in text
    assert "Direction scientifique, Veillée" in text


def test_a_person_who_contributes_nothing_has_no_list(book):
    text = filer(book, "jose-ibanez").page("gens").text
    assert text.count("Contributions") == 1


def test_the_order_of_the_names_is_the_one_that_is_printed(book):
    built = filer(book, "nadia-oulmes ; jose-ibanez ; Atelier de la Chenille")
    assert built.page("filer").facts["Interventions de"] == "Nadia Oulmès ; José Ibáñez ; Atelier de la Chenille"
    assert "author = {Oulmès, Nadia and Ibáñez, José and {Atelier de la Chenille}}" in built.text(
        "cite/ibanez2024filer.bib"
    )


def test_a_name_that_nobody_has_is_shown_as_it_is_written(book):
    """It is a problem, told as such; the page doesn't lose it."""
    built = filer(book, "Nadja Oulmes-Berthe, jose-ibanez")
    assert built.page("filer").facts["Interventions de"] == "Nadja Oulmes-Berthe ; José Ibáñez"
    assert [told.type for told in built.told] == ["synthkit.unknown_speaker"]


def test_a_list_of_people_is_sorted_by_family_name_as_french_sorts(book):
    names = ["Zoé Éluard", "Anne Dupont", "Paul Faure", "Luc Œuvre", "Ugo Ozanne", "Ida Ngo"]
    people = "".join(
        f":::{{speaker}} p{number}\n:given: {name.split()[0]}\n:family: {name.split()[1]}\n:::\n\n"
        for number, name in enumerate(names)
    )
    page = book({"index.md": f"# Gens\n\n```{{speakers}}\n```\n\n{people}"}).build().page("index")
    listed = ["".join(term.itertext()).strip() for term in page.body.iter("dt")]
    assert listed == ["Anne Dupont", "Zoé Éluard", "Paul Faure", "Ida Ngo", "Luc Œuvre", "Ugo Ozanne"]


def test_a_speaker_under_a_heading_of_the_same_name_has_the_anchor(book):
    """The directive writes a heading of its own; one too many is no reason to end the build."""
    page = "# Gens\n\n## Awa Sarr\n\n" + Myst.directive("speaker", "awa-sarr", given="Awa", family="Sarr")
    built = book({"index.md": page}).build()
    assert built.warnings == ""
    assert built.page("index").ids.count("awa-sarr") == 1
