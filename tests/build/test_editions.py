"""A complete book comes out in every edition, from both markups, without a word of warning."""

import json
import zipfile

import pytest
from books import MARKUPS, Rest, complete

EDITIONS = ("html", "epub", "latex", "text", "man", "xml")


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("builder", EDITIONS)
def test_a_complete_book_builds_without_a_warning(edition, builder, markup):
    built = edition(builder, markup)
    assert built.warnings == ""
    assert built.statuscode == 0


def test_both_markups_write_down_the_same_records(edition):
    myst, rest = (json.loads(edition("html", markup).text("synthkit.json")) for markup in MARKUPS)
    assert myst == rest
    assert len(myst["sessions"]) == 9
    assert len(myst["persons"]) == 4


@pytest.mark.parametrize("docname", ["avant-propos", "actes/rouir", "actes/programme", "bibliotheque"])
def test_both_markups_show_the_same_words(edition, docname):
    assert edition("html", "myst").page(docname).text == edition("html", "rest").page(docname).text


@pytest.mark.parametrize("builder", ["singlehtml", "dirhtml"])
def test_other_html_editions_build_without_a_warning_too(edition, builder):
    assert edition(builder).warnings == ""


def test_the_theme_and_the_cards_of_the_book_take_it_without_a_warning(book):
    extensions = ["myst_parser", "sphinx_design", "synthkit"]
    built = book(complete(Rest), extensions=extensions, html_theme="synthkit").build()
    assert built.warnings == ""


def test_a_session_stands_in_every_edition(edition):
    with zipfile.ZipFile(next(edition("epub").outdir.glob("*.epub"))) as archive:
        assert "Rouir à l’eau claire" in archive.read("actes/rouir.xhtml").decode()
    for builder, pattern in (
        ("latex", "*.tex"),
        ("text", "actes/rouir.txt"),
        ("man", "*.1"),
        ("xml", "actes/rouir.xml"),
    ):
        text = next(edition(builder).outdir.glob(pattern)).read_text(encoding="utf-8")
        assert "claire" in text
        assert "Bertrand Azoulay" in text.replace("\\-", "-"), builder


def test_three_lines_of_conf_make_a_book(book):
    """Nothing but the extension and a name: no .bib file, no facts of the publication."""
    unstated = dict.fromkeys(
        (
            "author",
            "copyright",
            "version",
            "release",
            "html_theme",
            "html_copy_source",
            "bibtex_bibfiles",
            "epub_show_urls",
        )
    )
    small = book(
        {"index.md": "# Un livre\n\n:::{chapter} seul\n:::\n"}, **unstated, synthkit_publication=None, language="fr"
    )
    built = small.build()
    assert built.warnings == ""
    assert (built.outdir / "cite/seul.bib").is_file()
