"""``synthkit build``: each edition finds what the ones before it made, and what can't be made is missed by none.

TeX is played by a script that puts a PDF and its notes in place, so that this takes seconds and runs everywhere.
"""

import io
import os
import re
import shlex

import pytest
from books import QUICK, Book, Built
from pypdf import PdfReader, PdfWriter

from synthkit.build import editions
from synthkit.cli import main

FILES = {
    "index.md": "# Livre\n\n:::{downloads}\n:::\n\n```{toctree}\nrencontre\nactes/filer\nactes/nouer\n```\n",
    "rencontre.md": """
# Rencontre du fil

:::{event} rencontre-2023
:date: 2023-09-01
:proceedings-title: Actes
:::

## Gens

### Awa Sarr

:::{speaker} awa-sarr
:given: Awa
:family: Sarr
:::
""",
    "actes/filer.md": """
# Filer

:::{session} sarr2023filer
:event: rencontre-2023
:text: paper
:speakers: awa-sarr
:::
""",
    "actes/nouer.md": "# Nouer\n\n:::{session} sarr2023nouer\n:event: rencontre-2023\n:speakers: awa-sarr\n:::\n",
}
#: What TeX would note of six sheets: the second session begins on the page where the first ends.
AUX = r"""
\newlabel{synth:first:sarr2023filer}{{4}{2}{}{page.2}{}}
\synthkitmarked{actes/filer}{1}{2}
\newlabel{synth:last:sarr2023filer}{{5}{3}{}{page.3}{}}
\newlabel{synth:first:sarr2023nouer}{{5}{3}{}{page.3}{}}
\newlabel{synth:last:sarr2023nouer}{{6}{4}{}{page.4}{}}
"""


def volume():
    writer = PdfWriter()
    for _ in range(6):
        writer.add_blank_page(100, 200)
    writer.set_page_label(0, 1, style="/r")
    writer.set_page_label(2, 5, style="/D", start=1)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A book, and tools beside it that make its PDF."""
    root = tmp_path_factory.mktemp("whole")
    conf = {
        **QUICK,
        "html_baseurl": "https://fil.example/",
        "latex_documents": [("index", "fil.tex", "Fil", "", "manual")],
    }
    book = Book(root / "book", {**conf, "epub_basename": "fil"}).write(FILES)
    book.state()
    (root / "fil.pdf").write_bytes(volume())
    (root / "fil.aux").write_text(AUX, encoding="utf-8")
    (root / "tools").mkdir()
    put = f"cp {shlex.quote(str(root))}/fil.pdf {shlex.quote(str(root))}/fil.aux ."
    for name in editions.latex_runs.TEX_TOOLS:
        (root / "tools" / name).write_text(f"#!/bin/sh\n{put}\n", encoding="utf-8")
        (root / "tools" / name).chmod(0o755)
    return book


@pytest.fixture(scope="module")
def whole(made):
    """The first build, all tools being there; what it said, and what it left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{made.root.parent / 'tools'}{os.pathsep}{os.environ['PATH']}")
        patch.delenv("CI", raising=False)
        said = []
        results = made.root.parent / "build"
        found = editions.build(made.root, results, pdf_engine="lualatex", say=said.append)
        html = Built(results / "html", "", "", 0, made.root)
        files = {
            str(path.relative_to(html.outdir)): path.read_bytes() for path in html.outdir.rglob("*") if path.is_file()
        }
        return found, said, files, html


def test_editions_are_made_in_the_order_in_which_they_need_each_other(whole):
    found, said, _, _ = whole
    assert [path.name for path in found] == ["fil.tex", "fil.pdf", "fil.epub", "index.html"]
    assert [line for line in said if line.startswith("[")] == [
        "[1/5] LaTeX",
        "[2/5] PDF",
        "[3/5] pages, and a PDF of each session and chapter",
        "[4/5] EPUB",
        "[5/5] HTML",
    ]


def test_the_size_of_each_result_and_the_time_of_each_step_are_told(whole):
    _, said, _, _ = whole
    assert len([line for line in said if re.fullmatch(r"\s+\S+/fil\.(tex|pdf|epub), \d+ kB", line)]) == 3
    assert len([line for line in said if re.fullmatch(r"\s+\d+\.\d s", line)]) == 5


def test_html_cites_the_pages_that_tex_noted(whole):
    files = whole[2]
    assert b"pages = {2--3}" in files["cite/sarr2023filer.bib"]
    assert b'name="citation_lastpage" content="3"' in files["actes/filer.html"]
    assert b"p. 3\xe2\x80\x934" in files["cite/sarr2023nouer.ris"]


def test_html_offers_what_was_made_before_it(whole):
    files = whole[2]
    assert {"fil.pdf", "fil.epub", "actes/sarr2023filer.pdf"} <= set(files)
    assert b'href="fil.epub"' in files["index.html"]
    assert b'content="https://fil.example/actes/sarr2023filer.pdf"' in files["actes/filer.html"]
    assert PdfReader(io.BytesIO(files["actes/sarr2023filer.pdf"])).page_labels == ["2", "3"]


def test_a_session_that_begins_on_a_page_of_another_has_no_pdf_alone_and_that_is_said(whole):
    assert "actes/sarr2023nouer.pdf" not in whole[2]
    assert "      no PDF of 'sarr2023nouer' alone: it begins on a page of 'sarr2023filer'" in whole[1]


def test_html_alone_goes_on_offering_what_the_last_build_left(whole, made, capsys):
    html = whole[3]
    assert main(["build", str(made.root), str(html.outdir.parent), "--only", "html"]) == 0
    assert "[1/1] HTML" in capsys.readouterr().out
    again = {str(path.relative_to(html.outdir)): path.read_bytes() for path in html.outdir.rglob("*") if path.is_file()}
    assert again == whole[2]


def test_without_tex_the_others_are_made_and_nothing_old_is_offered(whole, made, monkeypatch):
    html = whole[3]
    monkeypatch.setenv("PATH", str(made.root))
    monkeypatch.setenv("CI", "true")
    with pytest.raises(editions.EditionError, match="no PDF: make, latexmk, lualatex, xindy not found"):
        editions.build(made.root, html.outdir.parent, pdf_engine="lualatex", say=lambda _: None)
    assert "N’accompagne pas cette version du site : PDF." in html.page("index").text
    assert [link for text, link in html.page("index").links.items() if text.startswith("EPUB")] == ["fil.epub"]
    assert not list(html.outdir.rglob("*.pdf"))
    assert "citation_lastpage" not in html.text("actes/filer.html")
    assert "pages" not in html.text("cite/sarr2023filer.bib")


def test_two_builds_of_the_same_sources_are_the_same_to_the_byte(made, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1929478400")
    found = []
    for number in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", number)
        editions.build(made.root, tmp_path / number, only=["html"], say=lambda _: None)
        html = tmp_path / number / "html"
        found.append({path.relative_to(html): path.read_bytes() for path in html.rglob("*") if path.is_file()})
    assert len(found[0]) > 20
    assert [path for path in found[0] | found[1] if found[0].get(path) != found[1].get(path)] == []


def test_a_mistake_ends_the_build_and_is_told_again_by_the_next(tmp_path, capfd):
    """A document is read once; its warnings must not be told once."""
    book = Book(tmp_path / "book", {**QUICK}).write({"index.md": "# Livre\n\n{doc}`nulle-part`\n\n```{inconnu}\n```\n"})
    book.state()
    for _ in range(2):
        with pytest.raises(editions.EditionError, match="no html edition: Sphinx ended with status"):
            editions.build(book.root, tmp_path / "build", only=["html"], say=lambda _: None)
        assert "inconnu" in capfd.readouterr().err
