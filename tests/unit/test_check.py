"""``synthkit check`` without Sphinx: what is printed, what is mended, with which status it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from synthkit.build import check
from synthkit.build.check import Finding, Level, Report
from synthkit.cli import main


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder with a conf.py and one page that could be mended."""
    (tmp_path / "conf.py").write_text('language = "fr"\n', encoding="utf-8")
    (tmp_path / "page.md").write_bytes("Un  mot de l'été.\r\nUn autre.\r\n".encode())
    return tmp_path


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch, book: Path) -> dict[str, Report]:
    """What the next check finds; a test puts another in its place."""
    reports = {"next": check.report([], [str(book / "page.md")], "fr", french=True)}
    monkeypatch.setattr(check, "inspect", lambda _book, _cache=None: reports["next"])
    return reports


def found(book: Path, *levels: Level) -> Report:
    told = (Finding(str(book / "page.md"), 1, level, f"synthkit.{level}", "quelque chose") for level in levels)
    return check.report(told, [str(book / "page.md")], "fr", french=True)


@pytest.mark.parametrize(
    ("levels", "options", "status"),
    [
        ((), [], 0),
        ((Level.WARNING,), [], 0),
        ((Level.WARNING,), ["--strict"], 1),
        ((Level.ERROR,), [], 1),
        ((), ["--strict"], 0),
        ((Level.ERROR,), ["--format", "json"], 1),
        ((Level.ERROR,), ["--format", "github"], 1),
    ],
)
def test_the_status_says_whether_a_build_would_fail(
    levels: tuple[Level, ...], options: list[str], status: int, book: Path, report: dict[str, Report]
) -> None:
    report["next"] = found(book, *levels)
    assert main(["check", str(book), *options]) == status


def test_json_goes_to_stdout_alone(book: Path, report: dict[str, Report], capsys: pytest.CaptureFixture[str]) -> None:
    report["next"] = found(book, Level.ERROR)
    main(["check", str(book), "--format", "json", "--fix", "--dry-run"])
    assert json.loads(capsys.readouterr().out)["counts"] == {"error": 1, "warning": 0}


def test_mending_is_told_line_by_line_and_keeps_what_is_not_text(
    book: Path, report: dict[str, Report], capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "page.md").chmod(0o640)
    assert main(["check", str(book), "--fix"]) == 0
    assert (book / "page.md").read_bytes() == "Un mot de l’été.\r\nUn autre.\r\n".encode()
    assert (book / "page.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in book.iterdir()) == ["conf.py", "page.md"]
    told = capsys.readouterr().err
    assert "page.md:1\n- Un  mot de l'été.\n+ Un mot de l’été.\n" in told
    assert "Lignes corrigées : 1." in told


def test_a_dry_run_tells_and_changes_nothing(
    book: Path, report: dict[str, Report], capsys: pytest.CaptureFixture[str]
) -> None:
    before = (book / "page.md").read_bytes()
    main(["check", str(book), "--fix", "--dry-run"])
    assert (book / "page.md").read_bytes() == before
    assert "Lignes qui seraient corrigées : 1." in capsys.readouterr().err


def test_no_file_outside_the_book_is_touched(
    book: Path, report: dict[str, Report], tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "page.md"
    outside.write_text("Un  mot.\n", encoding="utf-8")
    (book / "lien.md").symlink_to(outside)
    report["next"] = check.report([], [str(outside), str(book / "lien.md"), str(book / ".." / "x.md")], "fr")
    main(["check", str(book), "--fix"])
    assert outside.read_text(encoding="utf-8") == "Un  mot.\n"


def test_a_file_that_is_not_utf8_is_left_to_a_person(book: Path, report: dict[str, Report]) -> None:
    raw = "Un  été.\n".encode("latin-1")
    (book / "page.md").write_bytes(raw)
    main(["check", str(book), "--fix"])
    assert (book / "page.md").read_bytes() == raw


def test_a_dry_run_of_nothing_is_a_wrong_call(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(book), "--dry-run"]) == 2
    assert "--fix" in capsys.readouterr().err


@pytest.mark.usefixtures("english")
def test_a_folder_without_a_book_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "has no conf.py" in told
    assert told.count("\n") == 1
