from __future__ import annotations

import pickle

import pytest

from synthkit.diagnostics import Code, Where
from synthkit.i18n import I18n
from synthkit.model import own_kinds, serialization
from synthkit.model.options import Options, record_of
from synthkit.schema import OwnKind, WorkKind
from unit.invented import alone, session

STATED = {
    "Battle": {"label": {"fr": "Joute", "en": "Battle"}, "cited_as": "panel", "needs_people": True},
    "visit": {"label": "Visite", "has_page": False},
    "walk": {},
}
JOUTE = OwnKind("battle", "Joute", WorkKind.PANEL, needs_people=True)


def told(stated: object) -> list[str]:
    return [problem.format(I18n("en")) for problem in own_kinds.problems(stated, Where("conf.py"))]


@pytest.mark.parametrize(
    ("language", "label"), [("fr", "Joute"), ("fr_CA", "Joute"), ("en", "Battle"), ("de", "Joute")]
)
def test_a_kind_has_its_label_in_the_language_of_the_book(language: str, label: str) -> None:
    kind = own_kinds.own_kinds(STATED, language)["battle"]
    assert (kind, kind.label, kind.cited_as, kind.has_page, kind.needs_people) == (
        *("battle", label, WorkKind.PANEL),
        *(True, True),
    )


def test_what_isnt_stated_is_cited_as_nothing_and_has_a_page() -> None:
    kinds = own_kinds.own_kinds(STATED, "fr")
    assert (kinds["visit"].label, kinds["visit"].cited_as, kinds["visit"].has_page) == ("Visite", None, False)
    assert (kinds["walk"].label, kinds["walk"].cited_as, kinds["walk"].has_page) == ("walk", None, True)


@pytest.mark.parametrize("stated", [None, [], "battle", {"battle": None}, {"battle": {"label": {}}}, {3: {"label": 4}}])
def test_a_setting_that_cant_be_read_stops_nothing(stated: object) -> None:
    assert all(kind.label for kind in own_kinds.own_kinds(stated, "fr").values())
    assert told(stated) == []


def test_what_is_wrong_with_a_kind_is_told() -> None:
    stated = {"talk": {}, "walk": {"lable": "Promenade", "cited_as": "paper"}}
    assert told(stated) == [
        "synthkit_session_kinds: 'talk' is a kind of synthkit's own; expected: another name",
        "synthkit_session_kinds: 'walk' has an unknown key 'lable'; known: label, cited_as, has_page, needs_people; "
        "nearest known: 'label'",
        "synthkit_session_kinds: 'walk' is cited as 'paper'; expected one of: talk, panel",
    ]


def test_a_session_is_of_an_own_kind_and_is_cited_as_stated() -> None:
    options = Options(
        {"kind": "Battle", "event": "horloges-2031"}, ["kind", "event"], "a", Where("a"), {"battle": JOUTE}
    )
    assert record_of("session", "a", options, "", Where("a")).kind is JOUTE
    assert options.problems == []
    work = alone(session("a", kind=JOUTE)).work("a")
    assert work
    assert (work.kind, work.session_kind) == (WorkKind.PANEL, JOUTE)


def test_a_kind_nobody_knows_is_told_those_of_the_publication_too() -> None:
    options = Options({"kind": "bttle"}, ["kind"], "a", Where("a"), {"battle": JOUTE})
    record_of("session", "a", options, "", Where("a"))
    (problem,) = options.problems
    assert problem.code is Code.INVALID_VALUE
    assert problem.format(I18n("en")).endswith("break, discussion, battle")


def test_an_own_kind_is_stored_and_copied_whole() -> None:
    book = alone(session("a", kind=JOUTE))
    for read in (serialization.load(serialization.dump(book)), pickle.loads(pickle.dumps(book))):
        kind = read.sessions[0].kind
        assert (kind, kind.label, kind.cited_as, kind.needs_people) == ("battle", "Joute", WorkKind.PANEL, True)
