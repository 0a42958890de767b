"""A programme that comes again after both sides changed it, in the form of three platforms: nothing is lost."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from synthkit.build import check
from synthkit.build.check import Level
from synthkit.cli import main
from synthkit.editor.scaffold.project import Book
from synthkit.model.events import Session

ZONE = "Europe/Brussels"


@dataclass(frozen=True)
class Talk:
    """A row of a platform: its key, the key and the name of who speaks."""

    key: str
    title: str
    who: str
    name: str
    day: int
    start: str
    room: str
    text: str = "Un résumé."

    @property
    def begins(self) -> dt.datetime:
        return dt.datetime.fromisoformat(f"2025-06-{self.day}T{self.start}:00").replace(tzinfo=ZoneInfo(ZONE))

    @property
    def ends(self) -> dt.datetime:
        return self.begins + dt.timedelta(minutes=30)


FIRST = (
    Talk("k1", "Teindre sans eau", "p1", "Ève Élie", 13, "09:00", "Filature"),
    Talk("k2", "Carder", "p2", "Jan van der Lint", 13, "09:30", "Filature"),
    Talk("k3", "Filer et tisser", "p3", "Zoé Tamis", 13, "10:00", "Filature"),
    Talk("k4", "La laine du soir", "p4", "Oona O’Neill", 13, "23:30", "Grenier"),
    Talk("k5", "Garance", "p5", "Ravi Ng", 14, "09:00", "Filature"),
    Talk("k6", "Fuseaux", "p6", "Chloë Le Goff", 14, "09:30", "Filature"),
    Talk("k7", "Pause", "", "", 14, "10:30", "Foyer", ""),
)
#: Moved to the other day and a new room; gone; split in two; begins behind midnight; another key; another name; a break
#: that moves and gets another key; new.
LATER = (
    replace(FIRST[0], day=14, start="11:00", room="Nouvelle halle"),
    replace(FIRST[2], title="Filer"),
    replace(FIRST[2], key="k9", title="Tisser", start="10:30"),
    replace(FIRST[3], day=14, start="00:30"),
    replace(FIRST[4], key="k8", who="p8"),
    replace(FIRST[5], name="Chloë Le Goff-Ng"),
    replace(FIRST[6], key="k10", start="10:40"),
    Talk("k11", "Soirée contes", "p11", "Aïcha Benali", 13, "20:00", "Grenier"),
)


def pretalx(talks: Sequence[Talk], folder: Path) -> Path:
    def talk(one: Talk) -> dict[str, object]:
        people = [{"code": one.who, "name": one.name}] if one.who else []
        facts = {"guid": one.key, "title": one.title, "abstract": one.text, "persons": people, "type": "Talk"}
        return {**facts, "date": one.begins.isoformat(), "start": one.start, "duration": "00:30"}

    rooms = {
        room: [talk(one) for one in talks if one.room == room] for room in dict.fromkeys(one.room for one in talks)
    }
    days = [{"index": 1, "date": "2025-06-13", "rooms": rooms}]
    path = folder / "schedule.json"
    path.write_text(json.dumps({"schedule": {"conference": {"time_zone_name": ZONE, "days": days}}}), encoding="utf-8")
    return path


def indico(talks: Sequence[Talk], folder: Path) -> Path:
    def at(time: dt.datetime) -> dict[str, str]:
        utc = time.astimezone(dt.UTC)
        return {"date": f"{utc:%Y-%m-%d}", "time": f"{utc:%H:%M:%S}", "tz": "UTC"}

    def talk(one: Talk) -> dict[str, object]:
        given, _, family = one.name.partition(" ")
        people = [{"person_id": one.who, "first_name": given, "last_name": family}] if one.who else []
        facts = {"id": one.key, "title": one.title, "description": one.text, "speakers": people, "room": one.room}
        return {**facts, "startDate": at(one.begins), "endDate": at(one.ends)}

    path = folder / "indico.json"
    event = {"timezone": ZONE, "contributions": [talk(one) for one in talks]}
    path.write_text(json.dumps({"results": [event]}), encoding="utf-8")
    return path


def spreadsheet(talks: Sequence[Talk], folder: Path) -> Path:
    path = folder / "programme.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["N°", "Titre", "Intervenant·e·s", "Jour", "Début", "Fin", "Salle", "Résumé"])
        for one in talks:
            night = one.begins - dt.timedelta(hours=4)
            times = (f"{night:%d/%m/%Y}", one.start, f"{one.ends:%H:%M}")
            rows.writerow([one.key, one.title, one.name, *times, one.room, one.text])
    return path


@pytest.fixture(params=[pretalx, indico, spreadsheet])
def write(request: pytest.FixtureRequest) -> Callable[[Sequence[Talk], Path], Path]:
    return request.param


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    event = ("--event", "La laine", "--date", "2025-06-13/2025-06-14", "--city", "Dour", "--timezone", ZONE)
    facts = ("--publisher", "Atelier du Fil", "--editors", "Atelier du Fil", "--licence", "CC BY 4.0")
    stated = ("--language", "fr", "--title", "La laine", "--synthkit", "synthkit>=0.1")
    assert main(["init", "--yes", *stated, *event, *facts, str(tmp_path / "livre")]) == 0
    return tmp_path / "livre" / "book"


def brought(folder: Path, source: Path) -> None:
    assert main(["import", str(source), "--book", str(folder), "--yes"]) == 0
    found = check.inspect(folder, folder.parent / "cache").findings
    assert [f"{one.path}:{one.line} {one.message}" for one in found if one.level is Level.ERROR] == []


def sessions(folder: Path) -> dict[str, Session]:
    return {session.title: session for session in Book(folder).catalogue.sessions}


def place(session: Session) -> str:
    return f"{session.day} {session.start:%H:%M} {session.room}"


def edited(folder: Path, title: str, before: str, after: str) -> None:
    path = folder / f"{sessions(folder)[title].where.docname}.md"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_what_both_sides_changed_is_merged(
    folder: Path,
    tmp_path: Path,
    write: Callable[[Sequence[Talk], Path], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    brought(folder, write(FIRST, tmp_path))
    first = sessions(folder)
    edited(folder, "Teindre sans eau", "% Le texte", "Le texte de l’édition.\n\n% Le texte")
    edited(folder, "Teindre sans eau", ":room: Filature", ":room: Grande filature")
    edited(folder, "Carder", ":event:", ":keywords: laine\n:event:")
    edited(folder, "Garance", "# Garance", "# La garance")
    edited(folder, "Fuseaux", "Un résumé.", "Le résumé de l’édition.")
    page = folder / f"{first['La laine du soir'].where.docname}.md"
    (folder / "nuit").mkdir()
    page.rename(folder / "nuit" / page.name)
    contents = folder / "colloque" / "index.md"
    moved = contents.read_text(encoding="utf-8").replace(f"\n{page.stem}\n", f"\n/nuit/{page.stem}\n")
    contents.write_text(moved, encoding="utf-8")
    capsys.readouterr()

    brought(folder, write(LATER, tmp_path))
    told = capsys.readouterr().out
    found = sessions(folder)
    # each record stays the one it was, and what an editor wrote stays in it
    assert {title: found[title].id for title in ("Teindre sans eau", "Carder", "Fuseaux")} == {
        title: first[title].id for title in ("Teindre sans eau", "Carder", "Fuseaux")
    }
    assert (found["Filer"].id, found["La garance"].id) == (first["Filer et tisser"].id, first["Garance"].id)
    assert place(found["Teindre sans eau"]) == "2025-06-14 11:00 Grande filature"
    assert re.search(r"“?Grande filature”?.*Nouvelle halle", told)
    assert "Le texte de l’édition." in (folder / f"{found['Teindre sans eau'].where.docname}.md").read_text("utf-8")
    assert (found["Carder"].is_cancelled, found["Carder"].keywords) == (True, ("laine",))
    assert place(found["Tisser"]) == "2025-06-13 10:30 Filature"
    assert (place(found["La laine du soir"]), found["La laine du soir"].where.docname) == (
        "2025-06-13 00:30 Grenier",
        f"nuit/{page.stem}",
    )
    assert "Le résumé de l’édition." in (folder / f"{found['Fuseaux'].where.docname}.md").read_text("utf-8")
    assert place(found["Pause"]) == "2025-06-14 10:40 Foyer"
    assert len(found) == len(FIRST) + 2
    people = [str(person.name) for person in Book(folder).catalogue.persons]
    renamed = "Chloë Le Goff-Ng"
    # a spreadsheet has no key of its people: another name is another person
    assert sorted(people) == sorted(
        {one.name for one in (*FIRST, *LATER) if one.name} - ({"Chloë Le Goff"} if write is not spreadsheet else set())
    )
    assert [credit.written for credit in found["Fuseaux"].credits] == [
        next(person.id for person in Book(folder).catalogue.persons if str(person.name) == renamed)
    ]

    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    brought(folder, write(LATER, tmp_path))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
