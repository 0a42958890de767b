"""A save is seen once, however an editor writes; what is no source is not."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from watchfiles import Change

from synthkit.editor.preview.watcher import SourceFilter, Watcher


@pytest.mark.parametrize(
    "name",
    [
        ".#page.md",
        "#page.md#",
        "page.md~",
        ".page.md.swp",
        ".page.md.swx",
        "4913",
        "page.md___jb_tmp___",
        ".goutputstream-X1Y2Z3",
        ".page.md.kate-swp",
        ".~lock.page.odt#",
        "sedAbC123",
        ".git/index",
        "__pycache__/conf.cpython-311.pyc",
        ".nox/book/lib/x.py",
        "build/.preview/8000/1/html/index.html",
    ],
)
def test_what_editors_and_tools_leave_behind_is_no_source(tmp_path: Path, name: str) -> None:
    wanted = SourceFilter(ignore_paths=[tmp_path / "build/.preview/8000"])
    assert not wanted(Change.modified, str(tmp_path / name))


@pytest.mark.parametrize("name", ["page.md", "été #1.md", "references.bib", "images/photo.png", "sed.md", "conf.py"])
def test_a_source_is_one(tmp_path: Path, name: str) -> None:
    assert SourceFilter(ignore_paths=[tmp_path / "build"])(Change.modified, str(tmp_path / name))


async def told(watcher: Watcher, saves: list[tuple[Path, str]]) -> list[frozenset[Path]]:
    """What a watcher tells of these saves, until nothing has come for a while."""
    found: list[frozenset[Path]] = []

    async def listen() -> None:
        async for paths in watcher.changes():
            found.append(paths)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0.3)  # until the system watches
    for path, text in saves:
        path.write_text(text, encoding="utf-8")
    for _ in range(100):
        if found:
            break
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)
    listening.cancel()
    return found


def test_several_saves_in_a_moment_are_one(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()

    async def run() -> list[frozenset[Path]]:
        watcher = Watcher(tmp_path / "build")
        watcher.look_at([book])
        return await told(watcher, [(book / "a.md", "un"), (book / "b.md", "deux"), (book / "a.md", "trois")])

    assert asyncio.run(run()) == [frozenset({book / "a.md", book / "b.md"})]


def test_of_a_folder_elsewhere_only_the_file_of_the_book_is_seen(tmp_path: Path) -> None:
    book, library = tmp_path / "book", tmp_path / "references.bib"
    book.mkdir()
    library.write_text("", encoding="utf-8")

    async def run() -> list[frozenset[Path]]:
        watcher = Watcher(tmp_path / "build")
        watcher.look_at([book, library])
        return await told(watcher, [(tmp_path / "other.txt", "x"), (library, "@book{a}")])

    assert asyncio.run(run()) == [frozenset({library})]
