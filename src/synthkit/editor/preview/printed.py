"""The process that sets single pages as they are printed: started when the first is asked for."""

import asyncio
import json
import shutil
import sys
from pathlib import Path


class PrintedPages:
    """Pages of the book ``book`` as PDF, in a folder of their own."""

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
