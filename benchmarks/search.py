"""Sphinx's engine with French words as synthkit gives them, beside Pagefind, on one built book.

``python benchmarks/search.py build/html`` asks both the same questions in a headless Chromium and prints how many
pages each finds, what a first search loads and what making the index takes. Wants ``pip install playwright
"pagefind[bin]"`` and Chromium.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

#: As a reader types, and what stands in the book.
QUESTIONS = (
    ("métiers", "métiers"),
    ("metiers", "métiers"),
    ("metier", "métiers"),
    ("competence", "compétences"),
    ("cœur", "cœur"),
    ("coeur", "cœur"),
    ("l’éthique", "d’éthique, éthiques"),
    ("l'ethique", "d’éthique, éthiques"),
    ("ethique", "d’éthique, éthiques"),
    ("Bobillier", "Marc-Éric Bobillier-Chaumon"),
    ("outil", "outils"),
)
_PAGE = '<!doctype html><html lang="fr"><title>Recherche</title><body></body></html>'
_ASK_PAGEFIND = """async (question) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(question);
  await Promise.all(found.results.slice(0, 5).map((result) => result.data()));
  return found.results.length;
}"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("html", type=Path, help="the HTML edition of a book")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "html"
        shutil.copytree(options.html, site)
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "pagefind", "--site", str(site), "--root-selector", "article"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        seconds = time.perf_counter() - started
        (site / "empty.html").write_text(_PAGE, encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            _report(browser, _served(site), seconds)
            browser.close()
    return 0


def _report(browser: Browser, address: str, seconds: float) -> None:
    print(f"Pagefind: index made in {seconds:.1f} s after the build")
    print(f"{'question':<14}{'in the book':<30}{'Sphinx':>8}{'Pagefind':>10}")
    loaded = {"Sphinx": 0, "Pagefind": 0}
    for question, written in QUESTIONS:
        ours, ours_loaded = _with_sphinx(browser, address, question)
        theirs, theirs_loaded = _with_pagefind(browser, address, question)
        loaded = {
            "Sphinx": max(loaded["Sphinx"], ours_loaded),
            "Pagefind": max(loaded["Pagefind"], theirs_loaded),
        }
        print(f"{question:<14}{written:<30}{ours:>8}{theirs:>10}")
    for engine, size in loaded.items():
        print(f"{engine}: a first search loads up to {size / 1000:.0f} kB of index and scripts of its own")


def _with_sphinx(browser: Browser, address: str, question: str) -> tuple[int, int]:
    page = browser.new_context(base_url=address).new_page()
    sizes: list[int] = []
    own = re.compile(r"/cite/search/|/(searchindex|searchtools|language_data|synthkit-search)\.js")
    page.on("response", lambda answer: sizes.append(len(answer.body())) if own.search(answer.url) else None)
    page.goto(f"/search.html?q={question}", wait_until="networkidle")
    page.locator("#search-results .search-summary:not(:empty)").wait_for()
    found = int(re.sub(r"\D+", "", page.locator("#search-results .search-summary").inner_text()) or 1)
    page.close()
    return found, sum(sizes)


def _with_pagefind(browser: Browser, address: str, question: str) -> tuple[int, int]:
    page = browser.new_context(base_url=address).new_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())) if "/pagefind/" in answer.url else None)
    page.goto("/empty.html")
    found = int(page.evaluate(_ASK_PAGEFIND, question))
    page.close()
    return found, sum(sizes)


def _served(folder: Path) -> str:
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    sys.exit(main())
