"""The processes that build and print: each new one begins where Sphinx is loaded, and ends with this one."""

import asyncio
import multiprocessing
import pkgutil
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

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
        if question:
            self._line.send(question)
        try:
            return await asyncio.to_thread(self._line.recv)
        except EOFError:
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
