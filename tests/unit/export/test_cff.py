from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from synthkit.export import cff
from synthkit.model.dates import PartialDate
from synthkit.model.people import Name
from synthkit.model.works import book_work
from unit.invented import HOSTILE, PUBLICATION


def read(**facts: object) -> dict[str, object]:
    publication = replace(PUBLICATION, **facts)
    found = yaml.safe_load(cff.export(book_work(publication), publication))
    assert isinstance(found, dict)
    return found


def test_the_book_is_cited_as_a_book() -> None:
    found = read(authors=(Name("Faure", "Igor", "de la", suffix="Jr."), Name(literal="Guilde des Horlogers")))
    authors = [
        {"family-names": "Faure", "given-names": "Igor", "name-particle": "de la", "name-suffix": "Jr."},
        {"name": "Guilde des Horlogers"},
    ]
    assert found["authors"] == authors
    assert found["preferred-citation"]["type"] == "book"
    assert found["preferred-citation"]["authors"] == authors


@pytest.mark.parametrize(
    ("licence", "spdx"), [("CC BY 4.0", "CC-BY-4.0"), ("CC BY-SA 4.0", "CC-BY-SA-4.0"), ("Tous droits réservés", None)]
)
def test_a_licence_is_told_by_its_identifier_where_it_has_one(licence: str, spdx: str | None) -> None:
    assert read(licence=licence).get("license") == spdx


def test_only_a_full_date_is_a_day_of_release() -> None:
    assert "date-released" not in read(date=PartialDate(2031, 3))
    assert read(date=PartialDate(2031, 3, 4))["date-released"] == "2031-03-04"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    assert read(title=f"A{text}")["title"] == f"A{text}"
