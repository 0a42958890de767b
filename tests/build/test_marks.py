"""Paragraphs are numbered for the pages of the printed edition: alike in all editions, and nowhere seen."""

import pickle
import re

from books import MARKUPS, Rest
from docutils import nodes

from synthkit.sphinx.collect.paragraph_numbers import MARK

PAGE = """
# Un chapitre

Un premier alinéa[^a].

- un point ;

  sa suite.

> Une citation.

| une table |
|-----------|
| de cases  |

## Une section

:::{note}
Une remarque.
:::

Le dernier alinéa.

[^a]: Une note de bas de page.
"""
FILES = {"index.md": "# Livre\n\nUn mot.\n\n```{toctree}\nà_côté 1\n```\n", "à_côté 1.md": PAGE}
_MARKED = re.compile(r"\\synthkitmark\{([^}]*)\}\{(\d+)\}(\S+)")


def marked(built, docname):
    """The numbered paragraphs of a document as it was read."""
    doctrees = built.outdir.parent / f"doctrees-{built.outdir.name}"
    doctree = pickle.loads((doctrees / f"{docname}.doctree").read_bytes())
    return {node[MARK]: node.astext() for node in doctree.findall(nodes.paragraph) if MARK in node}


def test_paragraphs_are_numbered_in_order_but_for_notes_and_tables(book):
    found = marked(book(FILES).build(), "à_côté 1")
    assert list(found) == [1, 2, 3, 4, 5, 6]
    assert list(found.values()) == [
        "Un premier alinéa1.",
        "un point\u202f;",
        "sa suite.",
        "Une citation.",
        "Une remarque.",
        "Le dernier alinéa.",
    ]


def test_all_editions_have_the_same_numbers(edition):
    html, epub, latex = (marked(edition(builder), "actes/rouir") for builder in ("html", "epub", "latex"))
    assert html == epub == latex
    assert "Le rouissage sépare la fibre du bois" in html[1]


def test_both_markups_have_the_same_numbers(edition):
    myst, rest = (marked(edition("html", markup), "actes/rouir") for markup in MARKUPS)
    assert list(myst) == list(rest)


def test_print_notes_each_numbered_paragraph_with_its_document(book):
    tex = next(book(FILES).build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert _MARKED.findall(tex) == [
        ("index", "1", "Un"),
        ("=C3=A0_c=C3=B4t=C3=A9=201", "1", "Un"),
        ("=C3=A0_c=C3=B4t=C3=A9=201", "2", "un"),
        ("=C3=A0_c=C3=B4t=C3=A9=201", "3", "sa"),
        ("=C3=A0_c=C3=B4t=C3=A9=201", "4", "Une"),
        ("=C3=A0_c=C3=B4t=C3=A9=201", "5", "Une"),
        ("=C3=A0_c=C3=B4t=C3=A9=201", "6", "Le"),
    ]


def test_pages_moved_into_parts_keep_their_document(edition):
    tex = next(edition("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    documents = {docname for docname, _, _ in _MARKED.findall(tex)}
    assert {"avant-propos", "actes/index", "actes/rouir"} <= documents


def test_no_other_edition_shows_a_mark(edition):
    page = edition("html").text("actes/rouir.html")
    assert "synthkitmark" not in page
    assert MARK not in page


def test_a_book_without_paragraphs_has_no_marks(book):
    files = {"index.rst": Rest.heading("Livre")}
    tex = next(book(files).build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert _MARKED.findall(tex) == []
