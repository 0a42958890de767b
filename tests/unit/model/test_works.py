from __future__ import annotations

from dataclasses import replace

import pytest

from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import PartialDate
from synthkit.model.events import Proceedings, Session
from synthkit.model.people import Attribution, Credit, Name
from synthkit.model.works import Publication, Work, book_work, chapter_work, proceedings_work, session_work
from synthkit.schema import SessionKind, TextKind, TitleBy, WorkKind
from unit.invented import CHAPTER, DAY_ONE, EVENT, IGOR, LISE, PUBLICATION, VOLUME, session

BY_LISE = (Attribution(Credit(LISE.id), LISE),)
WITH_VOLUME = replace(EVENT, proceedings=VOLUME)


def talk(session: Session, event: object = EVENT) -> Work:
    return session_work(session, event, BY_LISE, PUBLICATION, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "text", "cited_as"),
    [
        (SessionKind.TALK, TextKind.ANNOUNCED, WorkKind.TALK),
        (SessionKind.TALK, TextKind.REPORT, WorkKind.TALK),
        (SessionKind.OPENING, TextKind.ANNOUNCED, WorkKind.TALK),
        (SessionKind.PANEL, TextKind.ANNOUNCED, WorkKind.PANEL),
        (SessionKind.TALK, TextKind.PAPER, WorkKind.PAPER),
        (SessionKind.PANEL, TextKind.PAPER, WorkKind.PAPER),
    ],
)
def test_a_session_is_a_paper_only_when_the_speakers_wrote_it(
    kind: SessionKind, text: TextKind, cited_as: WorkKind
) -> None:
    assert talk(session("a", kind=kind, text=text)).kind is cited_as


def test_a_talk_is_dated_by_its_day() -> None:
    assert talk(session("a")).date == PartialDate(2031, 3, 4)


def test_a_talk_without_a_day_is_dated_by_the_first_of_its_event() -> None:
    assert talk(session("a", day=None)).date == PartialDate(DAY_ONE.year, DAY_ONE.month, DAY_ONE.day)


def test_a_talk_of_an_event_without_days_has_no_date() -> None:
    assert talk(session("a", day=None), replace(EVENT, days=None)).date is None


def test_a_paper_is_dated_by_its_publication() -> None:
    paper = session("a", text=TextKind.PAPER)
    assert (talk(paper).date, talk(paper, WITH_VOLUME).date) == (PartialDate(2032, 5), PartialDate(2033))


def test_a_paper_stands_in_the_proceedings_before_the_book() -> None:
    paper = session("a", text=TextKind.PAPER)
    facts = [(work.container, work.publisher, work.place) for work in (talk(paper), talk(paper, WITH_VOLUME))]
    assert facts == [
        ("Les horloges et le travail", "Presses du Beffroi", "Tournai"),
        ("Actes des horloges", "Éditions du Cadran", "Namur"),
    ]


def test_a_session_speaks_its_own_language_before_the_books() -> None:
    assert [talk(session("a", language=code)).language for code in ("", "en")] == ["fr", "en"]


def test_a_work_tells_who_gave_its_title() -> None:
    assert talk(session("a", title_by=TitleBy.EDITORS)).title_by is TitleBy.EDITORS


def test_editors_of_the_volume_come_before_those_of_the_book() -> None:
    volume = replace(VOLUME, editors=("Guilde des Horlogers",))
    works = [talk(session("a"), event) for event in (WITH_VOLUME, replace(EVENT, proceedings=volume))]
    assert [work.editors for work in works] == [PUBLICATION.editors, (Name(literal="Guilde des Horlogers"),)]


@pytest.mark.parametrize("volume", [None, Proceedings(publisher="Éditions du Cadran")])
def test_an_event_without_a_titled_volume_has_no_proceedings(volume: Proceedings | None) -> None:
    works = Catalogue(PUBLICATION, [replace(EVENT, proceedings=volume)]).works
    assert [work.kind for work in works] == [WorkKind.BOOK]


def test_proceedings_carry_the_events_id_and_the_volumes_facts() -> None:
    found = proceedings_work(WITH_VOLUME, PUBLICATION, "")
    assert (found.id, found.kind, found.title, found.publisher, found.place, found.date) == (
        "horloges-2031",
        WorkKind.PROCEEDINGS,
        "Actes des horloges",
        "Éditions du Cadran",
        "Namur",
        PartialDate(2033),
    )


def test_what_the_volume_leaves_open_comes_from_the_book() -> None:
    found = proceedings_work(replace(EVENT, proceedings=Proceedings("Actes")), PUBLICATION, "")
    assert (found.publisher, found.place, found.date, found.editors) == (
        PUBLICATION.publisher,
        PUBLICATION.place,
        PUBLICATION.date,
        PUBLICATION.editors,
    )


def test_the_authors_of_the_book_sign_the_chapters_that_name_nobody() -> None:
    works = [chapter_work(CHAPTER, people, PUBLICATION, "") for people in ((), (Attribution(Credit(IGOR.id), IGOR),))]
    assert [(work.authors, work.author_ids) for work in works] == [
        (PUBLICATION.authors, (None,)),
        ((IGOR.name,), (IGOR.id,)),
    ]


def test_a_chapter_of_its_own_date_and_language_keeps_them() -> None:
    own = replace(CHAPTER, date=PartialDate(2030), language="en")
    works = [chapter_work(chapter, (), PUBLICATION, "") for chapter in (CHAPTER, own)]
    assert [(work.date, work.language) for work in works] == [
        (PartialDate(2032, 5), "fr"),
        (PartialDate(2030), "en"),
    ]


def test_the_book_is_a_work_at_its_own_address() -> None:
    book = book_work(PUBLICATION)
    assert (book.id, book.kind, book.url, book.editors) == (
        "horloges",
        WorkKind.BOOK,
        "https://horloges.example/",
        PUBLICATION.editors,
    )


def test_sessions_and_proceedings_belong_to_an_event_chapters_and_the_book_to_none() -> None:
    proceedings = proceedings_work(WITH_VOLUME, PUBLICATION, "")
    works = (talk(session("a")), proceedings, chapter_work(CHAPTER, (), PUBLICATION, ""), book_work(PUBLICATION))
    assert [bool(work.event) for work in works] == [True, True, False, False]


@pytest.mark.parametrize(
    ("docname", "fragment", "address"),
    [
        ("index", "", "https://horloges.example/"),
        ("actes/rouage", "", "https://horloges.example/actes/rouage.html"),
        ("actes/rouage", "ressort", "https://horloges.example/actes/rouage.html#ressort"),
    ],
)
@pytest.mark.parametrize("url", ["https://horloges.example", "https://horloges.example/"])
def test_an_address_is_made_of_the_books_and_the_page(url: str, docname: str, fragment: str, address: str) -> None:
    assert Publication(url=url).address(docname, fragment) == address


def test_a_book_without_an_address_gives_none_to_its_pages() -> None:
    assert Publication().address("actes/rouage", "x") == ""


def test_the_suffix_of_pages_is_the_builders() -> None:
    assert Publication(url="https://x.example", page_suffix="/").address("a/b") == "https://x.example/a/b/"


@pytest.mark.parametrize("docname", ["actes/mon exposé", "actes/{a}", "100%", "a#b", 'a"b'])
def test_an_address_holds_nothing_a_link_or_a_bib_would_break_at(docname: str) -> None:
    address = Publication(url="https://x.example").address(docname)
    assert not set(address.removeprefix("https://x.example/")) & set(' {}#"<>\\^`|')
    assert "100%." not in address
