"""``schedule.json`` of the VOC, as pretalx, frab and others write it (https://c3voc.de/schedule/schema.json)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from synthkit.editor.importing._programme import Collector, Material, Reader, joined, minutes


def _knows(material: Material) -> bool:
    data = material.json
    return isinstance(data, dict) and "days" in _conference(data)


def _conference(data: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = data.get("schedule", data).get("conference", {})
    return found


def _read(material: Material) -> Collector:
    conference = _conference(material.json)
    into = Collector(material.event)
    into.state_zone(conference.get("time_zone_name") or "")
    into.about(conference.get("title", ""), conference.get("start") or "", conference.get("end") or "")
    for day in conference["days"]:
        talks = [(room, talk) for room, found in day["rooms"].items() for talk in found]
        for room, talk in sorted(talks, key=lambda placed: str(placed[1].get("date") or "")):
            _add(into, room, talk)
    return into


def _add(into: Collector, room: str, talk: Mapping[str, Any]) -> None:
    for name in ("logo", "recording_license", "do_not_record", "answers"):
        into.left_out(name, talk.get(name))
    start = dt.datetime.fromisoformat(talk["date"]) if talk.get("date") else None
    into.item(
        # a talk in two slots has one code, one guid for each slot
        str(talk.get("guid") or talk.get("code") or talk["id"]),
        {"speakers": (key for person in talk.get("persons", ()) for key in _person(into, person))},
        talk.get("type") or "",
        title=talk.get("title"),
        subtitle=talk.get("subtitle"),
        room=room,
        track=talk.get("track"),
        language=talk.get("language"),
        abstract=joined(talk.get("abstract"), talk.get("description")),
        **into.when(start, minutes(talk.get("duration"))),
        **into.links(_links(talk)),
    )


def _person(into: Collector, person: Mapping[str, Any]) -> tuple[str, ...]:
    into.left_out("avatar", person.get("avatar"))
    key = person.get("code") or person.get("guid") or person.get("id")
    name = person.get("name") or person.get("public_name") or ""
    return into.person(str(key or name), name, person.get("email") or "", biography=person.get("biography"))


def _links(talk: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for link in (*(talk.get("links") or ()), *(talk.get("attachments") or ())):
        yield link.get("title") or "", link.get("url") or ""


READER = Reader("schedule.json (pretalx, frab, VOC)", "schedule-json", _knows, _read)
