"""What the documentation shows works as it stands, and leaves no setting out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from books import REFERENCES, Book, Myst, complete
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

import synthkit

PROJECT = Path(__file__).parents[2]
DOCS = PROJECT / "docs"


def block(page: str, language: str, number: int = 0) -> str:
    """A block of code of a page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.findall(rf"^(`{{3,}}){language}\n(.*?)^\1$", text, re.DOTALL | re.MULTILINE)
    return str(found[number][1])


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_the_book_to_start_from_is_whole(tmp_path, builder):
    (tmp_path / "conf.py").write_text(block("another-book.md", "python"), encoding="utf-8")
    (tmp_path / "references.bib").write_text(block("another-book.md", "bibtex"), encoding="utf-8")
    (tmp_path / "index.md").write_text(block("another-book.md", "markdown"), encoding="utf-8")
    warnings = tmp_path / "warnings"
    with patch_docutils(str(tmp_path)), docutils_namespace(), warnings.open("w", encoding="utf-8") as told:
        app = Sphinx(tmp_path, tmp_path, tmp_path / "out", tmp_path / "dt", builder, status=None, warning=told)
        app.build()
    assert warnings.read_text(encoding="utf-8") == ""
    if builder == "html":
        found = json.loads((tmp_path / "out" / "synthkit.json").read_text(encoding="utf-8"))
        assert [session["title"] for session in found["sessions"]] == ["What the wheel does to the miller"]


def test_the_programs_it_shows_write_the_library_and_who_contributes_what(tmp_path, monkeypatch, capsys):
    made = Book(tmp_path).write({**complete(Myst), "references.bib": REFERENCES}).build()
    (tmp_path / "build").mkdir()
    made.outdir.rename(tmp_path / "build" / "html")
    monkeypatch.chdir(tmp_path)
    programs = re.findall(r"```python\n(.*?)```", (DOCS / "api.md").read_text(encoding="utf-8"), re.DOTALL)
    shown = []
    for program in programs:
        exec(compile(program, "api.md", "exec"), {})
        shown.append(capsys.readouterr().out)
    works, library, people = shown
    assert re.search(r"^teixeira2025rouir: Rouir à l’eau claire", works, re.MULTILINE)
    assert library.startswith("BibTeX, RIS, CSL-JSON, MODS\n")
    assert "@unpublished{teixeira2025rouir," in library
    assert re.search(r"^Aliénor Teixeira: Rouir à l’eau claire", people, re.MULTILINE)


def test_each_setting_is_told():
    source = Path(synthkit.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in source.rglob("*.py")]
    settings = {name for text in texts for name in re.findall(r'add_config_value\(\s*"(synthkit_\w+)"', text)}
    assert len(settings) > 3
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert {name for name in settings if f"`{name}`" not in page} == set()
