"""The processes that build and that print: started, sent messages, listened to, ended."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from synthkit.editor.preview import protocol
from synthkit.editor.preview.protocol import Failed, FromBuilder, ToBuilder

_LONGEST_LINE = 64 * 1024 * 1024  # all warnings of a book, or all its pages


class BuilderProcess:
    """One process with a folder of its own. It ends by itself when this one does."""

    def __init__(self, book: Path, output: Path, heard: Callable[[BuilderProcess, FromBuilder], None]) -> None:
        self.output = output
        self._book = book
        self._heard = heard
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it; what it says goes to ``heard``, last of all that it failed, unless it was stopped."""
        self.output.mkdir(parents=True, exist_ok=True)
        command = (sys.executable, "-m", "synthkit.editor.extension.daemon", str(self._book), str(self.output))
        self._process = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_LONGEST_LINE
        )
        self._listening = asyncio.create_task(self._listen(self._process))

    def say(self, message: ToBuilder) -> None:
        """Tell it something; nothing when it is gone."""
        if self._process and self._process.stdin and self._process.returncode is None:
            self._process.stdin.write(protocol.line(message))

    async def stop(self) -> None:
        """End it, whatever it does; nothing is heard of it any more."""
        if self._listening:
            self._listening.cancel()
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def remove(self) -> None:
        """Remove what it built."""
        shutil.rmtree(self.output, ignore_errors=True)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        message: FromBuilder | None = None
        async for text in process.stdout:
            message = protocol.message_of(text)
            self._heard(self, message)
        status = await process.wait()
        if not isinstance(message, Failed):
            self._heard(self, Failed(f"the builder ended with status {status}"))


class PrintedPages:
    """The process that sets single pages as they are printed, in a folder of their own; started by the first."""

    def __init__(self, book: Path, output: Path) -> None:
        self._command = (sys.executable, "-m", "synthkit.editor.extension.printed_pages", str(book), str(output))
        self._output = output
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def pdf(self, docname: str) -> tuple[bytes, str]:
        """The PDF of a page; empty with the reason why there is none."""
        async with self._turn:
            if self._process is None or self._process.returncode is not None:
                self._process = await asyncio.create_subprocess_exec(
                    *self._command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
                )
            process = self._process
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(docname).encode() + b"\n")
            answer = json.loads(await process.stdout.readline() or '{"problem": "Typst"}')
            return (Path(answer["pdf"]).read_bytes(), "") if "pdf" in answer else (b"", answer["problem"])

    async def stop(self) -> None:
        """End the process, and remove what it made."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        shutil.rmtree(self._output, ignore_errors=True)
