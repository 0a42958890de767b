"""Schedule XML of the VOC (https://c3voc.de/schedule/schema.xsd), as EventFahrplan reads it: schedule.json in XML."""

from collections.abc import Mapping
from typing import Any

from lxml import etree
from lxml.builder import E

from synthkit.export._exporter import ProgrammeExporter
from synthkit.export.schedule_json import schedule
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event

_IN_CONFERENCE = ("title", "acronym", "start", "end", "timeslot_duration", "url", "time_zone_name")
_IN_EVENT = ("room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track", "language")


def programme(event: Event, catalogue: Catalogue, i18n: I18n) -> str:
    """An event's programme; empty without a zone or a session whose times are known."""
    found = schedule(event, catalogue, i18n)
    if not found:
        return ""
    conference = found["conference"]
    root = E.schedule(
        E.generator(name="synthkit"),
        E.version(found["version"]),
        E.conference(
            *(E(name, conference[name]) for name in _IN_CONFERENCE if name in conference),
            E.days(str(conference["daysCount"])),
            *(E.track(track["name"], name=track["name"]) for track in conference["tracks"]),
        ),
        *map(_day, conference["days"]),
    )
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written.decode()


def _day(day: Mapping[str, Any]) -> etree._Element:
    rooms = (E.room(*map(_talk, talks), name=name) for name, talks in day["rooms"].items())
    return E.day(*rooms, date=day["date"], start=day["day_start"], end=day["day_end"], index=str(day["index"]))


def _talk(talk: Mapping[str, Any]) -> etree._Element:
    return E.event(
        *(E(name, talk[name]) for name in _IN_EVENT),
        E.persons(*(E.person(one["name"], id=str(one["id"]), guid=one["guid"]) for one in talk["persons"])),
        E.links(*(E.link(link["title"], href=link["url"]) for link in talk["links"])),
        E.attachments(*(E.attachment(file["title"], href=file["url"]) for file in talk["attachments"])),
        *([E.url(talk["url"])] if talk["url"] else []),
        guid=talk["guid"],
        id=str(talk["id"]),
    )


PROGRAMME = ProgrammeExporter("schedule-xml", ".schedule.xml", programme)
