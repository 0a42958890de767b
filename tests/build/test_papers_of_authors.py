"""A paper as its authors send it becomes a chapter, with its figures, its authors and its references."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from synthkit.cli import main
from synthkit.model.catalogue import Catalogue
from synthkit.model.serialization import load

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
BIB = """@book{mill2001,
  author = {Mill, Ada},
  title = {On wool},
  publisher = {Loom},
  year = {2001}
}

@article{moth2002,
  author = {Moth, Zoe},
  title = {Holes},
  journal = {Wool},
  year = {2002}
}
"""
CITING = 'As {cite:t}`moth2002` has it, $x^2$, and <cite data-cite="mill2001">(M.)</cite>.'
MYST = """---
title: Dyeing without water
authors:
  - name: Ève Élie
    orcid: 0000-0002-1825-0097
    affiliations: [mill]
  - name: {given: Jan, family: van der Lint}
affiliations:
  - id: mill
    name: Atelier du Fil
keywords: [wool, water]
abstract: A recipe.
bibliography: [refs.bib]
---
# Introduction

Dry, says {cite:t}`moth2002`.

## A detail

```text
# no heading
```

![A wheel](figures/wheel.png)
"""
#: As papers of scientific proceedings are: fields above the title, whose line is that of the sections too.
REST = """:author: Ève Élie
:email: eve@example.org
:institution: Atelier du Fil
:corresponding:

:author: Zoé Tamis
:institution: Atelier du Fil
:institution: Université de Dour

:video: https://video.example.org/1

--------------
Dyeing *again*
--------------

.. class:: abstract

   A second recipe, with :math:`x^2`.

.. class:: keywords

   wool, madder

Introduction
------------

As :cite:t:`mill2001` has it.

.. figure:: wheel.png
   :alt: A wheel

   A wheel.
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    facts = ("--publisher", "Atelier du Fil", "--editors", "Atelier du Fil", "--licence", "CC BY 4.0")
    event = ("--event", "La laine et la nuit", "--date", "2025-06-13", "--city", "Dour")
    stated = ("--language", "en", "--title", "Wool", "--synthkit", "synthkit>=0.1")
    assert main(["init", "--yes", *stated, *event, *facts, str(tmp_path / "wool")]) == 0
    return tmp_path / "wool" / "book"


def paper(folder: Path, name: str, text: str, *figures: str) -> Path:
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "refs.bib").write_text(BIB, encoding="utf-8")
    for figure in figures:
        (folder / figure).parent.mkdir(exist_ok=True)
        (folder / figure).write_bytes(PIXEL)
    return folder


def brought(book: Path, source: Path) -> None:
    assert main(["import", str(source), "--book", str(book), "--yes"]) == 0


def built(book: Path) -> tuple[Catalogue, Path]:
    out = book.parent / "out"
    assert main(["build", str(book), str(out), "--only", "html"]) == 0
    return load((out / "html" / "synthkit.json").read_text(encoding="utf-8")), out / "html"


def test_papers_in_myst_and_rest_become_chapters_of_one_author(book: Path, tmp_path: Path, capsys: Any) -> None:
    brought(book, paper(tmp_path / "elie-dyeing", "paper.md", MYST, "figures/wheel.png"))
    brought(book, paper(tmp_path / "again", "main.rst", REST, "wheel.png", "unused.png"))
    told = capsys.readouterr().out
    catalogue, out = built(book)
    chapters = {chapter.title: chapter for chapter in catalogue.chapters}
    first, second = chapters["Dyeing without water"], chapters["Dyeing again"]
    assert (second.keywords, second.abstract) == (("wool", "madder"), "A second recipe, with x^2.")
    again = (out / "again" / "index.html").read_text(encoding="utf-8")
    assert "Dyeing <em>again</em>" in again
    assert "<h2>Introduction" in again
    assert ("corresponding (1)" in told, "video (1)" in told, "video.example" in again) == (True, True, False)
    assert first.authors == ("eve-elie", "jan-van-der-lint")
    assert (first.keywords, first.abstract) == (("wool", "water"), "A recipe.")
    assert second.authors == ("eve-elie", "zoe-tamis")
    eve = catalogue.person("eve-elie")
    assert eve
    assert (eve.orcid, [at.name for at in eve.affiliations]) == ("0000-0002-1825-0097", ["Atelier du Fil"])
    zoe = catalogue.person("zoe-tamis")
    assert zoe
    assert [at.name for at in zoe.affiliations] == ["Atelier du Fil", "Université de Dour"]
    page = (out / "elie-dyeing" / "index.html").read_text(encoding="utf-8")
    assert "Moth" in page
    assert "# no heading" in page
    assert "<h2>Introduction" in page
    assert (book / "elie-dyeing" / "figures" / "wheel.png").read_bytes() == PIXEL
    assert not (book / "again" / "unused.png").exists()
    assert (book.parent / "references.bib").read_text(encoding="utf-8").count("@book{mill2001") == 1


def test_a_paper_is_not_written_twice(book: Path, tmp_path: Path) -> None:
    source = paper(tmp_path / "elie-dyeing", "paper.md", MYST, "figures/wheel.png")
    brought(book, source)
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    assert main(["import", str(source), "--book", str(book), "--yes"]) == 1
    assert main(["import", str(source), "--book", str(book), "--dry-run"]) == 1
    assert {path: path.read_bytes() for path in book.rglob("*") if path.is_file()} == before


def test_a_docx_is_read_by_pandoc(book: Path, tmp_path: Path, capsys: Any) -> None:
    if not shutil.which("pandoc"):
        pytest.skip("pandoc not found; install with: sudo apt install pandoc")
    (tmp_path / "wheel.png").write_bytes(PIXEL)
    head = "---\ntitle: Late moths\nauthor: [Zoé Tamis]\n---\n\n# Why\n\nThey *eat*.\n\n"
    text = f"{head}![A wheel](wheel.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    (tmp_path / "moths.md").write_text(text, encoding="utf-8")
    subprocess.run(["pandoc", "moths.md", "-o", "moths.docx"], cwd=tmp_path, check=True)
    brought(book, tmp_path / "moths.docx")
    catalogue, out = built(book)
    (chapter,) = (one for one in catalogue.chapters if one.title == "Late moths")
    assert chapter.authors == ("zoe-tamis",)
    page = (out / "moths" / "index.html").read_text(encoding="utf-8")
    assert "<em>eat</em>" in page
    assert "<td><p>1</p></td>" in page
    assert len(list((book / "moths").rglob("*.png"))) == 1


def test_a_notebook_keeps_its_cells_and_results(book: Path, tmp_path: Path, capsys: Any) -> None:
    def code(source: str, *outputs: dict[str, object], tags: tuple[str, ...] = ()) -> dict[str, object]:
        return {"cell_type": "code", "source": source, "outputs": list(outputs), "metadata": {"tags": list(tags)}}

    def shown(**data: object) -> dict[str, object]:
        return {
            "output_type": "display_data",
            "data": {name.replace("_", "/", 1): value for name, value in data.items()},
        }

    picture = base64.b64encode(PIXEL).decode()
    table = "<table><thead><tr><th></th><th>a|b</th></tr></thead><tbody><tr><th>0</th><td>1.5</td></tr></tbody></table>"
    cells = [
        {"cell_type": "markdown", "source": ["# Counting *sheep*\n", "\n", CITING]},
        {"cell_type": "markdown", "source": "## Method\n\n![A wheel](figures/wheel.png)", "metadata": {}},
        code("import wool", tags=("remove-cell",)),
        code("%matplotlib inline\nprint(1)", {"output_type": "stream", "text": ["1\n", "\x1b[31m2\x1b[0m\n"]}),
        code("#| fig-alt: Sheep by year\nplot()", shown(image_png=picture, text_plain="<Figure>")),
        code("plot()", shown(image_png=[picture], text_plain="<Figure>")),
        code("frame", shown(text_html=table, text_plain="   a|b\n0  1.5")),
        code("model", shown(text_html="<script>go()</script>", text_plain="Widget()")),
        code("x", shown(text_latex="$\\displaystyle x^{3}$", text_plain="x**3")),
        {"cell_type": "raw", "source": "<hr>"},
    ]
    authors = [{"name": "Ève Élie"}]
    facts = {"authors": authors, "language_info": {"name": "python"}}
    text = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": facts, "cells": cells})
    source = paper(tmp_path / "sheep", "sheep.ipynb", text, "figures/wheel.png")
    brought(book, source)
    said = capsys.readouterr().out
    catalogue, out = built(book)
    (chapter,) = (one for one in catalogue.chapters if one.title == "Counting sheep")
    assert chapter.authors == ("eve-elie",)
    page = (out / "sheep" / "index.html").read_text(encoding="utf-8")
    assert "Moth" in page
    assert page.count("<math") == 2
    assert 'alt="Sheep by year"' in page
    assert 'alt="Result of the notebook, 2"' in page
    assert "<td><p>1.5</p></td>" in page
    assert "Widget()" in page
    assert "go()" not in page
    assert "import wool" not in page
    assert "\x1b" not in page
    assert {one.name for one in (book / "sheep").rglob("*.png")} == {"wheel.png", "sheep-1.png", "sheep-2.png"}
    counts = re.findall(r"\((\d)\)$", said, re.MULTILINE)  # cells left out, pictures without text, a browser's results
    assert counts == ["2", "1", "1"]


def test_a_notebook_of_another_format_is_refused(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.ipynb").write_text('{"nbformat": 3, "worksheets": [], "metadata": {}}', encoding="utf-8")
    assert main(["import", str(tmp_path / "old.ipynb"), "--book", str(book), "--yes"]) == 1
    assert "nbconvert" in capsys.readouterr().err
