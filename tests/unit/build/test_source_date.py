"""What is dated has the date of the book's last commit."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from synthkit.build import sphinx_runs

WHEN = "1929478400"


@pytest.fixture(autouse=True)
def undated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """A book in a repository with one commit."""
    if shutil.which("git") is None:
        pytest.skip("git not found; install with: sudo apt install git")
    (tmp_path / "conf.py").write_text("", encoding="utf-8")
    person = ["-c", "user.name=Zoé", "-c", "user.email=zoe@horloges.example", "-c", "commit.gpgsign=false"]
    for call in (["init", "-q"], ["add", "."], [*person, "commit", "-q", "-m", "Un", "--date", f"{WHEN} +0000"]):
        environment = {"GIT_COMMITTER_DATE": f"{WHEN} +0000", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
        subprocess.run(["git", *call], cwd=tmp_path, check=True, env=environment)
    return tmp_path


def test_the_date_is_that_of_the_last_commit(committed: Path) -> None:
    assert sphinx_runs.environment(committed)["SOURCE_DATE_EPOCH"] == WHEN


def test_a_date_that_is_set_stays(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert sphinx_runs.environment(committed)["SOURCE_DATE_EPOCH"] == "1"


def test_outside_a_repository_nothing_is_dated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "SOURCE_DATE_EPOCH" not in sphinx_runs.environment(tmp_path)


def test_without_git_nothing_is_dated(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(committed))
    assert "SOURCE_DATE_EPOCH" not in sphinx_runs.environment(committed)
