"""A programme of each platform comes into a new book that checks and builds, and again after both sides changed."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from synthkit.build import check
from synthkit.build.check import Level
from synthkit.cli import main
from synthkit.editor.importing._plan import STATE
from synthkit.editor.scaffold.project import Book
from synthkit.model.events import Session
from synthkit.model.serialization import load
from synthkit.schema import CreditRole

SOURCES = Path(__file__).parents[1] / "sources" / "programmes"
EVENT = "la-laine-et-la-nuit-2025"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A book as ``synthkit init`` makes it."""
    event = ("--event", "La laine et la nuit", "--date", "2025-06-13/2025-06-14", "--city", "Dour")
    facts = ("--publisher", "Atelier du Fil", "--editors", "Atelier du Fil", "--licence", "CC BY 4.0")
    stated = ("--language", "fr", "--title", "La laine", "--synthkit", "synthkit>=0.1")
    assert main(["init", "--yes", *stated, *event, *facts, str(tmp_path / "livre")]) == 0
    return tmp_path / "livre" / "book"


def brought(folder: Path, source: Path, *options: str) -> None:
    assert main(["import", str(source), "--book", str(folder), "--yes", *options]) == 0


def errors(folder: Path) -> list[str]:
    report = check.inspect(folder, folder.parent / "cache")
    return [f"{one.path}:{one.line} {one.code} {one.message}" for one in report.findings if one.level is Level.ERROR]


def changed(source: Path, target: Path, *changes: tuple[str, str]) -> Path:
    """A source that its platform wrote again."""
    text = source.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    target.write_text(text, encoding="utf-8")
    return target


def test_a_schedule_becomes_pages_people_and_a_programme(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brought(folder, SOURCES / "schedule.json")
    told = capsys.readouterr().out
    assert "do_not_record (1)" in told
    assert "ELIE Eve" in told
    assert "Jan van der Lint" in told
    assert errors(folder) == []
    assert main(["build", str(folder), str(folder.parent / "out"), "--only", "html"]) == 0
    catalogue = load((folder.parent / "out" / "html" / "synthkit.json").read_text(encoding="utf-8"))
    sessions = {session.id: session for session in catalogue.sessions}
    dyeing, night, moon = (sessions[f"{name}"] for name in ("elie2025teindre", "elie2025spinning", "lint2025what"))
    assert [credit.written for credit in dyeing.credits] == ["eve-elie", "jan-van-der-lint"]
    assert (dyeing.title, dyeing.subtitle, dyeing.track) == ("Teindre sans TODO ni {eau}", "Un essai", "Fibres")
    assert "alert" not in dyeing.abstract
    assert (night.language, night.kind, f"{night.day}", f"{night.end:%H:%M}") == (
        "en",
        "workshop",
        "2025-06-13",
        "00:30",
    )
    assert (f"{moon.day}", f"{moon.start:%H:%M}") == ("2025-06-13", "00:30")
    assert sessions["pause-cafe"].kind == "break"
    assert [str(person.name) for person in catalogue.persons] == ["Ève Élie", "J. Lint", "Jan van der Lint"]
    assert catalogue.persons[0].variants == ("ELIE Eve",)
    assert catalogue.events[0].timezone == "Europe/Paris"


def test_a_second_import_of_the_same_changes_nothing(folder: Path) -> None:
    brought(folder, SOURCES / "schedule.json")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    brought(folder, SOURCES / "schedule.json")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    brought(folder, SOURCES / "schedule.json", "--dry-run")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def edited(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def both_changed(folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A book whose editor and whose platform went on after the first import."""
    brought(folder, SOURCES / "schedule.json")
    edited(folder / "colloque" / "elie-lint.md", ":subtitle: Un essai", ":subtitle: Deux essais")
    edited(folder / "colloque" / "elie-lint.md", ":room: Filature", ":room: Grande filature")
    edited(folder / "colloque" / "elie-lint.md", "% Le texte", "Le texte de l’édition.\n\n% Le texte")
    edited(folder / "colloque" / "les-intervenants.md", "Teinturière à *Dour*.", "Teinturière, à Dour.")
    schedule = json.loads((SOURCES / "schedule.json").read_text(encoding="utf-8"))
    first, second = (day["rooms"]["Filature"] for day in schedule["schedule"]["conference"]["days"])
    dyeing, night, moon = first[1:]
    dyeing |= {"title": "Teindre sans eau", "room": "Filature", "start": "09:45", "date": "2025-06-13T09:45:00+02:00"}
    dyeing |= {"subtitle": "Trois essais", "abstract": None, "description": "Rouge."}
    second.append({**moon, "guid": "new", "title": "Moths", "date": "2025-06-14T11:00:00+02:00", "language": "en"})
    first.remove(night)
    source = tmp_path / "again.json"
    source.write_text(json.dumps(schedule), encoding="utf-8")
    return folder, source


def test_what_changed_there_is_merged_and_what_an_editor_changed_stays(
    both_changed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, source = both_changed
    brought(folder, source)
    told = capsys.readouterr().out
    page = (folder / "colloque" / "elie-lint.md").read_text(encoding="utf-8")
    assert page == (
        "# Teindre sans eau\n\n:::{session} elie2025teindre\n"
        f":event: {EVENT}\n:kind: talk\n:subtitle: Deux essais\n:speakers: eve-elie, jan-van-der-lint\n"
        ":date: 2025-06-13\n:start: 09:45\n:end: 10:30\n:room: Grande filature\n:track: Fibres\n"
        ":slides: https://pretalx.example.org/media/s.pdf\n\nRouge.\n:::\n\nLe texte de l’édition.\n\n"
        "% Le texte commence ici. Cette ligne est une remarque que les lecteurs ne voient pas.\n"
    )
    assert "Deux essais" in told
    assert "Trois essais" in told
    assert ":status: cancelled" in (folder / "colloque" / "spinning-all-night.md").read_text(encoding="utf-8")
    assert "Teinturière, à Dour." in (folder / "colloque" / "les-intervenants.md").read_text(encoding="utf-8")
    contents = (folder / "colloque" / "index.md").read_text(encoding="utf-8")
    assert "\nlint\nlint2025moths\nles-intervenants\n" in contents
    assert errors(folder) == []


@pytest.mark.parametrize(("taken", "subtitle"), [("book", "Deux essais"), ("source", "Trois essais")])
def test_a_conflict_is_shown_until_it_is_settled(
    both_changed: tuple[Path, Path], capsys: pytest.CaptureFixture[str], taken: str, subtitle: str
) -> None:
    folder, source = both_changed
    brought(folder, source)
    brought(folder, source)
    assert "Trois essais" in capsys.readouterr().out.split("Ensuite")[-2]
    brought(folder, source, "--take", taken)
    capsys.readouterr()
    brought(folder, source)
    assert "Trois essais" not in capsys.readouterr().out
    assert f":subtitle: {subtitle}" in (folder / "colloque" / "elie-lint.md").read_text(encoding="utf-8")


def test_what_an_editor_took_out_is_not_written_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brought(folder, SOURCES / "schedule.json")
    (folder / "colloque" / "lint.md").unlink()
    brought(folder, SOURCES / "schedule.json")
    assert "lint2025what" in capsys.readouterr().out
    assert not (folder / "colloque" / "lint.md").exists()
    assert "lint2025what" in (folder / STATE).read_text(encoding="utf-8")


def test_a_talk_that_comes_back_takes_place(folder: Path, tmp_path: Path) -> None:
    brought(folder, SOURCES / "schedule.json")
    page = folder / "colloque" / "lint.md"
    before = page.read_text(encoding="utf-8")
    without = changed(SOURCES / "schedule.json", tmp_path / "without.json", ('"days": [', '"was": ['))
    without.write_text(
        without.read_text(encoding="utf-8").replace('"was": [', '"days": [], "was": ['), encoding="utf-8"
    )
    brought(folder, without)
    assert ":status: cancelled" in page.read_text(encoding="utf-8")
    brought(folder, SOURCES / "schedule.json")
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("text", ["{", "{}", "[]", '{"schedule": {"conference": {"days": 3}}}', "\x00"])
def test_what_is_no_programme_is_refused(folder: Path, tmp_path: Path, text: str) -> None:
    source = tmp_path / "no.json"
    source.write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["import", str(source), "--book", str(folder), "--yes"]) == 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["half.json", "half.xml", "half.xlsx"])
def test_a_file_that_is_not_whole_is_said_to_be_unreadable(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    source = tmp_path / name
    source.write_text({".json": '{"schedule": {', ".xml": "<schedule><day>"}.get(source.suffix, "PK"), encoding="utf-8")
    assert main(["import", str(source), "--book", str(folder), "--yes"]) == 1
    assert f"{source} ne peut pas être lu : " in capsys.readouterr().err


#: By source: sessions with facts of theirs, people, and what the book has no place for.
PLATFORMS: Mapping[str, tuple[dict[str, dict[str, str]], set[str], set[str]]] = {
    "frab.xml": (
        {
            "elie2025teindre": {
                "speakers": "eve-elie, jinxx",
                "start": "11:00",
                "track": "Fibres",
                "day": "2025-06-13",
            },
            "elie2025what": {"kind": "workshop", "day": "2025-06-13", "start": "00:30", "language": "en"},
        },
        {"Ève Élie", "jinxx"},
        set(),
    ),
    "pretalx-api": (
        {
            "elie2025teindre": {"room": "Filature", "track": "Fibres", "kind": "workshop", "end": "10:15"},
            "lint2025moths": {"status": "cancelled", "language": "en"},
        },
        {"Ève Élie", "Jan van der Lint"},
        {"answers", "avatar", "submissions: rejected"},
    ),
    "sessionize.json": (
        {
            "elie2025teindre": {
                "speakers": "eve-elie, jan-van-der-lint",
                "recording": "https://video.example.org/14022",
            },
            "lint2025moths": {"kind": "lightning-talk", "language": "en", "start": ""},
            "dejeuner": {"kind": "break", "room": ""},
            "ouverture": {"kind": "opening"},
        },
        {"Ève Élie", "Jan van der Lint"},
        {"Niveau", "links", "profilePicture", "questionAnswers"},
    ),
    "indico.json": (
        {
            "elie2025keynote": {"kind": "keynote", "start": "09:00", "keywords": "laine, histoire"},
            "teintures": {"kind": "block", "chairs": "zoe-tamis", "start": "10:30"},
            "lint2025madder": {
                "part_of": "teintures",
                "track": "Plantes",
                "speakers": "jan-van-der-lint",
                "authors": "eve-elie",
            },
        },
        {"Ève Élie", "Jan van der Lint", "Zoé Tamis"},
        set(),
    ),
    "programme.csv": (
        {
            "elie2025teindre": {"part_of": "teintures", "start": "09:30", "end": "10:15", "room": "Filature"},
            "elie2025madder": {"status": "cancelled", "language": "en", "day": "2025-06-13"},
            "tamis2025filer": {"start": "23:30", "end": "00:15", "speakers": "zoe-tamis, jan-van-der-lint"},
            "tamis2025heure": {"start": "", "day": ""},
            "pause-cafe": {"kind": "break"},
        },
        {"Ève Élie", "Jan van der Lint", "Zoé Tamis"},
        {"Repas"},
    ),
    "papers.bib": (
        {
            "elie2025dyeing": {
                "speakers": "eve-elie, jan-van-der-lint",
                "doi": "10.5555/2025.laine-1.1",
                "pages": "1–12",
            }
        },
        {"Ève Élie", "Jan van der Lint"},
        {"editor", "volumes"},
    ),
}


def fact(session: Session, name: str) -> str:
    """A field as text; of a role the people in it."""
    if name in (role.option for role in CreditRole):
        return ", ".join(credit.written for credit in session.credits if credit.role.option == name)
    value = getattr(session, name)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


@pytest.mark.parametrize("name", PLATFORMS)
def test_the_programme_of_each_platform_is_a_book_without_an_error(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    expected, people, left = PLATFORMS[name]
    brought(folder, SOURCES / name)
    told = re.findall(r"pas de place pour : (.*) \(\d+\)", capsys.readouterr().out)
    assert set(told) == left
    assert errors(folder) == []
    catalogue = Book(folder).catalogue
    found = {
        str(session.id): {field: fact(session, field) for field in expected.get(session.id, ())}
        for session in catalogue.sessions
    }
    assert {id_: facts for id_, facts in found.items() if id_ in expected} == expected
    assert {str(person.name) for person in catalogue.persons} == people
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    brought(folder, SOURCES / name)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_calendar_has_times_and_rooms_in_the_zone_of_the_book(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought(folder, SOURCES / "programme.ics")
    assert "ne nomment personne, bien que leur type le demande : 1" in capsys.readouterr().out
    page = (folder / "colloque" / "teindre-sans-eau.md").read_text(encoding="utf-8")
    assert ":date: 2025-06-13\n:start: 09:30\n:end: 10:15\n:room: Filature\n" in page
    assert ":status: cancelled" in (folder / "colloque" / "index.md").read_text(encoding="utf-8")


def test_a_column_is_what_an_editor_says(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "p.csv"
    source.write_text("Titre,Où ça\nTondre,Bergerie\n", encoding="utf-8")
    brought(folder, source)
    edited(folder / STATE, '"Où ça": ""', '"Où ça": "room"')
    brought(folder, source)
    assert ":room: Bergerie" in (folder / "colloque" / "tondre.md").read_text(encoding="utf-8")


def test_a_block_of_a_spreadsheet_has_its_chair_and_stands_before_its_talks(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "p.csv"
    rows = (
        "Titre de la communication;Intervenant(e)s;Séance;Présidence;Date;Début;Fin",
        "Tondre;Yann Le Goff;Laine;Zoé Tamis;2025-06-13;9h00;9h20",
        "Carder;Ève Élie;Laine;Zoé Tamis;2025-06-13;9h20;9h40",
        "Filer;Jan Lint;Laine;Ada Roux;2025-06-13;9h40;10h00",
    )
    source.write_text("\n".join(rows), encoding="utf-8")
    brought(folder, source)
    assert errors(folder) == []
    sessions = {session.title: session for session in Book(folder).catalogue.sessions}
    assert [fact(sessions[title], "chairs") for title in ("Laine", "Tondre", "Carder", "Filer")] == [
        *("zoe-tamis", "", "", "ada-roux")
    ]
    contents = (folder / "colloque" / "index.md").read_text(encoding="utf-8")
    assert contents.index("\nlaine\n") < contents.index("\nle-goff\n")


def test_authors_speak_where_a_spreadsheet_names_nobody_else(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "p.csv"
    rows = (
        "Title,Authors,Presenter,Affiliation",
        "Dyeing,Ève Élie; Zoé Tamis,Zoé Tamis,Moulin",
        "Moths,Jan Lint,,Loom",
    )
    source.write_text("\n".join(rows), encoding="utf-8")
    brought(folder, source)
    assert errors(folder) == []
    sessions = {session.title: session for session in Book(folder).catalogue.sessions}
    dyeing, moths = sessions["Dyeing"], sessions["Moths"]
    assert (fact(dyeing, "speakers"), fact(dyeing, "authors")) == ("zoe-tamis", "eve-elie, zoe-tamis")
    assert (fact(moths, "speakers"), fact(moths, "authors")) == ("jan-lint", "")
    places = {str(person.name): [at.name for at in person.affiliations] for person in Book(folder).catalogue.persons}
    assert places == {"Zoé Tamis": ["Moulin"], "Jan Lint": ["Loom"], "Ève Élie": []}


def test_cells_of_a_spreadsheet_are_days_and_hours(folder: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Id", "Title", "First name", "Last name", "Date", "Start", "Duration", "ORCID"])
    sheet.append(
        [1, "Dyeing", "Ève", "Élie", dt.date(2025, 6, 13), dt.time(9, 30), dt.time(0, 45), "0000-0002-1825-0097"]
    )
    # Excel's 24:00
    sheet.append([2, "Late", "Jan", "van der Lint", dt.datetime(2025, 6, 13), dt.datetime(1900, 1, 1), 90, None])
    workbook.save(tmp_path / "p.xlsx")
    brought(folder, tmp_path / "p.xlsx")
    assert errors(folder) == []
    pages = [(folder / "colloque" / f"{name}.md").read_text(encoding="utf-8") for name in ("elie", "lint")]
    assert ":date: 2025-06-13\n:start: 09:30\n:end: 10:15\n" in pages[0]
    assert ":date: 2025-06-13\n:start: 00:00\n:end: 01:30\n" in pages[1]
    assert ":orcid: 0000-0002-1825-0097" in (folder / "colloque" / "les-intervenants.md").read_text(encoding="utf-8")


def test_a_book_in_rest_gets_pages_in_rest_and_what_changed(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("language = 'fr'\n", encoding="utf-8")
    contents = ".. toctree::\n   :maxdepth: 1\n"
    event = ".. event:: laine-2025\n   :date: 2025-06-13/2025-06-14\n\n.. programme:: laine-2025\n"
    (tmp_path / "index.rst").write_text(f"Livre\n=====\n\n{event}\n{contents}", encoding="utf-8")
    brought(tmp_path, SOURCES / "schedule.json")
    index = (tmp_path / "index.rst").read_text(encoding="utf-8")
    pages = ("ouverture-accueil", "elie-lint", "spinning-all-night", "lint", "les-intervenants")
    assert contents + "\n" + "".join(f"   {page}\n" for page in pages) in index
    changes = (
        ("Teindre sans TODO ni {eau}", "Teindre *sans* eau"),
        ("<em>garance", "<em>pastel"),
        ("Pause café", "Thé"),
    )
    brought(tmp_path, changed(SOURCES / "schedule.json", tmp_path / "again.json", *changes))
    page = (tmp_path / "elie-lint.rst").read_text(encoding="utf-8")
    assert page.startswith("Teindre \\*sans\\* eau\n====================\n\n.. session:: elie2025teindre\n")
    assert "\n   De la pastel \\:\n\n   - rouge\n   - rose\n" in page
    assert "\n   :title: Thé\n" in (tmp_path / "index.rst").read_text(encoding="utf-8")
