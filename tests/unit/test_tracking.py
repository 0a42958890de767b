"""What is asked of a catalogue is noted, and an answer that changed is found by asking again."""

from dataclasses import replace

import pytest

from synthkit.diagnostics import Where
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session
from synthkit.model.people import Credit, Name, Person
from synthkit.model.works import Publication
from synthkit.sphinx.tracking import GONE, Query, Tracker, TrackingProxy, current_digest

ZOE = Person("zoe", Name(family="Duval", given="Zoé"), biography="Elle file.")
IBRA = Person("ibra", Name(family="Sarr", given="Ibra"))
DAY = Event("jour", "Le jour")
FIRST = Session("un", title="Un", event=DAY.id, credits=(Credit("Zoé Duval"),), where=Where("un", "un.md", 3))
SECOND = Session("deux", title="Deux", event=DAY.id, credits=(Credit("ibra"),), abstract="Long.")


def book(*records):
    found = records or (DAY, FIRST, SECOND, ZOE, IBRA)
    return Catalogue(
        Publication(),
        [one for one in found if isinstance(one, Event)],
        [one for one in found if isinstance(one, Session)],
        [one for one in found if isinstance(one, Person)],
    )


def noted(ask, catalogue):
    tracker = Tracker()
    tracker.recorded = {}
    ask(TrackingProxy(tracker, "catalogue", catalogue))
    return tracker.recorded


def outdated(ask, *changed):
    """Whether what ``ask`` saw in the book of these tests is something else in a changed one."""
    sources = {"catalogue": book(*changed)}
    return any(current_digest(question, sources) != answer for question, answer in noted(ask, book()).items())


def names_of_first(catalogue):
    return [one.person.title for one in catalogue.attributions(catalogue.session("un"))]


def title_of_next(catalogue):
    return [one.title for one in catalogue.neighbours(catalogue.session("un")) if one]


def test_nothing_changed_and_nothing_is_outdated():
    assert not outdated(names_of_first)


@pytest.mark.parametrize(
    ("ask", "record"),
    [
        (names_of_first, replace(ZOE, name=Name(family="Le Guen", given="Zoé"), variants=("Zoé Duval",))),
        (names_of_first, replace(FIRST, credits=(Credit("ibra"),))),
        (title_of_next, replace(SECOND, title="Deux fois")),
        (lambda catalogue: catalogue.work("deux").title, replace(SECOND, title="Deux fois")),
        (lambda catalogue: catalogue.work("deux").event.title, replace(DAY, title="La journée")),
        (lambda catalogue: catalogue.session("un").where.docname, replace(FIRST, where=Where("autre", "a.md", 3))),
        (lambda catalogue: hash(catalogue.session("un")), replace(FIRST, abstract="Nouveau.")),
        (lambda catalogue: catalogue.session("un") == FIRST, replace(FIRST, abstract="Nouveau.")),
    ],
)
def test_what_was_asked_and_changed_is_found(ask, record):
    assert outdated(ask, *(record if one.id == record.id else one for one in (DAY, FIRST, SECOND, ZOE, IBRA)))


@pytest.mark.parametrize(
    ("ask", "record"),
    [
        (names_of_first, replace(ZOE, biography="Elle tisse.")),
        (names_of_first, replace(IBRA, name=Name(literal="Ibra"))),
        (title_of_next, replace(SECOND, abstract="Plus long.")),
        (title_of_next, replace(FIRST, title="Un peu")),
        (lambda catalogue: catalogue.session("un").where.docname, replace(FIRST, where=Where("un", "un.md", 30))),
    ],
)
def test_what_changed_and_was_not_asked_outdates_nothing(ask, record):
    assert not outdated(ask, *(record if one.id == record.id else one for one in (DAY, FIRST, SECOND, ZOE, IBRA)))


def test_a_record_that_is_gone_or_new_is_a_change_for_who_asked_for_it():
    assert outdated(names_of_first, DAY, FIRST, SECOND, IBRA)
    assert outdated(lambda catalogue: catalogue.session("trois"), DAY, replace(FIRST, id="trois"))
    assert current_digest(Query("Person", "note", ("zoe",)), {"catalogue": book(DAY)}) == GONE


def test_trackered_records_pass_for_what_they_are():
    catalogue = book()
    trackered = TrackingProxy(Tracker(), "catalogue", catalogue)
    session = trackered.session("un")
    assert isinstance(session, Session)
    assert session == catalogue.session("un")
    assert replace(session, title="Autre") == replace(FIRST, title="Autre")
    assert [slot.session.is_citable for slot in trackered.programme(trackered.event("jour"))] == [True, True]


def test_nothing_is_noted_while_nobody_wants_it():
    tracker = Tracker()
    assert TrackingProxy(tracker, "catalogue", book()).session("un").title == "Un"
    assert tracker.recorded is None


def test_a_question_with_two_answers_is_never_answered_the_same():
    doubled = book(DAY, FIRST, replace(SECOND, id=FIRST.id), ZOE, IBRA)
    found = noted(lambda catalogue: [one.title for one in catalogue.sessions], doubled)
    sources = {"catalogue": doubled}
    assert any(current_digest(question, sources) != answer for question, answer in found.items())


def test_of_two_records_with_one_id_each_has_answers_of_its_own_and_who_asks_is_outdated():
    again = replace(SECOND, id="un")
    catalogue = book(DAY, FIRST, again, ZOE, IBRA)
    proxy = TrackingProxy(Tracker(), "catalogue", catalogue)
    names = [[one.person.id for one in proxy.attributions(session)] for session in proxy.sessions]
    assert names == [["zoe"], ["ibra"]]
    assert outdated(names_of_first, DAY, FIRST, again, ZOE, IBRA)
