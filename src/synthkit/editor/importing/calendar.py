"""An iCalendar file: what is in every agenda, without people. What is repeated is a session each time."""

import datetime as dt
from collections.abc import Iterator

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

from synthkit.editor.importing._programme import Material, Programme, Reader

#: How long something is repeated that doesn't end, in an event without days.
_A_YEAR = dt.timedelta(days=365)


def _read(material: Material, into: Programme) -> None:
    calendar = Calendar.from_ical(material.text)
    into.about(str(calendar.get("X-WR-TIMEZONE", "")))
    firsts = {one.get("UID"): one.DTSTART for one in calendar.events if "DTSTART" in one and "RECURRENCE-ID" not in one}

    def key(event: Event, start: dt.date | None) -> str:
        # each of several times may be changed alone, and is called by the one it had
        is_further = start is not None and start != firsts.get(event.get("UID"))
        start = start.astimezone(dt.UTC) if isinstance(start, dt.datetime) and start.tzinfo else start
        return " ".join(filter(None, (str(event.get("UID", "")), str(start) if is_further else "")))

    changed = {key(event, again.dt): event for event in calendar.events if (again := event.get("RECURRENCE-ID"))}
    for event in calendar.events:
        again, first = event.get("RECURRENCE-ID"), event.DTSTART if "DTSTART" in event else None
        is_series = first is not None and not again and bool(event.rrules or event.rdates)
        into.all_left_out(event, "ATTENDEE", "ORGANIZER", "URL", "CATEGORIES")
        for start in _starts(into, event) if is_series else [first]:
            name = key(event, again.dt if again else start)
            if changed.get(name, event) is event:
                _add(into, event, name, start)


def _add(into: Programme, event: Event, key: str, start: dt.date | None) -> None:
    times = into.when(start, event.duration) if isinstance(start, dt.datetime) else {"date": str(start or "")}
    title = str(event.get("SUMMARY", ""))
    into.item(
        into.free(key or title),
        {},
        title=title,
        room=str(event.get("LOCATION", "")),
        abstract=str(event.get("DESCRIPTION", "")),
        status="cancelled" if event.get("STATUS") == "CANCELLED" else "",
        **times,
    )


def _starts(into: Programme, event: Event) -> Iterator[dt.date]:
    """When something repeated begins, on the event's days, by the clock of its place; other times are left out."""
    first, days = event.DTSTART, into.event.days
    zone = first.tzinfo if isinstance(first, dt.datetime) else None

    def local(time: dt.date, hour: dt.time = dt.time()) -> dt.datetime:
        if not isinstance(time, dt.datetime):
            return dt.datetime.combine(time, hour)
        return (time.astimezone(zone) if time.tzinfo and zone else time).replace(tzinfo=None)

    last = local(days.last, dt.time.max) if days else local(first) + _A_YEAR
    found = {local(first), *(local(time) for time, _ in event.rdates)}
    for rule in event.rrules:
        until = [local(time, dt.time.max) for time in rule.pop("UNTIL", ())]
        for time in rrulestr(rule.to_ical().decode(), dtstart=local(first)):
            if until and time > until[0]:
                break
            found.add(time)
            if time > last:
                break
    for time in sorted(found - set(map(local, event.exdates))):
        if time > last or (days and time.date() not in days):
            into.left_out("repetitions outside the event's days", time)
        else:
            yield time.replace(tzinfo=zone) if isinstance(first, dt.datetime) else time.date()


READER = Reader("iCalendar (.ics)", "ics", lambda of: of.suffix == ".ics", _read)
