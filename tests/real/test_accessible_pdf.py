"""The PDF that needs no TeX, of the real book and of the book of every directive, heard by tools of accessibility.

What they find wrong without its being so is named here, each with the reason.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import PROJECT, need
from pypdf import PdfReader

from synthkit.build import editions, page_numbers

#: Rules of outloud whose findings are no faults here.
FALSE = {
    "TAG-002": "running heads and the heads of a table that goes on are artifacts, as PDF/UA wants them",
    "ORD-001": "Typst paints a page in another order than that of its tags, which is the one that is read",
    "PAG-001": "what is said on many pages, such as « Références de ce chapitre », is no running head",
    "LNK-003": "a link around a picture is named by the picture's own text",
    "LNK-010": "addresses within code, which lead nowhere",
    "DOC-040": "« Avant-propos » is its title and its file's name",
    "MATH-010": "the text that stands for a formula is its TeX, as in HTML and EPUB",
}


@pytest.fixture(scope="module")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real book by Typst, all programs of TeX out of reach."""
    results = tmp_path_factory.mktemp("typst")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(results))
        editions.build(PROJECT / "book", results, only=["pdf"])
    return results


def findings(path: Path, report: Path) -> list[tuple[str, str]]:
    """What outloud tells of a PDF: rule and message."""
    need("outloud", "pip install outloud")
    subprocess.run(["outloud", "-q", "--json", str(report), str(path)], check=False, capture_output=True)
    told = json.loads(report.read_text(encoding="utf-8"))
    return [(one["rule"], one["message"]) for file in told["results"] for one in file["findings"]]


def test_nothing_is_found_wrong_with_the_volume_nor_with_any_session(typeset: Path, tmp_path: Path) -> None:
    paths = [*(typeset / "pdf").glob("*.pdf"), *(typeset / ".work" / "finished" / "sessions").glob("*.pdf")]
    assert len(paths) > 20
    found = [(path.name, *one) for path in paths for one in findings(path, tmp_path / "report.json")]
    assert [one for one in found if one[1] not in FALSE] == []


def test_nothing_is_found_wrong_with_the_book_of_every_directive(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "tests" / "books" / "everything", tmp_path / "book")
    editions.build(tmp_path / "book", tmp_path / "build", only=["pdf"])
    (path,) = (tmp_path / "build" / "pdf").glob("*.pdf")
    assert [one for one in findings(path, tmp_path / "report.json") if one[0] not in FALSE] == []


def test_each_session_alone_has_the_pages_it_has_in_the_volume(typeset: Path) -> None:
    pages = page_numbers.load((typeset / ".work" / "pages.json").read_text(encoding="utf-8"))
    for path in (typeset / ".work" / "finished" / "sessions").glob("*.pdf"):
        first, last = pages.works[path.stem]
        assert PdfReader(path).page_labels == [str(page) for page in range(int(first), int(last) + 1)]
