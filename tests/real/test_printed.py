"""What is printed of each kind of work from our .bib, held by its table in docs/citing.md."""

from __future__ import annotations

import shutil
from pathlib import Path

import clients_table as table
import printed_table as printed
import pytest
from conftest import need

from synthkit.model import serialization

STYLES = pytest.mark.parametrize(
    ("program", "style"), list(printed.STYLES), ids=["-".join(key) for key in printed.STYLES]
)
TOOLS = {
    "biblatex": (
        "sudo apt install texlive-luatex texlive-bibtex-extra texlive-lang-french biber",
        ("lualatex", "biber"),
    ),
    "BibTeX": ("sudo apt install texlive-binaries texlive-bibtex-extra", ("bibtex",)),
    "Typst": ("", ()),
}


def need_all_of(program: str) -> None:
    install, names = TOOLS[program]
    for name in names:
        need(name, install)
    need("pdftotext", "sudo apt install poppler-utils")


@STYLES
def test_a_style_prints_what_the_table_says(program: str, style: str, tmp_path: Path) -> None:
    need_all_of(program)
    table.write_library(tmp_path)
    assert (
        printed.row(printed.measured(program, style, tmp_path))
        == table.documented(printed.START, printed.END)[program, style]
    )


@STYLES
def test_a_style_prints_as_much_of_a_book_as_it_is_exported(
    program: str, style: str, hard: Path, tmp_path: Path
) -> None:
    need_all_of(program)
    shutil.copy(hard / "html" / "cite" / "library.bib", tmp_path)
    works = serialization.load((hard / "html" / "synthkit.json").read_text(encoding="utf-8")).works
    row = table.documented(printed.START, printed.END)[program, style]
    for work, found in zip(works, printed.measured(program, style, tmp_path, works).values(), strict=True):
        told = {cell.partition(" ")[0] for cell in row[work.kind].split("; ")}
        assert {fact for fact, is_there in found.items() if not is_there} <= told, work.id
