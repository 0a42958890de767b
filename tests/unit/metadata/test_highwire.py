from __future__ import annotations

import pytest

from synthkit.metadata import highwire
from synthkit.metadata.tags import PagePlace
from synthkit.model.dates import PartialDate
from synthkit.model.people import Name
from synthkit.schema import WorkKind
from unit.invented import GUILD, work

PAGE = PagePlace("https://horloges.example/cadran.html", pdf_url="https://horloges.example/cadran.pdf")


def pairs(*args: object, place: PagePlace = PAGE, **values: object) -> list[tuple[str, str]]:
    return [(tag.name, tag.content) for tag in highwire.tags(work(*args, **values), place)]


def test_a_paper_is_told_in_the_order_that_makes_it_one() -> None:
    found = pairs(
        WorkKind.PAPER,
        authors=(Name("Le Goff", "Jean Pierre"), Name("Faure", "Igor", "de la"), GUILD.name),
        editors=(Name("Œhlert", "Inès"),),
        abstract="Un cadran.",
        doi="10.1234/a_b",
        isbn="978-2-1234-5680-3",
        pages="12–19",
    )
    assert found == [
        ("citation_inbook_title", "Les horloges et le travail"),
        ("citation_title", "Lire un cadran"),
        ("citation_author", "Le Goff, Jean Pierre"),
        ("citation_author", "de la Faure, Igor"),
        ("citation_author", "Guilde des Horlogers and Sons SA,"),
        ("citation_publication_date", "2031/03/04"),
        ("citation_conference_title", "Horloges et métiers"),
        ("citation_language", "fr"),
        ("citation_abstract", "Un cadran."),
        ("citation_publisher", "Presses du Beffroi"),
        ("citation_editor", "Œhlert, Inès"),
        ("citation_pdf_url", "https://horloges.example/cadran.pdf"),
        ("citation_public_url", "https://horloges.example/cadran.html"),
        ("citation_doi", "10.1234/a_b"),
        ("citation_isbn", "978-2-1234-5680-3"),
        ("citation_firstpage", "12"),
        ("citation_lastpage", "19"),
    ]


def test_a_chapter_names_its_book_last_and_no_conference() -> None:
    assert pairs(date=PartialDate(2032, 5))[:5] == [
        ("citation_title", "Lire un cadran"),
        ("citation_author", "Dupont, Lise"),
        ("citation_publication_date", "2032/05"),
        ("citation_inbook_title", "Les horloges et le travail"),
        ("citation_language", "fr"),
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Goff", "Jean Pierre", "Le"), "Le\u00a0Goff, Jean\u00a0Pierre"),
        (Name("Faure", "Igor", "de la"), "de la Faure, Igor"),
        (Name("Le\u00a0Goff", "Jean"), "Le Goff, Jean"),
    ],
)
def test_a_single_author_has_no_break_space_only_where_the_name_would_be_split(name: Name, written: str) -> None:
    assert ("citation_author", written) in pairs(WorkKind.PAPER, authors=(name,))


@pytest.mark.parametrize("kind", [WorkKind.PROCEEDINGS, WorkKind.BOOK])
def test_a_volume_has_its_title_page_and_stands_in_no_other(kind: WorkKind) -> None:
    assert pairs(kind, authors=(GUILD.name,), isbn="978-2-1234-5680-3", doi="10.1234/a_b") == [
        ("citation_title", "Lire un cadran"),
        ("citation_author", "Guilde des Horlogers and Sons SA,"),
        ("citation_publication_date", "2031/03/04"),
        ("citation_language", "fr"),
        ("citation_publisher", "Presses du Beffroi"),
        ("citation_editor", "Œhlert, Inès"),
        ("citation_pdf_url", "https://horloges.example/cadran.pdf"),
        ("citation_public_url", "https://horloges.example/cadran.html"),
        ("citation_doi", "10.1234/a_b"),
        ("citation_isbn", "978-2-1234-5680-3"),
    ]


@pytest.mark.parametrize("kind", [WorkKind.TALK, WorkKind.PANEL])
def test_a_talk_has_only_the_tags_that_make_no_publication_of_it(kind: WorkKind) -> None:
    assert pairs(kind, pages="45–49", doi="10.1234/a_b") == [
        ("citation_pdf_url", "https://horloges.example/cadran.pdf"),
        ("citation_doi", "10.1234/a_b"),
        ("citation_firstpage", "45"),
        ("citation_lastpage", "49"),
    ]
    assert pairs(kind, place=PagePlace()) == []


def test_without_a_public_address_no_tag_has_one() -> None:
    names = {name for name, _ in pairs(WorkKind.PAPER, place=PagePlace(pdf_url="cadran.pdf"))}
    assert not {"citation_pdf_url", "citation_public_url"} & names


def test_a_suffix_stands_behind_the_given_name() -> None:
    found = pairs(authors=(Name("Faure", "Igor", suffix="Jr."),))
    assert ("citation_author", "Faure, Igor Jr.") in found


def test_a_particle_with_an_apostrophe_stands_at_its_family() -> None:
    found = pairs(authors=(Name("Orville", "Jean", "d’"),))
    assert ("citation_author", "d’Orville, Jean") in found
