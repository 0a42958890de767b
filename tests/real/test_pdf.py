"""The printed volume as its tools see it: what TeX noted, and what stands on which page."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import need

from synthkit import editions
from synthkit.model.works import WorkKind

_PLACE = re.compile(r"\\newlabel\{synth:(first|last):([^}]*)\}\{\{(\d+)\}\{(\w+)\}")


@pytest.fixture(scope="session")
def places(built: Path) -> dict[tuple[str, str], tuple[int, str]]:
    """The sheet and the printed page of each work's beginning and end, by ("first", id) and ("last", id)."""
    need("lualatex", editions.TEX_INSTALL)
    (aux,) = (built / ".work" / "pdf").glob("*.aux")
    found = _PLACE.findall(aux.read_text(encoding="utf-8"))
    return {(which, name): (int(sheet), page) for which, name, sheet, page in found}


@pytest.fixture(scope="session")
def sheets(built: Path) -> list[str]:
    """The text of each page of the PDF, spaces folded."""
    need("lualatex", editions.TEX_INSTALL)
    need("pdftotext", "sudo apt install poppler-utils")
    (book,) = (built / "pdf").glob("*.pdf")
    text = subprocess.run(["pdftotext", book, "-"], capture_output=True, check=True).stdout.decode()
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def test_each_session_and_chapter_begins_on_the_sheet_of_its_title(places, sheets, catalogue):
    works = [work for work in catalogue.works if work.kind not in (WorkKind.BOOK, WorkKind.PROCEEDINGS)]
    assert works
    assert [work.id for work in works if work.title not in sheets[places["first", work.id][0] - 1]] == []


def test_each_work_ends_before_the_next_begins_and_on_a_page_of_text(places, sheets, catalogue):
    found = [(places["first", name][0], places["last", name][0]) for which, name in places if which == "first"]
    assert all(first <= last for first, last in found)
    assert all(last < follower for (_, last), (follower, _) in pairwise(found))
    assert all(sheets[last - 1] for _, last in found)
