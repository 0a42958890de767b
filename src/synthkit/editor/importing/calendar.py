"""An iCalendar file: what is in every agenda, without people."""

import datetime as dt

from icalendar import Calendar

from synthkit.editor.importing._programme import Collector, Material, Reader


def _knows(material: Material) -> bool:
    return material.suffix == ".ics"


def _read(material: Material) -> Collector:
    into = Collector(material.event)
    calendar = Calendar.from_ical(material.text)
    into.about(str(calendar.get("X-WR-TIMEZONE", "")))
    for event in calendar.events:
        start = event.DTSTART if "DTSTART" in event else None
        times = into.when(start, event.duration) if isinstance(start, dt.datetime) else {"date": str(start or "")}
        into.all_left_out(event, "ATTENDEE", "ORGANIZER", "URL", "RRULE", "CATEGORIES")
        title, again = str(event.get("SUMMARY", "")), event.get("RECURRENCE-ID")
        key = " ".join(filter(None, (str(event.get("UID", "")), str(again.dt) if again else "")))
        into.item(
            into.free(key or title),
            {},
            title=title,
            room=str(event.get("LOCATION", "")),
            abstract=str(event.get("DESCRIPTION", "")),
            status="cancelled" if event.get("STATUS") == "CANCELLED" else "",
            **times,
        )
    return into


READER = Reader("iCalendar (.ics)", "ics", _knows, _read)
