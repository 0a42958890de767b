"""The command: what it prints for a catalogue, and one line instead of a traceback for everything else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from synthkit import __version__
from synthkit.cli import main
from synthkit.cli._catalogue import book_here, results_of
from synthkit.cli.cite import style_called
from synthkit.model import serialization
from unit.invented import catalogue

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def built(tmp_path: Path) -> str:
    """A catalogue as a build writes it."""
    path = tmp_path / "synthkit.json"
    path.write_text(serialization.dump(catalogue()), encoding="utf-8")
    return str(path)


def test_a_work_is_exported_by_its_id(built: str, capsys: pytest.CaptureFixture[str]) -> None:
    work = catalogue().works[1]
    assert main(["export", work.id, "--catalogue", built]) == 0
    assert f"{{{work.id}," in capsys.readouterr().out


def test_the_command_is_a_module_too() -> None:
    done = subprocess.run([sys.executable, "-m", "synthkit", "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"synthkit {__version__}\n")


def test_without_an_id_the_whole_library_is_exported(built: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--catalogue", built]) == 0
    assert capsys.readouterr().out.count("\n@") == len(catalogue().works) - 1


@pytest.mark.parametrize(("wanted", "entries"), [("debat", 1), ("horloges-2031", 4)])
def test_a_session_and_a_programme_are_exported_as_calendars(
    wanted: str, entries: int, built: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", wanted, "--format", "ics", "--catalogue", built]) == 0
    assert capsys.readouterr().out.count("BEGIN:VEVENT") == entries


def test_a_work_is_cited_in_a_style(built: str, capsys: pytest.CaptureFixture[str]) -> None:
    work = catalogue().works[0]
    assert main(["cite", work.id, "--style", "apa", "--catalogue", built]) == 0
    assert work.title in capsys.readouterr().out


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("APA", "apa"),
        ("chicago", "chicago-author-date-fr"),
        ("Chicago", "chicago-author-date-fr"),
        ("ISO 690", "iso690-author-date-fr"),
        ("MLA", "modern-language-association"),
        ("ieee", "ieee"),
        ("", "chicago-author-date-fr"),
    ],
)
def test_a_style_is_found_by_what_readers_call_it(called: str, name: str) -> None:
    assert style_called(called, "fr").name == name


def test_a_reference_of_the_book_is_cited_as_its_works_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "synthkit.json").write_text(serialization.dump(catalogue()), encoding="utf-8")
    (tmp_path / "cite").mkdir()
    item = {"id": "sarr1987", "type": "book", "title": "Le lin", "author": [{"family": "Sarr", "given": "Awa"}]}
    (tmp_path / "cite" / "library.json").write_text(json.dumps([item]), encoding="utf-8")
    assert main(["cite", "sarr1987", "--catalogue", str(tmp_path / "synthkit.json")]) == 0
    assert capsys.readouterr().out.startswith("Sarr, Awa. ")


def test_the_name_of_a_format_is_taken_in_any_case(built: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "horloges", "--format", "RIS", "--catalogue", built]) == 0
    assert capsys.readouterr().out.startswith("TY  - BOOK")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["cite", "nulle-part"], "no work has the id 'nulle-part'"),
        (["cite", "nulle-part"], "known: horloges, "),
        (["cite", "WORK", "--style", "apaa"], "; nearest known: 'apa'"),
        (["cite", "WORK", "--style", "zzzzzz"], "offered here: chicago-author-date-fr, iso690-author-date-fr, apa, "),
        (["export", "--catalogue", "nulle-part.json"], "build the book first"),
        (["export", "cadrans", "--format", "ics"], "'cadrans' is neither"),
        (["export", "rouage", "--format", "ics"], "'rouage' has no day, start and end"),
    ],
)
def test_a_wrong_call_is_one_line(
    arguments: list[str], says: str, built: str, capsys: pytest.CaptureFixture[str]
) -> None:
    work = catalogue().works[0].id
    call = [work if argument == "WORK" else argument for argument in arguments]
    assert main(call if "--catalogue" in call else [*call, "--catalogue", built]) == 1
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1


def test_the_nearest_id_is_offered(built: str, capsys: pytest.CaptureFixture[str]) -> None:
    work = catalogue().works[1].id
    assert main(["cite", work[:-1], "--catalogue", built]) == 1
    assert f"nearest known: '{work}'" in capsys.readouterr().err


def test_garbage_is_no_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "synthkit.json").write_bytes(b"\xff\xfe")
    assert main(["export", "--catalogue", str(tmp_path / "synthkit.json")]) == 1
    assert capsys.readouterr().err.startswith("synthkit: ")


def test_a_folder_without_a_book_is_told_before_anything_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(tmp_path), str(tmp_path / "out")]) == 1
    assert "has no conf.py" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("error", "status"), [(PermissionError(13, "Permission denied", "livre"), 1), (KeyboardInterrupt(), 130)]
)
def test_neither_a_file_nor_an_interruption_leaves_a_traceback(
    error: BaseException, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("synthkit.build.editions.build", fail)
    assert main(["build"]) == status
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert ("livre" in told) == (status == 1)


def test_a_preview_without_its_libraries_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("synthkit.cli.preview.find_spec", lambda name: None if name == "watchfiles" else object())
    assert main(["preview"]) == 1
    assert "watchfiles not found; install with: pip install 'synthkit[preview]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "says"), [([], "has no conf.py; expected: the folder of a book"), (["--port", "70000"], "port 70000")]
)
def test_a_preview_of_nothing_is_told(
    tmp_path: Path, options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if options:
        (tmp_path / "conf.py").touch()
    assert main(["preview", str(tmp_path), *options]) == 1
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("start", ["", "book", "book/chapitres"])
def test_a_book_and_its_results_are_found_from_within(
    tmp_path: Path, built: str, start: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "book/chapitres").mkdir(parents=True)
    (tmp_path / "book/conf.py").write_text("", encoding="utf-8")
    (tmp_path / "build/html").mkdir(parents=True)
    Path(built).rename(tmp_path / "build/html/synthkit.json")
    monkeypatch.chdir(tmp_path / start)
    assert book_here().resolve() == tmp_path / "book"
    assert results_of(book_here()).resolve() == tmp_path / "build"
    assert main(["status"]) == 0
    assert capsys.readouterr().out


def test_where_no_book_is_a_check_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert "conf.py" in capsys.readouterr().err
