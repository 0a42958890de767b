"""A disk that is full, a folder that may not be written: one line with a name, and a status that says so."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from books import QUICK, Book

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="wants /dev/full")

#: Bytes a file may have on the full disk.
ROOM = 300
PAGES = {
    "index.md": "# Livre du fil\n\n```{toctree}\nfiler\n```\n",
    "filer.md": "# Filer\n\n:::{chapter} filer-2023\n\nUn résumé.\n:::\n",
}
#: How each command ends that writes files, and where.
WRITING = {
    "build": ["build", "{book}", "{out}", "--only", "html"],
    "check": ["check", "{book}", "--cache", "{out}"],
    "init": ["init", "{out}", "--yes", "--title", "Fil", "--language", "fr", "--publisher", "Atelier", "--city", "Lyon",
             "--date", "2023-09-01"],
    "new": ["new", "chapter", "--book", "{out}", "--title", "Nouer"],
    "release": ["release", "{out}"],
}  # fmt: skip
PRINTING = {
    "export": ["export", "--catalogue", "{built}"],
    "cite": ["cite", "filer-2023", "--catalogue", "{built}"],
    "status": ["status", "--catalogue", "{built}"],
}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A book and what was built of it, where everybody may look."""
    root = Path(tempfile.mkdtemp(prefix="synthkit-refused-"))
    root.chmod(0o755)
    book = Book(root / "book", {**QUICK}).write(PAGES)
    book.build()
    shutil.move(book.root / "_build" / "html", root / "html")
    shutil.rmtree(book.root / "_build")
    yield root
    shutil.rmtree(root)


def no_room(command: str) -> Callable[[], None]:
    room = 20 if command == "new" else ROOM
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


def bound_by_permissions() -> None:
    """Root may write everywhere; without this capability as little as everybody (``PR_CAPBSET_DROP``)."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def run(arguments: list[str], before: object, root: Path, out: Path, **given: object) -> tuple[int, str]:
    places = {"book": root / "book", "built": root / "html" / "synthkit.json", "out": out}
    call = [sys.executable, "-c", "import sys; from synthkit.cli import main; sys.exit(main())"]
    call += [*(part.format(**places) for part in arguments)]
    environment = {**os.environ, "LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, **given}
    done = subprocess.run(call, env=environment, cwd=root, preexec_fn=before, check=False, text=True, **options)
    return done.returncode, (done.stdout or "") + (done.stderr or "")


def prepared(command: str, root: Path, tmp: Path) -> Path:
    """Where a command writes, with what it finds there."""
    out = tmp / "out"
    if command == "new":
        shutil.copytree(root / "book", out)
    else:
        out.mkdir()
    if command == "release":
        shutil.copytree(root / "html", out / "html")
        for edition in ("epub", "pdf"):
            (out / edition).mkdir()
            (out / edition / f"livre.{edition}").write_bytes(b"x" * 2 * ROOM)
    return out


def is_told(said: str, code: str) -> bool:
    return f"[synthkit.{code}]" in said and "Traceback" not in said and "attendu :" in said


@pytest.mark.parametrize("command", WRITING)
def test_a_full_disk_is_told_by_its_name(command, folder, tmp_path):
    out = prepared(command, folder, tmp_path)
    status, said = run(WRITING[command], no_room(command), folder, out)
    assert status != 0
    assert is_told(said, "disk_full"), said


@pytest.mark.parametrize("command", WRITING)
def test_a_folder_that_may_not_be_written_is_told_by_its_name(command, folder):
    with tempfile.TemporaryDirectory(prefix="synthkit-refused-") as tmp:
        Path(tmp).chmod(0o755)
        out = prepared(command, folder, Path(tmp))
        for path in (out, *out.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        status, said = run(WRITING[command], bound_by_permissions, folder, out)
        for path in (out, *out.rglob("*")):
            path.chmod(0o755)
    if command == "check":  # keeps its pages elsewhere then
        assert (status, "Traceback" in said) == (0, False), said
    else:
        assert status != 0
        assert is_told(said, "not_writable"), said


@pytest.mark.parametrize("command", PRINTING)
def test_what_can_not_be_printed_is_told_by_its_name(command, folder, tmp_path):
    with Path("/dev/full").open("w") as full:
        status, said = run(PRINTING[command], None, folder, tmp_path, stdout=full, stderr=subprocess.PIPE)
    assert status != 0
    assert is_told(said, "disk_full"), said


def test_a_reader_who_goes_away_is_told_nothing(folder, tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    status, said = run(PRINTING["export"], None, folder, tmp_path, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (status, said) == (1, "")
