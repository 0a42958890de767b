"""Indexes stand in the order of the dictionary, and lead from each spelling to the name."""

import pytest

from synthkit.index.headings import inverted, persons, subjects
from synthkit.model.people import Name, Person


def person(id_: str, name: Name, *variants: str) -> Person:
    return Person(id_, name, variants=variants)


def said(headings):
    return [heading.shown for heading in headings]


def test_accents_and_ligatures_stand_with_their_letters():
    people = [
        person("z", Name("Zola", "Ève")),
        person("e", Name("Éluard", "Paulin")),
        person("o", Name("Œuvre", "Inès")),
        person("f", Name("Faure", "Élie")),
        person("d", Name("Dupont", "Ada")),
    ]
    found = persons(people)
    assert said(found) == ["Dupont, Ada", "Éluard, Paulin", "Faure, Élie", "Œuvre, Inès", "Zola, Ève"]
    assert [heading.letter for heading in found] == ["D", "E", "F", "O", "Z"]


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        (Name("Ackerman", "Ada"), "Ackerman, Ada"),
        (Name("Goff", "Anne", "Le"), "Le Goff, Anne"),
        (Name("Gaulle", "Charles", "de"), "Gaulle, Charles de"),
        (Name("Orville", "Zoé", "d’"), "Orville, Zoé d’"),
        (Name("Kaï"), "Kaï"),
        (Name(literal="Société du rouet"), "Société du rouet"),
    ],
)
def test_a_name_is_inverted_as_a_french_index_does(name, heading):
    assert inverted(name) == heading


def test_a_spelling_of_a_source_leads_to_the_name():
    found = persons([person("b", Name("Bentchikou", "Kamel"), "Kamel Benchikou", "Kamel Benchikou")])
    assert [(heading.shown, heading.see) for heading in found] == [
        ("Benchikou, Kamel", "Bentchikou, Kamel"),
        ("Bentchikou, Kamel", ""),
    ]


@pytest.mark.parametrize(
    ("name", "variant", "heading"),
    [
        (Name("Ortega y Cassel", "José María"), "Jose Maria Ortega", "Ortega, Jose Maria"),
        (Name("Belloc", "Solène", "de"), "Solene de Belloc", "Belloc, Solene de"),
        (Name("Berg", "Joost", "van der"), "Joost van der Bergh", "Bergh, Joost van der"),
        (Name("Belloc", "Solène", "de"), "Solene Belloc", "Belloc, Solene"),
        (Name("Volsy", "Ana"), "Volzy, Ana", "Volzy, Ana"),
        (Name("Volsy", "Ana"), "Volzy", "Volzy"),
        (Name(literal="Atelier du Fil"), "L’Atelier du fil", "L’Atelier du fil"),
    ],
)
def test_a_spelling_is_inverted_as_the_name_is(name, variant, heading):
    assert heading in said(persons([person("p", name, variant)]))


def test_a_spelling_that_is_the_name_itself_is_no_second_line():
    assert said(persons([person("v", Name("Volsy", "Ana"), "Ana Volsy")])) == ["Volsy, Ana"]


def test_keywords_that_differ_by_case_alone_are_one_line():
    assert said(subjects(["IA générative", "épreuve", "ia générative", "Écoute"])) == [
        "Écoute",
        "épreuve",
        "IA générative",
    ]


def test_a_keyword_that_begins_with_no_letter_stands_in_no_letter_s_group():
    assert [(heading.shown, heading.letter) for heading in subjects(["3D", "art"])] == [("3D", ""), ("art", "A")]


def test_all_that_begins_with_no_letter_stands_together_before_the_letters():
    assert said(subjects(["zinc", "« eau »", "art", "3D"])) == ["3D", "« eau »", "art", "zinc"]


def test_nobody_and_nothing_give_empty_indexes():
    assert persons([]) == []
    assert subjects([]) == []
