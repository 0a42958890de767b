"""On a forge each build has a clone of its own: from what the last one kept it is what it is from nothing, sooner."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from books import MARKUPS, Book, complete

DATE = {"GIT_COMMITTER_DATE": "2026-01-02T00:00:00Z", "GIT_AUTHOR_DATE": "2026-01-02T00:00:00Z"}


def git(folder: Path, *arguments: str) -> None:
    named = ("-c", "user.name=Atelier", "-c", "user.email=atelier@exemple.fr")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **DATE})


def clone(origin: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["git", "clone", "-q", "--depth", "1", origin.as_uri(), folder], check=True, capture_output=True)
    return folder


def synthkit(folder: Path, *arguments: str) -> None:
    call = [sys.executable, "-m", "synthkit", *arguments]
    done = subprocess.run(call, cwd=folder, check=False, capture_output=True, env={**os.environ, "CI": "true"})
    assert done.returncode == 0, done.stderr.decode()


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository with a book, and what its .bib holds beside it."""
    folder = tmp_path / "origin"
    conf = {"html_theme": "synthkit", "html_baseurl": "https://exemple.fr/", "bibtex_bibfiles": ["../references.bib"]}
    book = Book(folder / "book", conf).write(complete(MARKUPS["myst"]))
    book.state()
    shutil.move(folder / "book/references.bib", folder / "references.bib")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Le livre")
    return folder


def changed(origin: Path) -> str:
    """A page of the next commit says more."""
    page = max((origin / "book").glob("*.md"), key=lambda path: (path.name != "index.md", path.stat().st_size))
    page.write_text(page.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    git(origin, "commit", "-q", "-a", "-m", "Une phrase")
    return page.stem


def test_a_clone_with_a_cache_reads_what_changed_and_builds_what_a_clone_without_builds(origin, tmp_path):
    here = clone(origin, tmp_path / "clone")
    synthkit(here, "build", "--only", "html", "--only", "epub")
    shutil.move(here / "build/.work", tmp_path / "kept")
    page = changed(origin)
    clone(origin, here)
    (here / "build").mkdir()
    shutil.copytree(tmp_path / "kept", here / "build/.work")
    before = {path: path.stat().st_mtime_ns for path in (here / "build/.work/doctrees-html").glob("*.doctree")}
    synthkit(here, "build", "--only", "html", "--only", "epub")
    assert [path.stem for path, time in before.items() if path.stat().st_mtime_ns != time] == [page]
    from_cache = files(here / "build/html") | files(here / "build/epub")
    clone(origin, here)
    synthkit(here, "build", "--only", "html", "--only", "epub")
    assert from_cache == files(here / "build/html") | files(here / "build/epub")


def test_a_check_in_a_new_clone_reads_what_changed(origin, tmp_path):
    cache = str(tmp_path / "cache")
    synthkit(clone(origin, tmp_path / "clone"), "check", "--cache", cache)
    page = changed(origin)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "cache/doctrees").glob("*.doctree")}
    synthkit(clone(origin, tmp_path / "clone"), "check", "--cache", cache)
    assert [path.stem for path, time in before.items() if path.stat().st_mtime_ns != time] == [page]
