"""Indico's HTTP API: ``/export/event/<id>.json?detail=contributions``, or ``detail=sessions`` with its blocks."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from synthkit.editor.importing._programme import Material, Programme, Reader, minutes
from synthkit.schema import SessionKind


def _knows(material: Material) -> bool:
    results = material.json.get("results") if isinstance(material.json, dict) else None
    return isinstance(results, list) and any(isinstance(one, dict) and "contributions" in one for one in results)


def _read(material: Material, into: Programme) -> None:
    for conference in material.json["results"]:
        first, last = (_time(conference.get(name)) for name in ("startDate", "endDate"))
        into.about(conference.get("timezone"), str(first or ""), str(last or ""))
        for contribution in conference["contributions"]:
            _add(into, contribution, "")
        for block in conference.get("sessions") or ():
            key = f"block {block['id']}"
            about = block.get("session") or {}
            into.item(
                key,
                {"chairs": _people(into, block.get("conveners"))},
                kind=SessionKind.BLOCK,
                title=block.get("title") or about.get("title"),
                room=block.get("roomFullname") or block.get("room"),
                abstract=about.get("description"),
                **_when(into, block),
            )
            for contribution in block.get("contributions") or ():
                _add(into, contribution, key)


def _add(into: Programme, contribution: Mapping[str, Any], block: str) -> None:
    into.left_out("note", contribution.get("note"))
    if not block:
        into.left_out("session", contribution.get("session"))
    speakers = list(_people(into, contribution.get("speakers")))
    authors = [*_people(into, contribution.get("primaryauthors")), *_people(into, contribution.get("coauthors"))]
    key, when, parts = str(contribution["id"]), _when(into, contribution), contribution.get("subContributions") or ()
    lengths = [minutes(part.get("duration")) for part in parts]
    start, end = _time(contribution.get("startDate")), _time(contribution.get("endDate"))
    begins = start
    if parts and block and start and end:  # in a block, what is left of its time is its own, and its parts follow it
        begins = max(start, end - sum(lengths, dt.timedelta()))
        when = into.when(start, begins - start)
    into.item(
        key,
        {"speakers": speakers or authors, "authors": authors if speakers and authors != speakers else ()},
        contribution.get("type") or "",
        title=contribution["title"],
        kind=SessionKind.BLOCK if parts and not block else None,
        part_of=block,
        keywords=", ".join(contribution.get("keywords") or ()),
        **_common(into, contribution),
        **when,
    )
    for part, length in zip(parts, lengths, strict=True):
        into.item(
            f"{key}.{part['id']}",
            {"speakers": _people(into, part.get("speakers"))},
            title=part["title"],
            kind=SessionKind.TALK,
            part_of=block or key,
            **_common(into, {**{name: contribution.get(name) for name in ("room", "roomFullname", "track")}, **part}),
            **into.when(begins, length),
        )
        begins = begins and begins + length


def _common(into: Programme, stated: Mapping[str, Any]) -> dict[str, str]:
    files = [
        (one.get("title") or "", one.get("link_url") or one.get("download_url") or "")
        for folder in stated.get("folders") or ()
        for one in folder.get("attachments") or ()
    ]
    facts = {"room": stated.get("roomFullname") or stated.get("room"), "track": stated.get("track")}
    texts = {name: str(value or "") for name, value in {**facts, "abstract": stated.get("description")}.items()}
    return texts | into.links(files)


def _people(into: Programme, people: list[Mapping[str, Any]] | None) -> Iterator[str]:
    for person in people or ():
        family, given = person.get("last_name") or person.get("familyName"), person.get("first_name")
        given = given or person.get("firstName")
        name = f"{family}, {given}" if family and given else person.get("fullName") or ""
        # an id is that of a person in this event, or of a person in one contribution
        key = str(person.get("person_id") or person.get("emailHash") or person.get("id") or name)
        yield from into.person(key, name, mail=person.get("email"), affiliation=person.get("affiliation"))


def _when(into: Programme, entry: Mapping[str, Any]) -> dict[str, str]:
    start, end = _time(entry.get("startDate")), _time(entry.get("endDate"))
    return into.when(start, end - start if start and end else None)


def _time(stated: Mapping[str, str] | None) -> dt.datetime | None:
    """A day, an hour and the zone it is stated in, which is that of who fetched the file."""
    if not stated:
        return None
    local = dt.datetime.fromisoformat(f"{stated['date']}T{stated['time']}")
    return local.replace(tzinfo=ZoneInfo(stated["tz"]))


READER = Reader("Indico (export of contributions or sessions)", "indico", _knows, _read)
