"""A batch of random sources built in a process with bounds; of what fails the case is found by halving.

``python tests/build/fuzz.py NUMBER [COUNT]`` builds one case, or some from there on, and says what is wrong with it;
``python tests/build/fuzz.py NAME [SIZE]`` one of the extremes.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import extremes
import fuzz_oracle
from books import QUICK, Book, Built, Myst, complete
from fuzz_cases import SECRET, batch

#: Seconds of a processor for a batch, for a case alone and for an extreme, and bytes of memory.
BATCH_SECONDS, CASE_SECONDS, EXTREME_SECONDS, MEMORY = 240, 60, 120, 6_000_000_000
#: What a busy machine may take for a second of its processor, before a process counts as asleep.
_SLOWNESS = 5
_CONF = {
    **QUICK,
    "html_baseurl": "https://lin.example/",
    "myst_enable_extensions": ["colon_fence", "dollarmath", "deflist", "html_image", "substitution", "attrs_block"],
    "extensions": ["myst_parser", "sphinx_design", "synthkit"],
}


def failures(first: int, count: int, editions: tuple[str, ...]) -> list[str]:
    """What is wrong, a line each, with the number of the case; empty when all is well."""
    _warm()
    found = _built(batch(first, count), editions, BATCH_SECONDS if count > 1 else CASE_SECONDS)
    # what a page holds names its case, c000012; only of what ended a build the case has to be looked for
    if count == 1 or not found or all(line[:1] == "c" and line[1:7].isdigit() for line in found):
        return [f"case {first}: {line}" if count == 1 else line for line in found]
    half = count // 2
    apart = failures(first, half, editions) + failures(first + half, count - half, editions)
    return apart or [f"cases {first} to {first + count - 1} together: {line}" for line in found]


def extreme_failures(name: str, size: int, editions: tuple[str, ...]) -> list[str]:
    """The same of an extreme, a book of its own."""
    _warm()
    return _built(extremes.files(name, size), editions, EXTREME_SECONDS)


@cache
def _warm() -> None:
    """Load once what every build needs: the processes to come have it then."""
    with tempfile.TemporaryDirectory(prefix="synthkit-fuzz-") as folder:
        made = Book(Path(folder).resolve(), dict(_CONF)).write(complete(Myst))
        for edition in ("html", "epub", "latex"):
            made.build(edition, to=edition)


def _built(files: Mapping[str, bytes], editions: tuple[str, ...], seconds: int) -> list[str]:
    forks: Any = multiprocessing.get_context("fork")
    heard, said = forks.Pipe(False)
    with tempfile.TemporaryDirectory(prefix="synthkit-fuzz-") as folder:
        process = forks.Process(target=_child, args=(Path(folder).resolve(), files, editions, seconds, said))
        process.start()
        said.close()
        process.join(0)
        try:
            found = heard.recv() if heard.poll(seconds * _SLOWNESS) else ["no end in time"]
        except EOFError:
            process.join()
            of_time = process.exitcode == -signal.SIGXCPU
            found = ["no end in time" if of_time else f"the process died: {process.exitcode}"]
        process.kill()
        process.join()
    return list(found)


def _child(folder: Path, files: Mapping[str, bytes], editions: tuple[str, ...], seconds: int, said: Any) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.dont_write_bytecode = True  # of what is loaded late
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        try:
            found = list(dict.fromkeys(_look(folder, files, editions)))
        except BaseException as error:  # whatever it is, the case is to be found
            found = [f"{type(error).__name__}: {str(error)[:300]}", traceback.format_exc()[-1500:]]
    said.send(found[:20])


def _look(folder: Path, files: Mapping[str, bytes], editions: tuple[str, ...]) -> Iterator[str]:
    book, outside = folder / "book", folder / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(f"{SECRET},1\n", encoding="utf-8")
    (outside / "page.md").write_text(f"# {SECRET}\n", encoding="utf-8")
    book.mkdir()
    for name, raw in files.items():
        (book / name).write_bytes(raw.replace(b"{outside}", str(outside).encode()))
    (book / "link.txt").symlink_to(outside / "secret.txt")
    (book / "c-link.md").symlink_to(outside / "page.md")
    (book / "linked").symlink_to(outside)
    made = Book(book, dict(_CONF))
    made.state()
    (book / "_build").mkdir()
    tempfile.tempdir = str(book / "_build")  # nothing is written elsewhere
    done = fuzz_oracle.watch(book, outside)
    for edition in editions:
        built: Built = made.build(edition, to=edition)
        yield from _of_warnings(built.warnings)
        if edition == "html":
            yield from (f"{page}: {what}" for page, what in fuzz_oracle.in_pages(built.outdir, ".html"))
        elif edition == "epub":
            yield from (f"{page}: {what}" for page, what in fuzz_oracle.in_epub(next(built.outdir.glob("*.epub"))))
        else:
            for tex in built.outdir.glob("*.tex"):
                yield from (f"{page}: {what}" for page, what in fuzz_oracle.in_tex(tex))
    yield from done
    shutil.rmtree(book / "_build", ignore_errors=True)


def _of_warnings(told: str) -> Iterator[str]:
    """A traceback within a warning; a text from out of the book."""
    for line in told.splitlines():
        if "Traceback (most recent" in line or "internal_error" in line or SECRET in line:
            yield f"told: {line[:300]}"


if __name__ == "__main__":
    named, *more = sys.argv[1:]
    every = ("html", "latex", "epub")
    told = (
        failures(int(named), int(*more or [1]), every)
        if named.isdigit()
        else extreme_failures(named, int(*more or [extremes.LARGE]), every)
    )
    print("\n".join(told) or "nothing wrong")
    sys.exit(bool(told))
