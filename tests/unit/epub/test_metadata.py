from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import replace
from typing import Any

import pytest

from synthkit.epub.metadata import edition_identifier, metadata, record
from synthkit.model.catalogue import Catalogue
from synthkit.model.people import Name
from synthkit.model.works import Publication
from synthkit.schema import TextKind
from unit.invented import EVENT, PEOPLE, PUBLICATION, session

NOON = dt.datetime(2032, 5, 1, 14, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def catalogue(book: Publication = PUBLICATION, **of_session: Any) -> Catalogue:
    return Catalogue(book, [EVENT], [session("dupont2031", **of_session)], PEOPLE)


# -- the identifier --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mended",
    [{"title": "Les horloges, le travail"}, {"description": "Autre."}, {"url": ""}, {"isbn": "978-2-1234-5680-3"}],
)
def test_the_identifier_stays_while_an_edition_is_mended(mended: dict[str, str]) -> None:
    assert edition_identifier(replace(PUBLICATION, **mended)) == edition_identifier(PUBLICATION)


@pytest.mark.parametrize("other", [{"id": "moulins"}, {"version": "2"}, {"language": "en"}])
def test_another_edition_has_another_identifier(other: dict[str, str]) -> None:
    assert edition_identifier(replace(PUBLICATION, **other)) != edition_identifier(PUBLICATION)


def test_books_that_give_themselves_no_id_are_told_apart_by_their_titles() -> None:
    assert edition_identifier(Publication(title="A")) != edition_identifier(Publication(title="B"))


def test_the_identifier_is_a_uuid_and_conf_py_may_say_another() -> None:
    assert uuid.UUID(metadata(catalogue(), NOON).identifier).version == 5
    assert metadata(catalogue(), NOON, identifier="https://doi.org/10.1234/x").identifier == "https://doi.org/10.1234/x"


def test_isbn_and_doi_come_behind_it() -> None:
    book = replace(PUBLICATION, isbn="978-2-1234-5680-3", doi="10.1234/<h>")
    assert metadata(catalogue(book), NOON).identifiers == (
        "urn:isbn:9782123456803",
        "https://doi.org/10.1234/%3Ch%3E",
    )


# -- people ----------------------------------------------------------------------------------------


def agents(found: Catalogue) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(a.element, a.name, a.sorted_as, a.roles) for a in metadata(found, NOON).agents]


def test_who_signs_the_book_makes_it_and_who_edits_it_contributes() -> None:
    assert agents(catalogue()) == [
        ("creator", "La rédaction", "La rédaction", ("aut",)),
        ("contributor", "Inès Œhlert", "Œhlert, Inès", ("edt",)),
    ]


def test_a_volume_without_authors_is_made_by_its_editors() -> None:
    assert agents(catalogue(replace(PUBLICATION, authors=()))) == [("creator", "Inès Œhlert", "Œhlert, Inès", ("edt",))]


def test_somebody_with_two_roles_is_named_once() -> None:
    book = replace(PUBLICATION, editors=(Name("Faure", "Igor"),), authors=(Name("Faure", "Igor"),))
    assert agents(catalogue(book)) == [("creator", "Igor Faure", "Faure, Igor", ("aut", "edt"))]


@pytest.mark.parametrize("text", [TextKind.ANNOUNCED, TextKind.REPORT])
def test_who_was_announced_to_speak_has_written_nothing_of_the_book(text: TextKind) -> None:
    assert "Lise Dupont" not in [name for _, name, _, _ in agents(catalogue(text=text))]


def test_the_authors_of_papers_contribute() -> None:
    assert ("contributor", "Lise Dupont", "Dupont, Lise", ("aut",)) in agents(catalogue(text=TextKind.PAPER))


# -- what else is said -----------------------------------------------------------------------------


def test_events_are_what_the_book_is_about() -> None:
    (occasion,) = metadata(catalogue(), NOON).occasions
    assert (occasion.title, occasion.date) == ("Horloges et métiers", "2031-03-04/2031-03-05")
    assert occasion.place == "Halle aux grains, Lille, France"


def test_keywords_are_named_once() -> None:
    found = metadata(catalogue(keywords=("Temps", "temps", "cadran", " ")), NOON)
    assert found.subjects == ("Temps", "cadran")


def test_a_time_is_told_in_universal_time() -> None:
    assert metadata(catalogue(), NOON).modified == "2032-05-01T12:00:00Z"


@pytest.mark.parametrize("url", ["javascript:zut()", "CC BY", ""])
def test_only_an_address_of_the_web_is_a_licence_to_follow(url: str) -> None:
    assert metadata(catalogue(replace(PUBLICATION, licence_url=url)), NOON).licence_url == ""


def test_no_text_holds_what_xml_refuses() -> None:
    hostile = "a\x00b\x07\ud800c\u2028"
    book = replace(PUBLICATION, title=hostile, description=hostile, publisher=hostile, licence=hostile)
    found = metadata(catalogue(book, keywords=(hostile,)), NOON)
    assert {found.title, found.description, found.publisher, found.rights, *found.subjects} == {"abc"}


def test_a_book_without_a_title_is_called_by_its_id() -> None:
    assert metadata(Catalogue(Publication()), NOON).title == "book"


# -- the record of the works -----------------------------------------------------------------------


def test_the_record_has_every_work_with_its_place_in_the_book() -> None:
    found = catalogue()
    graph = json.loads(record(found, {"dupont2031": "actes/dupont.xhtml#dupont2031"}, "urn:uuid:1"))["@graph"]
    assert [node["name"] for node in graph] == [work.title for work in found.works]
    assert graph[0]["@id"] == "urn:uuid:1"
    talk = next(node for node in graph if node["@type"] == "PresentationDigitalDocument")
    assert talk["@id"] == "actes/dupont.xhtml#dupont2031"
    assert talk["author"][0]["name"] == "Lise Dupont"
    assert talk["about"]["name"] == "Horloges et métiers"
