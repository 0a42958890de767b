"""Small capitals of a style and of a .bib are small capitals in every edition."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from books import Book

FILES = {
    "index.md": "# Livre\n\nTexte {cite:p}`one`.\n\n```{bibliography}\n```\n",
    "references.bib": "@book{one, author={Weir, Ada}, title={Règnes du \\textsc{xii}e siècle}, year=2020}\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    conf = {"suppress_warnings": ["bibtex", "synthkit"], "synthkit_citation_style": "annales"}
    return Book(tmp_path, conf).write(FILES)


def test_names_and_centuries_have_small_capitals(book: Book) -> None:
    html = book.build().text("index.html")
    assert {"Weir", "xii"} <= set(re.findall(r'<span class="synth-small-caps">([^<]*)</span>', html))
    latex = next(book.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\DUrole{synth-small-caps}{Weir}" in latex
    with zipfile.ZipFile(next(book.build("epub").outdir.glob("*.epub"))) as archive:
        assert '<span class="synth-small-caps">Weir</span>' in archive.read("index.xhtml").decode()


def test_typst_sets_them(book: Book) -> None:
    book.build("typst")
    written = "".join(path.read_text(encoding="utf-8") for path in book.root.rglob("*.typ"))
    assert "#smallcaps" in written or "smallcaps[" in written
