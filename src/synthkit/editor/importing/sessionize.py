"""Sessionize's JSON, the views « All », « Sessions » and « GridSmart » (``/api/v2/…/view/All``).

Times are those of the event, without a zone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from synthkit.editor.importing._programme import Material, Programme, Reader
from synthkit.editor.importing._words import column_of, kind_of
from synthkit.schema import SessionKind


def _all(material: Material) -> Mapping[str, Any]:
    """What the view « All » has, also of a view of days or groups; empty for what is none."""
    data = material.json
    if isinstance(data, dict):
        return data if {"sessions", "speakers", "rooms"} <= data.keys() else {}
    groups = [part for one in data or () if isinstance(one, dict) for part in one.get("rooms", [one])]
    listed = {one["id"]: one for group in groups for one in group.get("sessions", ()) if "startsAt" in one}
    categories = {one["id"]: one for session in listed.values() for one in session.get("categories") or ()}
    people = {one["id"]: one for session in listed.values() for one in session.get("speakers") or ()}
    found = {
        "sessions": [
            {
                **session,
                "speakers": [one["id"] for one in session.get("speakers") or ()],
                "categoryItems": [one["id"] for of in session.get("categories") or () for one in of["categoryItems"]],
            }
            for session in listed.values()
        ],
        "speakers": [{**one, "fullName": one["name"]} for one in people.values()],
        "rooms": [{"id": one.get("roomId"), "name": one.get("room") or ""} for one in listed.values()],
        "categories": [{"title": one["name"], "items": one["categoryItems"]} for one in categories.values()],
    }
    return found if listed else {}


def _read(material: Material, into: Programme) -> None:
    data = _all(material)
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
            {"speakers": (key for id_ in session.get("speakers") or () for key in _person(into, people.get(id_, {})))},
            kind=kind,
            title=session["title"],
            # what is for all rooms is listed under one of them
            room="" if session.get("isPlenumSession") else rooms.get(session.get("roomId"), ""),
            abstract=session.get("description"),
            recording=session.get("recordingUrl"),
            **chosen,
            **into.when(session.get("startsAt"), end=session.get("endsAt")),
        )


def _chosen(
    into: Programme, session: Mapping[str, Any], choices: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Categories as options; those no option holds are left out by their names."""
    for item in session.get("categoryItems") or ():
        category, name = choices.get(item, ("", ""))
        option = column_of(category)
        if option in ("kind", "language", "track"):
            yield option, name
        else:
            into.left_out(category, name)


def _person(into: Programme, person: Mapping[str, Any]) -> tuple[str, ...]:
    into.all_left_out(person, "profilePicture", "links")
    parts = [str(person.get(part) or "") for part in ("lastName", "firstName")]
    name = ", ".join(parts) if all(parts) else person.get("fullName") or ""
    return into.person(person.get("id", ""), name, role=person.get("tagLine"), biography=person.get("bio"))


READER = Reader("Sessionize (views All, Sessions, GridSmart)", "sessionize", _all, _read)
