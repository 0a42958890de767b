"""Files whole or not at all, one program at a time, refusals of the machine with their names."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from synthkit.diagnostics import Code
from synthkit.fs import os_errors
from synthkit.fs.atomic import DRAFT, copy_whole, mirror, replacing, sweep, write_if_other, write_new, write_whole
from synthkit.fs.lock import Turn


class Killed(BaseException):
    """What a signal would do, as far as a test can play it."""


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_written_with_the_folders_it_needs_and_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "lin.bib", "é\n")
    assert (tmp_path / "a" / "lin.bib").read_bytes() == b"\xc3\xa9\n"
    assert names(tmp_path) == {"a/lin.bib"}


def test_what_was_there_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "lin.bib", "hier")
    monkeypatch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "plein")))
    with pytest.raises(OSError, match="plein") as error:
        write_whole(tmp_path / "lin.bib", "demain")
    assert error.value.filename == str(tmp_path / "lin.bib")
    assert (tmp_path / "lin.bib").read_text(encoding="utf-8") == "hier"
    assert names(tmp_path) == {"lin.bib"}


def test_a_file_that_holds_it_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    write_if_other(path, "é")
    os.utime(path, (0, 0))
    write_if_other(path, "é")
    assert path.stat().st_mtime == 0
    write_if_other(path, b"autre")
    assert path.read_bytes() == b"autre"


def test_a_new_file_overwrites_nothing(tmp_path: Path) -> None:
    write_new(tmp_path / "lin.md", "un")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "lin.md", "deux")
    assert (tmp_path / "lin.md").read_text(encoding="utf-8") == "un"
    assert names(tmp_path) == {"lin.md"}


def test_a_name_as_long_as_a_name_can_be_is_written(tmp_path: Path) -> None:
    write_whole(tmp_path / ("é" * 120 + ".md"), "")
    assert len(names(tmp_path)) == 1


def test_a_copy_has_the_time_of_its_source(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("lin", encoding="utf-8")
    os.utime(tmp_path / "a", (10, 10))
    assert copy_whole(tmp_path / "a", tmp_path / "b" / "c").stat().st_mtime == 10


def test_drafts_of_killed_programs_are_swept_away_and_nothing_else(tmp_path: Path) -> None:
    for name in (f".lin.bib.x{DRAFT}", ".lin.bib", "lin.bib"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / f".dossier.new{DRAFT}").mkdir()
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".lin.bib", "lin.bib"}


def site(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        write_whole(folder / name, text)
    return folder


def test_a_mirror_shows_what_is_there_and_keeps_what_others_put_beside_it(tmp_path: Path) -> None:
    source, target, notes = site(tmp_path / "a", page="1", autre="1"), tmp_path / "b", tmp_path / "notes"
    mirror(source, target, notes)
    write_whole(target / "CNAME", "fil.example")
    (source / "autre").unlink()
    site(source, page="2")
    mirror(source, target, notes)
    assert {name: (target / name).read_text() for name in names(target)} == {"page": "2", "CNAME": "fil.example"}


def test_a_mirror_leaves_alone_what_was_written_again_as_it_was(tmp_path: Path) -> None:
    source, target, notes = site(tmp_path / "a", page="1"), tmp_path / "b", tmp_path / "notes"
    mirror(source, target, notes)
    before = (target / "page").stat().st_ino
    site(source, page="1")
    mirror(source, target, notes)
    assert (target / "page").stat().st_ino == before


def test_a_mirror_that_was_killed_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target, notes = site(tmp_path / "a", page="1"), tmp_path / "b", tmp_path / "notes"
    mirror(source, target, notes)
    site(source, autre="1")
    with monkeypatch.context() as patch:
        patch.setattr("synthkit.fs.atomic.copy_whole", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            mirror(source, target, notes)
    (source / "page").unlink()
    mirror(source, target, notes)
    assert names(target) == {"autre"}


def test_a_folder_is_replaced_whole_or_stays(tmp_path: Path) -> None:
    site(tmp_path / "sessions", a="1")

    def killed() -> None:
        with replacing(tmp_path / "sessions") as new:
            site(new, b="1")
            raise Killed

    with pytest.raises(Killed):
        killed()
    assert names(tmp_path) == {"sessions/a"}
    with replacing(tmp_path / "sessions") as new:
        site(new, c="1")
    assert names(tmp_path) == {"sessions/c"}


def test_a_turn_that_was_ended_leaves_nothing(tmp_path: Path) -> None:
    turn = Turn(tmp_path / "a" / "mark")
    assert names(tmp_path) == {"a/mark"}
    turn.end()
    assert (turn.was_interrupted, names(tmp_path)) == (False, set())


def test_a_turn_knows_that_the_one_before_was_killed(tmp_path: Path) -> None:
    Turn(tmp_path / "mark").leave()
    turn = Turn(tmp_path / "mark")
    assert turn.was_interrupted
    turn.end()
    assert not Turn(tmp_path / "mark").was_interrupted


def test_who_forgot_to_end_a_turn_does_not_wait_for_itself(tmp_path: Path) -> None:
    forgotten = Turn(tmp_path / "mark")
    assert Turn(tmp_path / "mark").was_interrupted
    forgotten.end()  # takes nothing from the one that has the turn now
    assert names(tmp_path) == {"mark"}


@pytest.mark.skipif(sys.platform == "win32", reason="nobody waits there")
def test_a_turn_waits_for_what_a_killed_program_left_at_work(tmp_path: Path) -> None:
    holding = "import sys; from pathlib import Path; from synthkit.fs.lock import Turn; "
    holding += "turn = Turn(Path(sys.argv[1])); print('begun', flush=True); sys.stdin.read(); turn.end()"
    call = [sys.executable, "-c", holding, str(tmp_path / "mark")]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        told: list[str] = []

        def waiting() -> None:
            told.append("waiting")
            assert other.stdin is not None
            other.stdin.close()

        turn = Turn(tmp_path / "mark", waiting)
    assert (told, turn.was_interrupted) == (["waiting"], False)
    turn.end()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, Code.DISK_FULL),
        (errno.EDQUOT, Code.DISK_FULL),
        (errno.EFBIG, Code.DISK_FULL),
        (errno.EROFS, Code.NOT_WRITABLE),
        (errno.EACCES, Code.NOT_WRITABLE),
        (errno.ENAMETOOLONG, Code.NOT_WRITABLE),
        (errno.ENOENT, Code.UNREADABLE_FILE),
        (errno.EIO, Code.UNREADABLE_FILE),
    ],
)
def test_what_the_machine_refuses_has_a_name_and_a_place(number: int, code: Code) -> None:
    problem = os_errors.problem_of(OSError(number, os.strerror(number), "/lin/page.html"), "/lin")
    assert (problem.code, problem.where.path) == (code, "/lin/page.html")
    assert os_errors.problem_of(OSError(number, os.strerror(number)), "/lin").where.path == "/lin"


def test_a_file_that_may_not_be_read_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text("", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert os_errors.problem_of(PermissionError(errno.EACCES, "non", str(page))).code is Code.UNREADABLE_FILE


@pytest.mark.parametrize(
    ("said", "number", "path"),
    [
        ("OSError: [Errno 28] No space left on device", 28, None),
        ("OSError: [Errno 28] No space left on device: '/lin/a: b.html'", 28, "/lin/a: b.html"),
        ("PermissionError: [Errno 13] Permission denied: '/a' -> '/b'", 13, "/a"),
    ],
)
def test_an_error_told_by_another_process_is_that_error(said: str, number: int, path: str | None) -> None:
    error = os_errors.from_text(said)
    assert error is not None
    assert (error.errno, error.filename) == (number, path)


def test_another_error_is_no_refusal() -> None:
    assert os_errors.from_text("ValueError: [Errno] 28") is None
