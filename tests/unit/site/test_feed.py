"""The feed is what a reader of feeds takes in: every dated change once, under a name that stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import feedparser
import pytest
from lxml import etree

from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Revision
from synthkit.schema import RevisionKind
from synthkit.site.feed import feed
from unit.invented import PUBLICATION, alone, session

FRENCH = I18n("fr")
ERRATUM = Revision(dt.date(2033, 2, 1), RevisionKind.ERRATUM, "L’heure était fausse.")
BOOK = alone(session("rouage", revisions=(ERRATUM,)))


def read(catalogue: Catalogue) -> feedparser.FeedParserDict:
    written = feed(catalogue, FRENCH)
    assert written is not None
    found = feedparser.parse(written)
    assert not found.bozo
    return found


def of(**publication: object) -> Catalogue:
    return Catalogue(replace(PUBLICATION, **publication), BOOK.events, BOOK.sessions)


def test_a_reader_of_feeds_finds_each_change_newest_first() -> None:
    found = read(BOOK)
    assert found.version == "atom10"
    assert found.feed.title == "Dernières modifications – Les horloges et le travail"
    assert [(entry.title, entry.link, entry.updated) for entry in found.entries] == [
        (
            "Erratum\u00a0: Exposé rouage",
            "https://horloges.example/actes/rouage.html",
            "2033-02-01T12:00:00Z",
        ),
        ("Parution\u00a0: Les horloges et le travail", "https://horloges.example/", "2032-05-01T12:00:00Z"),
    ]
    assert found.entries[0].summary == "L’heure était fausse."


def test_the_feed_says_whose_it_is_and_where_it_stands() -> None:
    found = read(BOOK).feed
    assert found.author == "La rédaction"
    assert {link.rel: link.href for link in found.links} == {
        "self": "https://horloges.example/feed.xml",
        "alternate": "https://horloges.example/",
    }
    assert found.updated == "2033-02-01T12:00:00Z"


def test_a_book_that_names_nobody_has_a_feed_by_its_title() -> None:
    assert read(of(authors=(), editors=())).feed.author == "Les horloges et le travail"


def test_two_changes_alike_are_two_entries() -> None:
    found = read(alone(session("rouage", revisions=(ERRATUM, replace(ERRATUM, text="Le lieu aussi.")))))
    assert len({entry.id for entry in found.entries}) == len(found.entries) == 3


def test_a_change_keeps_its_id_when_its_words_are_mended_and_the_book_moves() -> None:
    mended = alone(session("rouage", title="Le rouage", revisions=(replace(ERRATUM, text="L’heure."),)))
    moved = of(url="https://ailleurs.example/livre")
    ids = [entry.id for entry in read(BOOK).entries]
    assert [entry.id for entry in read(mended).entries] == ids
    assert [entry.id for entry in read(moved).entries] == ids
    assert read(moved).feed.id == read(BOOK).feed.id


def test_books_without_an_id_are_told_apart() -> None:
    first, second = (read(of(id="book", url=f"https://{host}.example/")) for host in ("un", "deux"))
    assert {entry.id for entry in first.entries}.isdisjoint(entry.id for entry in second.entries)


def test_without_an_address_there_is_no_feed() -> None:
    assert feed(of(url=""), FRENCH) is None


def test_a_book_that_dates_nothing_has_no_feed() -> None:
    assert feed(Catalogue(replace(PUBLICATION, date=None)), FRENCH) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("</summary><script>", "</summary><script>"),
        ("a & b < c", "a & b < c"),
        ("]]>", "]]>"),
        ("{% x %}", "{% x %}"),
        ("\x00\x1b\ufffe\uffff\u2028ligne", "ligne"),
    ],
)
def test_hostile_words_are_words(text: str, said: str) -> None:
    book = alone(session("rouage", title=f"Titre {text}", revisions=(replace(ERRATUM, text=f"Mot {text}"),)))
    written = feed(book, FRENCH)
    assert written is not None
    (entry, _) = etree.fromstring(written).findall("{*}entry")
    assert entry.findtext("{*}summary") == f"Mot {said}"
    assert entry.findtext("{*}title") == f"Erratum\u00a0: Titre {said}"


def test_the_feed_is_the_same_at_each_build() -> None:
    assert feed(BOOK, FRENCH) == feed(alone(session("rouage", revisions=(ERRATUM,))), FRENCH)
