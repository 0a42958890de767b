"""What is there and what is missing is read from the records, and told by the command as a table or as data."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from synthkit.cli import main
from synthkit.model import completeness, serialization
from synthkit.model.catalogue import Catalogue
from synthkit.model.completeness import Part
from synthkit.model.people import Affiliation
from synthkit.schema import SessionKind, TextKind, TitleBy
from unit.invented import EVENT, GUILD, LISE, catalogue, session

COMPLETE = session(
    "complet",
    abstract="On règle une horloge.",
    text=TextKind.PAPER,
    slides="https://horloges.example/a.pdf",
    recording="https://horloges.example/a.ogg",
    reviewed=dt.date(2031, 4, 1),
)
BARE = session("nu", title_by=TitleBy.EDITORS)


def test_a_session_that_has_all_of_it_lacks_nothing() -> None:
    assert completeness.of_session(COMPLETE).missing == ()


def test_a_session_that_has_none_of_it_lacks_all() -> None:
    standing = completeness.of_session(BARE)
    assert standing.there == ()
    assert standing.missing == (
        Part.TITLE,
        Part.ABSTRACT,
        Part.TEXT,
        Part.SLIDES,
        Part.RECORDING,
        Part.REVIEW,
    )


@pytest.mark.parametrize(
    ("text", "is_there"), [(TextKind.ANNOUNCED, False), (TextKind.REPORT, True), (TextKind.PAPER, True)]
)
def test_an_announcement_is_no_text_yet(text: TextKind, is_there: bool) -> None:
    assert completeness.of_session(replace(BARE, text=text)).parts[Part.TEXT] is is_there


def test_a_person_is_known_by_a_role_or_an_affiliation() -> None:
    assert completeness.of_person(LISE).missing == (Part.ROLE, Part.BIOGRAPHY, Part.ORCID, Part.PHOTO)
    for known in (replace(LISE, role="horlogère"), replace(LISE, affiliations=(Affiliation("Beffroi"),))):
        assert completeness.of_person(known).there == (Part.ROLE,)


def test_a_remark_of_the_editors_is_no_biography() -> None:
    assert Part.BIOGRAPHY in completeness.of_person(replace(LISE, note="La source n’en dit rien.")).missing


def test_a_body_is_asked_for_no_orcid() -> None:
    assert Part.ORCID not in completeness.of_person(GUILD).parts


def test_only_what_can_be_cited_is_asked_for_in_the_order_of_the_programme() -> None:
    assert [standing.record.id for standing in completeness.sessions(catalogue(), EVENT)] == [
        "ouverture",
        "rouage",
        "ressort",
        "soir",
        "debat",
    ]


def test_people_stand_by_family_name() -> None:
    found = [standing.record.id for standing in completeness.persons(catalogue())]
    assert found == ["lise-dupont", "mona-eluard", "igor-faure", "guilde", "ines-oehlert"]


def test_what_is_there_is_counted_among_those_that_can_have_it() -> None:
    counts = completeness.counted([completeness.of_session(COMPLETE), completeness.of_session(BARE)])
    assert counts[Part.TEXT] == (1, 2)
    assert completeness.counted([completeness.of_person(LISE), completeness.of_person(GUILD)])[Part.ORCID] == (0, 1)
    assert completeness.counted([]) == {}


def status(found: Catalogue, folder: Path, *options: str) -> int:
    path = folder / "synthkit.json"
    path.write_text(serialization.dump(found), encoding="utf-8")
    return main(["status", "--catalogue", str(path), *options])


def test_the_command_tells_it_as_a_table_in_the_language_of_the_book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(catalogue(sessions=(COMPLETE, BARE), persons=(LISE, GUILD)), tmp_path) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["complet", "là", "là", "texte", "des", "intervenants", "là", "là", "là"] in lines
    assert ["nu", "manque", "manque", "annonce", "manque", "manque", "manque"] in lines
    assert ["1/2"] * 6 in lines
    assert ["guilde", "manque", "manque", "–", "manque"] in lines


def test_the_command_tells_it_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(catalogue(sessions=(BARE,), persons=(LISE,)), tmp_path, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "sessions": [
            {
                "id": "nu",
                "title": "Exposé nu",
                "event": EVENT.id,
                "text": "announced",
                "there": [],
                "missing": ["title", "abstract", "text", "slides", "recording", "review"],
            }
        ],
        "persons": [
            {
                "id": "lise-dupont",
                "title": "Lise Dupont",
                "there": [],
                "missing": ["role", "biography", "orcid", "photo"],
            }
        ],
    }


def test_a_book_of_breaks_alone_says_that_there_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pause = session("pause", kind=SessionKind.BREAK, credits=())
    assert status(catalogue(sessions=(pause,), persons=()), tmp_path) == 0
    assert capsys.readouterr().out == "Le livre n’a encore ni séance ni personne.\n"
