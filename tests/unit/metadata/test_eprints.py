from __future__ import annotations

from dataclasses import replace

import pytest

from synthkit.metadata import dublin_core, eprints
from synthkit.metadata.tags import Meta, PagePlace
from synthkit.model.people import Name
from synthkit.schema import CreditRole, WorkKind
from unit.invented import EVENT, GUILD, work

PAGE = PagePlace("https://horloges.example/cadran.html")


@pytest.mark.parametrize("kind", [WorkKind.TALK, WorkKind.PANEL])
def test_what_was_said_is_an_unpublished_conference_item(kind: WorkKind) -> None:
    authors = (Name("Faure", "Igor", "de la"), GUILD.name)
    found = eprints.tags(work(kind, authors=authors, abstract="Un cadran.", keywords=("temps", "cadran")), PAGE)
    assert [(tag.name, tag.content) for tag in found] == [
        ("eprints.type", "conference_item"),
        ("eprints.ispublished", "unpub"),
        ("eprints.event_type", "Communication" if kind is WorkKind.TALK else "Table ronde"),
        ("eprints.creators_name", "de la Faure, Igor"),
        ("eprints.creators_name", "Guilde des Horlogers and Sons SA,"),
        ("eprints.title", "Lire un cadran"),
        ("eprints.date", "2031-03-04"),
        ("eprints.event_title", "Horloges et métiers"),
        ("eprints.event_location", "Halle aux grains, Lille, France"),
        ("eprints.event_dates", "2031-03-04/2031-03-05"),
        ("eprints.abstract", "Un cadran."),
        ("eprints.keywords", "temps, cadran"),
        ("eprints.official_url", "https://horloges.example/cadran.html"),
    ]


def test_a_talk_in_a_printed_volume_names_its_pages_and_its_pdf() -> None:
    place = PagePlace("https://horloges.example/cadran.html", pdf_url="https://horloges.example/cadran.pdf")
    found = [(tag.name, tag.content) for tag in eprints.tags(work(WorkKind.TALK, pages="45–49"), place)]
    assert found[-3:] == [
        ("eprints.pagerange", "45-49"),
        ("eprints.official_url", "https://horloges.example/cadran.html"),
        ("eprints.document_url", "https://horloges.example/cadran.pdf"),
    ]


def test_a_pdf_without_a_public_address_is_none() -> None:
    found = {tag.name for tag in eprints.tags(work(WorkKind.TALK), PagePlace(pdf_url="cadran.pdf"))}
    assert "eprints.document_url" not in found


def test_a_paper_says_where_its_event_took_place_and_where_it_is_published() -> None:
    assert eprints.tags(work(WorkKind.PAPER), PAGE) == (
        Meta("eprints.place_of_pub", "Tournai"),
        Meta("eprints.event_location", "Halle aux grains, Lille, France"),
    )


@pytest.mark.parametrize("kind", [WorkKind.CHAPTER, WorkKind.PROCEEDINGS, WorkKind.BOOK])
def test_what_was_never_said_has_the_place_of_its_publisher_alone(kind: WorkKind) -> None:
    assert eprints.tags(work(kind), PAGE) == (Meta("eprints.place_of_pub", "Tournai"),)


def test_a_talk_of_which_little_is_known_says_that_little() -> None:
    event = replace(EVENT, days=None, venue="", city="", country="")
    found = {tag.name for tag in eprints.tags(work(WorkKind.TALK, event=event, date=None), PagePlace())}
    unknown = {"eprints.date", "eprints.event_location", "eprints.event_dates", "eprints.official_url"}
    assert not unknown & found


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (WorkKind.TALK, ["DC.language", "DC.rights"]),
        (WorkKind.PANEL, ["DC.language", "DC.rights"]),
        (WorkKind.PAPER, ["DC.rights"]),
        (WorkKind.CHAPTER, ["DC.rights"]),
        (WorkKind.PROCEEDINGS, ["DC.rights"]),
        (WorkKind.BOOK, ["DC.rights"]),
    ],
)
def test_dublin_core_says_what_the_other_vocabularies_cannot(kind: WorkKind, told: list[str]) -> None:
    assert [tag.name for tag in dublin_core.tags(work(kind, licence="CC BY 4.0"))] == told


def test_whoever_moderates_or_discusses_contributes() -> None:
    found = work(WorkKind.TALK, credits=((CreditRole.MODERATOR, (Name("Faure", "Igor"),)),))
    assert [tag.content for tag in eprints.tags(found, PAGE) if tag.name == "eprints.contributors_name"] == [
        "Faure, Igor"
    ]
