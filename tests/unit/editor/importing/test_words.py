"""Columns are known by what people call them, in French and English."""

import pytest

from synthkit.editor.importing._words import columns_of, kind_of
from synthkit.schema import SessionKind


@pytest.mark.parametrize(
    ("heading", "option"),
    [
        ("Titre de la communication", "title"),
        ("Talk title", "title"),
        ("Titre de la séance", "part-of"),
        ("Nom de la salle", "room"),
        ("Nom et prénom", "speakers"),
        ("Prénom de l’intervenant·e", "person given"),
        ("Nom de l'intervenant(e)", "speakers"),
        ("Speaker name(s)", "speakers"),
        ("Adresse courriel", "person mail"),
        ("Présidence de séance", "chairs"),
        ("Heure de fin", "end"),
        ("Date de passage", "date"),
        ("Résumé (250 mots)", "abstract"),
        ("Résumé de la communication", "abstract"),
        ("Langue de la présentation", "language"),
        ("Affiliation de l’auteur", "person affiliation"),
        ("Remarques", ""),
    ],
)
def test_a_column_is_known_by_its_words(heading: str, option: str) -> None:
    assert columns_of([heading]) == {heading: option}


def test_a_column_of_that_very_name_goes_before_one_that_only_names_it() -> None:
    found = columns_of(["Remarques sur le résumé", "Résumé", "Titre"])
    assert found == {"Remarques sur le résumé": "", "Résumé": "abstract", "Titre": "title"}


@pytest.mark.parametrize(
    ("sort", "kind"),
    [
        ("Conférence invitée", SessionKind.KEYNOTE),
        ("Invited talk", SessionKind.KEYNOTE),
        ("Séance plénière", SessionKind.PLENARY),
        ("Communication", SessionKind.TALK),
        ("Présentation éclair", SessionKind.LIGHTNING_TALK),
        ("Posters", SessionKind.POSTER),
    ],
)
def test_a_kind_is_known_by_a_word_of_its_name(sort: str, kind: SessionKind) -> None:
    assert kind_of(sort, "Carder", has_people=True) == kind
