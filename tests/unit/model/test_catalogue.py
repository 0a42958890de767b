from __future__ import annotations

from dataclasses import replace

import pytest

from synthkit.diagnostics import Where
from synthkit.model.catalogue import Catalogue
from synthkit.model.people import Credit, Name, Person
from synthkit.schema import CreditRole, SessionKind, TextKind, WorkKind
from unit.invented import (
    CHAPTER,
    EVENT,
    GUILD,
    IGOR,
    LISE,
    MONA,
    PEOPLE,
    PUBLICATION,
    VOLUME,
    catalogue,
    session,
    sessions,
)

BOOK = catalogue()


def test_records_are_found_by_their_id_and_kind() -> None:
    assert BOOK.event("horloges-2031") is EVENT
    assert BOOK.person("lise-dupont") is LISE
    assert BOOK.chapter("cadrans") is CHAPTER
    assert (BOOK.session("rouage") or LISE).title == "Exposé rouage"


@pytest.mark.parametrize("id_", ["", None, "inconnu", "LISE-DUPONT"])
def test_nothing_is_found_by_an_id_nobody_has(id_: str | None) -> None:
    assert [find(id_) for find in (BOOK.event, BOOK.session, BOOK.person, BOOK.chapter)] == [None] * 4


def test_an_id_of_another_kind_is_not_found() -> None:
    assert BOOK.person("rouage") is None


@pytest.mark.parametrize(
    "written",
    [
        "mona-eluard",
        "Mona Éluard",
        "Éluard, Mona",
        "mona eluard",
        "MONA ÉLUARD",
        "Mona E\u0301luard",
        "Mona\u00a0Éluard",
    ],
)
def test_a_person_answers_to_id_and_name_accents_and_case_forgiven(written: str) -> None:
    assert BOOK.people_called(written) == (MONA,)


def test_a_person_answers_to_a_spelling_met_elsewhere() -> None:
    assert BOOK.people_called("l. dupond") == (LISE,)


@pytest.mark.parametrize("written", ["", "Dupont", "Lise", "Mona Éluard\n@article{x"])
def test_nobody_answers_to_half_a_name_or_none(written: str) -> None:
    assert BOOK.people_called(written) == ()


NAMESAKE = Person("lise-dupont-2", Name("Dupont", "Lise"))


def test_several_people_of_one_name_all_answer_to_it() -> None:
    assert catalogue(persons=(*PEOPLE, NAMESAKE)).people_called("Lise Dupont") == (LISE, NAMESAKE)


def test_an_ambiguous_name_is_attributed_to_nobody_and_keeps_what_was_written() -> None:
    found = catalogue(persons=(*PEOPLE, NAMESAKE)).attributed(Credit("Lise Dupont"))
    assert (found.person, found.name) == (None, Name("Dupont", "Lise"))


def test_an_id_tells_namesakes_apart() -> None:
    assert catalogue(persons=(*PEOPLE, NAMESAKE)).attributed(Credit("lise-dupont-2")).person is NAMESAKE


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Théo Nulpart", Name("Nulpart", "Théo")),
        ("Théo van der Nulpart", Name("Nulpart", "Théo", "van der")),
        ("{Ligue des Heures}", Name(literal="Ligue des Heures")),
        ("Théo", Name(literal="Théo")),
    ],
)
def test_an_unknown_name_is_never_lost_and_a_person_s_unless_in_braces(written: str, name: Name) -> None:
    assert BOOK.attributed(Credit(written)).name == name


def test_a_body_in_braces_is_the_one_with_a_record() -> None:
    found = BOOK.attributed(Credit(f"{{{GUILD.name}}}"))
    assert (found.person, found.spelled_otherwise) == (GUILD, "")


@pytest.mark.parametrize(
    ("written", "told"), [("lise-dupont", ""), ("Lise Dupont", ""), ("L. Dupond", "L. Dupond"), ("Théo Nulpart", "")]
)
def test_a_spelling_is_told_where_it_is_not_the_canonical_one(written: str, told: str) -> None:
    assert BOOK.attributed(Credit(written)).spelled_otherwise == told


def test_credits_keep_their_printed_order() -> None:
    ressort = BOOK.session("ressort")
    assert ressort
    assert [str(found.name) for found in BOOK.attributions(ressort)] == [
        "Mona Éluard",
        "Guilde des Horlogers and Sons, SA",
    ]


def test_contributions_follow_the_programme_not_the_source() -> None:
    found = {person.id: [c.session.id for c in BOOK.contributions(person)] for person in PEOPLE}
    assert found == {
        "lise-dupont": ["ouverture", "rouage", "debat"],
        "mona-eluard": ["ressort", "soir"],
        "igor-faure": [],
        "ines-oehlert": [],
        "guilde": ["ressort"],
    }


def test_a_contribution_to_an_unknown_event_is_kept() -> None:
    lost = session("perdu", event="ailleurs")
    assert [c.session.id for c in catalogue(sessions=(lost,)).contributions(LISE)] == ["perdu"]


def test_a_person_directs_or_hosts_an_event() -> None:
    assert {person.id: BOOK.functions(person) for person in PEOPLE if BOOK.functions(person)} == {
        "ines-oehlert": ((EVENT, True),),
        "lise-dupont": ((EVENT, False),),
    }


def test_a_neighbour_is_the_next_work_of_the_programme_across_blocks_breaks_and_days() -> None:
    told = {}
    for each in BOOK.sessions:
        before, after = BOOK.neighbours(each)
        told[each.id] = (before and before.id, after and after.id)
    assert told == {
        "ouverture": (None, "rouage"),
        "rouage": ("ouverture", "ressort"),
        "ressort": ("rouage", "soir"),
        "soir": ("ressort", "debat"),
        "debat": ("soir", None),
        "matin": (None, None),
        "pause": (None, None),
    }


def test_a_rank_counts_the_works_of_an_event_from_one() -> None:
    assert {each.id: BOOK.rank(each) for each in BOOK.sessions} == {
        "ouverture": (1, 5),
        "rouage": (2, 5),
        "ressort": (3, 5),
        "soir": (4, 5),
        "debat": (5, 5),
        "matin": (0, 0),
        "pause": (0, 0),
    }


def test_only_a_block_has_parts() -> None:
    parts = {each.id: [part.id for part in BOOK.parts(each)] for each in BOOK.sessions if BOOK.parts(each)}
    assert parts == {"matin": ["rouage", "ressort"]}


def test_sessions_of_an_unknown_event_come_last_and_have_no_neighbours() -> None:
    lost = session("perdu", event="ailleurs")
    found = catalogue(sessions=(lost, *sessions()))
    assert found.sessions_in_order[-1] is lost
    assert (found.neighbours(lost), found.rank(lost)) == ((None, None), (0, 0))


def test_works_are_the_book_then_proceedings_and_sessions_then_chapters() -> None:
    book = catalogue(events=(replace(EVENT, proceedings=VOLUME),))
    assert [(work.id, work.kind) for work in book.works] == [
        ("horloges", WorkKind.BOOK),
        ("horloges-2031", WorkKind.PROCEEDINGS),
        ("ouverture", WorkKind.TALK),
        ("rouage", WorkKind.PAPER),
        ("ressort", WorkKind.TALK),
        ("soir", WorkKind.TALK),
        ("debat", WorkKind.PANEL),
        ("cadrans", WorkKind.CHAPTER),
    ]


def test_a_work_names_its_people_canonically_and_by_id() -> None:
    debat = BOOK.work("debat")
    assert debat
    assert (debat.authors, debat.author_ids) == ((LISE.name,), (LISE.id,))


def test_a_work_names_an_unknown_speaker_as_written() -> None:
    found = catalogue(sessions=(session("a", credits=(Credit("Théo Nulpart"), Credit("igor-faure"))),)).work("a")
    assert found
    assert (found.authors, found.author_ids) == ((Name("Nulpart", "Théo"), IGOR.name), (None, IGOR.id))


def test_the_works_of_an_event_are_its_proceedings_and_sessions() -> None:
    event = replace(EVENT, proceedings=VOLUME)
    book = catalogue(events=(event,))
    assert [work.id for work in book.works_of(event)] == [
        "horloges-2031",
        "ouverture",
        "rouage",
        "ressort",
        "soir",
        "debat",
    ]


def test_each_work_has_an_address_of_its_own_when_several_share_a_page() -> None:
    page = Where("actes/tous")
    both = (session("a", "9:00", where=page), session("b", "10:00", where=page))
    book = catalogue(sessions=both, chapters=(replace(CHAPTER, where=page),))
    assert {work.id: work.url for work in book.works} == {
        "horloges": "https://horloges.example/",
        "horloges-2031": "https://horloges.example/actes/index.html",
        "a": "https://horloges.example/actes/tous.html#a",
        "b": "https://horloges.example/actes/tous.html#b",
        "cadrans": "https://horloges.example/actes/tous.html#cadrans",
    }


def test_without_an_address_of_the_book_no_work_has_one() -> None:
    book = catalogue(publication=replace(PUBLICATION, url=""))
    assert {work.url for work in book.works} == {""}


def test_of_two_records_with_one_id_the_first_stands() -> None:
    double = (session("a", title="Premier"), session("a", title="Second"))
    book = catalogue(sessions=double, persons=(LISE, replace(IGOR, id=LISE.id)))
    assert (book.session("a") or EVENT).title == "Premier"
    assert (book.work("a") or EVENT).title == "Premier"
    assert book.person("lise-dupont") is LISE


def test_a_person_recorded_twice_under_one_id_still_answers_to_the_name() -> None:
    book = catalogue(persons=(LISE, replace(LISE, role="horlogère")))
    assert book.attributed(Credit("Lise Dupont")).person is LISE


def test_no_two_works_share_an_id() -> None:
    book = catalogue(
        sessions=(session("a", "9:00"), session("a", "10:00")), chapters=(CHAPTER, replace(CHAPTER, id="a"))
    )
    ids = [work.id for work in book.works]
    assert sorted(ids) == sorted(set(ids))


def test_an_empty_book_is_one_work() -> None:
    assert [work.kind for work in Catalogue(PUBLICATION).works] == [WorkKind.BOOK]


def test_catalogues_of_the_same_records_are_equal() -> None:
    assert catalogue() == catalogue()
    assert hash(catalogue()) == hash(catalogue())
    assert catalogue() != catalogue(chapters=())


def test_a_break_is_no_work() -> None:
    assert catalogue(sessions=(session("p", kind=SessionKind.BREAK),)).work("p") is None


def test_a_part_in_a_text_is_none_in_the_programme_of_who_is_named_otherwise() -> None:
    roles = (CreditRole.AUTHOR, CreditRole.CORRESPONDING, CreditRole.SOFTWARE)
    credits = (*(Credit("lise-dupont", role) for role in roles), Credit("igor-faure", CreditRole.SOFTWARE))
    made = session("a", credits=credits, text=TextKind.PAPER)
    found = Catalogue(PUBLICATION, [EVENT], [made], [LISE, IGOR])
    assert [(one.credit.written, one.credit.role) for one in found.parts_taken(made)] == [
        ("lise-dupont", CreditRole.AUTHOR),
        ("igor-faure", CreditRole.SOFTWARE),
    ]
    work = found.work("a")
    assert work is not None
    assert work.authors == (LISE.name,)
    assert work.credits == ((CreditRole.SOFTWARE, (LISE.name, IGOR.name)),)
