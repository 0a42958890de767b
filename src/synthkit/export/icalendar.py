"""iCalendar (RFC 5545), as calendars of phones and computers take it in.

Times are those of the event's zone, whose rules stand beside them (``VTIMEZONE``): a calendar shows both its hours and
the reader's. Those of an event whose zone nobody says are told without one (RFC 5545, « floating »): as the programme
has them, wherever they are read. Nothing depends on the clock: who exports twice has the same bytes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from synthkit.export._exporter import ProgrammeExporter, one_line
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session, latest
from synthkit.model.schedule import entries, moments
from synthkit.schema import Attendance

SUFFIX = ".ics"
#: What an entry has, by the names of the format.
_Facts = dict[str, Any]


def session(found: Session, catalogue: Catalogue, i18n: I18n) -> str:
    """One session; empty when its day, its start or its end isn't known."""
    return _calendar(_occasions(found, catalogue, i18n))


def event(found: Event, catalogue: Catalogue, i18n: I18n) -> str:
    """An event as one entry of whole days; empty when its days aren't known."""
    if found.days is None or found.days.last == dt.date.max:
        return ""
    facts = {
        "uid": found.id,
        "dtstamp": _stamp(catalogue, None, found.days.first),
        "dtstart": found.days.first,
        "dtend": found.days.last + dt.timedelta(days=1),  # the day after: an end isn't part of it
        "transp": "TRANSPARENT",  # whoever has it in the calendar isn't taken all day
        "location": found.place,
    }
    about = (i18n(found.kind.label), found.hours, ", ".join(found.organisers), found.abstract)
    return _calendar([_entry(found, facts, about, catalogue)])


def programme(found: Event, catalogue: Catalogue, i18n: I18n) -> str:
    """The sessions of an event whose times are known, each once and without breaks; empty when there is none."""
    return together(session(one, catalogue, i18n) for one in entries(catalogue.programme(found)))


def together(calendars: Iterable[str]) -> str:
    """The entries of several calendars in one; empty when there is none."""
    head, entries, tail = "", "", ""
    for calendar in filter(None, calendars):
        # the first and the last of these lines are the format's own, whatever an entry says
        begin, end = calendar.index("BEGIN:VEVENT"), calendar.rindex("END:VCALENDAR")
        head, tail = calendar[:begin], calendar[end:]
        entries += calendar[begin:end]
    return head + entries + tail


def _calendar(entries: Iterable[_Facts]) -> str:
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//synthkit//synthkit//EN")
    made.add("version", "2.0")
    for facts in entries:
        start = facts["dtstart"]
        if isinstance(zone := getattr(start, "tzinfo", None), ZoneInfo):
            # the rules of the years around it, the same for all of an event's sessions
            first, last = dt.date(max(start.year - 1, 1), 1, 1), dt.date(min(start.year + 2, dt.MAXYEAR), 1, 1)
            made.add_component(icalendar.Timezone.from_tzid(str(zone), first_date=first, last_date=last))
        entry = icalendar.Event()
        for name, value in facts.items():
            if value:
                entry.add(name, value)
        made.add_component(entry)
    return made.to_ical().decode() if made.subcomponents else ""


def _occasions(found: Session, catalogue: Catalogue, i18n: I18n) -> Iterator[_Facts]:
    of = catalogue.event(found.event)
    for number, one in enumerate(found.occasions, start=1):
        if of is None or (times := moments(one, of)) is None:
            continue
        online = i18n(one.attendance.label) if one.attendance is not Attendance.ON_SITE else ""
        facts = {
            "uid": f"{one.id}+{of.id}" + (f"+{number}" if number > 1 else ""),
            "dtstamp": _stamp(catalogue, latest(one.revisions), times[0].date()),
            "dtstart": times[0],
            "dtend": times[1],
            "status": "CANCELLED" if one.is_cancelled else "",  # who has it in the calendar has it struck out
            "location": ", ".join(filter(None, (online, one_line(one.place_in(of))))),
        }
        people = i18n.listed([str(who.name) for who in catalogue.attributions(one)])
        kind = i18n(one.kind.label)
        parts = (part.title for part in catalogue.parts(one))
        yield _entry(one, facts, (people, f"{kind}, {of.title}" if of.title else kind, *parts, one.abstract), catalogue)


def _entry(record: Session | Event, facts: _Facts, about: Iterable[str], catalogue: Catalogue) -> _Facts:
    """An entry whose id is the same in every export, whether the book has its address yet or not; no id of a record
    holds a plus or an at sign.
    """
    book = catalogue.publication
    url = book.address(record.where.docname, record.id)
    return {
        **facts,
        "uid": one_line(f"{facts['uid']}@{book.id}"),
        "summary": one_line(record.title or record.id),
        "location": one_line(facts["location"]),
        "description": "\n".join(filter(None, map(one_line, (*about, url)))),
        "url": url,
    }


def _stamp(catalogue: Catalogue, revised: dt.date | None, day: dt.date) -> dt.datetime:
    """When what the entry says was published or last revised; the day itself where nobody tells."""
    date = catalogue.publication.date
    published = dt.date(date.year, date.month or 1, date.day or 1) if date else None
    return dt.datetime.combine(max(filter(None, (revised, published)), default=day), dt.time(), dt.UTC)


PROGRAMME = ProgrammeExporter("ics", SUFFIX, programme)
