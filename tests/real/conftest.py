"""The real book in all its editions, built once; real tools, or the line that installs them."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from playwright.sync_api import sync_playwright

from synthkit.build import editions, latex_runs
from synthkit.model import serialization
from synthkit.model.catalogue import Catalogue

PROJECT = Path(__file__).parents[2]


def need(tool: str, install: str) -> None:
    """Go on only where a tool is installed; without it a skip, with CI set a failure."""
    if shutil.which(tool):
        return
    told = f"{tool} not found; install with: {install}"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


def npm(folder: Path, *packages: str, **environment: str) -> Path:
    """The folder in which npm put packages; where it can't, a skip, with CI set a failure.

    No package runs anything of its own while it is installed: some would fetch a browser or a Java.
    """
    need("npm", "sudo apt install npm")
    options = ["--ignore-scripts", "--no-audit", "--no-fund"]
    command = ["npm", "i", *options, "--prefix", str(folder), *packages]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = f"{' '.join(command)}\n{done.stderr}"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return folder / "node_modules"


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book each of whose works is hard in its own way, built from its sources."""
    results = tmp_path_factory.mktemp("hard")
    editions.build(PROJECT / "tests" / "books" / "clients", results, only=["html"])
    return results


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every edition of the book, the PDF by TeX, warnings being failures."""
    results = tmp_path_factory.mktemp("editions")
    editions.build(PROJECT / "book", results, pdf_engine="lualatex")
    return results


@pytest.fixture(scope="session")
def catalogue(built: Path) -> Catalogue:
    """The catalogue the build wrote."""
    return serialization.load((built / "html" / "synthkit.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def html_pages(built: Path) -> dict[str, str]:
    """The text of the main part of each HTML page, by document name."""
    root = built / "html"
    return {
        path.relative_to(root).with_suffix("").as_posix(): _main_text(path.read_bytes())
        for path in root.rglob("*.html")
        if "_static" not in path.parts
    }


@pytest.fixture(scope="session")
def epub_pages(built: Path) -> dict[str, str]:
    """The text of each page of the EPUB, by document name."""
    (book,) = (built / "epub").glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        return {
            name.removesuffix(".xhtml"): _main_text(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


@pytest.fixture(scope="session")
def pdf_text(built: Path) -> str:
    """The text of the PDF, laid out as on the page."""
    need("lualatex", latex_runs.TEX_INSTALL)
    need("pdftotext", "sudo apt install poppler-utils")
    (book,) = (built / "pdf").glob("*.pdf")
    return subprocess.run(["pdftotext", "-layout", book, "-"], capture_output=True, check=True).stdout.decode()


@pytest.fixture(scope="session")
def pdf_flow(built: Path, pdf_text: str) -> str:
    """The text of the PDF in reading order, without the lines at the head and foot of each page."""
    return _flow(built / "pdf")


@pytest.fixture(scope="session")
def typst_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the PDF that needs no TeX."""
    need("pdftotext", "sudo apt install poppler-utils")
    results = tmp_path_factory.mktemp("typst")
    editions.build(PROJECT / "book", results, only=["pdf"])
    return results / "pdf"


@pytest.fixture(scope="session")
def typst_flow(typst_pdf: Path) -> str:
    """Its text in reading order, without the lines at the head and foot of each page."""
    return _flow(typst_pdf)


def _flow(folder: Path) -> str:
    (book,) = folder.glob("*.pdf")
    page = ["-r", "72", "-x", "0", "-y", "62", "-W", "596", "-H", "716"]  # points of A4
    flow = subprocess.run(["pdftotext", *page, book, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub(r"\n+Pour citer ce texte : .*?\n\n", "\n", flow, flags=re.DOTALL)  # at the foot of a first page


def _main_text(page: bytes) -> str:
    tree = lxml.html.fromstring(page)
    main = tree.xpath("//article") or tree.xpath("//body") or [tree]
    return str(main[0].text_content())


#: Of Chromium: nothing of its own leaves this machine.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """The address of the HTML edition on this machine."""
    handler = functools.partial(_Quiet, directory=str(built / "html"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    need("chromium", "sudo apt install chromium")
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    """A page that refuses whatever leaves this machine, and holds that nothing tried."""
    context = browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    left: list[str] = []
    errors: list[str] = []
    opened.on(
        "request",
        lambda request: None if request.url.startswith((site, "blob:", "data:")) else left.append(request.url),
    )
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert left == []
    assert errors == []
