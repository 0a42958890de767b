"""Markup of other programs is found, with what to write; prose that looks like it is left in peace."""

import pytest

from synthkit.diagnostics import Code
from synthkit.editor.lint.foreign import check, marked_options
from synthkit.editor.lint.myst_lines import Source, Vocabulary

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
    "spaces within italics": ("Un * mot penché * ici.", 1, "*mot penché*"),
    "spaces within italics before a verb": ("Ainsi * Bos taurus * est lourd.", 1, "*Bos taurus*"),
    "spaces within italics before a comma": ("Selon * Bos taurus *, lourd.", 1, "*Bos taurus*"),
    "a space at the end of italics": ("Ceci :\n*Bos taurus * paraît lourd.", 2, "*Bos taurus*"),
    "a space at the beginning of italics": ("- Dans le * Journal* du jour.", 1, "*Journal*"),
    "a highlight": ("Un ==passage== marqué.", 1, "*passage*"),
    "a superscript": ("Le 2^e^ jour.", 1, "{sup}`e`"),
    "a subscript": ("De l’eau, H~2~O.", 1, "{sub}`2`"),
    "bullets of a word processor": ("Ceci :\n\n•\tla laine", 3, "- la laine"),
    "a callout": ("> [!NOTE]\n> Attention.", 1, ":::{note}"),
    "attributes of a picture": ("![Un rouet](rouet.png){width=50%}", 1, "```{figure}"),
    "a shortcode of Quarto": ("{{< include bout.md >}}", 1, "```{include}"),
    "a shortcode of WordPress": ('[gallery ids="1,2"]', 1, "Markdown"),
    "a formula with spaces": ("Soit $ x^2 $ ici.", 1, "{math}`x^2`"),
    "a formula of GitLab": ("Soit $`x^2`$.", 1, "{math}`x^2`"),
    "a formula of TeX": ("Soit \\(f(x)\\).", 1, "{math}`f(x)`"),
    "a formula of TeX alone": ("\\[\ny = \\frac{1}{2}\n\\]", 1, "```{math}"),
    "italics of LaTeX": ("Un \\emph{mot}.", 1, "*mot*"),
    "bold of LaTeX": ("Un \\textbf{mot}.", 1, "**mot**"),
    "a note of LaTeX": ("Un mot\\footnote{Note}.", 1, "[^1] ⏎ [^1]: Note"),
    "a reference of LaTeX": ("Voir \\ref{fig:a}.", 1, "[…](#fig:a)"),
    "a list of LaTeX": ("\\begin{itemize}\n\\item Un\n\\end{itemize}", 1, "Markdown"),
    "a page break of LaTeX": ("\\newpage", 1, "Markdown"),
    "a tie of LaTeX": ("Selon M.~Roy.", 1, "M.&nbsp;Roy"),
    "words struck out": ("Un ~~mot~~ barré.", 1, "<del>mot</del>"),
    "a note within a line": ("Un mot.^[Une note.]", 1, "[^1] ⏎ [^1]: Une note."),
    "an id of a heading": ("## Titre {#sec-x}", 1, "(sec-x)= ⏎ ## Titre"),
    "a heading without a number": ("## Titre {-}", 1, "## Titre"),
    "a class of a heading": ("## Titre {.unnumbered}", 1, "## Titre"),
    "a class of words": ("Un [mot]{.smallcaps} ici.", 1, "```{figure}"),
    "a cross-reference of Quarto": ("Voir @fig-rouet.", 1, "[…](#fig-rouet)"),
    "an example of pandoc": ("(@) Un exemple", 1, "1. Un exemple"),
    "a verse of pandoc": ("| Un vers", 1, "Un vers\\"),
    "a table in a grid": ("+---+---+\n| a | b |", 1, "| … | … |"),
    "a definition": ("Mot\n: son sens", 1, "- **Mot** : …"),
    "a box to check": ("- [ ] à faire", 1, "- ☐ …"),
    "an admonition of MkDocs": ('!!! note "Titre"\n    Texte', 1, ":::{note}"),
    "a tab of MkDocs": ('=== "Titre"', 1, ":::{tab-item} Titre"),
    "keys": ("Taper ++ctrl+c++.", 1, "{kbd}`ctrl+c`"),
    "an emoji by name": ("Oui :smile: non", 1, "Unicode"),
    "a remark of Obsidian": ("Mot %%remarque%%", 1, "% remarque"),
    "a tag of Jekyll": ("{% raw %}", 1, "Markdown"),
    "a variable": ("Voir {{ page.title }}.", 1, "Markdown"),
    "a shortcode of Hugo": ("{{% notice %}}", 1, "```{notice}"),
    "a shortcode of a plug-in": ('[contact-form id="3"]', 1, "Markdown"),
    "bold of MediaWiki": ("Un '''mot''' gras.", 1, "**mot**"),
    "italics of MediaWiki": ("Un ''mot'' penché.", 1, "*mot*"),
    "a heading of MediaWiki": ("== Titre ==", 1, "## Titre"),
    "a heading of AsciiDoc": ("== Titre", 1, "## Titre"),
    "a heading of Textile": ("h2. Titre", 1, "## Titre"),
    "a heading of SPIP": ("{{{Titre}}}", 1, "## Titre"),
    "a link of MediaWiki": ("[https://x.example un lien]", 1, "[un lien](https://x.example)"),
    "a link of AsciiDoc": ("link:https://x.example[un lien]", 1, "[un lien](https://x.example)"),
    "a link of SPIP": ("[un lien->https://x.example]", 1, "[un lien](https://x.example)"),
    "a link of Textile": ('"un lien":https://x.example', 1, "[un lien](https://x.example)"),
    "a block of Org": ("#+BEGIN_QUOTE", 1, "Markdown"),
    "a directive of reStructuredText": (".. note:: Texte", 1, ":::{note} Texte"),
    "a target of reStructuredText": (".. _cible:", 1, "(cible)="),
    "a note of reStructuredText": ("Un mot [1]_.", 1, "[^1]"),
    "a remark of reStructuredText": (".. un mot", 1, "% un mot"),
    "a link of reStructuredText": ("Un `lien <https://x.example>`_ ici.", 1, "[…](…)"),
    "dashes for bullets": ("– un\n– deux", 1, "- un"),
    "bullets of a symbol font": ("\uf0b7 un", 1, "- un"),
    "letters for numbers": ("a) un\nb) deux", 1, "1. un"),
    "a table by tabs": ("Nom\tÂge\nZoé\t3", 1, "| Nom | … |"),
    "a note by hand": ("[1] Une note.", 1, "[^1]: Une note."),
    "a note by a small figure": ("¹ Une note.", 1, "[^1]: Une note."),
    "a heading by underscores": ("Titre\n_____", 1, "## Titre"),
    "a rule that makes a heading": (f"{'Un mot ' * 10}.\n---", 1, "⏎ ---"),
    "a lost reference of Word": ("Voir Erreur ! Source du renvoi introuvable.", 1, "[…](…)"),
    "a field of Word": ("Voir { REF _Ref1 \\h }.", 1, "[…](…)"),
    "a field of Zotero": ('ADDIN ZOTERO_ITEM CSL {"a"}', 1, "[@…]"),
    "a citation of Zotero’s scan": ("Selon {Roy, 2020}.", 1, "[@…]"),
    "an entity nobody knows": ("Un&nbps;mot", 1, "&nbsp;"),
    "spaces within bold underscores": ("Un __ mot gras __ ici.", 1, "**mot gras**"),
    "the label of a formula of Quarto": ("$$\na = b\n$$ {#eq-a}", 1, "```{math}"),
    "the caption of a table of pandoc": (
        "| a | b |\n|---|---|\n| c | d |\n\n: Les mots {#tbl-a}",
        5,
        "```{table} Les mots",
    ),
    "a mark of kramdown": ("Un mot{: .class } ici.", 1, "Markdown"),
    "a table of contents": ("[TOC]", 1, "```{contents}"),
    "an element of Word": ("Un mot.<o:p></o:p>", 1, "Markdown"),
    "a table without strokes outside, nor its rule": ("Ceci :\n\na | b\nc | d", 3, "|---|---|"),
    "a command of LaTeX": ("\\SI{5}{\\km} ici.", 1, "Markdown"),
    "a command of LaTeX alone": ("\\tableofcontents", 1, "Markdown"),
    "a command of LaTeX in a group": ("Un {\\em mot}.", 1, "Markdown"),
    "a note of biblatex": ("Un mot\\footcite[3]{roy2020}.", 1, "[@roy2020]"),
    "a thin space of TeX": ("À 5\\,km.", 1, "&nbsp;"),
    "an accent of TeX": ("L’\\'{e}cole.", 1, "Unicode"),
    "a cross-reference of bookdown": ("Voir \\@ref(fig:a).", 1, "[…](#fig:a)"),
    "attributes of bold": ("Un **mot**{.x}.", 1, "Markdown"),
    "raw code of pandoc": ("Un `<b>`{=html}.", 1, "```{raw} html"),
    "a note of AsciiDoc": ("Un mot.footnote:[Une note.]", 1, "[^1] ⏎ [^1]: Une note."),
    "a macro of AsciiDoc": ("Voir image::roue.png[Une roue].", 1, "Markdown"),
    "a note without its colon": ("[^1] Une note.", 1, "[^1]: Une note."),
    "a note by a link": ("Un mot.\n\n[1]: Une note ici.", 3, "[^1]: Une note ici."),
    "a note with a space in its mark": ("Un mot[^note 1].", 1, "[^1]"),
    "a note of Word": ("Un mot[[1]](#_ftn1).", 1, "[^1]"),
    "a dash among hyphens": ("- un\n– deux", 1, "- deux"),
    "hyphens without a space": ("-un\n-deux", 1, "- un"),
    "numbers in parentheses": ("(1) un\n(2) deux", 1, "1. un"),
    "numbers with hyphens": ("1 - un\n2 - deux", 1, "1. un"),
    "numbers without a space": ("1.un\n2.deux", 1, "1. un"),
    "a sign of Word’s fields": ("PAGE \\* MERGEFORMAT", 1, "[…](…)"),
    "a pair of shortcodes": ("[su_note]Texte[/su_note]", 1, "Markdown"),
    "a shortcode with an address": ("[youtube https://lin.example/a]", 1, "Markdown"),
    "the name of a block of Obsidian": ("Texte ^fil-1", 1, "(fil-1)="),
    "a block of AsciiDoc": ("[NOTE]\nTexte", 1, "Markdown"),
    "a table of AsciiDoc": ("|===\n|a |b", 1, "| … | … |"),
    "a list of AsciiDoc": ("* un\n** deux", 1, "  - deux"),
    "a cell too many": ("| a | b |\n|---|---|\n| c | d | e |", 3, "2"),
    "a rule of another size": ("| a | b | c |\n|---|---|\n| d | e | f |", 1, "|---|---|---|"),
    "a table without its rule": ("Ceci :\n\n| a | b |\n| c | d |", 3, "|---|---|"),
}
SOUND = {
    "money": "Cela coûte 5 $ ou 10 $, soit $5 et $10, ou 3 $US et 4 $CA.",
    "code": "On écrit `$x^2$`, `[[page]]`, `** gras **` et\n\n```\n• un\n| a | b |\n| c | d |\n```",
    "escaped": "Un \\$x^2\\$ et \\*\\* rien \\*\\*.",
    "a table": "| a | b |\n|---|---|\n| c | d |\n| e | f |",
    "a table with an escaped stroke": "| a | b |\n|---|---|\n| c \\| d | e |\n| f |\n\n| a | b | c |\n|---|---|---|",
    "strokes, brackets and colons": "Soit std::vector, [sic] et [a][/b], 2 ^ x.",
    "a table without strokes outside": "a | b\n--- | ---\nc | d\ne | f",
    "alternatives within a text": "On choisit entre oui | non, et\ndans un autre cas, gauche | droite.",
    "a table of one column": "| a |\n|---|\n| b |",
    "bold": "Un **mot gras**, **deux** et ***trois***, puis a ** b.",
    "italics": "Un *mot*, *deux* et *trois* ; le *« quatre »* et *(cinq)*, la *six* *sept*.",
    "products": "Soit 2 * 3 * 4, a * b * c, prix * quantité * taux et longueur * la largeur * hauteur = v.",
    "lists by stars": "* un *mot*\n* deux * trois * quatre\n* Nom *\n* *trois* et *quatre*\n\n* * *",
    "signs of notes": "Les champs Nom * et prénom *, âge.\n\nPrix *\n\n\\* Hors taxe.",
    "links": "[un](a.md), [[1]](b.md), ![x](c.png), [a][b] et <https://lin.example/>.\n\n[b]: https://lin.example/",
    "a dialogue": "– Oui.\n— Non.",
    "entities": "Un&nbsp;mot, &laquo;&#160;&eacute;&#xe9;&amp;&raquo;.",
    "hours": "À 9:35:20, ratio 1:2:3, et la clef a:b:c.",
    "a role behind a colon": "Il a lu: {cite:p}`a` en {math}`2020`.",
    "a rule": "Texte.\n\n---\n\nSuite.",
    "letters": "Réponse a) ou b), {2020} ou {a}.",
    "elisions": "L'un et l'autre disent 'oui'.",
    "a quotation": "> [Ceci](a.md) est cité.",
    "numbers": "De 3 ~ 4 ou ~5, et 2 ^ 3.",
    "a bracket": "Une liste [[1], [2]].",
    "a citation": "Selon {cite}`a` et [@b, p. 3].",
    "an option": ":::{figure} https://lin.example/a.png\n:alt: Un rouet\n:::",
    "paths of Windows": "Dans C:\\Users\\Zoé\\fil.txt ou \\serveur\\fil, et 1\\. un.",
    "citations of LaTeX": "Selon \\citet[p. 3]{roy2020} et \\parencite{roy2020}.",
    "numbers in a text": "Il y a (1) un\net 2.un, puis -un.\n\n- un\n- deux – trois",
    "a definition of a link": "Voir [a].\n\n[a]: https://lin.example/ 'Un titre'",
    "an address in HTML": '<a href="https://lin.example/">lin</a>',
}


def found(text: str, *extensions: str) -> list[tuple[Code, int, str]]:
    problems = check(Source(text), Vocabulary(extensions=frozenset(extensions)))
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
        ('![a](b.png){w="50%"}', "attrs_inline"),
        ("Un [mot]{.language-en} ici.", "attrs_inline"),
        ("Soit $x + \\dots$.", "dollarmath"),
        ("Mot\n: son sens", "deflist"),
        ("- [ ] à faire", "tasklist"),
        ("Un ~~mot~~ barré.", "strikethrough"),
        ("Voir {{ nom }}.", "substitution"),
    ],
)
def test_what_an_extension_of_the_book_reads_is_sound(text: str, extension: str) -> None:
    assert found(text)
    assert found(text, extension) == []


def test_attributes_that_no_extension_reads_are_reported_with_quotation_marks() -> None:
    assert found("![a](b.png){width=50%}", "attrs_inline") == [(Code.MALFORMED_MARKUP, 1, '{width="50%"}')]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (":title: Le **lin** et la *laine*", "Le lin et la laine"),
        (":room: Salle&nbsp;A", "Salle A"),
        (":venue: [Salle A](https://lin.example/)", "Salle A"),
        (":title: Selon {cite:p}`roy2020`", "Selon roy2020"),
        (":keywords: lin, \\emph{laine}", "lin, laine"),
    ],
)
def test_markup_in_an_option_that_no_edition_reads_is_reported(option: str, expected: str) -> None:
    (remark,) = marked_options(Source(f":::{{session}} s\n{option}\n:::"))
    assert (remark.code.is_style, remark.where.line, remark.values["expected"]) == (True, 2, expected)


@pytest.mark.parametrize(
    "option",
    [
        ":title: 2 * 3 * 4, AT&T; a < b",
        ":room: Salle A*",
        ":start: **9:00**",
        ":title: [sic] (un)",
        ":title: La balise <b>c</b>",
    ],
)
def test_signs_in_an_option_are_words(option: str) -> None:
    assert [*marked_options(Source(f":::{{session}} s\n{option}\n:::"))] == []


def test_a_citation_in_a_book_without_references_is_reported() -> None:
    problems = check(Source("Selon [@roy2020, p. 3] et [zoe@lin.example]."), Vocabulary(has_references=False))
    assert [str(one.values["found"]) for one in problems if one.code is Code.MALFORMED_MARKUP] == ["[@roy2020, p. 3]"]


def test_an_address_that_leads_nowhere_is_a_remark_unless_the_book_makes_links_of_them() -> None:
    text = "Voir https://lin.example/a_(b)?c=1.\n\nEt [ici](https://lin.example/)."
    assert found(text) == [(Code.BARE_ADDRESS, 1, "https://lin.example/a_(b)?c=1")]
    assert Code.BARE_ADDRESS.is_style
    assert found(text, "linkify") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voir www.lin.example/page.", "https://www.lin.example/page"),
        ("Voir doi:10.5555/lin.", "https://doi.org/10.5555/lin"),
        ("Écrire à zoe@lin.example.", "zoe@lin.example"),
    ],
)
def test_it_is_an_address_by_whatever_it_begins_with(text: str, expected: str) -> None:
    assert found(text) == [(Code.BARE_ADDRESS, 1, expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voir https://lin.example/a.", []),
        ("Écrire à ada@lin.example.", []),
        ("Voir www.lin.example.", ["https://www.lin.example"]),
        ("Voir doi:10.5555/lin.", ["https://doi.org/10.5555/lin"]),
    ],
)
def test_where_bare_addresses_are_links_those_without_a_scheme_are_reported(text: str, expected: list[str]) -> None:
    found = check(Source(text), Vocabulary(extensions=frozenset(["linkify"])))
    assert [problem.values["expected"] for problem in found] == expected
