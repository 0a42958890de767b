"""A preview from its first page to Ctrl-C: what was saved goes to the builder, what it builds to the browsers."""

import asyncio
import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from synthkit.editor.preview import protocol
from synthkit.editor.preview.processes import BuilderProcess, PrintedPages
from synthkit.editor.preview.protocol import Changed, Failed, Read, Shown, Started, Warned, Warnings, Written
from synthkit.editor.preview.watcher import Watcher
from synthkit.i18n import N_, I18n, i18n_of_terminal, language_of

#: Seconds a file that vanished is given to come back: some editors remove before they write.
_VANISHED = 0.1
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
Say = Callable[[str], None]


@dataclass
class ServedPages:
    """The HTML edition below ``root``; ``stale`` are the pages that a builder is about to write."""

    root: Path
    pages: frozenset[str] = frozenset()
    stale: set[str] = field(default_factory=set)
    warnings: tuple[Warned, ...] = ()
    #: How often a picture of a page changed though its text did not.
    pictures: Counter[str] = field(default_factory=Counter)

    def version(self, page: str) -> str:
        """A mark that changes with what a browser would see of a page; empty while there is none."""
        try:
            text = (self.root / page).read_bytes()
        except (OSError, ValueError):
            return ""
        return self.version_of(page, text)

    def version_of(self, page: str, text: bytes) -> str:
        """The mark of a page with that text."""
        return f"{hashlib.sha256(text).hexdigest()[:16]}-{self.pictures[page]}"


class LivePreview:
    """Holds the edition that is served, the last whole one, the builder at work and why the last one failed."""

    def __init__(self, book: Path, results: Path, say: Say = print) -> None:
        self.book = book.resolve()
        self.results = results.resolve()
        self.language = i18n_of_terminal(language_of(self.book)).language
        self.edition = self._whole = ServedPages(self.results / "none")
        self.failure = ""
        self._say = say
        self._watcher = Watcher(self.results)
        self._builder: BuilderProcess | None = None
        self.printed = PrintedPages(self.book, self.results / "printed")
        self._number = 0
        #: Whose pages ``_whole`` are.
        self._wrote: BuilderProcess | None = None
        self._anew: frozenset[Path] = frozenset({self.book / "conf.py"})
        self._sources: frozenset[Path] = frozenset()
        self._saved = 0.0
        self._shown: list[str] = []
        self._requested: list[str] = []
        self._news = asyncio.Event()
        self.news = 0

    async def until_fresh(self, page: str) -> None:
        """Wait until a page is as the sources have it, or nobody is there to write it."""
        self._requested.append(page)
        self._tell_what_is_shown()
        try:
            while not self.failure and (not self.edition.pages or page in self.edition.stale):
                await self.next_news(self.news)
        finally:
            self._requested.remove(page)

    async def next_news(self, seen: int) -> None:
        """Wait until more has happened than ``seen``."""
        while self.news == seen:
            await self._news.wait()

    @contextmanager
    def shown(self, page: str) -> Iterator[None]:
        """While a browser shows a page it is written before others."""
        self._shown.insert(0, page)
        self._tell_what_is_shown()
        try:
            yield
        finally:
            self._shown.remove(page)
            self._tell_what_is_shown()

    def _tell_what_is_shown(self) -> None:
        if self._builder is not None:
            self._builder.say(Shown((*self._requested, *dict.fromkeys(self._shown))))

    async def run(self) -> None:
        """Build, and build again at each save, until it is cancelled."""
        self._look_at_sources()
        await self._start()
        try:
            async for paths in self._watcher.changes():
                await self._take(paths)
        finally:
            await self.printed.stop()
            for builder in filter(None, (self._builder, self._wrote)):
                await builder.stop()
                builder.remove()

    async def _take(self, paths: frozenset[Path]) -> None:
        self._saved = time.perf_counter()
        if any(path in self._sources and not path.exists() for path in paths):
            await asyncio.sleep(_VANISHED)
        wants_anew = any(path in self._anew or self._anew & set(path.parents) for path in paths)
        if wants_anew or self.failure or self._builder is None:
            names = sorted(path.name for path in paths)
            shown = f"{', '.join(names[:3])}{' …' if len(names) > 3 else ''}"
            self._print(N_("%(found)s: starting anew"), found=shown)
            await self._start()
        else:
            self._builder.say(Changed(tuple(map(str, sorted(paths)))))

    async def _start(self) -> None:
        before, self._number = self._builder, self._number + 1
        self._builder = BuilderProcess(self.book, self.results / str(self._number), self._hear)
        if before is not None:
            await before.stop()
            if before is not self._wrote:
                self._back_to_whole()
                before.remove()
        self._saved = self._saved or time.perf_counter()
        await self.printed.stop()
        await self._builder.start()
        self._tell_what_is_shown()

    def _hear(self, builder: BuilderProcess, message: protocol.FromBuilder) -> None:
        if builder is not self._builder:
            return
        match message:
            case Started():
                self.language, self._anew = message.language, frozenset(map(Path, message.anew))
                self._look_at_sources()
            case Read():
                self._take_over(builder, message)
            case Written():
                self.edition.pictures[message.page] += message.pictures
                self.edition.stale.discard(message.page)
                if not self._shown or message.page in self._shown or not self.edition.stale:
                    self._say_how_long(message.page)
                self._keep_if_whole(builder)
            case Warnings():
                self._tell_warnings(message.all)
            case Failed():
                self._fail(builder, message.text)
        self.news += 1
        news, self._news = self._news, asyncio.Event()
        news.set()

    def _take_over(self, builder: BuilderProcess, message: Read) -> None:
        self.failure = ""
        if self.edition.root != builder.output / "html":
            self.edition = ServedPages(builder.output / "html", warnings=self.edition.warnings)
            self._say_how_long(I18n(self.language)(N_("Pages read: %d")) % len(message.pages))
        self.edition.pages = frozenset(message.pages)
        self.edition.stale = set(message.stale)
        self._sources = frozenset(map(Path, message.sources))
        self._look_at_sources()
        self._keep_if_whole(builder)

    def _keep_if_whole(self, builder: BuilderProcess) -> None:
        """Once all its pages are written, a builder's edition is the one to fall back to."""
        if builder is not self._wrote and not self.edition.stale:
            if self._wrote is not None:
                self._wrote.remove()
            self._wrote, self._whole = builder, self.edition

    def _back_to_whole(self) -> None:
        """Serve the last whole edition: the builder of a newer one ended on its way."""
        self._whole.warnings, self.edition = self.edition.warnings, self._whole

    def _say_how_long(self, what: str) -> None:
        if self._saved:
            seconds = f"{time.perf_counter() - self._saved:.2f}"
            self._print(N_("%(page)s after %(seconds)s s"), page=what, seconds=seconds)
            self._saved = 0.0

    def _tell_warnings(self, warnings: tuple[Warned, ...]) -> None:
        """Print those that are new, and how many there are."""
        before = set(self.edition.warnings)
        self.edition.warnings = warnings
        for warning in warnings:
            if warning not in before:
                self._say(printable(f"WARNING {warning}"))
        if set(warnings) != before:
            self._print(N_("Warnings: %(count)d"), count=len(warnings))

    def _fail(self, builder: BuilderProcess, text: str) -> None:
        self.failure = text
        if self._whole.pages:
            self._back_to_whole()
        self.edition.stale.clear()  # nobody will write them: what is there is better than nothing
        if not self._whole.pages:
            self._keep_if_whole(builder)
        self._say(printable(f"ERROR {text}"))
        self._print(N_("The last pages stay; the next save tries again."))

    def _print(self, message: str, **values: object) -> None:
        self._say(printable(I18n(self.language)(message) % values))

    def _look_at_sources(self) -> None:
        self._watcher.look_at({self.book, *self._anew, *self._sources})


def printable(text: str) -> str:
    """Text without what a terminal would obey."""
    return _CONTROL.sub("\ufffd", text)
