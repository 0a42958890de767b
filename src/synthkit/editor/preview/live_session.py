"""A preview from its first page to Ctrl-C: what was saved goes to a builder, what it builds to the browsers.

The processes that build and print begin where Sphinx is loaded, and end with this one.
"""

import asyncio
import hashlib
import multiprocessing
import pkgutil
import re
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from synthkit.editor.preview.watcher import Watcher
from synthkit.i18n import N_, I18n, i18n_of_terminal, language_of

#: Seconds a file that vanished is given to come back: some editors remove before they write.
_VANISHED = 0.1
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_METHODS = multiprocessing.get_all_start_methods()
_CONTEXT: Any = multiprocessing.get_context("forkserver" if "forkserver" in _METHODS else "spawn")
#: What each build wants, loaded once; a book's own code each build loads itself.
_LOADED = (
    *("synthkit.editor.extension.live", "synthkit.sphinx.pipeline", "sphinx.transforms.post_transforms.code"),
    *("myst_parser.sphinx_ext.main", "sphinx_design.extension", "sphinx.ext.intersphinx"),
)
_CONTEXT.set_forkserver_preload([*_LOADED])


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: the warnings, each with its page, and the documents that have some.

    A change of ``settings`` (files and folders) wants a build in a new folder, one of ``sources`` a build. ``failure``
    is why the last build has not come to its end.
    """

    language: str
    pages: int = 0
    warnings: tuple[tuple[str, str], ...] = ()
    again: frozenset[str] = frozenset()
    settings: frozenset[Path] = frozenset()
    sources: frozenset[Path] = frozenset()
    failure: str = ""


class Worker:
    """A process in which a function of ``editor.extension.live`` has a line to this one."""

    def __init__(self, function: str, *arguments: object) -> None:
        self._line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_run, args=(function, theirs, *arguments))
        self._process.start()
        theirs.close()

    async def answer(self, question: str = "") -> Any:
        """What it sends next, or when it ended with which status."""
        try:
            if question:
                self._line.send(question)
            return await asyncio.to_thread(self._line.recv)
        except (EOFError, ConnectionError):
            self._process.join()
            return f"the process ended with status {self._process.exitcode}"

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()


def _run(function: str, line: Connection, *arguments: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is for the server
    with suppress(EOFError, BrokenPipeError):  # whoever asked is gone
        pkgutil.resolve_name(f"synthkit.editor.extension.live:{function}")(line, *arguments)


class LivePreview:
    """What the last build made: its pages stand in ``root``, and stay while the next one is at work or fails."""

    def __init__(self, book: Path, results: Path) -> None:
        self.book, self.results = book.resolve(), results.resolve()
        language = i18n_of_terminal(language_of(self.book)).language
        self.built = Built(language, settings=frozenset({self.book / "conf.py"}))
        self.root = self.results / "none/html"
        #: Waits for the next build's end.
        self.news = asyncio.Condition()
        self._watcher = Watcher(self.results)
        self._folders = 0
        self._printer: Worker | None = None
        self._printing = asyncio.Lock()

    def version(self, page: str) -> str:
        """The mark of a page; empty while there is none."""
        try:
            return self.version_of((self.root / page).read_bytes())
        except (OSError, ValueError):  # a null byte in the address
            return ""

    def version_of(self, text: bytes) -> str:
        """A mark that changes with what a browser would see of a page with that text."""
        pictures = [path.stat().st_mtime_ns for path in sorted(self.root.glob("_images/*"))]
        return hashlib.sha256(text).hexdigest()[:16] + f"-{hash(tuple(pictures)):x}"

    async def printed(self, docname: str) -> bytes | str:
        """The PDF of a page, or why there is none."""
        async with self._printing:
            self._printer = self._printer or Worker("print_pages", self.book, self.results / "printed")
            answer: bytes | str = await self._printer.answer(docname)
            if isinstance(answer, str):
                self._end_printing()  # the next begins anew, whatever went wrong
            return answer

    def _end_printing(self) -> None:
        if self._printer is not None:
            self._printer.stop()
            self._printer = None

    async def run(self) -> None:
        """Build, and build again at each save, until it is cancelled."""
        self._watcher.look_at({self.book})
        try:
            await self._build(self.built.settings)
            async for paths in self._watcher.changes():
                if not all(path.exists() for path in paths):
                    await asyncio.sleep(_VANISHED)
                await self._build(paths)
        finally:
            self._end_printing()

    async def _build(self, changed: frozenset[Path]) -> None:
        begun = time.perf_counter()
        if any(not self.built.settings.isdisjoint((path, *path.parents)) for path in changed):
            self._folders += 1
            self._end_printing()
        output = self.results / str(self._folders)
        output.mkdir(parents=True, exist_ok=True)
        builder = Worker("build", self.book, output, changed, self.built.again)
        try:
            answer = await builder.answer()
        finally:
            builder.stop()
        before = self.built
        if isinstance(answer, Built):
            self.built, old = answer, self.root
            self.root = output / "html"
            if old != self.root:
                shutil.rmtree(old.parent, ignore_errors=True)
        else:
            self.built = replace(before, failure=str(answer))
        async with self.news:
            self.news.notify_all()
        self._watcher.look_at({self.book, *self.built.settings, *self.built.sources})
        self._report(before, time.perf_counter() - begun)

    def _report(self, before: Built, seconds: float) -> None:
        """Print what there is, the warnings that are new, and how many there are."""
        i18n, warnings = I18n(self.built.language), self.built.warnings
        if self.built.failure:
            said = [f"ERROR {self.built.failure}", i18n(N_("The last pages stay; the next save tries again."))]
        else:
            read = i18n(N_("Pages read: %d")) % self.built.pages
            said = [i18n(N_("%(page)s after %(seconds)s s")) % {"page": read, "seconds": f"{seconds:.2f}"}]
            said += [f"WARNING {text}" for text, page in warnings if (text, page) not in before.warnings]
            said += [i18n(N_("Warnings: %(count)d")) % {"count": len(warnings)}] if warnings != before.warnings else []
        print(*map(printable, said), sep="\n")


def printable(text: str) -> str:
    """Text without what a terminal would obey."""
    return _CONTROL.sub("\ufffd", text)
