from __future__ import annotations

from dataclasses import replace

import pytest

from synthkit.metadata import schema_org
from synthkit.metadata.tags import Node, PagePlace
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import PartialDate
from synthkit.model.events import Event
from synthkit.model.people import Affiliation, Name, Person
from synthkit.model.works import Publication, Work
from synthkit.schema import TextKind, WorkKind
from unit.invented import EVENT, GUILD, IGOR, LISE, PUBLICATION, VOLUME, session, work

PAGE = PagePlace("https://horloges.example/cadran.html")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
BOOK = replace(PUBLICATION, licence_url=LICENCE)
TOLD = replace(IGOR, orcid="0000-0002-1825-0097", affiliations=(Affiliation("Musée du Beffroi", "05dxps055"),))


def data(work: Work, *persons: Person, book: Publication = BOOK, place: PagePlace = PAGE) -> Node:
    return schema_org.data(work, book, {person.id: person for person in persons}, place)


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        (WorkKind.TALK, "PresentationDigitalDocument"),
        (WorkKind.PANEL, "PresentationDigitalDocument"),
        (WorkKind.PAPER, "ScholarlyArticle"),
        (WorkKind.CHAPTER, "Chapter"),
        (WorkKind.PROCEEDINGS, "Book"),
        (WorkKind.BOOK, "Book"),
    ],
)
def test_each_kind_of_work_has_its_type(kind: WorkKind, type_: str) -> None:
    assert data(work(kind))["@type"] == type_


def test_a_chapter_is_a_whole_object() -> None:
    chapter = work(editors=(Name("Œhlert", "Inès"),), keywords=("temps", " "), doi="10.1234/a_b", pages="3–9")
    assert data(chapter) == {
        "@context": "https://schema.org",
        "@type": "Chapter",
        "name": "Lire un cadran",
        "author": [{"@type": "Person", "name": "Lise Dupont", "givenName": "Lise", "familyName": "Dupont"}],
        "inLanguage": "fr",
        "keywords": ["temps"],
        "url": "https://horloges.example/cadran.html",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "DOI",
            "value": "10.1234/a_b",
            "url": "https://doi.org/10.1234/a_b",
        },
        "license": LICENCE,
        "datePublished": "2031-03-04",
        "pageStart": "3",
        "pageEnd": "9",
        "isPartOf": {
            "@type": "Book",
            "name": "Les horloges et le travail",
            "datePublished": "2032-05",
            "inLanguage": "fr",
            "license": LICENCE,
            "url": "https://horloges.example/",
            "editor": [{"@type": "Person", "name": "Inès Œhlert", "givenName": "Inès", "familyName": "Œhlert"}],
            "publisher": {"@type": "Organization", "name": "Presses du Beffroi", "location": "Tournai"},
        },
    }


def test_a_talk_is_about_its_event_and_nobody_published_it() -> None:
    event = replace(EVENT, address="3 rue du Pendule", organisers=("Guilde des Horlogers",))
    found = data(work(WorkKind.TALK, event=event))
    assert "datePublished" not in found
    assert found["dateCreated"] == "2031-03-04"
    assert found["about"] == {
        "@type": "Event",
        "name": "Horloges et métiers",
        "startDate": "2031-03-04",
        "endDate": "2031-03-05",
        "location": {
            "@type": "Place",
            "name": "Halle aux grains",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "3 rue du Pendule",
                "addressLocality": "Lille",
                "addressCountry": "France",
            },
        },
        "organizer": [{"@type": "Organization", "name": "Guilde des Horlogers"}],
    }


def test_an_event_of_which_nothing_is_known_is_not_mentioned() -> None:
    assert "about" not in data(work(WorkKind.TALK, event=Event(EVENT.id)))


def test_a_paper_is_part_of_the_proceedings_where_they_are_a_volume() -> None:
    session_ = session("a", text=TextKind.PAPER)
    book = Catalogue(PUBLICATION, [replace(EVENT, proceedings=replace(VOLUME, isbn="1"))], [session_], [LISE])
    paper = book.work("a")
    assert paper is not None
    part_of = data(paper)["isPartOf"]
    assert isinstance(part_of, dict)
    assert {key: part_of[key] for key in ("name", "datePublished", "url", "isbn")} == {
        "name": "Actes des horloges",
        "datePublished": "2033",
        "url": "https://horloges.example/actes/index.html",
        "isbn": "1",
    }


def test_a_person_brings_what_their_record_knows_and_a_body_is_none() -> None:
    paper = work(WorkKind.PAPER, authors=(TOLD.name, GUILD.name), author_ids=(TOLD.id, None))
    assert data(paper, TOLD)["author"] == [
        {
            "@type": "Person",
            "name": "Igor de la Faure",
            "givenName": "Igor",
            "familyName": "de la Faure",
            "affiliation": {"@type": "Organization", "name": "Musée du Beffroi", "sameAs": "https://ror.org/05dxps055"},
            "sameAs": "https://orcid.org/0000-0002-1825-0097",
        },
        {"@type": "Organization", "name": "Guilde des Horlogers and Sons, SA"},
    ]


def test_whom_several_registries_know_is_the_same_in_each() -> None:
    igor = replace(TOLD, idref="026709635", isni="0000000121691048", wikidata="Q937")
    guild = replace(GUILD, isni="0000000121691048")
    paper = work(WorkKind.PAPER, authors=(igor.name, guild.name), author_ids=(igor.id, guild.id))
    authors = data(paper, igor, guild)["author"]
    assert isinstance(authors, list)
    assert [author["sameAs"] for author in authors] == [
        [
            "https://orcid.org/0000-0002-1825-0097",
            "https://www.idref.fr/026709635",
            "https://isni.org/isni/0000000121691048",
            "https://www.wikidata.org/entity/Q937",
        ],
        "https://isni.org/isni/0000000121691048",
    ]


def test_editors_are_persons_even_where_only_a_name_is_printed() -> None:
    found = data(work(WorkKind.PROCEEDINGS, editors=(Name(literal="Inès Œhlert"),), series="Cahiers"))
    assert found["editor"] == [{"@type": "Person", "name": "Inès Œhlert"}]
    assert found["isPartOf"] == {"@type": "BookSeries", "name": "Cahiers"}


def test_a_work_of_which_nothing_is_known_is_its_type_and_no_address() -> None:
    bare = Work("x", WorkKind.BOOK, "Sans rien", date=PartialDate(2031))
    assert data(bare, book=Publication(), place=PagePlace()) == {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": "Sans rien",
        "datePublished": "2031",
    }
