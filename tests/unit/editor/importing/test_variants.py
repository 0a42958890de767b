"""What platforms and spreadsheets write beside their plain form is read, or counted; nothing of it ends an import."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from synthkit.editor.importing import Programme, read
from synthkit.model.dates import Days
from synthkit.model.events import Event

HEAD = "Date;Début;Fin;Salle;Titre;Intervenants\n"
FIRST = "12/11/2026;9h00;9h30;A;Un;Ada Roux\n"


def programme(folder: Path, name: str, content: str | bytes) -> Programme:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, Event("e", timezone="Europe/Paris"), "fr", {})[1]


def told(found: Programme) -> list[str]:
    return [" ".join(item.values.get(name, "–") for name in ("title", "date", "start", "end")) for item in found.items]


def names(found: Programme) -> list[str]:
    return [one.name for one in found.participants.values()]


@pytest.mark.parametrize(
    "text",
    [
        f"sep=;\n{HEAD}{FIRST}",
        f"Programme du colloque;;;;;\n;;;;;\n{HEAD}{FIRST}",
        f"{HEAD}{FIRST}".encode("utf-16"),
        f"{HEAD}{FIRST}".encode("cp1252"),
        f"{HEAD}{FIRST}".replace(";", "\t"),
        f"{HEAD}Jeudi 12/11/26;9 h 00;9.30;A;Un;Ada Roux\n",
        f"{HEAD}12 nov. 2026;9:00 AM;9:30 AM;A;Un;Ada Roux\n",
        f"{HEAD}2026-11-12T00:00:00;09:00:00;09:30:00;A;Un;Ada Roux\n",
        f"{HEAD}12/11/2026;12/11/2026 09:00;12/11/2026 09:30;A;Un;Ada Roux\n",
        f"{HEAD}jeudi 12 novembre 2026;9h – 9h30;;A;Un;Ada Roux\n",
        "Session title,Speaker name(s),Start time,End time,Date\nUn,Ada Roux,9:00 AM,9:30 AM,12/11/2026\n",
    ],
)
def test_a_spreadsheet_is_read_as_its_program_saved_it(tmp_path: Path, text: str | bytes) -> None:
    found = programme(tmp_path, "p.csv", text)
    assert (told(found), names(found)) == (["Un 2026-11-12 09:00 09:30"], ["Ada Roux"])


def test_a_day_that_stands_once_is_that_of_the_rows_below(tmp_path: Path) -> None:
    found = programme(tmp_path, "p.csv", f"{HEAD}{FIRST};9h30;10h;A;Deux;Luc Brun\n13/11/2026;9h;;;Trois;Luc Brun\n")
    assert told(found) == ["Un 2026-11-12 09:00 09:30", "Deux 2026-11-12 09:30 10:00", "Trois 2026-11-13 09:00 –"]


def test_several_of_one_title_stay_several(tmp_path: Path) -> None:
    found = programme(tmp_path, "p.csv", f"{HEAD}{FIRST}13/11/2026;9h00;9h30;A;Un;Luc Brun\n")
    assert told(found) == ["Un 2026-11-12 09:00 09:30", "Un 2026-11-13 09:00 09:30"]
    assert len({item.key for item in found.items}) == 2


def test_a_column_for_each_speaker(tmp_path: Path) -> None:
    found = programme(tmp_path, "p.csv", "Titre;Intervenant 1;Intervenant 2\nUn;Ada Roux;Luc Brun\nDeux;Zoé Noir;\n")
    assert names(found) == ["Ada Roux", "Luc Brun", "Zoé Noir"]


def test_sheets_and_merged_cells_of_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["À lire"])
    first, second = book.create_sheet("Jour 1"), book.create_sheet("Jour 2")
    headings = ["Jour", "Heure", "Titre", "Séance"]
    for row in (
        ["Colloque"],
        headings,
        [dt.date(2026, 11, 12), dt.time(9), "Un", "Matin"],
        [None, dt.time(9, 30), "Deux"],
    ):
        first.append(row)
    for cells in ("A1:D1", "A3:A4", "D3:D4"):
        first.merge_cells(cells)
    second.append(headings)
    second.append([dt.datetime(2026, 11, 13), "9h-9h30", "Trois", None])
    book.save(tmp_path / "p.xlsx")
    found = programme(tmp_path, "p.xlsx", (tmp_path / "p.xlsx").read_bytes())
    assert told(found)[1:] == ["Un 2026-11-12 09:00 –", "Deux 2026-11-12 09:30 –", "Trois 2026-11-13 09:00 09:30"]
    assert [item.values.get("part-of", "") for item in found.items] == ["", "block matin", "block matin", ""]


def test_a_calendar_with_days_changed_times_and_entries_without_a_key(tmp_path: Path) -> None:
    entries = (
        ("UID:1", "DTSTART;VALUE=DATE:20261112", "SUMMARY:Jour"),
        ("UID:2", "DTSTART;TZID=Europe/Paris:20261112T090000", "DURATION:PT30M", "SUMMARY:Un"),
        ("UID:2", "RECURRENCE-ID:20261113T080000Z", "DTSTART:20261113T090000Z", "DURATION:PT30M", "SUMMARY:Un"),
        ("DTSTART;TZID=W. Europe Standard Time:20261112T100000", "SUMMARY:Sans clef"),
    )
    events = "".join("BEGIN:VEVENT\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\n" for lines in entries)
    found = programme(tmp_path, "p.ics", f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
    assert told(found) == [
        *(
            "Jour 2026-11-12 – –",
            "Un 2026-11-12 09:00 09:30",
            "Un 2026-11-13 10:00 10:30",
            "Sans clef 2026-11-12 10:00 –",
        )
    ]
    assert len({item.key for item in found.items}) == 4


def test_a_schedule_without_keys_and_with_hours_as_people_write_them(tmp_path: Path) -> None:
    talks = (
        "<event><start>9:30</start><duration>00:30</duration><title>Un</title><persons><person>Ada Roux</person>"
        "</persons></event><event id='3'><start>10:00:00</start><duration>45</duration><title>Deux</title></event>"
    )
    days = f"<day index='1' date='2026-11-12'><room name='A'>{talks}</room></day>"
    found = programme(tmp_path, "p.xml", f"<schedule><conference><title>T</title></conference>{days}</schedule>")
    assert told(found) == ["Un 2026-11-12 09:30 10:00", "Deux 2026-11-12 10:00 10:45"]


def test_a_schedule_in_two_languages_without_rooms_and_slots(tmp_path: Path) -> None:
    talk = {"guid": "g", "title": {"en": "One", "fr": "Un"}, "track": {"en": "Wool"}, "type": "Talk", "duration": None}
    without = {"title": "Deux", "date": "2026-11-12", "start": "9:00", "persons": None, "links": None}
    day = {"index": 1, "date": "2026-11-12", "rooms": {"": [talk, without]}}
    whole = {"schedule": {"conference": {"title": "T", "days": [day]}}}
    found = programme(tmp_path, "p.json", json.dumps(whole))
    assert sorted(told(found)) == ["Deux 2026-11-12 09:00 –", "Un – – –"]
    assert {item.values.get("track", "") for item in found.items} == {"", "Wool"}


SESSION: Mapping[str, Any] = {
    "id": "1",
    "title": "Un",
    "startsAt": "2026-11-12T09:00:00",
    "endsAt": "2026-11-12T09:30:00",
    "speakers": [{"id": "s", "name": "Ada Roux"}],
    "roomId": 3,
    "room": "Salle A",
    "isServiceSession": False,
    "categories": [{"id": 1, "name": "Track", "categoryItems": [{"id": 5, "name": "Laine"}]}],
}


@pytest.mark.parametrize(
    "view",
    [
        [{"groupId": 1, "groupName": "Jour", "sessions": [SESSION]}],
        [{"date": "2026-11-12T00:00:00", "rooms": [{"id": 3, "name": "Salle A", "sessions": [SESSION]}]}],
    ],
)
def test_the_other_views_of_sessionize(tmp_path: Path, view: object) -> None:
    found = programme(tmp_path, "p.json", json.dumps(view))
    assert (told(found), names(found)) == (["Un 2026-11-12 09:00 09:30"], ["Ada Roux"])
    assert [found.items[0].values[name] for name in ("room", "track")] == ["Salle A", "Laine"]


def test_a_speaker_sessionize_does_not_list_is_nobody(tmp_path: Path) -> None:
    session = {"id": "1", "title": "Un", "startsAt": None, "endsAt": None, "speakers": ["gone"], "roomId": None}
    found = programme(tmp_path, "p.json", json.dumps({"sessions": [session], "speakers": [], "rooms": []}))
    assert (told(found), names(found)) == (["Un – – –"], [])


def test_others_in_a_bib_are_nobody(tmp_path: Path) -> None:
    found = programme(tmp_path, "p.bib", "@inproceedings{a, title={Un}, author={Roux, Ada and others}}\n")
    assert names(found) == ["Roux, Ada"]


def test_what_a_calendar_repeats_is_a_session_each_time_by_the_clock_of_its_place(tmp_path: Path) -> None:
    # summer time ends on the 25th; the third is changed alone, the fourth doesn't take place, one is outside the event
    entries = (
        "UID:a DTSTART;TZID=Europe/Paris:20261023T090000 DURATION:PT30M SUMMARY:Café "
        "RRULE:FREQ=DAILY;UNTIL=20261028T090000Z EXDATE;TZID=Europe/Paris:20261026T090000",
        "UID:a RECURRENCE-ID;TZID=Europe/Paris:20261025T090000 DTSTART;TZID=Europe/Paris:20261025T100000 "
        "DURATION:PT30M SUMMARY:Thé",
        "UID:b DTSTART:20261024T120000Z DURATION:PT1H SUMMARY:Midi RDATE:20261027T130000Z",
        "UID:c DTSTART;VALUE=DATE:20261023 SUMMARY:Jour RRULE:FREQ=WEEKLY",
    )
    events = "".join("\r\n".join(("BEGIN:VEVENT", *lines.split(), "END:VEVENT", "")) for lines in entries)
    path = tmp_path / "p.ics"
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n", encoding="utf-8")
    days = Days(dt.date(2026, 10, 23), dt.date(2026, 10, 27))
    found = read(path, Event("e", days=days, timezone="Europe/Paris"), "fr", {})[1]
    assert told(found) == [
        *("Café 2026-10-23 09:00 09:30", "Café 2026-10-24 09:00 09:30", "Café 2026-10-27 09:00 09:30"),
        *("Thé 2026-10-25 10:00 10:30", "Midi 2026-10-24 14:00 15:00", "Midi 2026-10-27 14:00 15:00"),
        "Jour 2026-10-23 – –",
    ]
    keys = [item.key for item in found.items]
    assert keys[:4] == ["a", *(f"a 2026-10-{day} 0{hour}:00:00+00:00" for day, hour in ((24, 7), (27, 8), (25, 8)))]
    assert found.left == {"repetitions outside the event's days": 2}


def test_parts_of_a_contribution_are_parts_of_a_block(tmp_path: Path) -> None:
    def at(hour: str) -> dict[str, str]:
        return {"date": "2026-11-12", "time": f"{hour}:00", "tz": "Europe/Paris"}

    def parts(*facts: tuple[str, int]) -> list[dict[str, object]]:
        speaker = {"first_name": "Ada", "last_name": "Roux", "id": 3}
        return [
            {"id": str(at), "title": title, "duration": minutes, "speakers": [speaker], "description": "<p>Un.</p>"}
            for at, (title, minutes) in enumerate(facts)
        ]

    def contribution(id_: str, title: str, start: str, end: str, **facts: object) -> dict[str, object]:
        return {"id": id_, "title": title, "startDate": at(start), "endDate": at(end), "room": "A", **facts}

    alone = contribution("7", "Rapports", "09:00", "10:00", subContributions=parts(("Un", 20), ("Deux", 30)))
    within = contribution("8", "Chartes", "10:00", "11:00", subContributions=parts(("Trois", 15), ("Quatre", 25)))
    full = contribution("9", "Crues", "11:00", "11:30", subContributions=parts(("Cinq", 30)))
    block = contribution("0", "Séance", "10:00", "11:30", contributions=[within, full])
    event = {"timezone": "Europe/Paris", "contributions": [alone], "sessions": [block]}
    found = programme(tmp_path, "p.json", json.dumps({"results": [event]}))
    assert told(found) == [
        *("Rapports 2026-11-12 09:00 10:00", "Un 2026-11-12 09:00 09:20", "Deux 2026-11-12 09:20 09:50"),
        *("Séance 2026-11-12 10:00 11:30", "Chartes 2026-11-12 10:00 10:20", "Trois 2026-11-12 10:20 10:35"),
        *("Quatre 2026-11-12 10:35 11:00", "Crues 2026-11-12 11:00 –", "Cinq 2026-11-12 11:00 11:30"),
    ]
    kinds = [(item.key, item.values["kind"], item.values.get("part-of", "")) for item in found.items]
    assert kinds[:3] == [("7", "block", ""), ("7.0", "talk", "7"), ("7.1", "talk", "7")]
    assert kinds[4:6] == [("8", "talk", "block 0"), ("8.0", "talk", "block 0")]
    assert not found.left
