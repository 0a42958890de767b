"""Programmes of invented conferences, as three platforms write them, with what real programmes have and nobody expects.

``pretalx`` (its ``schedule.json``, and a folder saved from its API), ``voc`` (schedule XML) and ``indico`` (its export
of sessions) write one made programme each; the first of a pair of numbers is the first export, the second a later one.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.builder import E

ZONE = ZoneInfo("Europe/Brussels")
FIRST = dt.date(2025, 9, 11)
_GIVEN = ["Ève", "Jan", "Zoé", "Ngọc", "Łukasz", "İpek", "Søren", "María-José", "Jean-Noël", "Oona", "Ravi", "Chloë"]
_FAMILY = [
    "Élie",
    "van der Lint",
    "Tamis",
    "Nguyễn",
    "Wójcik",
    "Öztürk",
    "de la Fuente",
    "Le Goff",
    "O’Neill",
    "d’Alembert",
    "Mac Namara",
    "Saint-Just",
    "Abdel-Rahman",
    "Ng",
    "Müller-Lüdenscheidt",
]
ROOMS = ("Grand amphi", "Salle Ada « A »", "Room 2.13", "Foyer")
TRACKS = ("Fibres & couleurs", "Outils", "Histoire", "")
_SUBJECTS = (
    "Teindre sans eau",
    "What the moth knows",
    "Le TODO du tisserand : une liste",
    "50% of wool & other myths",
    "Σ(fils) = étoffe",
    "C# and Pythons in the mill",
    "L’histoire d’un fuseau",
    "*Almost* everything about {yarn}",
    "Pourquoi « carder » ?",
    "<loom>: a markup for looms",
    "Garance, gaude, guède",
    "Is $5 a fair price?",
)
TEXTS = (
    "<h3>Résumé</h3><p>La laine&nbsp;: <b>trois</b> temps.<br>Filer, <em>tisser</em>.</p><h5>Plan</h5>"
    "<ul><li>tondre<ul><li>au printemps</li></ul></li><li>carder</li></ul>",
    "### Outline\r\n\r\n1. Moths\r\n2. `eat()` it\r\n\r\n> All *wool* is food.\r\n\r\n#### Needs\r\nA laptop.",
    "<div style='color:red' onclick='x()'><table><tr><th>An</th><td>1751</td></tr></table>"
    "<img src='/a.png' alt='Un rouet'><p>Voir <a href='https://example.org/a_b(c)'>la page</a> &amp; "
    "<a href='javascript:x()'>rien</a>.</p><script>alert(1)</script></div>",
    "Write to me: moth@example.org or https://example.org/~moth?a=1&b=2.\n\nTODO lists, ::: fences, {curly} "
    "\\slashes, $x_1$ and $y_2$, #hash\n# A heading that begins at 1",
    "",
    "Une phrase ; une autre ! Et « des guillemets », l'apostrophe droite, 50 %, 1er et XIXe siècle…",
)


@dataclass(frozen=True)
class Speaker:
    """A person of the platform; ``number`` is its key there."""

    number: int
    given: str
    family: str
    mail: str
    affiliation: str = ""
    biography: str = ""

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True)
class Talk:
    """A talk of the platform; ``block`` is that of Indico."""

    number: int
    title: str
    people: tuple[Speaker, ...]
    start: dt.datetime | None
    minutes: int
    room: str
    track: str = ""
    language: str = "fr"
    sort: str = "Talk"
    text: str = ""
    state: str = "confirmed"
    block: int = 0


@dataclass
class Conference:
    """All of it; ``breaks`` have a title, a start, minutes."""

    talks: list[Talk] = field(default_factory=list)
    breaks: list[Talk] = field(default_factory=list)


def _speakers() -> list[Speaker]:
    names = [(given, family) for family in _FAMILY for given in _GIVEN]
    bodies = ("CNRS ; Université de Liège", "Atelier du Fil", "", "University of Wool & Silk, Dept. 3")
    return [
        Speaker(
            100 + number,
            *names[number * 7 % 180],
            f"p{number}@example.org",
            bodies[number % 4],
            ("<p>Né·e à <b>Dour</b>.</p>", "Weaver; *author*.\n\nhttps://example.org", "")[number % 3],
        )
        for number in range(180)
    ]


def conference(talks: int, days: int = 2) -> Conference:
    """A programme of so many talks in four rooms: what is hard stands at known places."""
    people, made = _speakers(), Conference()
    per_day, rooms = -(-talks // days), len(ROOMS) - 1
    for number in range(talks):
        day, place = divmod(number, per_day)
        row, room = divmod(place, rooms)
        hour = dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(9, 30), ZONE) + dt.timedelta(hours=row)
        authors = tuple(people[(number * 3 + at) % 180] for at in range(1 + number % 3))
        made.talks.append(
            Talk(
                number + 1,
                f"{_SUBJECTS[number % 12]}" + (f" ({number // 12 + 1})" if number >= 12 else ""),
                authors,
                hour,
                45 if number % 5 else 30,
                ROOMS[room],
                TRACKS[number % 4],
                "en" if number % 2 else "fr",
                ("Talk", "Atelier", "Talk", "Lightning talk")[number % 4],
                TEXTS[number % 6],
            )
        )
    first = dt.datetime.combine(FIRST, dt.time(9), ZONE)
    night = dt.datetime.combine(FIRST, dt.time(23, 30), ZONE)
    talks_ = made.talks
    talks_[0] = replace(talks_[0], sort="Keynote", room="Grand amphi", start=first, minutes=30)
    # past midnight, and behind it
    talks_[1] = replace(talks_[1], start=night, minutes=75, room="Foyer", sort="Workshop")
    talks_[2] = replace(talks_[2], start=night + dt.timedelta(minutes=90), minutes=30, room="Foyer")
    talks_[3] = replace(talks_[3], state="canceled")
    talks_[4] = replace(talks_[4], room="Online", text="https://meet.example.org/wool")
    talks_[5] = replace(talks_[5], people=(), sort="Opening", title="Ouverture")
    talks_[6] = replace(talks_[6], people=(), sort="Assembly", title="Assemblée générale")
    talks_[7] = replace(talks_[7], title="Posters: " + "a very long title that goes on and on, " * 6 + "and ends")
    # of one name, another mail and another place: two people
    twin = replace(talks_[8].people[0], number=400, mail="other@example.net", affiliation="Moulin de Dour")
    talks_[10] = replace(talks_[10], people=(twin,))
    # of one mail, another spelling: one
    same = replace(talks_[8].people[0], number=401, given=talks_[8].people[0].given.upper())
    talks_[12] = replace(talks_[12], people=(same, people[170]))
    for day in range(days):
        noon = dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(13), ZONE)
        made.breaks.append(Talk(900 + day, "Pause déjeuner", (), noon, 30, "Foyer"))
    return made


def changed(made: Conference) -> Conference:
    """The same a month later: one talk moved, one renamed, one gone, one cancelled, one new, a new speaker."""
    talks = list(made.talks)
    new = Speaker(500, "Aïcha", "Benali", "aicha@example.org", "Institut du Fil")
    moved = talks[13].start
    assert moved
    talks[13] = replace(talks[13], start=moved + dt.timedelta(minutes=10), minutes=20, room="Foyer")
    talks[14] = replace(talks[14], title="Un autre titre", text="<p>Un autre <b>texte</b>.</p>")
    talks[15] = replace(talks[15], people=(*talks[15].people, new))
    talks[16] = replace(talks[16], state="canceled")
    late = dt.datetime.combine(FIRST, dt.time(19), ZONE)
    talks.append(Talk(700, "Soirée contes", (new,), late, 60, "Foyer", "Histoire", "fr", "Talk", TEXTS[5]))
    del talks[17]
    return Conference(talks, made.breaks)


def _guid(text: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://conf.example.org/{text}"))


def _code(number: int) -> str:
    return f"T{number:05d}"


def _length(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _by_room(talks: Iterable[Talk], day: dt.date) -> dict[str, list[Talk]]:
    found: dict[str, list[Talk]] = {}
    for talk in talks:
        if talk.start and talk.state != "canceled" and (talk.start - dt.timedelta(hours=4)).date() == day:
            found.setdefault(talk.room, []).append(talk)
    return found


def _days(made: Conference) -> list[dt.date]:
    return sorted({(talk.start - dt.timedelta(hours=4)).date() for talk in made.talks if talk.start})


def pretalx(made: Conference, folder: Path) -> Path:
    """``schedule.json`` of pretalx: what takes place and has a time; no breaks."""
    days = _days(made)
    tracks = [{"name": name, "slug": f"{at}-track", "color": "#00ff00"} for at, name in enumerate(TRACKS) if name]
    conference_ = {
        "acronym": "laine",
        "title": "La laine et la nuit",
        "start": str(days[0]),
        "end": str(days[-1]),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": "Europe/Brussels",
        "colors": {"primary": "#3aa57c"},
        "rooms": [
            {"name": name, "slug": f"{at}", "guid": _guid(name), "description": None, "capacity": 80}
            for at, name in enumerate(ROOMS)
        ],
        "tracks": tracks,
        "days": [
            {
                "index": at + 1,
                "date": str(day),
                "day_start": f"{day}T04:00:00+02:00",
                "day_end": f"{day + dt.timedelta(days=1)}T03:59:00+02:00",
                "rooms": {
                    room: [_pretalx_talk(talk) for talk in found] for room, found in _by_room(made.talks, day).items()
                },
            }
            for at, day in enumerate(days)
        ],
    }
    schedule = {"url": "https://conf.example.org/laine/schedule/", "version": "1.3", "conference": conference_}
    schema = "https://c3voc.de/schedule/schema.json"
    path = folder / "schedule.json"
    found = {"$schema": schema, "generator": {"name": "pretalx", "version": "2025.1.0"}, "schedule": schedule}
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def _pretalx_talk(talk: Talk) -> Mapping[str, Any]:
    assert talk.start
    code = _code(talk.number)
    return {
        "guid": _guid(talk.number),
        "code": code,
        "id": talk.number,
        "logo": None,
        "date": talk.start.isoformat(),
        "start": f"{talk.start:%H:%M}",
        "duration": _length(talk.minutes),
        "room": talk.room,
        "slug": f"laine-{talk.number}",
        "url": f"https://conf.example.org/laine/talk/{code}/",
        "title": talk.title,
        "subtitle": "",
        "track": talk.track or None,
        "type": talk.sort,
        "language": talk.language,
        "abstract": talk.text.partition("\r\n\r\n")[0],
        "description": talk.text,
        "recording_license": "",
        "do_not_record": not talk.number % 9,
        "persons": [
            {
                "code": f"P{one.number:05d}",
                "name": one.name,
                "avatar": "https://conf.example.org/media/a.png",
                "biography": one.biography,
                "public_name": one.name,
                "guid": _guid(f"person {one.number}"),
                "url": f"https://conf.example.org/laine/speaker/P{one.number:05d}/",
            }
            for one in talk.people
        ],
        "links": [{"title": "Video", "url": f"https://video.example.org/{code}", "type": "related"}],
        "feedback_url": f"https://conf.example.org/laine/talk/{code}/feedback/",
        "origin_url": f"https://conf.example.org/laine/talk/{code}/",
        "attachments": [{"title": "Slides (PDF)", "url": "https://conf.example.org/media/s.pdf", "type": "related"}],
    }


def pretalx_api(made: Conference, folder: Path) -> Path:
    """What its API answers: cancelled talks too, mail addresses, and breaks as slots without a submission."""
    folder.mkdir(exist_ok=True)
    people = {one.number: one for talk in made.talks for one in talk.people}
    tracks = [name for name in TRACKS if name]
    sorts = sorted({talk.sort for talk in made.talks})
    rooms = [*ROOMS, "Online"]

    def answer(name: str, results: Sequence[object]) -> None:
        found = {"count": len(results), "next": None, "previous": None, "results": results}
        (folder / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")

    def slot(talk: Talk, submission: str | None) -> Mapping[str, Any]:
        assert talk.start
        end = talk.start + dt.timedelta(minutes=talk.minutes)
        return {
            "id": 3000 + talk.number,
            "room": rooms.index(talk.room),
            "start": talk.start.isoformat(),
            "end": end.isoformat(),
            "submission": submission,
            "schedule": 12,
            "description": {} if submission else {"fr": talk.title, "en": "Lunch"},
            "duration": talk.minutes,
        }

    held = [talk for talk in made.talks if talk.state != "canceled"]
    talks = [slot(talk, _code(talk.number)) for talk in held]
    answer("slots", [*talks, *(slot(one, None) for one in made.breaks)])
    answer("rooms", [{"id": at, "name": {"en": name}, "capacity": None} for at, name in enumerate(rooms)])
    answer("tracks", [{"id": at, "name": {"fr": name}, "color": "#00ff00"} for at, name in enumerate(tracks)])
    answer("submission-types", [{"id": at, "name": {"en": name}} for at, name in enumerate(sorts)])
    answer(
        "speakers",
        [
            {
                "code": f"P{one.number:05d}",
                "name": one.name,
                "biography": one.biography or None,
                "submissions": [],
                "avatar_url": None,
                "email": one.mail,
                "answers": [],
            }
            for one in people.values()
        ],
    )
    rejected = replace(held[0], number=800, title="Refusé", state="rejected", people=())
    answer(
        "submissions",
        [
            {
                "code": _code(talk.number),
                "title": talk.title,
                "speakers": [f"P{one.number:05d}" for one in talk.people],
                "submission_type": sorts.index(talk.sort),
                "track": tracks.index(talk.track) if talk.track else None,
                "tags": [],
                "state": talk.state,
                "abstract": talk.text,
                "description": "",
                "duration": talk.minutes,
                "slot_count": 1,
                "content_locale": talk.language,
                "do_not_record": False,
                "image": None,
                "resources": [],
                "slots": [3000 + talk.number] if talk in held else [],
                "answers": [],
            }
            for talk in [*made.talks, rejected]
        ],
    )
    event = {
        "slug": "laine",
        "name": {"fr": "La laine et la nuit"},
        "date_from": str(_days(made)[0]),
        "date_to": str(_days(made)[-1]),
        "timezone": "Europe/Brussels",
        "custom_domain": None,
    }
    (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    return folder


def voc(made: Conference, folder: Path) -> Path:
    """Schedule XML as frab writes it; what is cancelled is not in it, breaks are."""
    days = _days(made)
    found = E.schedule(
        E.generator(name="frab", system="frab.example.org", version="0.8"),
        E.version("Krempel"),
        E.conference(
            E.acronym("laine"),
            E.title("La laine et la nuit"),
            E.start(str(days[0])),
            E.end(str(days[-1])),
            E.days(str(len(days))),
            E.timeslot_duration("00:05"),
            E.base_url("https://conf.example.org/"),
            E.time_zone_name("Europe/Brussels"),
        ),
        *(
            E.day(
                *(
                    E.room(*(_voc_talk(talk) for talk in talks), name=room)
                    for room, talks in _by_room([*made.talks, *made.breaks], day).items()
                ),
                index=str(at + 1),
                date=str(day),
                start=f"{day}T04:00:00+02:00",
                end=f"{day + dt.timedelta(days=1)}T03:59:00+02:00",
            )
            for at, day in enumerate(days)
        ),
    )
    path = folder / "schedule.xml"
    path.write_bytes(etree.tostring(found, xml_declaration=True, encoding="UTF-8", pretty_print=True))
    return path


def _voc_talk(talk: Talk) -> etree._Element:
    assert talk.start
    sort = {"Talk": "lecture", "Atelier": "workshop", "Lightning talk": "lightning_talk"}.get(talk.sort, "other")
    people = [E.person(one.name, id=str(one.number), guid=_guid(f"person {one.number}")) for one in talk.people]
    return E.event(
        E.room(talk.room),
        E.title(talk.title),
        E.subtitle(),
        E.type(sort),
        E.date(talk.start.isoformat()),
        E.start(f"{talk.start:%H:%M}"),
        E.duration(_length(talk.minutes)),
        E.abstract(talk.text.partition("\r\n\r\n")[0]),
        E.slug(f"laine-{talk.number}-talk"),
        E.track(talk.track),
        E.logo(),
        E.persons(*people),
        E.language(talk.language),
        E.description(talk.text),
        E.recording(E.license(""), E.optout("false")),
        E.links(E.link("Folien", href="https://example.org/s.pdf")),
        E.attachments(),
        E.url(f"https://conf.example.org/events/{talk.number}.html"),
        guid=_guid(talk.number),
        id=str(talk.number),
    )


def indico(made: Conference, folder: Path) -> Path:
    """Indico's export of sessions: blocks with conveners, one of them not scheduled; authors apart from speakers."""
    blocks: dict[str, list[Talk]] = {}
    alone: list[Talk] = []
    for talk in made.talks:
        if talk.track and talk.start and talk.number > 3 and talk.room != "Online" and talk.people:
            blocks.setdefault(f"{talk.track} {(talk.start.date() - FIRST).days + 1}", []).append(talk)
        else:
            alone.append(talk)
    data = {
        "_type": "Conference",
        "_fossil": "conferenceMetadataWithSessions",
        "id": "42",
        "title": "La laine et la nuit",
        "description": "<p>Bienvenue</p>",
        "startDate": {"date": str(FIRST), "time": "09:00:00", "tz": "Europe/Brussels"},
        "endDate": {"date": str(_days(made)[-1]), "time": "18:00:00", "tz": "Europe/Brussels"},
        "timezone": "Europe/Brussels",
        "room": "",
        "location": "Dour",
        "address": "",
        "type": "conference",
        "chairs": [],
        "folders": [],
        "material": [],
        "keywords": [],
        "contributions": [_indico_talk(talk, None) for talk in [*alone, *made.breaks]],
        "sessions": [_indico_block(at, title, talks) for at, (title, talks) in enumerate(blocks.items())],
    }
    path = folder / "indico.json"
    url = "https://indico.example.org/export/event/42.json?detail=sessions"
    found = {
        "count": 1,
        "additionalInfo": {},
        "_type": "HTTPAPIResult",
        "url": url,
        "ts": 1757577600,
        "results": [data],
    }
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def _utc(time: dt.datetime | None) -> Mapping[str, str] | None:
    if time is None:
        return None
    there = time.astimezone(dt.UTC)
    return {"date": f"{there:%Y-%m-%d}", "time": f"{there:%H:%M:%S}", "tz": "UTC"}


def _indico_block(at: int, title: str, talks: Sequence[Talk]) -> Mapping[str, Any]:
    starts = [talk.start for talk in talks if talk.start]
    end = max(start + dt.timedelta(minutes=talk.minutes) for start, talk in zip(starts, talks, strict=True))
    # a block whose talks are on the timetable, itself not
    is_planned = at != 1
    return {
        "_type": "SessionSlot",
        "_fossil": "sessionMetadata",
        "id": at + 1,
        "startDate": _utc(min(starts)) if is_planned else None,
        "endDate": _utc(end) if is_planned else None,
        "description": "",
        "title": title,
        "url": "",
        "room": "",
        "roomFullname": "",
        "location": "Dour",
        "slotTitle": "",
        "address": "",
        "note": {},
        "conveners": [_indico_chair(talks[0].people[0])] if at % 2 else [],
        "session": {"_type": "Session", "id": str(at), "title": title, "description": TEXTS[0], "isPoster": False},
        "contributions": [_indico_talk(talk, title) for talk in talks],
    }


def _indico_chair(one: Speaker) -> Mapping[str, Any]:
    return {
        "_type": "SlotChair",
        "_fossil": "conferenceParticipation",
        "firstName": one.given,
        "familyName": one.family,
        "fullName": f"{one.family}, {one.given}",
        "title": "Prof.",
        "email": one.mail,
        "affiliation": one.affiliation,
        "id": f"{one.number}9",
        "person_id": one.number,
    }


def _indico_person(one: Speaker) -> Mapping[str, Any]:
    return {
        "_type": "ContributionParticipation",
        "_fossil": "contributionParticipationMetadata",
        "first_name": one.given,
        "last_name": one.family.upper(),
        "fullName": f"{one.family}, {one.given}",
        "id": str(one.number),
        "person_id": one.number,
        "affiliation": one.affiliation,
        "emailHash": _guid(one.mail)[:8],
        "email": one.mail,
    }


def _indico_talk(talk: Talk, session: str | None) -> Mapping[str, Any]:
    end = talk.start + dt.timedelta(minutes=talk.minutes) if talk.start else None
    return {
        "_type": "Contribution",
        "_fossil": "contributionMetadata",
        "id": str(talk.number),
        "db_id": talk.number + 1000,
        "friendly_id": talk.number,
        "title": talk.title,
        "startDate": _utc(talk.start),
        "endDate": _utc(end),
        "duration": talk.minutes,
        "roomFullname": talk.room,
        "room": talk.room,
        "note": {},
        "location": "Dour",
        "type": {"Talk": "Oral", "Atelier": "Workshop"}.get(talk.sort, talk.sort),
        "description": talk.text,
        "folders": [],
        "url": f"https://indico.example.org/event/42/contributions/{talk.number}/",
        "material": [],
        # the first of the authors speaks
        "speakers": [_indico_person(one) for one in talk.people[:1]],
        "primaryauthors": [_indico_person(one) for one in talk.people[:1]],
        "coauthors": [_indico_person(one) for one in talk.people[1:]],
        "keywords": ["laine", "moth"] if talk.number % 2 else [],
        "track": talk.track or None,
        "session": session,
        "references": [],
        "board_number": "",
    }
