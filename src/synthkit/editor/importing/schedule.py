"""The schedule of the VOC in JSON or XML, as pretalx, frab and others write it (https://github.com/voc/schedule)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lxml import etree

from synthkit.editor.importing._programme import Material, Programme, Reader, in_language, joined, minutes
from synthkit.model.dates import meant_time, parse_time

_A_DATE = len("2026-01-27")


def _conference(material: Material) -> Mapping[str, Any]:
    """What stands in a schedule; empty for what is none."""
    root, data = material.xml, material.json
    if root is None or root.tag != "schedule":
        found: Mapping[str, Any] = data.get("schedule", data).get("conference", {}) if isinstance(data, dict) else {}
        return found if "days" in found else {}
    facts = {one.tag: (one.text or "").strip() for one in root.iterfind("conference/*")}
    days = [
        {"date": day.get("date"), "rooms": [(room.get("name"), list(map(_of_xml, room))) for room in day]}
        for day in root.iterfind("day")
    ]
    return {**facts, "days": days}


def _of_xml(talk: etree._Element) -> Mapping[str, Any]:
    return {
        **talk.attrib,
        **{child.tag: (child.text or "").strip() for child in talk},
        "recording_license": talk.findtext("recording/license"),
        "persons": [{**one.attrib, "name": one.text} for one in talk.iterfind("persons/person")],
        "links": [{"title": one.text, "url": one.get("href")} for one in talk.iterfind("links/link")],
        "attachments": [{"title": one.text, "url": one.get("href")} for one in talk.iterfind("attachments/attachment")],
    }


def _read(material: Material, into: Programme) -> None:
    conference = _conference(material)
    into.about(conference.get("time_zone_name"), conference.get("start"), conference.get("end"))
    for day in conference["days"]:
        rooms = day["rooms"].items() if isinstance(day["rooms"], dict) else day["rooms"]
        plain = [(room, _in_one_language(talk, material.language)) for room, found in rooms for talk in found]
        talks = [(_start(into, day, talk), room, talk) for room, talk in plain]
        for start, room, talk in sorted(talks, key=lambda placed: str(placed[0] or "")):
            _add(into, start, room, talk)


def _in_one_language(talk: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    return {name: in_language(one, language) if isinstance(one, Mapping) else one for name, one in talk.items()}


def _start(into: Programme, day: Mapping[str, Any], talk: Mapping[str, Any]) -> dt.datetime | None:
    """The talk's own date; old frab writes its hour alone, which may be of the night behind the day."""
    stated, start = str(talk.get("date") or ""), str(talk.get("start") or "")
    if len(stated) > _A_DATE or not start:
        return dt.datetime.fromisoformat(stated) if len(stated) > _A_DATE else None
    hour = parse_time(meant_time(start))
    begins = dt.datetime.combine(dt.date.fromisoformat(day["date"][:10]), hour)
    return begins + dt.timedelta(days=hour < into.event.day_begins)


def _add(into: Programme, start: dt.datetime | None, room: str, talk: Mapping[str, Any]) -> None:
    into.all_left_out(talk, "logo", "recording_license", "do_not_record", "answers")
    links = [*(talk.get("links") or ()), *(talk.get("attachments") or ())]
    into.item(
        # a talk in two slots has one code, one guid for each slot
        into.free(str(talk.get("guid") or talk.get("code") or talk.get("id") or "") or talk["title"]),
        {"speakers": (key for person in talk.get("persons") or () for key in _person(into, person))},
        talk.get("type") or "",
        room=room,
        abstract=joined(talk.get("abstract"), talk.get("description")),
        **{name: talk.get(name) for name in ("title", "subtitle", "track", "language")},
        **into.when(start, minutes(talk.get("duration"))),
        **into.links((link.get("title") or "", link.get("url") or "") for link in links),
    )


def _person(into: Programme, person: Mapping[str, Any]) -> tuple[str, ...]:
    into.left_out("avatar", person.get("avatar"))
    key = person.get("guid") or person.get("code") or person.get("id")
    name = person.get("name") or person.get("public_name") or ""
    return into.person(str(key or name), name, mail=person.get("email"), biography=person.get("biography"))


READER = Reader("schedule.json, schedule.xml (pretalx, frab, VOC)", "schedule", _conference, _read)
