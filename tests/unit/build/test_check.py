"""A check runs in a process of its own: what it kept is trusted as long as the same synthkit reads it."""

from __future__ import annotations

import pickle
import subprocess
from pathlib import Path

import pytest

from synthkit.build import check as inspection
from synthkit.build.check import Report

REPORT = inspection.report([], ["a.md"], "fr")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder that looks like a book."""
    (tmp_path / "livre").mkdir()
    (tmp_path / "livre" / "conf.py").touch()
    return tmp_path / "livre"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> dict[str, Report]:
    """What the process leaves as its report; a test takes it away."""
    left = {"report": REPORT}

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        if "report" in left:
            Path(command[-1]).write_bytes(pickle.dumps(left["report"]))
        (Path(command[-2]) / "doctrees").mkdir(exist_ok=True)
        (Path(command[-2]) / "doctrees" / "page").touch()
        return subprocess.CompletedProcess(command, 0, b"", b"le fil casse")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.delenv("CI", raising=False)  # where a build asks git which sources changed
    return left


def check(book: Path) -> Report:
    return inspection.inspect(book, book.parent / "cache")


def test_the_report_of_the_process_is_handed_on(book: Path, said: dict[str, Report]) -> None:
    assert check(book) == REPORT


def test_nothing_is_left_but_what_was_read_and_who_read_it(book: Path, said: dict[str, Report]) -> None:
    check(book)
    assert sorted(path.name for path in (book.parent / "cache").iterdir()) == ["doctrees", "made-by"]
    assert [path.name for path in book.iterdir()] == ["conf.py"]


def test_what_the_same_synthkit_read_is_kept_and_what_another_read_is_not(book: Path, said: dict[str, Report]) -> None:
    check(book)
    old = book.parent / "cache" / "doctrees" / "ancien"
    old.touch()
    check(book)
    assert old.is_file()
    (book.parent / "cache" / "made-by").write_text("0.0.1 1", encoding="utf-8")
    check(book)
    assert not old.exists()


def test_a_folder_of_the_user_keeps_what_is_not_ours(book: Path, said: dict[str, Report]) -> None:
    mine = book.parent / "cache" / "lettre.txt"
    mine.parent.mkdir()
    mine.touch()
    check(book)
    assert mine.is_file()


def test_a_process_that_dies_leaves_one_sentence_and_a_log(book: Path, said: dict[str, Report]) -> None:
    del said["report"]
    with pytest.raises(inspection.InspectionError, match=r"its log: .*error\.log"):
        check(book)
    assert (book.parent / "cache" / "error.log").read_bytes() == b"le fil casse"


def test_a_cache_that_cannot_be_written_is_replaced(book: Path, said: dict[str, Report]) -> None:
    (book.parent / "cache").touch()
    assert check(book) == REPORT


def test_books_of_one_name_have_caches_of_their_own(
    tmp_path: Path, said: dict[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "user_cache_path", lambda *_, **__: tmp_path / "user")
    for name in ("un", "deux"):
        (tmp_path / name / "livre").mkdir(parents=True)
        (tmp_path / name / "livre" / "conf.py").touch()
        inspection.inspect(tmp_path / name / "livre")
    assert len(list((tmp_path / "user" / "check").iterdir())) == 2
