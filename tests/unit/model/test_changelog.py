"""What a book tells of its changes is what its editors dated, newest first, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from synthkit.model.catalogue import Catalogue
from synthkit.model.changelog import Change, by_page, latest
from synthkit.model.dates import PartialDate
from synthkit.model.events import Revision
from synthkit.schema import RevisionKind
from unit.invented import CHAPTER, EVENT, PUBLICATION, VOLUME, alone, catalogue, session

ERRATUM = Revision(dt.date(2033, 2, 1), RevisionKind.ERRATUM, "L’heure était fausse.")
ADDITION = Revision(dt.date(2032, 6, 1), RevisionKind.ADDITION, "Un paragraphe de plus.")


def told(found: Catalogue, limit: int = 0) -> list[tuple[str, str]]:
    return [(str(change.date), change.title) for change in latest(found, limit)]


def test_what_is_dated_is_told_newest_first() -> None:
    book = catalogue(
        events=(replace(EVENT, proceedings=VOLUME),),
        sessions=(session("rouage", revisions=(ADDITION, ERRATUM)),),
        chapters=(replace(CHAPTER, date=PartialDate(2032, 4, 2)),),
    )
    assert told(book) == [
        ("2033-02-01", "Exposé rouage"),
        ("2033", "Actes des horloges"),
        ("2032-06-01", "Exposé rouage"),
        ("2032-05", "Les horloges et le travail"),
        ("2032-04-02", "Lire les cadrans"),
    ]


def test_a_revision_says_its_kind_and_what_changed() -> None:
    (change, _) = latest(alone(session("rouage", revisions=(ERRATUM,))))
    assert (change.kind, change.text) == (RevisionKind.ERRATUM, "L’heure était fausse.")
    assert isinstance(change, Change)
    assert change.record is not None
    assert change.record.id == "rouage"


def test_a_limit_keeps_the_newest() -> None:
    book = alone(session("rouage", revisions=(ADDITION, ERRATUM)))
    assert told(book, 1) == [("2033-02-01", "Exposé rouage")]
    assert len(told(book, 99)) == 3


def test_the_day_of_a_talk_is_no_change() -> None:
    book = alone(session("rouage"))
    assert told(book) == [("2032-05", PUBLICATION.title)]


def test_a_book_without_a_date_has_no_change() -> None:
    assert latest(catalogue(publication=replace(PUBLICATION, date=None))) == ()


def test_changes_of_one_date_stand_as_the_book_has_them() -> None:
    first, second = session("un", "9:00", revisions=(ERRATUM,)), session("deux", "10:00", revisions=(ERRATUM,))
    assert told(alone(second, first))[:2] == [("2033-02-01", "Exposé un"), ("2033-02-01", "Exposé deux")]


def test_of_two_records_with_one_id_the_first_alone_is_told() -> None:
    book = alone(session("un", revisions=(ERRATUM,)), session("un", title="Le double", revisions=(ERRATUM,)))
    assert told(book)[0] == ("2033-02-01", "Exposé un")
    assert len(told(book)) == 2


def test_a_page_has_its_last_date_and_the_book_that_of_its_root() -> None:
    book = catalogue(sessions=(session("rouage", revisions=(ADDITION, ERRATUM)), session("muet")))
    assert by_page(book, "accueil") == {"actes/rouage": PartialDate(2033, 2, 1), "accueil": PartialDate(2032, 5)}
