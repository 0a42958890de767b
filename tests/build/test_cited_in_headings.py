"""Citations in headings and captions read as in the text wherever the heading is shown."""

from __future__ import annotations

import re
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


TWINS = """
@book{one, author={Roy, Ada}, title={Heures}, year=2020}
@book{two, author={Roy, Ada}, title={Cadrans}, year=2020}
@book{three, author={Okonkwo, Ben}, title={Rouissage}, year=2019}
"""


@pytest.fixture
def twins(tmp_path: Path) -> Book:
    pages = {
        "index.md": "# Livre\n\nVoir [](#sous).\n\n```{toctree}\nun\ndeux\nfin\n```\n",
        "un.md": "# Selon {cite:t}`three`\n\nVoir [](#sous) et {cite:p}`two`.\n\n(sous)=\n## Sous {cite:p}`one`\n",
        "deux.md": "# Contre {cite:t}`one`\n\nTexte.\n",
        "fin.md": "# Fin\n\n```{bibliography}\n```\n",
        "references.bib": TWINS,
    }
    return Book(tmp_path, dict(SUPPRESSED)).write(pages)


def test_the_letter_of_a_year_stands_in_menus_contents_and_links_too(twins: Book) -> None:
    built = twins.build()
    assert "<title>Contre Roy (2020b) " in built.text("deux.html")
    assert "Contre <span>Roy (2020b)</span>" in built.text("index.html")
    un = built.text("un.html")
    for page, address in ((un, "#sous"), (built.text("index.html"), "un.html#sous")):
        link = page[page.index(f'href="{address}"') :]
        assert "Sous (Roy 2020b)" in re.sub("<[^<>]*>", "", link[: link.index("</a>")])
        assert "(Roy 2020)" not in page


def test_the_letter_goes_from_all_of_them_with_the_other_work(twins: Book) -> None:
    twins.build()
    un = "# Selon {cite:t}`three`\n\nVoir [](#sous).\n\n(sous)=\n## Sous {cite:p}`one`\n"
    built = twins.write({"un.md": un}).build()
    assert "<title>Contre Roy (2020) " in built.text("deux.html")
    assert "Contre <span>Roy (2020)</span>" in built.text("index.html")
    assert "2020b" not in built.text("un.html")


def test_numbers_stand_in_menus_and_contents_too(twins: Book) -> None:
    twins.conf = {**SUPPRESSED, "synthkit_citation_style": "ieee"}
    built = twins.build()
    assert "<title>Contre Roy [3] " in built.text("deux.html")
    assert "Contre <span>Roy [3]</span>" in built.text("index.html")


def test_contents_and_bookmarks_of_the_other_editions_have_the_letter(twins: Book) -> None:
    with zipfile.ZipFile(next(twins.build("epub").outdir.glob("*.epub"))) as archive:
        assert "Contre Roy (2020b)" in archive.read("nav.xhtml").decode().replace("\u202f", "\u00a0")
