"""Every .bib the build writes is taken in by biber and by classic BibTeX without a warning."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from conftest import PROJECT, need
from test_facts import bare

from synthkit.bibliography.csl_items import Bibliography
from synthkit.csl.rich_text import plain
from synthkit.csl.style import Style, labelled
from synthkit.model.catalogue import Catalogue


@pytest.fixture(scope="session")
def works(built: Path, catalogue: Catalogue) -> list[Path]:
    """The .bib of each work, of each page on a talk that is a work too, and of each event."""
    files = [path for path in sorted((built / "html" / "cite").glob("*.bib")) if path.stem != "library"]
    events = {event.id for event in catalogue.events}
    assert {path.stem for path in files} == {
        one.file_name for work in catalogue.works for one in (work, *catalogue.to_cite(work.id))
    } | events
    return files


def test_each_citable_session_has_its_file(built: Path, catalogue: Catalogue) -> None:
    sessions = [session for session in catalogue.sessions if session.is_citable]
    assert len(sessions) == 11
    assert all((built / "html" / "cite" / f"{session.id}.bib").is_file() for session in sessions)


def test_biber_validates_every_work_without_a_warning(works: list[Path], tmp_path: Path) -> None:
    need("biber", "sudo apt install biber")
    for path in works:
        (tmp_path / path.name).write_bytes(path.read_bytes())
        done = subprocess.run(
            ["biber", "--tool", "--validate-datamodel", path.name],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        assert [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))] == [], path.name


def test_classic_bibtex_compiles_every_work_without_a_warning(works: list[Path], tmp_path: Path) -> None:
    need("bibtex", "sudo apt install texlive-binaries texlive-base")
    for path in works:
        (tmp_path / path.name).write_bytes(path.read_bytes())
        (tmp_path / "try.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{plain}}\n\\bibdata{{{path.stem}}}\n")
        done = subprocess.run(["bibtex", "try"], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        assert "Warning" not in done.stdout, done.stdout
        assert r"\bibitem" in (tmp_path / "try.bbl").read_text(encoding="utf-8")


def test_the_whole_library_is_taken_in_without_a_warning(built: Path, tmp_path: Path) -> None:
    need("biber", "sudo apt install biber")
    need("bibtex", "sudo apt install texlive-binaries texlive-base")
    (tmp_path / "library.bib").write_bytes((built / "html" / "cite" / "library.bib").read_bytes())
    (tmp_path / "try.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{library}\n")
    classic = subprocess.run(["bibtex", "try"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert classic.returncode == 0
    assert "Warning" not in classic.stdout
    modern = subprocess.run(
        ["biber", "--tool", "library.bib"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert modern.returncode == 0
    assert [line for line in modern.stdout.splitlines() if line.startswith(("WARN", "ERROR"))] == []


def test_the_library_holds_every_work_and_every_cited_reference(built: Path, catalogue: Catalogue) -> None:
    library = Bibliography([built / "html" / "cite" / "library.bib"])
    cited = Bibliography([PROJECT / "references.bib"], "fr")
    assert set(library.references) == {work.id for work in catalogue.works} | set(cited.references)


@pytest.mark.parametrize("edition", ["html", "epub", "pdf"])
def test_every_reference_reads_in_french_in_every_edition(
    edition: str, html_pages: dict[str, str], epub_pages: dict[str, str], request: pytest.FixtureRequest
) -> None:
    pages = {"html": html_pages, "epub": epub_pages}
    page = pages[edition]["bibliotheque/references"] if edition in pages else request.getfixturevalue("pdf_flow")
    text = bare(page)
    references = Bibliography([PROJECT / "references.bib"], "fr")
    style = Style(str(PROJECT / "book" / "styles" / "livre.csl"), "fr")
    items = references.references
    for key, (_, hints) in labelled(style, items).items():
        item = items[key]
        entry = plain(style.reference(item, hints))
        # a printed address may be broken over pages; what stands before it can't be
        assert bare(entry.split("https://")[0].split("http://")[0]) in text, key
        authors = item.get("author")
        if isinstance(authors, list) and 1 < len(authors) < 4:
            assert re.search(r"[^,] et ", entry)
            assert " and " not in entry.split(".")[0]
