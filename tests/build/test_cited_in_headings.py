"""Citations in headings and captions read as in the text wherever the heading is shown."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from books import REFERENCES, Book

FILES = {
    "index.md": "# Livre\n\n```{toctree}\nun\nfin\n```\n",
    "fin.md": "# Fin\n\n```{bibliography}\n```\n",
    "references.bib": REFERENCES,
    "un.md": """
# Selon {cite:t}`abramova1987metiers`

Voir [](#sous).

(sous)=
## Sous {cite:p}`abramova1987metiers,okonkwo2019rouissage` et {cite:p}`inconnue`
""",
}
SUPPRESSED = {"suppress_warnings": ["bibtex", "synthkit"]}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path, dict(SUPPRESSED)).write(FILES)


def test_a_heading_names_what_it_cites_wherever_it_is_shown(book: Book) -> None:
    built = book.build()
    assert "<title>Selon Abramova (1987) " in built.text("un.html")
    assert "Selon <span>Abramova (1987)</span>" in built.text("index.html")
    second = "Sous (Abramova 1987\u00a0; Okonkwo et Lindqvist 2019) et inconnue"
    assert f">{second}<" in built.text("un.html").replace("\u202f", "\u00a0")


def test_a_style_that_numbers_leaves_its_numbers_to_the_text(book: Book) -> None:
    book.conf = {**SUPPRESSED, "synthkit_citation_style": "ieee"}
    assert "<title>Selon Abramova &#8212;" in book.build().text("un.html")


def test_it_is_read_again_when_the_reference_changes(book: Book) -> None:
    book.build()
    book.write({"references.bib": REFERENCES.replace("1987", "1988").replace("abramova1988", "abramova1987")})
    assert "<title>Selon Abramova (1988) " in book.build().text("un.html")


def test_the_table_of_contents_of_an_epub_names_it(book: Book) -> None:
    with zipfile.ZipFile(next(book.build("epub").outdir.glob("*.epub"))) as archive:
        assert "Selon Abramova (1987)" in archive.read("nav.xhtml").decode().replace("\u202f", "\u00a0")


def test_the_only_mention_in_a_footnote_citation_is_a_mention(tmp_path: Path) -> None:
    page = "# Livre\n\nTexte {footcite:p}`abramova1987metiers,inconnue`.\n\n```{footbibliography}\n```\n"
    told = (
        Book(tmp_path, {"suppress_warnings": []}).write({"index.md": page, "references.bib": REFERENCES}).build().told
    )
    uncited = [warning.text for warning in told if warning.type == "synthkit.uncited_reference"]
    assert [key for key in ("abramova1987metiers", "okonkwo2019rouissage") if key in " ".join(uncited)] == [
        "okonkwo2019rouissage"
    ]
    assert [warning.line for warning in told if "inconnue" in warning.text] == [3]
