"""What Markdown passes over is found in the lines; what is sound is left in peace."""

from __future__ import annotations

import pytest

from synthkit.diagnostics import Code, Where
from synthkit.editor.lint import Vocabulary, mistakes
from synthkit.fs.encoding import decoded

VOCABULARY = Vocabulary(
    {
        "session": frozenset(("event", "speakers", "start", "title")),
        "chapter": frozenset(("authors",)),
        "note": frozenset(),
        "toctree": frozenset(),
    },
    frozenset(("session", "speaker", "cite:p", "doc")),
    frozenset(("attrs_inline", "colon_fence")),
)


def found(text: str) -> list[tuple[int, str]]:
    return [(problem.where.line, problem.code.value) for problem in mistakes(text, Where("p", "p.md"), VOCABULARY)]


SOUND = {
    "a session": ":::{session} s-un\n:event: veillee\n:speakers: luc, zoe\n:start: 9:00\n\nTexte.\n:::",
    "options with spaces": ":::{session} s-un\n:event:   veillee\n  :speakers: luc\n:::",
    "an option of several lines": ":::{session} s-un\n:title: |\n:  Un titre\n:  en deux\n:::",
    "options as YAML": ":::{session} s-un\n---\nevent: veillee\n---\n:::",
    "a value between quotes": ":::{session} s-un\n:title: \"Un titre\"\n:event: 'veillee'\n:::",
    "a flag": "```{toctree}\n:hidden:\n\nun\n```",
    "prose that begins with a word and a colon": ":::{session} s-un\n:event: a\n\nRemarque : ceci.\n:::",
    "prose that begins with the name of an option": ":::{session} s-un\n:event: a\n\nevent\n:::",
    "blocks within blocks": "::::{note}\n:::{note}\nx\n:::\n::::",
    "code that shows a directive": "````markdown\n:::{session} s-un\nevent: a\n\n#Titre\n````",
    "roles": "Voir {speaker}`luc`, {cite:p}`a,b` et {session}`le *mot* <s-un>`.",
    "a role in code": "On écrit `` {cite:p}`clef` ``, `{session}` ou `speaker`.",
    "attributes": "Un [mot]{.souligne} et une image {#ici}.",
    "links": "[un](a.md), [deux](https://a.example), [trois][ici] (voir a.md).\n\n[ici]: a.md",
    "links with titles and spaces": "[x](a.md 'un titre') et [y](<un mot.md>).",
    "a heading": "# Titre\n\n## Deux\n\n####### sept",
    "a number sign in a text": "Le\n#motdiese suit.\n\n#1 des ventes.",
    "a remark": "<!-- un mot -->\n\nDu texte.\n\n<!-- un\n\nautre -->\n",
    "front matter": "---\norphan: true\n---\n\n# Titre",
    "empty front matter": "---\n---\n\n# Titre",
    "a line of hyphens": "---\n\nDu texte.\n\n---\n\nUn autre.",
    "a rule of a table and of a heading": "Titre\n=======\n\n| a |\n|---|\n| b |",
    "editions": ":::{only} html and not epub\nx\n:::\n\n:::{only} relecture\nx\n:::",
    "a glossary": "```{glossary}\nlin\n  Une plante : le lin.\n```",
    "settings": "---\norphan: true\ntocdepth: 2\nmyst:\n  html_meta:\n    a: b\nautre: 1\n---\n\n# Titre",
    "a link by a name with spaces": "Voir [un\nlien][le  nom ].\n\n[Le nom]: a.md",
    "an escaped sign in a link": "Voir [un](a\\_b.md).",
    "an aside in an item": "- Un élément assez long pour que la ligne soit coupée ici\n— incise — et suite",
    "an index of tables": "Dans t[i][j], [1][2] et [sic][…].",
    "letters with a tilde": "São, Ângelo, Ã.",
    "a colon fence of another kind": ":::mermaid\na --> b\n:::",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_told_nothing(text: str) -> None:
    assert found(text) == []


def test_a_title_block_of_pandoc_is_reported_and_remarks_are_not() -> None:
    unknown = "unknown_setting"
    assert found("% Titre\n% Auteur\n\nTexte.") == [(1, unknown), (2, unknown)]
    block = "% Le rouet\n% Lise Dupont; Jean de Roy\n% 3 mai 2030\n\n# Un"
    assert found(block) == [(1, unknown), (2, unknown), (3, unknown)]
    first = next(mistakes(block, Where("p", "p.md"), VOCABULARY))
    assert (first.values["found"], first.values["expected"]) == ("% Le rouet", "# Le rouet")
    for remark in (
        "% Une remarque\n\n# Un",
        "% Copyright 2030\n% Lise Dupont\n\n# Un",
        "% à relire\n% par tous, avant mai\n\n# Un",
        "# Un\n\n% Titre\n% Auteur\n\nTexte.",
        "% Titre\n% Auteur\nTexte.",
    ):
        assert found(remark) == []


WRONG = {
    ":::{session} s-un\n:event: a\n\nTexte.": [(1, "unclosed_fence")],
    "Texte.\n\n```python\nx": [(3, "unclosed_fence")],
    ":::{note}\nx\n\n:::{session} s\n:event: a\n:::": [(1, "unclosed_fence")],
    "Texte.\n:::": [(2, "malformed_fence")],
    ":::{note}\n:::{note}\nx\n:::\n:::": [(2, "malformed_fence")],
    ":::session s-un\n:::": [(1, "malformed_fence")],
    ":::sesion s-un\n:::": [(1, "malformed_fence")],
    "::{note}\nx": [(1, "malformed_fence")],
    "``{note}\nx": [(1, "malformed_fence")],
    "x\n\n    :::{note}\n    y\n    :::": [(3, "malformed_fence")],
    ":::{session} s\nevent: a\n:::": [(2, "malformed_option")],
    ":::{session} s\n\n:event: a\n:start: 9:00\n:::": [(3, "malformed_option")],
    ":::{session} s\n:event a\n:::": [(2, "malformed_option")],
    ":::{session} s\n:event:a\n:::": [(2, "malformed_option")],
    ":::{session} s\n:event:\ta\n:::": [(2, "malformed_option")],
    ":::{session} s\n:event:\u00a0a\n:::": [(2, "malformed_option")],
    ':::{session} s\n:title: "a\n:::': [(2, "malformed_option")],
    ":::{session} s\n:event: a\n:event: b\n:::": [(3, "malformed_option")],
    "#Titre": [(1, "malformed_heading")],
    "Texte.\n\n##Titre": [(3, "malformed_heading")],
    "Texte.\n\n##\u00a0Titre": [(3, "malformed_heading")],
    ":::{session}s-un\n:event: a\n:::": [(1, "malformed_fence")],
    ":::{note\nx\n:::": [(1, "malformed_fence")],
    ":::(note)\nx\n:::": [(1, "malformed_fence")],
    "‘‘‘{note}\nx": [(1, "malformed_fence")],
    "：：：{note}\nx": [(1, "malformed_fence")],
    ":::{only} pdf\nx\n:::": [(1, "invalid_value")],
    ":::{only} html ou latex\nx\n:::": [(1, "invalid_value")],
    "```{raw} HTML\nx\n```": [(1, "invalid_value")],
    "```{glossary}\nlin : une plante\n```": [(2, "malformed_markup")],
    "```{eval-rst}\nUn texte.\n\n.. note: x\n```": [(4, "malformed_fence")],
    "---\norfan: true\n---\n\n# Titre": [(2, "unknown_setting")],
    "---\ndraft: true\n---\n\n# Titre": [(2, "unknown_setting")],
    "---\ntitle = x\n---\n\n# Titre": [(1, "broken_front_matter")],
    "\n---\ntitle: x\n---\n\n# Titre": [(1, "broken_front_matter")],
    '+++\ntitle = "x"\n+++\n\n# Titre': [(1, "broken_front_matter")],
    "title: x\n\n# Titre": [(1, "broken_front_matter")],
    "Ã©tÃ©\ndâ€™un": [(1, "not_utf8"), (2, "not_utf8")],
    "![x](../fig/roue.png =300x)": [(1, "malformed_link")],
    "![x] (../fig/roue.png)": [(1, "malformed_link")],
    "[](@roy2020)": [(1, "malformed_link")],
    "```{toctree}\n:hidden: non\n\na\n```": [(2, "malformed_option")],
    "[un](javascript:zut(1))": [(1, "malformed_link")],
    "[un][deux]\n\n[trois]: a.md": [(1, "malformed_link")],
    "Selon (cite:p)`a`.": [(1, "malformed_role")],
    "Voir {speaker} `luc`.": [(1, "malformed_role")],
    "Voir {speaker}'luc'.": [(1, "malformed_role")],
    "Voir {speaker}`luc.": [(1, "malformed_role")],
    "Voir {speaker} luc.": [(1, "malformed_role")],
    "Voir {speker} `luc`.": [(1, "malformed_role")],
    "Voir :speaker:`luc`.": [(1, "malformed_role")],
    "Un mot\net cite:p`a`.": [(2, "malformed_role")],
    "[un] (a.md)": [(1, "malformed_link")],
    "(un)[https://a.example]": [(1, "malformed_link")],
    "Texte.\n\n<!-- oublié": [(3, "unclosed_fence")],
    "---\ntitre: [a\n---\n": [(2, "broken_front_matter")],
    '---\norphan: true\nmots: "roue", "meunier"\n---\n': [(3, "broken_front_matter")],
    '---\nkeywords: "roue", "meunier"\n---\n': [(2, "unknown_setting")],
    "---\ntitre: a\n\ttabulation: b\n---\n": [(3, "broken_front_matter")],
    "---\n- a\n---": [],
    "---\norphan: true\n\n# Titre": [(1, "broken_front_matter")],
    "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c": [(1, "merge_conflict")],
}


@pytest.mark.parametrize(("text", "expected"), WRONG.items())
def test_what_is_wrong_is_told_at_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (":::{session} s\n:event veillee\n:::", ":event: veillee"),
        (":::{session} s\n:event:\u00a0veillee\n:::", ":event: veillee"),
        (":::{session} s\nspeakers:luc\n:::", ":speakers: luc"),
        (':::{session} s\n:title: "Un titre\n:::', ':title: "Un titre"'),
        (":::sesion s-un\n:::", ":::{session} s-un"),
        (":::{session} s\n:event= veillee\n:::", ":event: veillee"),
        (":::{session} s\n:title: > Un titre\n:::", ":title: '> Un titre'"),
        ("```toctree\na\n```", "```{toctree}"),
        ("```{.python .numberLines}\nx = 1\n```", "```python"),
        ("```{python}\nx = 1\n```", "```python"),
        ("```{=html}\n<b>x</b>\n```", "```{raw} html"),
        ("::: {.callout-note}\nx\n:::", ":::{note}"),
        ('::: {.callout-note title="a"}\nx\n:::', ":::{note}"),
        (":::{.smal}\nx\n:::", ":::{container}"),
        ("::: {.columns}\nx\n:::", ":::{container}"),
        ("::: callout-note\nx\n:::", ":::{note}"),
        ("::: {lang=en}\nx\n:::", ":::{container} language-en"),
        (":::{ note }\nx\n:::", ":::{note}"),
        (":::{note}Un texte\nx\n:::", ":::{note} Un texte"),
        ('::: {#fig-x layout="2"}\nx\n:::', ":::{container}"),
        ("Voir {speker} `luc`.", "{speaker}`luc`"),
        ("Voir {speaker} luc, puis.", "{speaker}`luc`"),
        ("Voir :speaker:`Luc Martin`.", "{speaker}`Luc Martin`"),
        ("(un site)[https://a.example]", "[un site](https://a.example)"),
        ("[un site]<https://a.example>", "[un site](https://a.example)"),
        ("[un site][https://a.example]", "[un site](https://a.example)"),
        ("[un site]()", "[un site](…)"),
        ("[un site](www.a.example)", "[un site](https://www.a.example)"),
        ("![un](..\\fig\\roue.png)", "![un](../fig/roue.png)"),
        ("[un](..\\un.md)", "[un](../un.md)"),
        ("[un](http:/a.example)", "[un](https://a.example)"),
        ("[un](https//a.example)", "[un](https://a.example)"),
        ("[un](htps://a.example)", "[un](https://a.example)"),
        ("[un](lin.org/a)", "[un](https://lin.org/a)"),
        ("<lin.org>", "<https://lin.org>"),
        ("<../un.md>", "[…](../un.md)"),
        ("[un](zoe@lin.example)", "[un](mailto:zoe@lin.example)"),
        ("[un](https://a.example/b c)", "[un](<https://a.example/b c>)"),
        ('[un](https://a.example "titre)', "[un](https://a.example)"),
        ("[](doi:10.5555/lin)", "[](https://doi.org/10.5555/lin)"),
        ("<doi:10.5555/lin>", "<https://doi.org/10.5555/lin>"),
        ("[une page](une page.md)", "[une page](<une page.md>)"),
        ("[un site](https://a.example\n\nSuite", "[un site](https://a.example)"),
    ],
)
def test_what_to_write_instead_is_told_and_is_sound(text: str, remedy: str) -> None:
    (problem,) = mistakes(text, Where("p", "p.md"), VOCABULARY)
    assert problem.values["expected"] == remedy
    wrong = text.split("\n")[problem.where.line - 1]
    if remedy.startswith(":"):
        assert found(text.replace(wrong, remedy)) == []


def test_a_file_that_is_no_markdown_is_looked_at_for_conflicts_alone() -> None:
    text = "#Titre\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n"
    assert [problem.code for problem in mistakes(text, Where("p", "p.rst"), VOCABULARY)] == [Code.MERGE_CONFLICT]


def test_the_line_of_the_first_byte_that_is_not_utf8_is_told() -> None:
    (problem,) = mistakes("", Where("p", "p.md"), VOCABULARY, "un\nété\n".encode("latin-1"))
    assert (problem.where.line, problem.values["found"]) == (2, "0xE9")
    assert list(mistakes("", Where("p", "p.md"), VOCABULARY, "un\nété\n".encode())) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_whatever_it_was_saved(encoding: str) -> None:
    assert decoded("L’été\n".encode(encoding)) == "L’été\n"


def test_lines_of_two_encodings_are_each_read_in_their_own() -> None:
    assert decoded("été\n".encode() + "été\n".encode("cp1252")) == "été\nété\n"
