from __future__ import annotations

from typing import Any

import pytest

from synthkit.i18n import I18n
from synthkit.labels import abstract_name, talk_note, volume_note
from synthkit.schema import (
    AbstractBy,
    CreditRole,
    EventKind,
    Kind,
    RevisionKind,
    SessionKind,
    TextKind,
    TitleBy,
    WorkKind,
)
from unit.invented import session, work

FRENCH = I18n("fr")


@pytest.mark.parametrize("kinds", [EventKind, SessionKind, CreditRole, TextKind, RevisionKind, WorkKind])
def test_readers_have_a_word_for_each_kind(kinds: type[Kind]) -> None:
    assert all(kind.label for kind in kinds)


def test_a_kind_has_each_form_of_its_word() -> None:
    assert all(text.word and text.abstract for text in TextKind)
    assert all(revision.dated.endswith("%s") for revision in RevisionKind)
    assert all(role.many for role in CreditRole)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (TextKind.ANNOUNCED, "Communication annoncée au programme"),
        (TextKind.REPORT, "Communication rapportée par la rédaction"),
    ],
)
def test_a_citation_says_what_the_book_holds_of_a_talk(text: TextKind, note: str) -> None:
    assert talk_note(work(WorkKind.TALK, text=text), FRENCH) == note


def test_a_citation_says_that_the_editors_gave_the_title() -> None:
    found = work(WorkKind.TALK, title_by=TitleBy.EDITORS)
    assert talk_note(found, FRENCH) == "Communication annoncée au programme, titre donné par la rédaction"


def test_a_paper_whose_title_the_editors_gave_says_that_alone() -> None:
    found = work(WorkKind.PAPER, text=TextKind.PAPER, title_by=TitleBy.EDITORS)
    assert talk_note(found, FRENCH) == "titre donné par la rédaction"


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("45–49", "Dans : Les horloges et le travail, p. 45–49"),
        ("45", "Dans : Les horloges et le travail, p. 45"),
        ("", "Dans : Les horloges et le travail"),
    ],
)
def test_where_the_book_holds_a_talk_is_said_with_its_pages(pages: str, said: str) -> None:
    assert volume_note(work(WorkKind.TALK, pages=pages), FRENCH) == said


@pytest.mark.parametrize("facts", [{"text": TextKind.REPORT}, {"abstract_by": AbstractBy.EDITORS}])
def test_editors_present_what_they_wrote_alone(facts: dict[str, Any]) -> None:
    found = work(WorkKind.TALK, **facts)
    assert volume_note(found, FRENCH) == "Présentée par la rédaction dans : Les horloges et le travail"


@pytest.mark.parametrize(
    ("text", "by", "name"),
    [
        (TextKind.ANNOUNCED, None, "Résumé"),
        (TextKind.REPORT, None, "Résumé"),
        (TextKind.PAPER, None, "Résumé"),
        (TextKind.ANNOUNCED, AbstractBy.SPEAKERS, "Résumé des intervenants"),
        (TextKind.ANNOUNCED, AbstractBy.EDITORS, "Ce qui est annoncé, résumé par la rédaction"),
        (TextKind.PAPER, AbstractBy.EDITORS, "Résumé de la rédaction"),
    ],
)
def test_whose_an_abstract_is_is_said_where_it_is_stated(text: TextKind, by: AbstractBy | None, name: str) -> None:
    assert FRENCH(abstract_name(session("a", text=text, abstract_by=by))) == name


@pytest.mark.parametrize(("pages", "said"), [("45–49", ", pp. 45–49"), ("45-49", ", pp. 45-49"), ("iv", ", p. iv")])
def test_english_tells_one_page_from_several(pages: str, said: str) -> None:
    assert volume_note(work(WorkKind.TALK, pages=pages), I18n("en")).endswith(said)


def test_a_talk_without_a_volume_is_presented_nowhere() -> None:
    assert volume_note(work(WorkKind.TALK, container="", pages=""), FRENCH) == ""
