from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from synthkit.export import bundle, csl_json, ris
from synthkit.i18n import I18n
from synthkit.model.dates import Days
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import CreditRole, SessionKind, WorkKind
from unit.invented import EVENT, work

FRENCH = I18n("fr")


def lines(found: Work) -> list[str]:
    return ris.record(csl_json.item(found, FRENCH))


def values(found: Work, tag: str) -> list[str]:
    return [line[6:] for line in lines(found) if line.startswith(f"{tag}  - ")]


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        (WorkKind.TALK, "SLIDE"),
        (WorkKind.PANEL, "SLIDE"),
        (WorkKind.PAPER, "CONF"),
        (WorkKind.CHAPTER, "CHAP"),
        (WorkKind.PROCEEDINGS, "BOOK"),
        (WorkKind.BOOK, "BOOK"),
    ],
)
def test_each_kind_of_work_has_its_type(kind: WorkKind, type_: str) -> None:
    event = EVENT if kind in (WorkKind.TALK, WorkKind.PANEL, WorkKind.PAPER, WorkKind.PROCEEDINGS) else None
    found = lines(replace(work(kind), event=event))
    assert found[0] == f"TY  - {type_}"
    assert found[-1] == "ER  - "


def test_who_speaks_is_an_author_and_nobody_twice() -> None:
    talk = replace(work(WorkKind.TALK), event=EVENT, authors=(Name("Faure", "Igor", "de la"), Name("Dupont", "Lise")))
    assert values(talk, "AU") == ["de la Faure, Igor", "Dupont, Lise"]
    assert values(talk, "A2") == []


def test_who_edited_proceedings_is_an_editor() -> None:
    volume = replace(work(WorkKind.PROCEEDINGS), event=EVENT, authors=(), editors=(Name("Dupont", "Lise"),))
    assert (values(volume, "ED"), values(volume, "A2")) == (["Dupont, Lise"], [])
    assert values(volume, "N1")[0] == EVENT.title


def test_the_events_place_is_never_the_publishers() -> None:
    paper = replace(work(WorkKind.PAPER), event=EVENT, place="Tournai")
    assert (values(paper, "CY"), values(paper, "C1")) == ([EVENT.place], ["Tournai"])
    talk = replace(work(WorkKind.TALK), event=EVENT, place="Tournai")
    assert (values(talk, "CY"), values(talk, "PB")) == ([EVENT.place], [])


def test_who_else_takes_part_has_a_tag_where_zotero_makes_contributors_and_is_told_everywhere() -> None:
    credits = (
        (CreditRole.CHAIR, (Name("Faure", "Igor"),)),
        (CreditRole.DISCUSSANT, (Name("Éluard", "Mona"),)),
        (CreditRole.TRANSLATOR, (Name("Dupont", "Lise"),)),
    )
    for kind, tags in ((WorkKind.TALK, []), (WorkKind.PAPER, ["Faure, Igor", "Éluard, Mona", "Dupont, Lise"])):
        (one,) = ris.EXPORTER.render(bundle([work(kind, event=EVENT, credits=credits)], FRENCH)).split("\r\n\r\n")[:1]
        lines = one.splitlines()
        assert [line[6:] for line in lines if line.startswith("A4")] == tags
        (told,) = (line for line in lines if line.startswith("N1  - "))
        assert told.endswith(". Présidence : Igor Faure. Discussion par : Mona Éluard. Traduction : Lise Dupont")


def test_the_event_with_its_days_and_place_stands_in_the_one_note() -> None:
    for kind in (WorkKind.PAPER, WorkKind.PROCEEDINGS):
        made = replace(work(kind, version="2.1"), event=EVENT)
        (one,) = re.findall("^N1  - (.*)\r$", ris.EXPORTER.render(bundle([made], FRENCH)), re.MULTILINE)
        assert one.startswith("version 2.1"), one
        assert one.endswith(", ".join((EVENT.title, EVENT.days.formatted(FRENCH), EVENT.place))), one


def test_the_volume_of_a_paper_stands_where_each_client_reads_it() -> None:
    paper = replace(work(WorkKind.PAPER), event=EVENT, container="Actes")
    assert (values(paper, "C3"), values(paper, "BT"), values(paper, "T2")) == (["Actes"], ["Actes"], [EVENT.title])


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        (WorkKind.TALK, ["Communication", "doi:10.5555/x"]),
        (WorkKind.PAPER, ["doi:10.5555/x"]),
        (WorkKind.CHAPTER, ["doi:10.5555/x"]),
        (WorkKind.BOOK, []),
    ],
)
def test_jabref_finds_a_doi_where_no_client_prints_it_as_a_genre(kind: WorkKind, read: list[str]) -> None:
    session_kind = SessionKind.TALK if kind.is_spoken else None
    found = work(kind, event=EVENT if kind.is_spoken else None, session_kind=session_kind, doi="10.5555/x")
    assert (values(found, "M3"), values(found, "DO")) == (read, ["10.5555/x"])


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("La <i>montre <b>d’or</b></i>", "La montre d’or"),
        (
            'Un <span class="nocase">Louvre</span>, un <span style="font-variant:small-caps;">roi</span>',
            "Un Louvre, un roi",
        ),
        ("Balises <i> et </span>", "Balises <i> et </span>"),
        ("a < b, b > c", "a < b, b > c"),
    ],
)
def test_markup_has_two_ends_else_it_is_letters(title: str, written: str) -> None:
    assert values(work(title=title), "TI") == [written]


def test_a_suffix_stands_third() -> None:
    talk = work(authors=(Name("Faure", "Igor", "de la", suffix="Jr."),))
    assert values(talk, "AU") == ["de la Faure, Igor, Jr."]


def test_a_body_is_one_name() -> None:
    assert values(work(authors=(Name(literal="Guilde des Horlogers"),)), "AU") == ["Guilde des Horlogers"]


def test_a_date_has_three_slashes_whatever_is_known() -> None:
    assert values(work(), "DA") == ["2031/03/04/"]
    assert values(work(), "PY") == ["2031"]


def test_pages_are_two_fields() -> None:
    found = work(pages="3–9")
    assert (values(found, "SP"), values(found, "EP")) == (["3"], ["9"])


def test_records_are_apart_and_lines_end_as_the_format_asks() -> None:
    text = ris.export([csl_json.item(work(), FRENCH), csl_json.item(work(), FRENCH)])
    assert text.count("TY  - ") == 2
    assert text.endswith("ER  - \r\n\r\n")
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        (Days(dt.date(2031, 3, 4), dt.date(2031, 3, 5)), ["PY  - 2031", "DA  - 2031/03//"]),
        (Days(dt.date(2031, 3, 31), dt.date(2031, 4, 1)), ["PY  - 2031", "DA  - 2031///"]),
        (Days(dt.date(2031, 12, 31), dt.date(2032, 1, 1)), []),
    ],
)
def test_a_talk_of_several_possible_days_is_dated_by_what_they_share(days: Days, lines: list[str]) -> None:
    found = ris.record(csl_json.item(work(WorkKind.TALK, date=days.in_common, days=days), I18n("fr")))
    assert [line for line in found if line[:2] in ("PY", "DA")] == lines
