"""On a forge a file that holds what it held has the time it had."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from synthkit.build import sphinx_runs


@pytest.mark.skipif(shutil.which("git") is None, reason="git isn't here. To install it: sudo apt install git")
@pytest.mark.parametrize("kept", [None, "{"])
def test_times_come_back_whatever_the_notes_held_before(
    tmp_path: Path, kept: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    book, notes = tmp_path / "livre", tmp_path / "sources.json"
    book.mkdir()
    same, other = book / "a.md", book / "b.md"
    for path in (same, other):
        path.write_text("Un texte.\n", encoding="utf-8")
        os.utime(path, ns=(10**18, 10**18))
    subprocess.run(["git", "init", "-q", book], check=True)
    subprocess.run(["git", "-C", book, "add", "."], check=True)
    if kept is not None:
        notes.write_text(kept, encoding="utf-8")
    sphinx_runs.restore_times(book, notes)
    same.touch()
    other.write_text("Un autre.\n", encoding="utf-8")
    sphinx_runs.restore_times(book, notes)
    assert same.stat().st_mtime_ns == 10**18
    assert other.stat().st_mtime_ns > 10**18
