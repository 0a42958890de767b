from __future__ import annotations

from dataclasses import replace

from synthkit.epub.metadata import imprint
from synthkit.i18n import I18n
from synthkit.model.works import Publication
from unit.invented import PUBLICATION

FRENCH = I18n("fr")


def test_the_title_page_states_the_edition_and_the_licence() -> None:
    book = replace(PUBLICATION, version="1.2", isbn="978-2-1234-5680-3", doi="10.1234/horloges")
    assert imprint(book, FRENCH) == [
        ("Édition 1.2, mai 2032", ""),
        ("Presses du Beffroi, Tournai", ""),
        ("ISBN 978-2-1234-5680-3", ""),
        ("https://doi.org/10.1234/horloges", "https://doi.org/10.1234/horloges"),
        ("https://horloges.example/", "https://horloges.example/"),
        ("Licence du texte : CC BY 4.0", ""),
    ]


def test_a_script_in_place_of_an_address_is_read_and_not_followed() -> None:
    book = replace(PUBLICATION, licence_url="javascript:zut()")
    assert ("javascript:zut()", "") in imprint(book, FRENCH)


def test_a_book_of_which_nothing_is_known_states_nothing() -> None:
    assert imprint(Publication(), FRENCH) == []
