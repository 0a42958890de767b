"""schedule.json of the VOC (https://c3voc.de/schedule/schema.json), as Giggity and other apps read it."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from synthkit.export._exporter import ProgrammeExporter, one_line
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session, day_of
from synthkit.model.ids import suggested_id
from synthkit.model.schedule import entries, moments
from synthkit.schema import Attendance, CreditRole

_COLOUR = "#5b6b73"
_LINKS = ("recording", "code", "data")
_FILES = ("slides", "pdf", "poster")


def programme(event: Event, catalogue: Catalogue, i18n: I18n) -> str:
    """An event's programme; empty without a zone or a session whose times are known."""
    found = schedule(event, catalogue, i18n)
    whole = {"$schema": "https://c3voc.de/schedule/schema.json", "generator": {"name": "synthkit"}, "schedule": found}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n" if found else ""


def schedule(event: Event, catalogue: Catalogue, i18n: I18n) -> dict[str, Any]:
    """The event as schema.json of the VOC has it; empty without a zone or a session whose times are known.

    What is cancelled is left out, as platforms do, and each further time of a session is a talk of its own.
    """
    days: dict[dt.date, dict[str, list[Mapping[str, Any]]]] = {}
    listed = (one for one in entries(catalogue.programme(event)) if not one.is_cancelled) if event.timezone else ()
    talks = [(one, talk) for session in listed for one, talk in _talks(session, event, catalogue, i18n)]
    for one, talk in sorted(talks, key=lambda placed: str(placed[1]["date"])):
        day = day_of(event, one)
        assert day is not None
        days.setdefault(day, {}).setdefault(talk["room"], []).append(talk)
    if not days:
        return {}
    book, dates = catalogue.publication, sorted(days)
    tracks = dict.fromkeys(talk["track"] for _, talk in talks if talk["track"])
    conference = {
        "acronym": acronym(event),
        "title": one_line(event.title or event.id),
        "start": str(dates[0]),
        "end": str(dates[-1]),
        "daysCount": len(dates),
        "timeslot_duration": "00:05",
        "time_zone_name": event.timezone,
        # EventFahrplan refuses a programme with a track that has no colour
        "tracks": [{"name": name, "slug": f"track-{suggested_id(name)}", "color": _COLOUR} for name in tracks],
        "days": [_day(number, date, event, days[date]) for number, date in enumerate(dates, start=1)],
    }
    if address := event.url or book.url:
        conference["url"] = address
    return {"version": one_line(book.version) or str(book.date or "1"), "conference": conference}


def acronym(event: Event) -> str:
    """The event's id in the signs the formats allow."""
    return re.sub("[^a-z0-9]", "_", event.id.lower()).ljust(4, "_")


def _day(number: int, date: dt.date, event: Event, rooms: Mapping[str, Any]) -> dict[str, Any]:
    begins = dt.datetime.combine(date, event.day_begins, ZoneInfo(event.timezone))
    ends = begins + dt.timedelta(days=1, minutes=-1)
    stated = {"day_start": begins.isoformat(), "day_end": ends.isoformat()}
    return {"index": number, "date": str(date), **stated, "rooms": rooms}


def _talks(
    session: Session, event: Event, catalogue: Catalogue, i18n: I18n
) -> Iterator[tuple[Session, dict[str, Any]]]:
    book = catalogue.publication
    people = catalogue.attributions(session)
    speaking = [one for one in people if one.credit.role is CreditRole.SPEAKER] or people
    online = i18n(session.attendance.label) if session.attendance is Attendance.ONLINE else ""
    links = {fact.name: fact.text for fact in session.facts}
    links |= {"recording": session.recording, "slides": session.slides}
    for number, one in enumerate(session.occasions, start=1):
        if (times := moments(one, event)) is None:
            continue
        start, length = times[0], int((times[1].astimezone(dt.UTC) - times[0].astimezone(dt.UTC)).total_seconds()) // 60
        suffix = f"_{number}" if number > 1 else ""
        guid = _guid(f"{session.id}+{event.id}{suffix}@{book.id}")
        slug = re.sub("[^a-z0-9]", "_", session.id.lower())
        yield (
            one,
            {
                "guid": str(guid),
                "id": _number(guid),
                "date": start.isoformat(),
                "start": f"{start:%H:%M}",
                "duration": f"{length // 60:02d}:{length % 60:02d}",
                "room": one_line(
                    one.room or one.venue or online or event.venue or event.city or event.title or event.id
                ),
                "slug": f"{acronym(event)}-id_{slug}{suffix}",
                "url": book.address(session.where.docname, session.id),
                "title": one_line(session.title or session.id),
                "subtitle": one_line(session.subtitle),
                "track": one_line(session.track),
                "type": str(session.kind),
                "language": session.language or book.language,
                "abstract": "\n\n".join(filter(None, map(one_line, session.abstract.split("\n\n")))),
                "description": "",
                "persons": [
                    {"name": str(found.name), "guid": str(who), "id": _number(who)}
                    for found in speaking
                    for who in [_guid(f"{found.person.id if found.person else found.name}@{book.id}")]
                ],
                "links": _links(links, _LINKS),
                "attachments": _links(links, _FILES),
            },
        )


def _links(found: Mapping[str, str], names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"title": name, "url": found[name], "type": "related"} for name in names if found.get(name)]


def _guid(name: str) -> UUID:
    """The same in every export."""
    return uuid5(NAMESPACE_URL, name)


def _number(guid: UUID) -> int:
    """A number from 1 that apps keep in 32 bits."""
    return guid.int % (2**31 - 1) + 1


PROGRAMME = ProgrammeExporter("schedule-json", ".schedule.json", programme)
