"""A folder of what pretalx's API answered: ``submissions.json`` and, page by page or expanded, what it refers to.

The names of files begin with those of the resources: submissions, speakers, rooms, tracks, submission-types, slots;
``event.json`` is the event. Field names: ``src/pretalx/api/serializers`` of pretalx, and its older ``slot``.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from synthkit.editor.importing._programme import Material, Programme, Reader, in_language, joined
from synthkit.editor.importing._words import kind_of
from synthkit.schema import SessionKind

_HELD = {"accepted": "", "confirmed": "", "canceled": "cancelled"}


class _Answers:
    """Everything in the folder, by resource and id or code."""

    def __init__(self, material: Material) -> None:
        self.found = {name: dict(_records(material, name)) for name in _RESOURCES}
        self.language = material.language

    def one(self, name: str, stated: object) -> Mapping[str, Any]:
        """What is stated in full, or what the id that is stated stands for."""
        return stated if isinstance(stated, Mapping) else self.found[name].get(str(stated), {})

    def name(self, resource: str, stated: object) -> str:
        """What a room, a track or a kind is called that is stated in full, by id or by its name."""
        name = self.one(resource, stated).get("name")
        return in_language(name or (stated if isinstance(stated, str | Mapping) else ""), self.language)


_RESOURCES = ("submissions", "speakers", "rooms", "tracks", "submission-types", "slots", "resources")


def _records(material: Material, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted(material.path.glob(f"{name}*.json")):
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        for record in data["results"] if isinstance(data, dict) else data:
            yield str(record.get("code") or record["id"]), record


def _read(material: Material, into: Programme) -> None:
    answers = _Answers(material)
    event = material.path / "event.json"
    if event.is_file():
        facts = json.loads(event.read_text(encoding="utf-8-sig"))
        into.about(facts.get("timezone"), facts.get("date_from"), facts.get("date_to"))
    for code, submission in answers.found["submissions"].items():
        if submission["state"] in _HELD:
            _add(into, answers, code, submission)
        else:
            into.left_out(f"submissions: {submission['state']}", code)
    for id_, slot in answers.found["slots"].items():
        if not slot.get("submission") and (title := in_language(slot.get("description"), answers.language)):
            kind = kind_of("", title, has_people=False)
            kind = SessionKind.BREAK if kind == SessionKind.TALK else kind
            room, when = answers.name("rooms", slot.get("room")), into.when(slot.get("start"), end=slot.get("end"))
            into.item(f"slot {id_}", {}, kind=kind, title=title, room=room, **when)


def _add(into: Programme, answers: _Answers, code: str, submission: Mapping[str, Any]) -> None:
    into.all_left_out(submission, "image", "answers", "notes", "do_not_record", "tags")
    stated = submission.get("slots") or [submission.get("slot")]
    slots = [answers.one("slots", slot) for slot in stated] or [{}]
    resources = [answers.one("resources", one) for one in submission.get("resources") or ()]
    people = [key for person in submission.get("speakers") or () for key in _person(into, answers, person)]
    for number, slot in enumerate(slots):
        into.item(
            f"{code} {number + 1}" if number else code,
            {"speakers": people},
            answers.name("submission-types", submission.get("submission_type")),
            title=submission["title"],
            status=_HELD[submission["state"]],
            room=answers.name("rooms", slot.get("room")),
            track=answers.name("tracks", submission.get("track")),
            language=submission.get("content_locale"),
            abstract=joined(submission.get("abstract"), submission.get("description")),
            **into.links((one.get("description") or "", one.get("resource") or "") for one in resources),
            **into.when(slot.get("start"), end=slot.get("end")),
        )


def _person(into: Programme, answers: _Answers, stated: object) -> tuple[str, ...]:
    person = answers.one("speakers", stated)
    into.left_out("avatar", person.get("avatar_url") or person.get("avatar"))
    key = str(person.get("code") or stated)
    return into.person(key, person.get("name") or key, mail=person.get("email"), biography=person.get("biography"))


READER = Reader("folder of pretalx's API", "pretalx-api", lambda of: any(of.path.glob("submissions*.json")), _read)
