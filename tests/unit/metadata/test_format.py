from __future__ import annotations

import pytest

from synthkit.metadata._format import doi_url, first_and_last, inverted, language_tag, one_line, slashed
from synthkit.model.dates import PartialDate
from synthkit.model.people import Name


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Dupont", "Lise"), "Dupont, Lise"),
        (Name("Le Goff", "Jean Pierre"), "Le_Goff, Jean_Pierre"),
        (Name("Faure", "Igor", "de la"), "de_la_Faure, Igor"),
        (Name("King, Jr.", "Ada;Zoé"), "King_Jr., Ada_Zoé"),
        (Name("Œhlert"), "Œhlert,"),
        (Name(given="Mona"), "Mona,"),
        (Name(literal="Guilde des Horlogers and Sons, SA"), "Guilde des Horlogers and Sons SA,"),
        (Name(literal=",;"), ""),
        (Name(), ""),
    ],
)
def test_a_name_has_one_comma_that_its_readers_split_at(name: Name, written: str) -> None:
    assert inverted(name, "_") == written


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (PartialDate(2031, 3, 4), "2031/03/04"),
        (PartialDate(2031, 3), "2031/03"),
        (PartialDate(2031), "2031"),
        (None, ""),
    ],
)
def test_a_date_is_as_precise_as_is_known(date: PartialDate | None, written: str) -> None:
    assert slashed(date) == written


@pytest.mark.parametrize(
    ("pages", "ends"),
    [
        ("12–19", ("12", "19")),
        ("12 — 19", ("12", "19")),
        ("12-19", ("12", "19")),
        ("12--19", ("12", "19")),
        ("xii–xix", ("xii", "xix")),
        ("A-1–A-9", ("A-1", "A-9")),
        ("12–19, 24–25", ("12", "25")),
        ("12", ("12", "")),
        ("", ("", "")),
    ],
)
def test_a_range_of_pages_has_two_ends(pages: str, ends: tuple[str, str]) -> None:
    assert first_and_last(pages) == ends


def test_a_no_break_space_stays_inside_a_line() -> None:
    assert one_line(" Le\u00a0Goff\n\nJean ") == "Le\u00a0Goff Jean"


def test_a_language_has_hyphens() -> None:
    assert [language_tag(code) for code in ("fr", "pt_BR", "")] == ["fr", "pt-BR", ""]


def test_a_doi_leads_where_its_registry_is() -> None:
    assert doi_url("10.1234/a_b(3)") == "https://doi.org/10.1234/a_b(3)"
    assert doi_url('10.1234/<"#') == "https://doi.org/10.1234/%3C%22%23"
    assert doi_url("") == ""
