"""A PDF cut from a volume: its pages and their numbers, its facts, its links, the same bytes each time."""

from __future__ import annotations

import io

import pytest
from pikepdf import Dictionary, Pdf
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, Fit, NameObject, NumberObject, TextStringObject

from synthkit.build.page_numbers import Sheets
from synthkit.build.pdf_files import cut

FACTS = ("Lire un cadran", "Lise Dupont, Guilde des Horlogers", "temps, cadran", "fr")
BOX = (10, 10, 50, 20)


def link(writer: PdfWriter, page: int, action: dict[str, object]) -> None:
    """A link as hyperref writes it: with an action."""
    values = {NameObject(name): value for name, value in action.items()}
    found = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject(NumberObject(side) for side in BOX),
            NameObject("/A"): DictionaryObject(values),
        }
    )
    writer.add_annotation(page, found)


@pytest.fixture(scope="module")
def volume() -> Pdf:
    """Eight sheets, two of front matter; named places on sheets 3 and 7; links on sheet 4."""
    writer = PdfWriter()
    for sheet in range(8):
        writer.add_blank_page(100, 200 + sheet)
    writer.set_page_label(0, 1, style="/r")
    writer.set_page_label(2, 7, style="/D", start=43)
    writer.add_named_destination("inside", 2)
    writer.add_named_destination("outside", 6)
    link(writer, 3, {"/S": NameObject("/GoTo"), "/D": TextStringObject("inside")})
    link(writer, 3, {"/S": NameObject("/GoTo"), "/D": TextStringObject("outside")})
    link(writer, 3, {"/S": NameObject("/GoTo"), "/D": TextStringObject("nowhere")})
    link(writer, 3, {"/S": NameObject("/URI"), "/URI": TextStringObject("https://horloges.example/")})
    writer.add_annotation(3, Link(rect=BOX, target_page_index=6, fit=Fit.fit()))
    writer.add_metadata({"/Title": "Les horloges", "/CreationDate": "D:20310304000000Z", "/Creator": "LaTeX"})
    written = io.BytesIO()
    writer.write(written)
    return Pdf.open(written)


@pytest.fixture(scope="module")
def part(volume: Pdf) -> PdfReader:
    return PdfReader(io.BytesIO(cut(volume, Sheets(3, 5), *FACTS)))


def test_it_has_the_pages_from_the_first_to_the_last(part: PdfReader) -> None:
    assert [page.mediabox.height for page in part.pages] == [202, 203, 204]


def test_its_pages_have_the_numbers_of_the_volume(part: PdfReader) -> None:
    assert part.page_labels == ["43", "44", "45"]


def test_roman_pages_stay_roman(volume: Pdf) -> None:
    assert PdfReader(io.BytesIO(cut(volume, Sheets(2, 3), *FACTS))).page_labels == ["ii", "43"]


def test_it_says_what_it_is_and_not_what_the_volume_is(part: PdfReader) -> None:
    found = part.metadata or {}
    assert {name: found[name] for name in ("/Title", "/Author", "/Keywords", "/CreationDate")} == {
        "/Title": "Lire un cadran",
        "/Author": "Lise Dupont, Guilde des Horlogers",
        "/Keywords": "temps, cadran",
        "/CreationDate": "D:20310304000000Z",
    }
    assert part.root_object["/Lang"] == "fr"
    assert part.viewer_preferences is not None
    assert part.viewer_preferences.display_doctitle


def test_what_is_unknown_is_left_out(volume: Pdf) -> None:
    found = PdfReader(io.BytesIO(cut(volume, Sheets(1, 1), "Sans auteur", "", "", "fr"))).metadata or {}
    assert not {"/Author", "/Keywords"} & set(found)


def test_links_to_what_is_not_here_are_gone_and_the_others_stay(part: PdfReader) -> None:
    links = [annotation.get_object() for annotation in part.pages[1]["/Annots"]]
    inside, outside = links
    assert inside["/Dest"][0] == part.pages[0].indirect_reference
    assert outside["/A"]["/URI"] == "https://horloges.example/"


def test_no_page_of_the_rest_is_carried_along(volume: Pdf) -> None:
    part = Pdf.open(io.BytesIO(cut(volume, Sheets(4, 4), *FACTS)))
    assert len([one for one in part.objects if isinstance(one, Dictionary) and "/MediaBox" in one]) == 1


def test_the_same_volume_gives_the_same_bytes(volume: Pdf) -> None:
    assert cut(volume, Sheets(3, 5), *FACTS) == cut(volume, Sheets(3, 5), *FACTS)


def test_hostile_facts_are_text(volume: Pdf) -> None:
    hostile = ("(a) << /JS (x) >> \\input{y}", "é\u202f🙂)", "%", "fr")
    found = PdfReader(io.BytesIO(cut(volume, Sheets(3, 3), *hostile))).metadata or {}
    assert (found["/Title"], found["/Author"], found["/Keywords"]) == hostile[:3]
