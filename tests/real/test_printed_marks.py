"""Marks note pages and change none: TeX sets the same pages without them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from conftest import need

from synthkit import build
from synthkit.build import latex_runs
from synthkit.build.runner import Folders, Run

_MARK = re.compile(r"\\synthkitmark\{[^}]*\}\{\d+\}")


def words(pdf: Path) -> list[str]:
    """Every word with its place on its page."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return [line for line in text.splitlines() if "<word" in line or "<page" in line]


def test_the_real_book_is_set_the_same_without_them(built: Path, tmp_path: Path) -> None:
    need("lualatex", build.TEX_INSTALL)
    need("pdftotext", "sudo apt install poppler-utils")
    shutil.copytree(built / "latex", tmp_path / "latex")
    (source,) = (path for path in (tmp_path / "latex").glob("*.tex") if _MARK.search(path.read_text(encoding="utf-8")))
    bare, count = _MARK.subn("", source.read_text(encoding="utf-8"))
    assert count > 100
    source.write_text(bare, encoding="utf-8")
    (unmarked,) = latex_runs.pdf(Run(Folders(tmp_path, tmp_path), True, print, dict(os.environ)))
    (marked,) = (built / "pdf").glob("*.pdf")
    assert words(marked) == words(unmarked)
