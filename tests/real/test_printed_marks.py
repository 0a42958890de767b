"""Marks note pages and change none: TeX sets the same pages without them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from conftest import need

from synthkit.build import editions, latex_runs
from synthkit.build.runner import Run

_MARK = re.compile(r"\\synthkitmark\{[^}]*\}\{\d+\}")
#: Paragraphs of each kind; microtype lets their first sign hang into the margin.
_KINDS = (
    "%s",
    "- %s",
    "1. %s",
    "- a\n\n  - %s\n\n    %s",
    "> %s",
    "a\n: %s",
    "```{note}\n%s\n```",
    "[^%d]\n\n[^%d]: %s",
)
_HANGING = ("« Vu » et voulu.", "Vingt et un termes.", "— Au revoir.", "(Tout.)")


def words(pdf: Path) -> list[str]:
    """Every word with its place on its page."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return [line for line in text.splitlines() if "<word" in line or "<page" in line]


def unmarked(latex: Path, folder: Path) -> list[str]:
    """The words of the volume whose LaTeX lies there, set without its marks."""
    shutil.copytree(latex, folder / "latex")
    (source,) = (path for path in (folder / "latex").glob("*.tex") if _MARK.search(path.read_text(encoding="utf-8")))
    bare, count = _MARK.subn("", source.read_text(encoding="utf-8"))
    assert count > 20
    source.write_text(bare, encoding="utf-8")
    (made,) = latex_runs.pdf(Run(folder, folder, True, print, dict(os.environ)))
    return words(made)


def test_the_real_book_is_set_the_same_without_them(built: Path, tmp_path: Path) -> None:
    need("lualatex", latex_runs.TEX_INSTALL)
    need("pdftotext", "sudo apt install poppler-utils")
    (marked,) = (built / "pdf").glob("*.pdf")
    assert words(marked) == unmarked(built / "latex", tmp_path)


def test_signs_that_hang_into_the_margin_do_so_without_them(tmp_path: Path) -> None:
    need("lualatex", latex_runs.TEX_INSTALL)
    need("pdftotext", "sudo apt install poppler-utils")
    source, results = tmp_path / "book", tmp_path / "results"
    source.mkdir()
    facts = 'project, author, language = "Le lin", "Atelier", "fr"\n'
    extensions = 'extensions, myst_enable_extensions = ["myst_parser", "synthkit"], ["deflist", "colon_fence"]\n'
    (source / "conf.py").write_text(facts + extensions, encoding="utf-8")
    kinds = [kind.replace("%d", f"{a}{b}") for a, kind in enumerate(_KINDS, 1) for b in range(len(_HANGING))]
    texts = [kind.replace("%s", _HANGING[number % len(_HANGING)]) for number, kind in enumerate(kinds)]
    chapter = f":::{{chapter}} lin\n\n{_HANGING[0]}\n:::"
    (source / "index.md").write_text("\n\n".join(["# Le lin", chapter, *texts, ""]), encoding="utf-8")
    editions.build(source, results, only=["pdf"], pdf_engine="lualatex")
    (marked,) = (results / "pdf").glob("*.pdf")
    assert words(marked) == unmarked(results / "latex", tmp_path / "bare")
