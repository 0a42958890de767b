"""Names in their parts, and who is taken for one person."""

from __future__ import annotations

from pathlib import Path

import pytest

from synthkit.editor.importing._people import Cast
from synthkit.editor.importing._programme import Programme
from synthkit.editor.scaffold.names import name_of
from synthkit.editor.scaffold.project import Book
from synthkit.model.events import Event
from synthkit.model.people import Name

EVENT = Event("mills")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ève Élie", Name("Élie", "Ève")),
        ("ÉLIE Ève", Name("Élie", "Ève")),
        ("Jean-Paul DE LA TOUR", Name("Tour", "Jean-Paul", "de la")),
        ("LE GOFF, Zoé", Name("Le Goff", "Zoé")),
        ("D’ALEMBERT, Zoé", Name("Alembert", "Zoé", "d’")),
        ("Jan van der Lint", Name("Lint", "Jan", "van der")),
        ("van der Lint, Jan", Name("Lint", "Jan", "van der")),
        ("Gwen Ben Youssef", Name("Ben Youssef", "Gwen")),
        ("Ben Weir", Name("Weir", "Ben")),
        ("Prof. Dr. Ada Weir", Name("Weir", "Ada")),
        ("jinxx", Name(literal="jinxx")),
        ("c3 Team", Name(literal="c3 Team")),
    ],
)
def test_a_name_is_split_as_it_is_read(written: str, name: Name) -> None:
    assert name_of(written) == name


@pytest.fixture
def book(tmp_path: Path) -> Book:
    (tmp_path / "conf.py").write_text("language = 'en'\n", encoding="utf-8")
    speaker = "```{speaker} ada-weir\n:given: Ada\n:family: Weir\n:orcid: 0000-0002-1825-0097\n```\n"
    (tmp_path / "people.md").write_text(f"# People\n\n{speaker}", encoding="utf-8")
    return Book(tmp_path)


def test_one_orcid_mail_or_name_is_one_person(book: Book) -> None:
    into = Programme(EVENT)
    into.person("1", "A. Weir-Sluice", orcid="https://orcid.org/0000-0002-1825-0097")
    into.person("2", "Zoe Tamis", mail="zoe@mill.example")
    into.person("3", "Zoé T.", mail="ZOE@mill.example")
    into.person("4", "Tamis Zoé")
    found = Cast(book, into, {}, None)
    assert found.ids == {"1": "ada-weir", "2": "zoe-tamis", "3": "zoe-tamis", "4": "zoe-tamis"}
    assert found.people["zoe-tamis"]["variants"] == "Zoé T., Tamis Zoé"


def test_one_name_side_by_side_or_with_two_orcids_is_two_people(book: Book) -> None:
    into = Programme(EVENT)
    people = [*into.person("1", "Zoe Tamis"), *into.person("2", "Zoe Tamis")]
    into.item("t", {"speakers": people}, title="Sisters")
    into.person("3", "Ada Weir", orcid="0000-0001-5109-3700")
    into.person("4", "Ada Weir", orcid="0000-0002-1825-0097")
    found = Cast(book, into, {}, None)
    assert found.ids["1"] != found.ids["2"]
    assert (found.ids["3"], found.ids["4"]) == ("ada-weir-2", "ada-weir")


def test_one_name_at_two_mail_addresses_of_two_institutions_is_two_people(book: Book) -> None:
    into = Programme(EVENT)
    into.person("1", "Zoe Tamis", mail="zoe@mill.example", affiliation="Mill")
    into.person("2", "Zoe Tamis", mail="zoe@loom.example", affiliation="Loom")
    found = Cast(book, into, {}, None)
    assert found.ids["1"] != found.ids["2"]
    assert len(found.remarks) == 1


def test_one_name_that_speaks_alone_in_two_places_at_one_time_is_two_people(book: Book) -> None:
    into = Programme(EVENT)
    for key in ("1", "2"):
        into.person(key, "Zoe Tamis")
        into.item(key, {"speakers": [key]}, title=key, date="2025-06-13", start="09:00", end="10:00")
    found = Cast(book, into, {}, None)
    assert found.ids["1"] != found.ids["2"]


@pytest.mark.parametrize("is_one", [True, False])
def test_an_initial_is_asked_for_or_reported(book: Book, is_one: bool) -> None:
    into = Programme(EVENT)
    into.person("1", "Zoe Tamis")
    into.person("2", "Z. Tamis")
    found = Cast(book, into, {}, lambda name, other: is_one)
    assert (found.ids["1"] == found.ids["2"]) is is_one
    assert len(found.remarks) == (not is_one)


def test_what_an_earlier_import_decided_stays(book: Book) -> None:
    into = Programme(EVENT)
    into.person("1", "Zoe Tamis")
    into.person("2", "Zoe Tamis")
    found = Cast(book, into, {"1": "zoe-tamis", "2": "zoe-the-younger"}, None)
    assert found.ids == {"1": "zoe-tamis", "2": "zoe-the-younger"}
    assert found.remarks == []
