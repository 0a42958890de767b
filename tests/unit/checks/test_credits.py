from __future__ import annotations

from dataclasses import replace

import pytest

from synthkit.checks import credits
from synthkit.diagnostics import Code
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.people import Credit, Name, Person
from synthkit.schema import SessionKind
from unit.invented import CHAPTER, EVENT, GUILD, LISE, PEOPLE, VOLUME, alone, catalogue, session

ENGLISH = I18n("en")


def told(catalogue: Catalogue) -> list[tuple[Code, str]]:
    return [(problem.code, problem.format(ENGLISH)) for problem in credits.check(catalogue)]


def by(*written: str) -> tuple[Credit, ...]:
    return tuple(Credit(name) for name in written)


def test_a_catalogue_whose_names_all_lead_to_somebody_has_no_problem() -> None:
    assert told(catalogue()) == []


def test_an_unknown_speaker_is_named_with_the_nearest_known() -> None:
    ((code, message),) = told(alone(session("a", credits=by("Lise Dupond"))))
    assert code is Code.UNKNOWN_SPEAKER
    assert message == "'a' names speaker 'Lise Dupond', who has no record; nearest known: 'Lise Dupont'"


def test_an_unknown_speaker_who_resembles_nobody_is_named_without_a_guess() -> None:
    ((_, message),) = told(alone(session("a", credits=by("%s</script>"))))
    assert message == "'a' names speaker '%s</script>', who has no record"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("Dupont", "Lise"), "'a' names 'Dupont, Lise', given name last, as two people; expected: 'Lise Dupont'"),
        (
            ("Lise Dupont / Théo Nulpart",),
            "'a' names 'Lise Dupont / Théo Nulpart' as one person; "
            "expected: a comma between two people, as 'Lise Dupont, Théo Nulpart'",
        ),
        (("Dupont Lise",), "'a' names speaker 'Dupont Lise', who has no record; nearest known: 'Lise Dupont'"),
    ],
)
def test_a_name_written_otherwise_is_reported_once_with_the_way_to_write_it(
    written: tuple[str, ...], expected: str
) -> None:
    assert [message for _, message in told(alone(session("a", credits=by(*written))))] == [expected]


@pytest.mark.parametrize("name", [Name("Roy; Duval"), Name("Duval", "Dr Zoé"), Name("Duval¹", "Zoé")])
def test_what_is_no_part_of_a_name_is_reported(name: Name) -> None:
    assert [code for code, _ in told(catalogue(persons=(*PEOPLE, Person("zoe", name))))] == [Code.INVALID_NAME]


@pytest.mark.parametrize(
    "parts",
    [
        {"events": (replace(EVENT, direction=by("Théo Nulpart")),)},
        {"events": (replace(EVENT, hosts=by("Théo Nulpart")),)},
        {"chapters": (replace(CHAPTER, authors=("Théo Nulpart",)),)},
    ],
)
def test_a_name_without_a_record_is_told_wherever_it_is_credited(parts: dict[str, object]) -> None:
    assert [code for code, _ in told(catalogue(**parts))] == [Code.UNKNOWN_SPEAKER]


def test_a_name_of_several_people_is_told_with_their_ids() -> None:
    namesake = Person("lise-dupont-2", Name("Dupont", "Lise"))
    book = catalogue(persons=(*PEOPLE, namesake), events=(), sessions=(session("a", credits=by("Lise Dupont")),))
    ((code, message),) = told(book)
    assert code is Code.AMBIGUOUS_NAME
    assert message == (
        "'a' names 'Lise Dupont', which several people answer to; expected: one of the ids lise-dupont, lise-dupont-2"
    )


def test_an_id_among_namesakes_is_no_problem() -> None:
    namesake = Person("lise-dupont-2", Name("Dupont", "Lise"))
    book = catalogue(persons=(*PEOPLE, namesake), events=(), sessions=(session("a", credits=by("lise-dupont-2")),))
    assert told(book) == []


@pytest.mark.parametrize("kind", SessionKind)
def test_what_can_be_cited_needs_somebody_to_cite(kind: SessionKind) -> None:
    found = session("a", kind=kind, credits=())
    assert [code for code, _ in told(alone(found))] == ([Code.MISSING_SPEAKER] if found.is_citable else [])


@pytest.mark.parametrize(
    "name", [Name("Dupont2", "Lise"), Name("Dupont", "Lise", "<b>"), Name("Dupont", "@lise"), Name("Dupont", "7")]
)
def test_a_part_that_is_no_name_is_told(name: Name) -> None:
    ((code, message),) = told(catalogue(persons=(*PEOPLE, Person("x", name))))
    assert code is Code.INVALID_NAME
    assert message.startswith("'x': '")


def test_a_variant_that_is_no_name_is_told() -> None:
    ((code, message),) = told(catalogue(persons=(replace(LISE, variants=("L. Dupond", "[?]")), *PEOPLE[1:])))
    assert (code, "'[?]'" in message) == (Code.INVALID_NAME, True)


def test_a_person_without_any_name_is_told() -> None:
    assert [code for code, _ in told(catalogue(persons=(*PEOPLE, Person("x", Name()))))] == [Code.INVALID_NAME]


def test_a_body_may_be_called_as_it_likes() -> None:
    body = replace(GUILD, id="b2", name=Name(literal="Atelier 7 [nord] @ Lille"))
    assert told(catalogue(persons=(*PEOPLE, body))) == []


@pytest.mark.parametrize(
    ("editors", "codes"),
    [
        (("lise-dupont", "Mona Éluard", "Zoé Inconnue", "{Ligue Dupont}"), []),
        (("Lise Dupond",), [Code.UNKNOWN_SPEAKER]),
        (("Joost van der Berg", "Anne de La Tour", "Igor d’Ormoy", "Yann Le Moal", "Mirabelle", "José Ruiz y Sol"), []),
        (("{Presses universitaires de Rennes}", "{Université de Lyon}"), []),
        (("Presses universitaires de Rennes", "Université de Lyon"), [Code.MIS_SPLIT_NAME] * 2),
        (("Ville de Lille", "Maison des métiers"), [Code.MIS_SPLIT_NAME] * 2),
    ],
)
def test_an_editor_may_be_a_stranger_but_no_slip_in_a_known_name_and_no_body_without_braces(
    editors: tuple[str, ...], codes: list[Code]
) -> None:
    event = replace(EVENT, proceedings=replace(VOLUME, editors=editors))
    assert [problem.code for problem in credits.check(catalogue(events=(event,)))] == codes
