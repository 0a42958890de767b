"""The VOC's formats hold a programme as their schemas want it.

Facts of https://github.com/voc/schedule, ``validator/xsd/schedule.xml.xsd`` and ``validator/json/schema.json``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace

from lxml import etree

from synthkit.export import schedule_json, schedule_xml
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import Occasion
from synthkit.model.people import Credit
from synthkit.schema import Attendance, CreditRole, Fact, SessionKind, SessionStatus
from unit.invented import DAY_TWO, alone, session

FRENCH = I18n("fr")
AGAIN = (Occasion(DAY_TWO, dt.time(9), dt.time(10), ""),)
TALKS = (
    session("rouages", "9:05", "9:35", room="Halle", track="Dents & roues", abstract="Un.\n\nDeux \x0b<b>."),
    session("nuit", "23:30", "0:45", room="Cave", language="en", subtitle="Late"),
    session(
        "aube.2",
        "0:50",
        "1:30",
        room="Cave",
        slides="https://a.org/s.pdf",
        also=AGAIN,
    ),
    session("loin", "10:00", "11:00", attendance=Attendance.ONLINE, facts=(Fact("pdf", "https://a.org/p.pdf"),)),
    session("mort", "10:00", "11:00", status=SessionStatus.CANCELLED),
    session("pause", "11:00", "11:30", kind=SessionKind.BREAK, credits=()),
    session("bloc", "14:00", "16:00", kind=SessionKind.BLOCK, credits=()),
    session(
        *("part", "14:00", "14:30"),
        part_of="bloc",
        credits=(Credit("Mona Éluard"), Credit("Lise Dupont", CreditRole.AUTHOR)),
    ),
    session("inconnu"),
)


def xml(book: Catalogue) -> etree._Element:
    return etree.fromstring(schedule_xml.programme(book.events[0], book, FRENCH).encode())


def test_each_session_that_takes_place_is_a_talk_and_further_times_are_others() -> None:
    root = xml(alone(*TALKS))
    talks = {talk.findtext("slug"): talk for talk in root.iterfind("day/room/event")}
    names = [slug.split("-id_")[1] for slug in talks]
    assert names == ["rouages", "loin", "part", "nuit", "aube_2", "aube_2_2"]
    night = talks["horloges_2031-id_aube_2"]
    assert (night.findtext("date"), night.findtext("start"), night.findtext("duration")) == (
        "2031-03-05T00:50:00+01:00",
        "00:50",
        "00:40",
    )
    assert [day.get("date") for day in root.iterfind("day")] == ["2031-03-04", "2031-03-05"]
    assert root.find("day").get("start") == "2031-03-04T04:00:00+01:00"
    assert root.find("day").get("end") == "2031-03-05T03:59:00+01:00"
    assert talks["horloges_2031-id_nuit"].findtext("duration") == "01:15"
    assert [one.text for one in talks["horloges_2031-id_part"].iterfind("persons/person")] == ["Mona Éluard"]
    assert talks["horloges_2031-id_loin"].findtext("room") == "En ligne"
    assert talks["horloges_2031-id_rouages"].findtext("abstract") == "Un.\n\nDeux <b>."


def test_what_the_xsd_wants_is_there() -> None:
    root = xml(alone(*TALKS))
    assert [child.tag for child in root] == ["generator", "version", "conference", "day", "day"]
    conference = root.find("conference")
    known = {"title", "acronym", "start", "end", "days", "timeslot_duration", "url", "time_zone_name", "track"}
    assert {child.tag for child in conference} <= known
    assert re.fullmatch("[a-z0-9_-]{4,}", conference.findtext("acronym"))
    talks = list(root.iterfind("day/room/event"))
    for day in root.iterfind("day"):
        assert re.fullmatch(r".+(Z|[+-]\d{1,2}:\d{2})", day.get("start"))
        assert int(day.get("index")) >= 1
        assert all(room.get("name") for room in day)
    for talk in talks:
        assert {"room", "title", "type", "date", "start", "duration", "abstract", "track"} <= {one.tag for one in talk}
        assert len({one.tag for one in talk}) == len(talk)
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", talk.get("guid"))
        assert re.fullmatch(r"\d{1,2}:\d{2}", talk.findtext("duration"))
        assert re.fullmatch(r"[0-2]\d:[0-5]\d", talk.findtext("start"))
        assert re.fullmatch(r"[a-z0-9_]{4,}-[a-z0-9\-_]{4,}", talk.findtext("slug"))
        assert re.match("https?://", talk.findtext("url"))
        assert all(1 <= int(one.get("id")) < 2**31 for one in (talk, *talk.iterfind("persons/person")))
    for mark in ("guid", "id"):
        assert len({talk.get(mark) for talk in talks}) == len(talks)


def test_json_says_the_same_as_its_schema_wants() -> None:
    book = alone(*TALKS)
    data = json.loads(schedule_json.programme(book.events[0], book, FRENCH))
    assert data.keys() <= {"schedule", "$schema", "generator"}
    conference = data["schedule"]["conference"]
    assert {"title", "acronym", "days", "daysCount", "start", "end", "timeslot_duration"} <= conference.keys()
    assert re.fullmatch(r"[a-z0-9_-][a-z0-9_]{3,}(-2[0-9]{3}-[a-z]+)?", conference["acronym"])
    assert conference["daysCount"] == len(conference["days"]) == 2
    # EventFahrplan's models (github.com/EventFahrplan/schedule) take no null there
    assert all(re.fullmatch("#[0-9a-f]{6}", one["color"]) for one in conference["tracks"])
    assert all(re.fullmatch("[a-z0-9_-]+[a-z0-9]", one["slug"]) for one in conference["tracks"])
    talks = [talk for day in conference["days"] for found in day["rooms"].values() for talk in found]
    wanted = "abstract date duration guid id language links persons room slug start subtitle title track type url"
    assert all(talk.keys() >= set(wanted.split()) for talk in talks)
    assert {talk["guid"] for talk in talks} == {one.get("guid") for one in xml(book).iterfind("day/room/event")}
    (slides,) = (file for talk in talks if talk["id"] and "aube_2" in talk["slug"][-6:] for file in talk["attachments"])
    assert slides == {"title": "slides", "url": "https://a.org/s.pdf", "type": "related"}


def test_without_a_zone_or_a_time_there_is_no_schedule() -> None:
    for book in (alone(*TALKS, timezone=""), alone(TALKS[-1])):
        assert schedule_xml.programme(book.events[0], book, FRENCH) == ""
        assert schedule_json.programme(book.events[0], book, FRENCH) == ""


def test_a_short_id_is_long_enough_and_what_is_said_stays_the_same() -> None:
    one = session("a", "9:00", "9:30")
    book = alone(one)
    (talk,) = xml(book).iterfind("day/room/event")
    assert talk.findtext("slug") == "horloges_2031-id_a"
    (moved,) = xml(alone(replace(one, start=dt.time(9, 10)), session("b", "8:00", "8:30")))[3].iterfind("room/event[2]")
    assert moved.get("guid") == talk.get("guid")
