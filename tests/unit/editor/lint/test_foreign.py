"""Markup of other programs is found, with what to write; prose that looks like it is left in peace."""

import pytest

from synthkit.diagnostics import Code, Where
from synthkit.editor.lint.foreign import check
from synthkit.editor.lint.myst_lines import read

FOUND = {
    "a formula": ("Soit $x^2 + y$ ici.", 1, "{math}`x^2 + y`"),
    "a letter": ("Soit $n$ le nombre.", 1, "{math}`n`"),
    "a formula alone": ("Ainsi :\n\n$$\nE = mc^2\n$$", 3, "```{math}"),
    "a formula of LaTeX": ("Soit \\(a_1\\).", 1, "{math}`a_1`"),
    "an environment of LaTeX": ("\\begin{align}\na &= b\n\\end{align}", 1, "```{math}"),
    "a wiki link": ("Voir [[Le rouet]].", 1, "[…](Le rouet.md)"),
    "a wiki link with words": ("Voir [[rouet#haut|le rouet]].", 1, "[…](rouet.md)"),
    "an embedded picture": ("![[rouet.png|300]]", 1, "![…](rouet.png)"),
    "spaces within bold": ("Un ** mot gras ** ici.", 1, "**mot gras**"),
    "a space at the end of bold": ("Un **mot ** ici.", 1, "**mot**"),
    "a highlight": ("Un ==passage== marqué.", 1, "*passage*"),
    "a superscript": ("Le 2^e^ jour.", 1, "{sup}`e`"),
    "a subscript": ("De l’eau, H~2~O.", 1, "{sub}`2`"),
    "bullets of a word processor": ("Ceci :\n\n•\tla laine", 3, "- la laine"),
    "a callout": ("> [!NOTE]\n> Attention.", 1, ":::{NOTE}"),
    "attributes of a picture": ("![Un rouet](rouet.png){width=50%}", 1, "```{figure}"),
    "a shortcode of Quarto": ("{{< include bout.md >}}", 1, "```{include}"),
    "a shortcode of WordPress": ('[gallery ids="1,2"]', 1, "Markdown"),
    "a table without its rule": ("Ceci :\n\n| a | b |\n| c | d |", 3, "|---|---|"),
}
SOUND = {
    "money": "Cela coûte 5 $ ou 10 $, soit $5 et $10, ou 3 $US et 4 $CA.",
    "code": "On écrit `$x^2$`, `[[page]]`, `** gras **` et\n\n```\n• un\n| a | b |\n| c | d |\n```",
    "escaped": "Un \\$x^2\\$ et \\*\\* rien \\*\\*.",
    "a table": "| a | b |\n|---|---|\n| c | d |\n| e | f |",
    "a table of one column": "| a |\n|---|\n| b |",
    "bold": "Un **mot gras**, **deux** et ***trois***, puis a ** b.",
    "links": "[un](a.md), [[1]](b.md), ![x](c.png), [a][b] et <https://lin.example/>.\n\n[b]: https://lin.example/",
    "a dialogue": "– Oui.\n— Non.",
    "a quotation": "> [Ceci](a.md) est cité.",
    "numbers": "De 3 ~ 4 ou ~5, et 2 ^ 3.",
    "a bracket": "Une liste [[1], [2]].",
    "an attribute list": "Un [mot]{.language-en} ici.",
    "a citation": "Selon {cite}`a` et [@b, p. 3].",
    "an option": ":::{figure} https://lin.example/a.png\n:alt: Un rouet\n:::",
    "an address in HTML": '<a href="https://lin.example/">lin</a>',
}


def found(text: str, *extensions: str) -> list[tuple[Code, int, str]]:
    problems = check(read(text), Where("p", "p.md"), frozenset(extensions))
    return [(one.code, one.where.line, str(one.values.get("expected", ""))) for one in problems]


@pytest.mark.parametrize(("text", "line", "expected"), FOUND.values(), ids=FOUND)
def test_markup_of_others_is_told_at_its_line_with_what_to_write(text: str, line: int, expected: str) -> None:
    assert found(text) == [(Code.MALFORMED_MARKUP, line, expected)]


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_is_meant_as_it_stands_is_left_in_peace(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("Soit $x^2$.", "dollarmath"),
        ("\\begin{align}\na\n\\end{align}", "amsmath"),
        ("![a](b.png){w=1}", "attrs_inline"),
    ],
)
def test_what_an_extension_of_the_book_reads_is_sound(text: str, extension: str) -> None:
    assert found(text)
    assert found(text, extension) == []


def test_an_address_that_leads_nowhere_is_a_remark_unless_the_book_makes_links_of_them() -> None:
    text = "Voir https://lin.example/a_(b)?c=1.\n\nEt [ici](https://lin.example/)."
    assert found(text) == [(Code.BARE_ADDRESS, 1, "")]
    assert Code.BARE_ADDRESS.is_style
    assert found(text, "linkify") == []
