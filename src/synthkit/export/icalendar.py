"""iCalendar (RFC 5545), as calendars of phones and computers take it in.

Times are those of the event's zone, whose rules stand beside them (``VTIMEZONE``): a calendar shows both its hours and
the reader's. Those of an event whose zone nobody says are told without one (RFC 5545, « floating »): as the programme
has them, wherever they are read. Nothing depends on the clock: who exports twice has the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from synthkit.export._exporter import ProgrammeExporter
from synthkit.export._text import one_line
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import PartialDate
from synthkit.model.events import Event, Session, latest
from synthkit.model.schedule import entries, moments
from synthkit.schema import Attendance

if TYPE_CHECKING:
    import icalendar

SUFFIX = ".ics"

_UTC = dt.UTC


def session(found: Session, catalogue: Catalogue, i18n: I18n) -> str:
    """One session; empty when its day, its start or its end isn't known."""
    return _calendar(_session(found, catalogue, i18n))


def event(found: Event, catalogue: Catalogue, i18n: I18n) -> str:
    """An event as one entry of whole days; empty when its days aren't known."""
    return _calendar(_event(found, catalogue, i18n))


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


def _calendar(entries: Iterable[icalendar.Event]) -> str:
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//synthkit//synthkit//EN")
    made.add("version", "2.0")
    for entry in entries:
        if isinstance(zone := getattr(entry.start, "tzinfo", None), ZoneInfo):
            # the rules of the years around it, the same for all of an event's sessions
            first = dt.date(max(entry.start.year - 1, 1), 1, 1)
            last = dt.date(min(entry.start.year + 2, dt.MAXYEAR), 1, 1)
            made.add_component(icalendar.Timezone.from_tzid(str(zone), first_date=first, last_date=last))
        made.add_component(entry)
    return made.to_ical().decode() if made.subcomponents else ""


def _session(found: Session, catalogue: Catalogue, i18n: I18n) -> Iterator[icalendar.Event]:
    for number, occasion in enumerate(found.occasions, start=1):
        yield from _occasion(occasion, number, catalogue, i18n)


def _occasion(found: Session, number: int, catalogue: Catalogue, i18n: I18n) -> Iterator[icalendar.Event]:
    of = catalogue.event(found.event)
    known = moments(found, of)
    if of is None or known is None:
        return
    people = i18n.listed([str(one.name) for one in catalogue.attributions(found)])
    kind = i18n(found.kind.label)
    entry = _entry()
    entry.add("uid", _uid(f"{found.id}+{of.id}" + (f"+{number}" if number > 1 else ""), catalogue))
    entry.add("dtstamp", _stamp(catalogue, latest(found.revisions), known[0].date()))
    entry.add("dtstart", known[0])
    entry.add("dtend", known[1])
    if found.is_cancelled:
        entry.add("status", "CANCELLED")  # who has it in the calendar has it struck out
    online = i18n(found.attendance.label) if found.attendance is not Attendance.ON_SITE else ""
    where = ", ".join(filter(None, (online, one_line(found.place_in(of)))))
    parts = (part.title for part in catalogue.parts(found))
    about = (people, f"{kind}, {of.title}" if of.title else kind, *parts, found.abstract)
    yield _described(entry, found.title or found.id, where, about, catalogue, found)


def _event(found: Event, catalogue: Catalogue, i18n: I18n) -> Iterator[icalendar.Event]:
    if found.days is None or found.days.last == dt.date.max:
        return
    entry = _entry()
    entry.add("uid", _uid(found.id, catalogue))
    entry.add("dtstamp", _stamp(catalogue, None, found.days.first))
    entry.add("dtstart", found.days.first)
    entry.add("dtend", found.days.last + dt.timedelta(days=1))  # the day after: an end isn't part of it
    entry.add("transp", "TRANSPARENT")  # whoever has it in the calendar isn't taken all day
    about = (i18n(found.kind.label), found.hours, ", ".join(found.organisers), found.abstract)
    yield _described(entry, found.title or found.id, one_line(found.place), about, catalogue, found)


def _entry() -> icalendar.Event:
    import icalendar

    return icalendar.Event()


def _described(
    entry: icalendar.Event, title: str, where: str, about: Iterable[str], catalogue: Catalogue, record: Session | Event
) -> icalendar.Event:
    url = catalogue.publication.address(record.where.docname, record.id)
    described = "\n".join(filter(None, map(one_line, (*about, url))))
    facts = {"summary": one_line(title), "location": where, "description": described}
    for name, stated in facts.items():
        if stated:
            entry.add(name, stated)
    if url:
        entry.add("url", url)
    return entry


def _uid(record: str, catalogue: Catalogue) -> str:
    """The same in every export, whether the book has its address yet or not; no id holds a plus or an at sign."""
    return one_line(f"{record}@{catalogue.publication.id}")


def _stamp(catalogue: Catalogue, revised: dt.date | None, day: dt.date) -> dt.datetime:
    """When what the entry says was published or last revised; the day itself where nobody tells."""
    published = catalogue.publication.date
    known = [date for date in (revised, _first_day(published) if published else None) if date]
    return dt.datetime.combine(max(known, default=day), dt.time(), _UTC)


def _first_day(date: PartialDate) -> dt.date:
    return dt.date(date.year, date.month or 1, date.day or 1)


PROGRAMME = ProgrammeExporter("ics", SUFFIX, programme)
