"""A text of a CMS as the source of an abstract: its words, emphasis, links and lists; no markup else."""

from __future__ import annotations

import pytest

from synthkit.editor.scaffold.texts import source_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Un\r\ntexte", "Un\\\ntexte"),
        ("Un *bain* d'`alun`", "Un *bain* d'`alun`"),
        ("<p>Fil &amp; lin&nbsp;: <b> dur </b>!</p><p>Fin.</p>", "Fil & lin : **dur** !\n\nFin."),
        ("### Pourquoi\n\nParce que.", "**Pourquoi**\n\nParce que."),
        ("<h3>Résumé</h3><p>Parce que.</p><h3>Plan</h3>", "Parce que.\n\n**Plan**"),
        ("<h1>Pourquoi</h1>Parce que.", "**Pourquoi**\n\nParce que."),
        ("<ul><li>un<ol><li>a</li></ol></li><li>deux</li></ul>", "- un\n\n  1. a\n- deux"),
        ("a {eau} $x$ <script>x()</script>b", "a \\{eau\\} \\$x\\$ b"),
        (
            '<a href="javascript:x()">mot</a>, <a href="https://a.org/x y">page</a>',
            "mot, [page](<https://a.org/x%20y>)",
        ),
        ("<https://a.org>", "<https://a.org>"),
        ("Voir https://a.org/a_b?c=1&d, ou a@b.org.", "Voir <https://a.org/a_b?c=1&d>, ou <a@b.org>."),
        ('<a href="https://a.org/x">https://a.org</a>', "[https://a.org](<https://a.org/x>)"),
        ('<p>Vu : <img src="x.png" alt="un rouet"></p>', "Vu : un rouet"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "- a · b\n\n- 1 · 2"),
        ("> cité", "> cité"),
        ("```\n{x}\n```", "```text\n{x}\n```"),
        ("<p># pas un titre</p><p>1. rien</p><p>:::</p>", "\\# pas un titre\n\n1\\. rien\n\n\\:::"),
        ("Fin\x00 <br/> <!-- rien --> ici", "Fin\\\nici"),
    ],
)
def test_a_text_becomes_the_markdown_of_an_abstract(text: str, expected: str) -> None:
    assert source_of(text, ".md") == expected


def test_a_page_in_rest_gets_the_words() -> None:
    text = "Un *bain* de [page](https://a.org).\n\n- un\n- deux"
    assert source_of(text, ".rst") == "Un bain de page (https://a.org).\n\n- un\n- deux"


def test_the_markdown_of_an_abstract_stays_as_it_is() -> None:
    once = source_of("**Titre**\n\nUn *bain* à [page](https://a.org/a_b), 3 < 4.\n\n- un\n- deux\n\n1. a", ".md")
    assert source_of(once, ".md") == once
