"""A programme as its platform has it becomes three editions, without an edit by hand or a warning; and again."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import programmes
import pytest
from conftest import need

from synthkit.build import check
from synthkit.build.check import Level
from synthkit.cli import main
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Session
from synthkit.model.serialization import load

Write = Callable[[programmes.Conference, Path], Path]
PLATFORMS: Mapping[str, tuple[Write, int, int]] = {
    "pretalx": (programmes.pretalx, 48, 2),
    "pretalx-api": (lambda made, folder: programmes.pretalx_api(made, folder / "api"), 44, 2),
    "voc": (programmes.voc, 57, 3),
    "indico": (programmes.indico, 42, 2),
}


@pytest.fixture(params=list(PLATFORMS))
def platform(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def book(tmp_path: Path, platform: str) -> Path:
    """As ``synthkit init`` makes it, with what an editor knows before the programme."""
    last = programmes.FIRST + dt.timedelta(days=PLATFORMS[platform][2] - 1)
    event = ("--event", "La laine et la nuit", "--date", f"{programmes.FIRST}/{last}", "--city", "Dour")
    facts = ("--publisher", "Atelier du Fil", "--editors", "Atelier du Fil", "--licence", "CC BY 4.0")
    stated = ("--language", "fr", "--title", "La laine", "--synthkit", "synthkit>=0.1")
    assert main(["init", "--yes", *stated, *event, *facts, str(tmp_path / "livre")]) == 0
    return tmp_path / "livre" / "book"


def built(book: Path) -> tuple[Catalogue, Mapping[str, str]]:
    """The records, and what stands in each edition, spaces made one; warnings are failures."""
    out = book.parent / "out"
    editions = [option for name in ("html", "epub", "pdf") for option in ("--only", name)]
    assert main(["build", str(book), str(out), *editions]) == 0
    pages = "".join(page.read_text(encoding="utf-8") for page in sorted((out / "html" / "colloque").glob("*.html")))
    (epub,), (pdf,) = (out / "epub").glob("*.epub"), (out / "pdf").glob("*.pdf")
    with zipfile.ZipFile(epub) as archive:
        chapters = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    printed = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    texts = {"html": re.sub("<[^>]*>", "", pages), "epub": re.sub("<[^>]*>", "", chapters), "pdf": printed}
    catalogue = load((out / "html" / "synthkit.json").read_text(encoding="utf-8"))
    return catalogue, {name: " ".join(text.split()) for name, text in texts.items()}


def brought(book: Path, source: Path) -> None:
    assert main(["import", str(source), "--book", str(book), "--yes"]) == 0
    findings = check.inspect(book, book.parent / "cache").findings
    assert [f"{one.path}:{one.line} {one.message}" for one in findings if one.level is Level.ERROR] == []


def titled(catalogue: Catalogue, title: str) -> Session:
    (found,) = (session for session in catalogue.sessions if session.title == title)
    return found


def span(session: Session) -> str:
    return f"{session.day} {session.start:%H:%M}–{session.end:%H:%M}"


def test_a_programme_becomes_three_editions_and_again_when_both_sides_changed_it(
    book: Path, platform: str, tmp_path: Path
) -> None:
    need("pdftotext", "sudo apt install poppler-utils")
    write, talks, days = PLATFORMS[platform]
    made = programmes.conference(talks, days)
    brought(book, write(made, tmp_path))
    catalogue, texts = built(book)
    held = [talk for talk in made.talks if talk.state == "confirmed" or platform in ("pretalx-api", "indico")]
    assert {session.title for session in catalogue.sessions} >= {talk.title for talk in held}
    night, late = titled(catalogue, made.talks[1].title), titled(catalogue, made.talks[2].title)
    assert (span(night), span(late)) == ("2025-09-11 23:30–00:45", "2025-09-11 01:00–01:30")
    homonyms, twin, same = (made.talks[at] for at in (8, 10, 12))
    (first,) = (one.person for one in catalogue.attributions(titled(catalogue, homonyms.title))[:1])
    (other,) = (one.person for one in catalogue.attributions(titled(catalogue, twin.title))[:1])
    (again,) = (one.person for one in catalogue.attributions(titled(catalogue, same.title))[:1])
    assert first is again
    # only Indico says where they are, so only it can tell them apart
    assert (first is other) is (platform != "indico")
    for text in texts.values():
        assert "Pourquoi « carder »" in text.replace("\xa0", " ").replace("\u202f", " ")
        assert "De la Fuente" not in text
        assert "alert(1)" not in text
    page = book / f"{titled(catalogue, made.talks[20].title).where.docname}.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nLe texte de l’édition.\n", encoding="utf-8")

    later = programmes.changed(made)
    brought(book, write(later, tmp_path))
    catalogue, texts = built(book)
    moved = later.talks[13]
    assert moved.start
    assert span(titled(catalogue, moved.title)) == f"{moved.start:%Y-%m-%d %H:%M}–" + (
        f"{moved.start + dt.timedelta(minutes=moved.minutes):%H:%M}"
    )
    assert titled(catalogue, made.talks[17].title).is_cancelled
    assert titled(catalogue, made.talks[16].title).is_cancelled is (platform != "indico")
    (speaker,) = catalogue.attributions(titled(catalogue, "Soirée contes"))
    assert str(speaker.name) == "Aïcha Benali"
    told = catalogue.attributions(titled(catalogue, later.talks[15].title))
    assert "Aïcha Benali" in {str(one.name) for one in told}
    for text in texts.values():
        assert "Le texte de l’édition." in text
        assert "Un autre titre" in text
        assert made.talks[14].title not in text
