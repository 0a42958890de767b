"""A build of Sphinx in a process of its own that is killed in the middle of a file."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from pathlib import Path
from typing import Any

from books import Book


def files_written(book: Book, builder: str) -> int:
    """How many files a build opens to write them."""
    return _run(book, builder, 0)


def build_killed_at(book: Book, builder: str, number: int) -> None:
    """Build, and kill the process as it opens that file, counted from 1; half of the one before is on the disk."""
    assert _run(book, builder, number) == -1, "the build came to its end"


def _run(book: Book, builder: str, fatal: int) -> int:
    book.state()
    forks: Any = multiprocessing.get_context("fork")
    heard, said = forks.Pipe(False)
    process = forks.Process(target=_build, args=(book, builder, fatal, said))
    process.start()
    said.close()
    try:
        count: int = heard.recv()
    except EOFError:
        count = -1
    process.join()
    assert count >= 0 or process.exitcode == -signal.SIGKILL
    return count


def _build(book: Book, builder: str, fatal: int, said: Any) -> None:
    opened: list[str] = []
    made = f"{book.root / '_build'}{os.sep}"

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[2], int) or not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            return
        path = str(arguments[0])
        if not path.startswith(made):
            return
        if len(opened) + 1 == fatal:
            size = Path(opened[-1]).stat().st_size if opened and Path(opened[-1]).is_file() else 0
            if size > 1:
                os.truncate(opened[-1], size // 2)
            os.kill(os.getpid(), signal.SIGKILL)
        opened.append(path)

    sys.addaudithook(watch)
    book.build(builder)
    said.send(len(opened))
