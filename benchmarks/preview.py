"""From saving to seeing: ``synthkit preview`` beside sphinx-autobuild, in one run, in turns.

``python benchmarks/preview.py [--rounds 15] [--sizes 25 250] [--json FILE]`` measures this repository's book and
invented ones of those sizes (``generated.py``). In each round a sentence is added to one chapter, by one rename as most
editors save; the clock stops when the server gives a page that has it, and again when a browser shows it (Chromium,
where it is installed). Both servers have built everything before; no round begins before the last one is at rest.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import generated

PROJECT = Path(__file__).resolve().parents[1]
POLL = 0.005
PATIENCE = 900.0
#: Seconds between two rounds: search index and exports follow the page.
REST = 3.0


def copied_book(folder: Path) -> str:
    """The book of this repository; the chapter that is edited."""
    shutil.copytree(PROJECT / "book", folder / "book")
    shutil.copy(PROJECT / "references.bib", folder)
    return "actes/ackerman.md"


def generated_book(sessions: int) -> Callable[[Path], str]:
    """A maker of an invented book."""

    def make(folder: Path) -> str:
        generated.write(folder / "book", sessions)
        return generated.chapter(sessions // 2)

    return make


def free_port() -> int:
    """A port nobody has."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def synthkit(port: int) -> list[str]:
    """Our command."""
    start = "import sys; from synthkit.cli import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", start, "preview", "book", "build", "--port", str(port)]


def autobuild(port: int) -> list[str]:
    """sphinx-autobuild as its documentation has it."""
    return [sys.executable, "-m", "sphinx_autobuild", "--port", str(port), "book", "build"]


TOOLS: dict[str, Callable[[int], list[str]]] = {"synthkit preview": synthkit, "sphinx-autobuild": autobuild}


class Server:
    """One tool with a copy of the book of its own."""

    def __init__(self, folder: Path, make: Callable[[Path], str], command: Callable[[int], list[str]]) -> None:
        self.folder = folder
        folder.mkdir()
        self.chapter = folder / "book" / make(folder)
        self.original = self.chapter.read_text(encoding="utf-8")
        port = free_port()
        page = self.chapter.relative_to(folder / "book").with_suffix(".html").as_posix()
        self.address = f"http://127.0.0.1:{port}/{page}"
        self._log = (folder / "log").open("wb")
        # of its own group: sphinx-autobuild starts processes that must end with it
        self._process = subprocess.Popen(
            command(port), cwd=folder, stdout=self._log, stderr=self._log, start_new_session=True
        )
        self.start = self._until(lambda: "<article" in self.page())

    def page(self) -> str:
        """The page as it is served; empty while it isn't."""
        try:
            with urllib.request.urlopen(self.address, timeout=PATIENCE) as response:
                return str(response.read().decode())
        except (OSError, http.client.HTTPException):  # sphinx-autobuild serves pages while they are being written
            return ""

    def save(self, mark: str) -> None:
        """Save the chapter with one sentence more."""
        draft = self.chapter.with_name(f".{self.chapter.name}~")
        draft.write_text(f"{self.original}\n\nPhrase {mark}.\n", encoding="utf-8")
        os.replace(draft, self.chapter)

    def served(self, mark: str) -> float:
        """Seconds from saving until the page with the sentence is served."""
        self.save(mark)
        return self._until(lambda: f"Phrase {mark}." in self.page())

    def seen(self, mark: str, tab: Any) -> float:
        """Seconds from saving until a browser that shows the page has the sentence in it."""
        start = time.perf_counter()
        self.save(mark)
        tab.get_by_text(f"Phrase {mark}.").wait_for(timeout=PATIENCE * 1000)
        return time.perf_counter() - start

    def end(self) -> None:
        """End it and what it started."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait()
        self._log.close()

    def _until(self, reached: Callable[[], bool]) -> float:
        start = time.perf_counter()
        while not reached():
            if time.perf_counter() - start > PATIENCE or self._process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(POLL)
        return time.perf_counter() - start


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser, or None where there is none."""
    path = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        path = None
    if path is None:
        print("no browser: what is seen is not measured (apt: chromium, pip: playwright)", file=sys.stderr)
        yield None
        return
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def measured(make: Callable[[Path], str], rounds: int, browser: Any) -> dict[str, dict[str, list[float]]]:
    """Seconds of each round, by tool and by what was measured."""
    found: dict[str, dict[str, list[float]]] = {tool: {"start": [], "served": [], "seen": []} for tool in TOOLS}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_servers:
        servers = {}
        for number, (tool, command) in enumerate(TOOLS.items()):
            servers[tool] = Server(Path(folder) / str(number), make, command)
            open_servers.callback(servers[tool].end)
            found[tool]["start"].append(servers[tool].start)
        settle(list(servers.values()))
        for number in range(rounds):
            for tool, server in servers.items():
                found[tool]["served"].append(server.served(f"servie {number}"))
                time.sleep(REST)
        for number in range(rounds if browser else 0):
            for tool, server in servers.items():
                tab = browser.new_page()
                tab.goto(server.address, wait_until="networkidle")
                found[tool]["seen"].append(server.seen(f"vue {number}", tab))
                tab.close()
                time.sleep(REST)
    return found


def settle(servers: list[Server]) -> None:
    """Wait until nothing is built any more: until a save is served as fast as the one before."""
    for server in servers:
        for number in range(2):
            server.served(f"essai {number}")
            time.sleep(REST)


def main() -> None:
    """Print a row a book and tool; write all seconds as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--sizes", type=int, nargs="*", default=[25, 250])
    parser.add_argument("--json", type=Path, default=Path("build/benchmark-preview.json"))
    options = parser.parse_args()
    books = {"this book": copied_book} | {f"{size} sessions": generated_book(size) for size in options.sizes}
    results: dict[str, object] = {"python": platform.python_version(), "machine": platform.platform()}
    print(f"Medians in seconds over {options.rounds} rounds, the slowest in brackets")
    print(f"{'book':14} {'tool':18} {'first page':>11} {'saved to served':>17} {'saved to seen':>17}")
    with chromium() as browser:
        for book, make in books.items():
            results[book] = found = measured(make, options.rounds, browser)
            for tool, seconds in found.items():
                cells = " ".join(f"{_cell(seconds[name]):>17}" for name in ("served", "seen"))
                print(f"{book:14} {tool:18} {seconds['start'][0]:11.1f} {cells}", flush=True)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _cell(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.3f} ({max(seconds):.3f})" if seconds else "–"


if __name__ == "__main__":
    main()
