from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from synthkit import labels
from synthkit.export import csl_json
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import Days, PartialDate
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.people import Attribution, Credit, Name
from synthkit.model.works import Publication, Work, book_work, chapter_work, proceedings_work, session_work
from synthkit.schema import AbstractBy, ChapterKind, CreditRole, SessionKind, TextKind, TitleBy, WorkKind
from unit.invented import CHAPTER, DAY_ONE, EVENT, GUILD, IGOR, LISE, PUBLICATION, VOLUME, alone, session

BY_LISE = (Attribution(Credit(LISE.id), LISE),)
WITH_VOLUME = replace(EVENT, proceedings=VOLUME)


def proceedings(event: Event) -> Work:
    volume = replace(event.proceedings or Proceedings(), id=event.id)
    return proceedings_work(volume, event, (), PUBLICATION, "")


def talk(session: Session, event: Event = EVENT) -> Work:
    return session_work(session, event, BY_LISE, proceedings(event), PUBLICATION, "")


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


def test_a_talk_without_a_day_is_dated_by_the_days_of_its_event() -> None:
    found = talk(session("a", day=None))
    assert (found.date, found.days) == (PartialDate(DAY_ONE.year, DAY_ONE.month), EVENT.days)


def test_a_talk_without_a_day_has_that_of_an_event_of_one_day() -> None:
    found = talk(session("a", day=None), replace(EVENT, days=Days(DAY_ONE, DAY_ONE)))
    assert (found.date, found.days) == (PartialDate(2031, 3, 4), None)


def test_a_talk_at_the_turn_of_the_year_has_no_year_but_two() -> None:
    days = Days(dt.date(2031, 12, 31), dt.date(2032, 1, 1))
    found = talk(session("a", day=None), replace(EVENT, days=days))
    assert (found.date, found.days) == (None, days)


def test_whoever_speaks_twice_is_cited_once() -> None:
    thrice = (Attribution(Credit("lise-dupont"), LISE), *BY_LISE, Attribution(Credit("L. Dupond"), LISE))
    found = session_work(session("a"), EVENT, thrice, proceedings(EVENT), PUBLICATION, "")
    assert (found.authors, found.author_ids) == ((LISE.name,), (LISE.id,))


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
    works = [
        Catalogue(PUBLICATION, [replace(EVENT, proceedings=replace(VOLUME, editors=editors))]).works[1]
        for editors in ((), ("{Guilde des Horlogers}",))
    ]
    assert [work.editors for work in works] == [PUBLICATION.editors, (Name(literal="Guilde des Horlogers"),)]


def test_editors_are_persons_of_the_book_names_or_bodies_that_are_marked() -> None:
    volume = replace(VOLUME, editors=("igor-faure", "L. Dupond", "guilde", "Joost van der Berg", "{Ligue, des Heures}"))
    book = Catalogue(PUBLICATION, [replace(EVENT, proceedings=volume)], [session("a")], [LISE, IGOR, GUILD])
    editors = (IGOR.name, LISE.name, GUILD.name, Name("Berg", "Joost", "van der"), Name(literal="Ligue, des Heures"))
    assert [work.editors for work in book.works if work.event] == [editors, editors]


def test_who_moderates_or_translates_is_credited_beside_who_speaks() -> None:
    people = (
        *BY_LISE,
        Attribution(Credit(IGOR.id, CreditRole.MODERATOR), IGOR),
        Attribution(Credit("Ada Ackerman", CreditRole.TRANSLATOR), None),
    )
    found = session_work(session("a"), EVENT, people, proceedings(EVENT), PUBLICATION, "")
    assert found.authors == (LISE.name,)
    assert found.credits == (
        (CreditRole.MODERATOR, (IGOR.name,)),
        (CreditRole.TRANSLATOR, (Name("Ackerman", "Ada"),)),
    )


def test_who_signs_is_cited_in_the_order_of_print_whoever_speaks() -> None:
    credits = (Credit("lise-dupont"), *(Credit(id_, CreditRole.AUTHOR) for id_ in ("igor-faure", "lise-dupont")))
    one = alone(session("a", credits=credits))
    found = one.work("a")
    assert found
    assert (found.authors, found.credits) == ((IGOR.name, LISE.name), ())
    assert [contribution.credit.role for contribution in one.contributions(LISE)] == [CreditRole.SPEAKER]


def test_who_speaks_and_does_not_sign_is_credited() -> None:
    found = alone(session("a", credits=(Credit("lise-dupont"), Credit("igor-faure", CreditRole.AUTHOR)))).work("a")
    assert found
    assert (found.authors, found.credits) == ((IGOR.name,), ((CreditRole.SPEAKER, (LISE.name,)),))
    item = csl_json.item(found, I18n("fr"))
    assert (item["author"], item["contributor"]) == ([csl_json.name(IGOR.name)], [csl_json.name(LISE.name)])


def test_who_moderates_is_cited_where_nobody_speaks_and_keeps_the_role() -> None:
    people = (Attribution(Credit(IGOR.id, CreditRole.MODERATOR), IGOR),)
    found = session_work(session("a"), EVENT, people, proceedings(EVENT), PUBLICATION, "")
    assert (found.authors, found.credits) == ((IGOR.name,), ((CreditRole.MODERATOR, (IGOR.name,)),))
    item = csl_json.item(found, I18n("fr"))
    assert (item["author"], item["chair"]) == ([csl_json.name(IGOR.name)], [csl_json.name(IGOR.name)])


def test_who_discusses_where_nobody_speaks_is_no_contributor_beside() -> None:
    people = (Attribution(Credit(IGOR.id, CreditRole.DISCUSSANT), IGOR),)
    found = session_work(session("a"), EVENT, people, proceedings(EVENT), PUBLICATION, "")
    assert found
    assert (found.authors, found.contributors) == ((IGOR.name,), ())
    assert "contributor" not in csl_json.item(found, I18n("fr"))
    assert labels.held_note(found, I18n("fr")).endswith("Discussion par : Igor de la Faure")


@pytest.mark.parametrize("volume", [None, Proceedings(publisher="Éditions du Cadran")])
def test_an_event_without_a_titled_volume_is_a_part_of_the_book(volume: Proceedings | None) -> None:
    event = replace(EVENT, proceedings=volume)
    _, part = Catalogue(PUBLICATION, [event]).works
    assert (part.kind, part.title, part.container) == (WorkKind.CHAPTER, EVENT.title, PUBLICATION.title)
    assert (part.authors, part.publisher, part.event) == (PUBLICATION.authors, PUBLICATION.publisher, event)
    assert part.held_at is None


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({}, "talk"),
        ({"text": TextKind.REPORT}, "page"),
        ({"abstract_by": AbstractBy.EDITORS}, "page"),
        ({"abstract_by": AbstractBy.SPEAKERS}, "talk"),
    ],
)
def test_a_page_on_a_talk_and_the_talk_are_two_works(facts: dict[str, object], first: str) -> None:
    book = Catalogue(PUBLICATION, [EVENT], [session("a", **facts)], [LISE])
    found = {"page" if work.about else "talk": work for work in book.to_cite("a")}
    assert list(found) == [first, *({"page", "talk"} - {first})]
    assert (found["talk"].authors, found["talk"].kind) == ((LISE.name,), WorkKind.TALK)
    assert (found["page"].authors, found["page"].kind) == (PUBLICATION.authors, WorkKind.CHAPTER)
    assert (found["page"].container, found["page"].date) == (PUBLICATION.title, PUBLICATION.date)
    assert (found["page"].id, book.work("a-page"), book.text_of("a")) == ("a-page", found["page"], found["page"])
    assert found["page"] not in book.works


def test_the_editors_of_a_book_without_authors_sign_only_what_is_their_text() -> None:
    talks = [session("a"), session("b", abstract_by=AbstractBy.SPEAKERS), session("c", text=TextKind.REPORT)]
    book = Catalogue(replace(PUBLICATION, authors=()), [EVENT], talks, [LISE])
    assert {work.id: work.authors for work in book.pages} == {"a-page": (), "b-page": (), "c-page": PUBLICATION.editors}
    assert [len(book.to_cite(id_)) for id_ in "abc"] == [1, 1, 2]


def test_the_page_on_a_talk_is_in_the_language_of_the_talk() -> None:
    book = Catalogue(PUBLICATION, [EVENT], [session("a", language="en")], [LISE])
    assert [work.language for work in book.pages] == ["en"]


def test_a_paper_is_the_only_work_of_its_page_and_so_is_a_talk_where_nobody_signs() -> None:
    unsigned = replace(PUBLICATION, authors=(), editors=())
    paper = Catalogue(PUBLICATION, [EVENT], [session("a", text=TextKind.PAPER)], [LISE])
    talk_alone = Catalogue(unsigned, [EVENT], [session("a")], [LISE])
    assert [work.kind for work in paper.to_cite("a")] == [WorkKind.PAPER]
    assert [work.kind for work in talk_alone.to_cite("a")] == [WorkKind.TALK]


def test_proceedings_carry_the_events_id_and_the_volumes_facts() -> None:
    found = proceedings(WITH_VOLUME)
    assert (found.id, found.kind, found.title, found.publisher, found.place, found.date) == (
        "horloges-2031",
        WorkKind.PROCEEDINGS,
        "Actes des horloges",
        "Éditions du Cadran",
        "Namur",
        PartialDate(2033),
    )


def test_what_the_volume_leaves_open_comes_from_the_book() -> None:
    found = proceedings(replace(EVENT, proceedings=Proceedings("Actes")))
    assert (found.publisher, found.place, found.date, found.editors) == (
        PUBLICATION.publisher,
        PUBLICATION.place,
        PUBLICATION.date,
        PUBLICATION.editors,
    )


def test_the_authors_of_the_book_sign_the_chapters_that_name_nobody() -> None:
    works = [
        chapter_work(CHAPTER, people, None, PUBLICATION, "") for people in ((), (Attribution(Credit(IGOR.id), IGOR),))
    ]
    assert [(work.authors, work.author_ids) for work in works] == [
        (PUBLICATION.authors, (None,)),
        ((IGOR.name,), (IGOR.id,)),
    ]


def test_a_chapter_of_its_own_date_and_language_keeps_them() -> None:
    own = replace(CHAPTER, date=PartialDate(2030), language="en")
    works = [chapter_work(chapter, (), None, PUBLICATION, "") for chapter in (CHAPTER, own)]
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


@pytest.mark.parametrize(
    ("title", "language", "joined"),
    [
        ("Outils", "fr", "Outils : leurs mains"),
        ("Outils", "en", "Outils: leurs mains"),
        ("Quels outils ?", "fr", "Quels outils ? leurs mains"),
    ],
)
def test_a_subtitle_is_part_of_the_title_that_is_cited(title: str, language: str, joined: str) -> None:
    assert talk(session("a", title=title, subtitle="leurs mains", language=language)).title == joined


def test_sessions_and_proceedings_belong_to_an_event_chapters_and_the_book_to_none() -> None:
    works = (
        talk(session("a")),
        proceedings(WITH_VOLUME),
        chapter_work(CHAPTER, (), None, PUBLICATION, ""),
        book_work(PUBLICATION),
    )
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


def test_front_matter_is_signed_by_whom_it_names_alone() -> None:
    preface = replace(CHAPTER, kind=ChapterKind.PREFACE)
    assert chapter_work(preface, (), None, PUBLICATION, "").authors == ()
    assert chapter_work(preface, (Attribution(Credit(IGOR.id), IGOR),), None, PUBLICATION, "").authors == (IGOR.name,)


def test_what_stands_in_a_volume_has_its_title_editors_and_numbers() -> None:
    first = Proceedings("Actes, 1", editors=("igor-faure",), volume="1", series="Cadrans", number="7", id="v1")
    paper = session("a", text=TextKind.PAPER, in_proceedings="v1", article_number="12")
    preface = replace(CHAPTER, kind=ChapterKind.PREFACE, in_proceedings="v1")
    found = Catalogue(
        PUBLICATION, [WITH_VOLUME], [paper, session("b", text=TextKind.PAPER)], [IGOR, LISE], [preface], [first]
    )
    of_volume = [found.work(id_) for id_ in ("a", CHAPTER.id)]
    assert [(w.container, w.editors, w.volume, w.series, w.series_number) for w in of_volume if w] == [
        ("Actes, 1", (IGOR.name,), "1", "Cadrans", "7")
    ] * 2
    assert [work.article_number for work in found.works if work.id in "ab"] == ["12", ""]
    other, volume = found.work("b"), found.work("v1")
    assert other is not None
    assert other.container == "Actes des horloges"
    assert volume is not None
    assert volume.event == WITH_VOLUME
    assert volume.kind is WorkKind.PROCEEDINGS


def test_a_volume_of_two_events_is_of_neither() -> None:
    both = Proceedings("Actes réunis", id="reunis")
    events = [replace(EVENT, in_proceedings="reunis"), replace(EVENT, id="autre", in_proceedings="reunis")]
    sessions = [session("a"), session("b", event="autre")]
    found = Catalogue(PUBLICATION, events, sessions, [LISE], volumes=[both])
    volume = found.work("reunis")
    assert volume is not None
    assert volume.event is None
    assert [work.container for work in found.works if work.id in "ab"] == ["Actes réunis"] * 2
