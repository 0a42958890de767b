"""Schedule XML of frab, which pretalx writes too (XSD: https://github.com/voc/schedule, ``validator/xsd``)."""

import datetime as dt

from lxml import etree

from synthkit.editor.importing._programme import Collector, Material, Reader, joined, minutes


def _knows(material: Material) -> bool:
    return material.xml is not None and material.xml.tag == "schedule"


def _read(material: Material) -> Collector:
    root, into = material.xml, Collector(material.event)
    assert root is not None
    into.state_zone(_text(root, "conference/time_zone_name"))
    into.about(*(_text(root, f"conference/{name}") for name in ("title", "start", "end")))
    for day in root.iterfind("day"):
        talks = [
            (_start(into, day, talk), room.get("name", ""), talk) for room in day for talk in room.iterfind("event")
        ]
        for start, room, talk in sorted(talks, key=lambda placed: placed[0].isoformat()):
            _add(into, start, room, talk)
    return into


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _start(into: Collector, day: etree._Element, talk: etree._Element) -> dt.datetime:
    """The talk's own date; frab writes its hour alone, which may be of the night behind the day."""
    if stated := _text(talk, "date"):
        return dt.datetime.fromisoformat(stated)
    hour = dt.time.fromisoformat(_text(talk, "start"))
    start = dt.datetime.combine(dt.date.fromisoformat(day.get("date", "")[:10]), hour)
    return start + dt.timedelta(days=hour < into.day_begins)


def _add(into: Collector, start: dt.datetime, room: str, talk: etree._Element) -> None:
    for name in ("logo", "recording/license"):
        into.left_out(name, _text(talk, name))
    links = [(link.text or "", link.get("href", "")) for link in talk.iterfind("links/link")]
    links += [(link.text or "", link.get("href", "")) for link in talk.iterfind("attachments/attachment")]
    people = [
        key
        for person in talk.iterfind("persons/person")
        for key in into.person(person.get("id") or (person.text or ""), person.text or "")
    ]
    into.item(
        talk.get("guid") or talk.get("id", ""),
        {"speakers": people},
        _text(talk, "type"),
        room=room,
        abstract=joined(_text(talk, "abstract"), _text(talk, "description")),
        **{name: _text(talk, name) for name in ("title", "subtitle", "track", "language")},
        **into.when(start, minutes(_text(talk, "duration"))),
        **into.links(links),
    )


READER = Reader("schedule XML (frab, pretalx, VOC)", "schedule-xml", _knows, _read)
