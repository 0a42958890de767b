"""Lighthouse on the pages readers come to, on a phone and at a desk: its four categories, and what a first visit loads.

``python benchmarks/lighthouse.py build/html lighthouse/node_modules/.bin/lighthouse`` prints a table in Markdown.
Nothing fails: what is timed depends on the machine. Starlette serves the pages, compressed by its ``GZipMiddleware``.
Wants Chromium: the program of ``CHROME_PATH``, else ``chromium``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

#: What is looked at, by what it is called in the table.
PAGES = {
    "home": "index.html",
    "programme": "actes/programme.html",
    "session": "actes/ackerman.html",
    "person": "actes/intervenants.html",
    "catalogue": "bibliotheque/catalogue.html",
}
SCREENS = {"phone": [], "desktop": ["--preset=desktop"]}
CATEGORIES = {"performance": "performance", "accessibility": "accessibility", "best-practices": "best practices"}
CATEGORIES |= {"seo": "SEO"}
#: Of each category, out of a hundred; and of a session, in kB.
GOAL, WEIGHT = 95, 300
_CHROMIUM = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("html", type=Path, help="the HTML edition of a book")
    parser.add_argument("lighthouse", type=Path, help="the program, as npm installs it")
    options = parser.parse_args()
    browser = os.environ.get("CHROME_PATH") or shutil.which("chromium")
    if not browser:
        print("chromium not found; install with: sudo apt install chromium", file=sys.stderr)
        return 1
    with _served(options.html) as address:
        reports = {
            (page, screen): _report(options.lighthouse, f"{address}/{path}", flags, browser)
            for page, path in PAGES.items()
            for screen, flags in SCREENS.items()
        }
    _print(reports)
    return 0


def _print(reports: dict[tuple[str, str], dict[str, Any]]) -> None:
    print(f"| page | screen | {' | '.join(CATEGORIES.values())} | first visit |")
    print(f"|---|---|{'--:|' * (len(CATEGORIES) + 1)}")
    for (page, screen), report in reports.items():
        scores = " | ".join(str(_score(report, category)) for category in CATEGORIES)
        print(f"| {page} | {screen} | {scores} | {_weight(report)} kB |")
    session = reports["session", "phone"]
    print(f"\nA session loads {_weight(session)} kB at the first visit (goal: {WEIGHT} at most), compressed:")
    for request in sorted(_requests(session), key=lambda request: -request["transferSize"]):
        print(f"  {request['transferSize'] / 1000:7.1f} kB  {request['url'].partition('//')[2].partition('/')[2]}")
    for (page, screen), report in reports.items():
        low = [category for category in CATEGORIES if _score(report, category) < GOAL]
        for title in sorted({title for category in low for title in _lost(report, category)}):
            print(f"below {GOAL}: {page}, {screen}: {title}")


def _report(lighthouse: Path, address: str, flags: list[str], browser: str) -> dict[str, Any]:
    command = [lighthouse, address, *flags, "--quiet", "--output=json", "--output-path=stdout", _CHROMIUM]
    environment = {**os.environ, "CHROME_PATH": browser}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _score(report: dict[str, Any], category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def _requests(report: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = report["audits"]["network-requests"]["details"]["items"]
    return found


def _weight(report: dict[str, Any]) -> int:
    """Everything transferred, headers too, in whole kB."""
    return round(sum(request["transferSize"] for request in _requests(report)) / 1000)


def _lost(report: dict[str, Any], category: str) -> Iterator[str]:
    """The audits of a category that cost it something."""
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
            yield f"{audit['title']} {audit.get('displayValue', '')}".rstrip()


@contextmanager
def _served(html: Path) -> Iterator[str]:
    """The address of a website on this machine, as long as it is looked at."""
    compressed = Middleware(GZipMiddleware, minimum_size=500, compresslevel=6)
    site = Starlette(routes=[Mount("/", StaticFiles(directory=html, html=True))], middleware=[compressed])
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(site, log_level="warning"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        running.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        running.join()


if __name__ == "__main__":
    sys.exit(main())
