"""A preview from its first page to Ctrl-C: what was saved goes to a builder, what it builds to the browsers."""

import asyncio
import hashlib
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from synthkit.editor.preview.processes import Built, Worker
from synthkit.editor.preview.watcher import Watcher
from synthkit.i18n import N_, I18n, i18n_of_terminal, language_of

#: Seconds a file that vanished is given to come back: some editors remove before they write.
_VANISHED = 0.1
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
Say = Callable[[str], None]


class LivePreview:
    """What the last build made: its pages stand in ``root``, and stay while the next one is at work or fails."""

    def __init__(self, book: Path, results: Path, say: Say = print) -> None:
        self.book, self.results = book.resolve(), results.resolve()
        language = i18n_of_terminal(language_of(self.book)).language
        self.built = Built(language, settings=frozenset({self.book / "conf.py"}))
        self.root = self.results / "none/html"
        #: Waits for the next build's end.
        self.news = asyncio.Condition()
        self._say = say
        self._watcher = Watcher(self.results)
        self._folders = 0
        self._builder: Worker | None = None
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
            if self._printer is None:
                self._printer = Worker("print_pages", self.book, self.results / "printed")
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
            if self._builder is not None:
                self._builder.stop()

    async def _build(self, changed: frozenset[Path]) -> None:
        begun = time.perf_counter()
        if any(not self.built.settings.isdisjoint((path, *path.parents)) for path in changed):
            self._folders += 1
            self._end_printing()
        output = self.results / str(self._folders)
        output.mkdir(parents=True, exist_ok=True)
        self._builder = Worker("build", self.book, output, changed, self.built.again)
        answer = await self._builder.answer()
        self._builder.stop()
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
        if self.built.failure:
            self._say(printable(f"ERROR {self.built.failure}"))
            self._print(N_("The last pages stay; the next save tries again."))
            return
        read = I18n(self.built.language)(N_("Pages read: %d")) % self.built.pages
        self._print(N_("%(page)s after %(seconds)s s"), page=read, seconds=f"{seconds:.2f}")
        for text, page in self.built.warnings:
            if (text, page) not in before.warnings:
                self._say(printable(f"WARNING {text}"))
        if self.built.warnings != before.warnings:
            self._print(N_("Warnings: %(count)d"), count=len(self.built.warnings))

    def _print(self, message: str, **values: object) -> None:
        self._say(printable(I18n(self.built.language)(message) % values))


def printable(text: str) -> str:
    """Text without what a terminal would obey."""
    return _CONTROL.sub("\ufffd", text)
