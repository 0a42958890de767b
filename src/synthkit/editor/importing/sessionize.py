"""Sessionize's JSON, view « All » (``/api/v2/…/view/All``): times are those of the event, without a zone."""

from collections.abc import Iterator, Mapping
from typing import Any

from synthkit.editor.importing._programme import Collector, Material, Reader
from synthkit.editor.importing._words import column_of, kind_of
from synthkit.schema import SessionKind


def _knows(material: Material) -> bool:
    return isinstance(material.json, dict) and {"sessions", "speakers", "rooms"} <= material.json.keys()


def _read(material: Material) -> Collector:
    data, into = material.json, Collector(material.event)
    rooms = {room["id"]: room["name"] for room in data["rooms"]}
    choices = {
        item["id"]: (category["title"], item["name"])
        for category in data.get("categories") or ()
        for item in category.get("items") or ()
    }
    people = {person["id"]: person for person in data["speakers"]}
    for session in data["sessions"]:
        chosen = dict(_chosen(into, session, choices))
        sort = chosen.pop("kind", "")
        kind = kind_of(sort, session["title"], bool(session.get("speakers")))
        if session.get("isServiceSession") and kind == SessionKind.TALK:
            kind = SessionKind.BREAK
        into.all_left_out(session, "questionAnswers", "liveUrl")
        into.item(
            str(session["id"]),
            {"speakers": (key for id_ in session.get("speakers") or () for key in _person(into, people[id_]))},
            kind=kind,
            title=session["title"],
            # what is for all rooms is listed under one of them
            room="" if session.get("isPlenumSession") else rooms.get(session.get("roomId"), ""),
            abstract=session.get("description"),
            recording=session.get("recordingUrl"),
            **chosen,
            **into.when(session.get("startsAt"), end=session.get("endsAt")),
        )
    return into


def _chosen(
    into: Collector, session: Mapping[str, Any], choices: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Categories as options; those no option holds are left out by their names."""
    for item in session.get("categoryItems") or ():
        category, name = choices.get(item, ("", ""))
        option = column_of(category)
        if option in ("kind", "language", "track"):
            yield option, name
        else:
            into.left_out(category, name)


def _person(into: Collector, person: Mapping[str, Any]) -> tuple[str, ...]:
    into.all_left_out(person, "profilePicture", "links")
    parts = [str(person.get(part) or "") for part in ("lastName", "firstName")]
    name = ", ".join(parts) if all(parts) else person.get("fullName") or ""
    return into.person(person["id"], name, role=person.get("tagLine"), biography=person.get("bio"))


READER = Reader("Sessionize (view All)", "sessionize", _knows, _read)
