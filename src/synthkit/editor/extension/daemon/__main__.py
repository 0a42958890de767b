"""``python -m synthkit.editor.extension.daemon BOOK OUTPUT`` builds what a preview shows, as told on standard input."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sphinx.util.docutils import docutils_namespace, patch_docutils

from synthkit.editor.extension.daemon.app import WarmBook
from synthkit.editor.extension.daemon.env_state import wants_a_new_builder
from synthkit.editor.preview import protocol
from synthkit.i18n import i18n_of_terminal, language_of
from synthkit.sphinx.run import problem_of

#: Seconds without a change before the rest is done: it would keep the next page waiting.
_PAUSE = 0.5


class Channel:
    """The line to the server. What Sphinx and extensions print goes to standard error instead."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        self._waiting: queue.SimpleQueue[protocol.ToBuilder] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for text in sys.stdin.buffer:
            self._waiting.put(protocol.message_of(text))
        os._exit(0)  # the server is gone, and nobody wants what is being built

    def say(self, message: protocol.FromBuilder) -> None:
        """Tell the server."""
        try:
            self._out.write(protocol.line(message))
            self._out.flush()
        except BrokenPipeError:  # it is gone, and the thread that listens has not noticed yet
            os._exit(0)

    def heard(self, seconds: float | None) -> Iterator[protocol.ToBuilder]:
        """What the server said, waiting for a first word: None for ever, 0 not at all."""
        with suppress(queue.Empty):
            yield self._waiting.get(block=seconds != 0, timeout=seconds)
            while True:
                yield self._waiting.get_nowait()


class Builder:
    """Does the most pressing thing, again and again."""

    def __init__(self, channel: Channel, book: WarmBook) -> None:
        self._channel = channel
        self._book = book
        self._shown: tuple[str, ...] = ()
        self._reported: protocol.Warnings | None = None
        self._rest: Iterator[None] | None = None
        self._pages: dict[str, str] = {}

    def run(self) -> None:
        """Build until the process ends."""
        self._read(())
        while True:
            changed = self._listen()
            if changed:
                self._read(changed)
            elif self._book.stale:
                self._write_page()
            elif not self._book.is_finished:
                self._go_on_with_the_rest()

    def _listen(self) -> list[str]:
        changed: list[str] = []
        seconds: float | None = 0
        if not self._book.stale and (self._book.is_finished or self._rest is None):
            seconds = None if self._book.is_finished else _PAUSE
        for message in self._channel.heard(seconds):
            if isinstance(message, protocol.Shown):
                self._shown = message.pages
            else:
                changed += message.paths
        return changed

    def _read(self, paths: Collection[str]) -> None:
        self._rest = None
        if not self._book.read({Path(path) for path in paths}) and paths:
            return
        self._pages = {self._book.page(docname): docname for docname in self._book.env.found_docs}
        stale = tuple(page for page, docname in self._pages.items() if docname in self._book.stale)
        self._channel.say(protocol.Read(tuple(self._pages), stale, tuple(map(str, self._book.sources()))))
        self._tell_warnings()

    def _write_page(self) -> None:
        requested = (self._pages[page] for page in self._shown if page in self._pages)
        docname = next((docname for docname in requested if docname in self._book.stale), "") or min(self._book.stale)
        pictures = self._book.write(docname)
        self._channel.say(protocol.Written(self._book.page(docname), pictures))
        self._tell_warnings()

    def _go_on_with_the_rest(self) -> None:
        self._rest = self._rest or self._book.finish()
        next(self._rest, None)
        if self._book.is_finished:
            self._rest = None
            self._tell_warnings()

    def _tell_warnings(self) -> None:
        warnings = protocol.Warnings(self._book.notes.all())
        if warnings != self._reported:
            self._reported = warnings
            self._channel.say(warnings)


def main() -> int:
    """Build until the server is gone; 1 after an error, which the server is told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is for the server
    source, output = (Path(argument).resolve() for argument in sys.argv[1:])
    channel = Channel()
    book = None
    try:
        with patch_docutils(source), docutils_namespace():
            book = WarmBook(source, output)
            language = i18n_of_terminal(book.app.config.language).language
            channel.say(protocol.Started(language, tuple(map(str, wants_a_new_builder(book.app)))))
            Builder(channel, book).run()
    except Exception as error:  # whatever it is, an editor is told it in one line
        problem = problem_of(error, book.app if book else None, source, output.parent)
        path = problem.where.path
        where = replace(problem.where, path=os.path.relpath(path) if path else "")
        message = problem.format(i18n_of_terminal(language_of(source)))
        channel.say(protocol.Failed(f"{where}: {message} [synthkit.{problem.code.value}]"))
    return 1


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    os._exit(status)  # the thread that listens holds standard input, and Python would end with a report of that
