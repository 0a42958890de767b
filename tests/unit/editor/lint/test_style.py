"""Remarks on style: what a reader would see is told, what a build mends and what is no prose is not."""

from __future__ import annotations

import pytest

from synthkit.diagnostics import Where
from synthkit.editor.lint import remarks
from synthkit.editor.lint.style import changes, fixed


def found(text: str, path: str = "p.md", *, french: bool = True, curled: bool = True) -> list[tuple[int, str]]:
    return [
        (problem.where.line, problem.code.value)
        for problem in remarks(text, Where("p", path), french=french, curled=curled)
    ]


SOUND = {
    "French": "Qu’est-ce ? « Rien » ; voilà : c’est tout !",
    "what the build makes typographic": "Aujourd'hui, l'été, l'*un*, l'{doc}`a` dit \"bonjour\" et 'oui'.",
    "spaces the build adds": "Quoi? Un mot; «oui» et «*non*»!",
    "words of another language": "[Really: yes, the '80s]{.language-en}",
    "times and ratios": "À 10:30, à 2:1, en 3h:04.",
    "addresses": "Voir https://a.example/?b=c:d et a@b.example ; puis <https://c.example/?d>.",
    "code": "`a;b  'c'` et ``d?  \"e\"``.",
    "roles": "{cite:p}`a;b` et {speaker}`l'autre  nom`.",
    "a link": '[mot](a.md "l\'autre: oui") et [un](b.md#c;d).',
    "an image": "![Un rouet](a'b.png)",
    "HTML": '<span title="a;b  c">mot</span>',
    "a table": "| a  | b   |\n|----|-----|\n| c  | d   |",
    "markers": "-  un\n1.  deux\n>  trois\n#   quatre",
    "a line break of two spaces": "Un vers  \nun autre.",
    "an escape": r"L\'autre et \"ceci\".",
    "a target and a remark": "(a-b:c)=\n\n% TODO: plus tard;\n",
    "code blocks": "```\nl'autre;  TODO\n```\n\n    l'autre;  x\n",
    "options that are ids": ":::{session} s\n:event: a\n:speakers: Jean d'Or  Noir\n:::",
    "a flag": "```{toctree}\n:hidden:\n\na\n```",
    "formulas": "$a;b  'c'$",
    "an attribute": "[mot]{.a  title='b'}",
    "signs together": "Vraiment ?! Oui…",
    "words that hold place words": "TODOMONDO, un [texte], les méthodes.",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_told_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_left_as_it_is_but_for_quotes(text: str) -> None:
    mended = fixed(text, "p.md", french=True)
    assert mended.replace("’", "'").replace("« ", '"').replace(" »", '"') == text.replace("’", "'").replace(
        "« ", '"'
    ).replace(" »", '"')


WRONG = {
    "Un  mot.": [(1, "doubled_space")],
    "Un\u00a0 mot.": [(1, "doubled_space")],
    "Voici: ceci.": [(1, "missing_space")],
    "Un\nmot {cite:p}`a`: oui.": [(2, "missing_space")],
    "Les années '80.": [(1, "straight_quote")],
    'Il dit "oui.': [(1, "straight_quote")],
    'Le mot d\'"oui".': [(1, "straight_quote")],
    "Le mot 'oui.": [(1, "straight_quote")],
    "TODO écrire": [(1, "placeholder")],
    "Lorem ipsum dolor": [(1, "placeholder")],
    "Un [à compléter] ici.": [(1, "placeholder")],
    "À compléter…": [(1, "placeholder")],
    ":::{session} s\n:title: l'été\n:::": [(2, "straight_quote")],
    ":::{session} s\n:title: TODO\n:::": [(2, "placeholder")],
    ":::{session} s\n:start:\n:::": [(2, "empty_option")],
    "\ufeffTexte.": [(1, "stray_character")],
    "un\r\ndeux\r\ntrois\nquatre\r\n": [(3, "stray_character")],
}


@pytest.mark.parametrize(("text", "expected"), WRONG.items())
def test_what_could_be_better_is_told_at_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert found(text) == expected


def test_a_book_whose_quotes_nothing_curls_is_told_all_of_them() -> None:
    assert found('L\'été "bleu".', curled=False) == [(1, "straight_quote")]


def test_french_rules_are_for_french() -> None:
    assert found('What? It\'s "here": see.', french=False) == []
    assert found("Two  words.", french=False) == [(1, "doubled_space")]


ENGLISH = 'What: she said "no".'
MIXED = f"""# Titre

Voici: un.

## {ENGLISH}

:::{{session}} tools
:language: eng
:title: {ENGLISH}

{ENGLISH}
:::

{ENGLISH}

### More

{ENGLISH}

## Suite

:::{{session}} outils
:abstract-language: en

{ENGLISH}
:::

Voici: deux.
"""


def test_a_session_in_another_language_has_no_french_flaws() -> None:
    assert found(MIXED) == [(3, "missing_space"), (28, "missing_space")]


def test_a_translation_has_no_french_flaws() -> None:
    assert found(f":::{{translation}} en\n:title: {ENGLISH}\n\n{ENGLISH}\n:::\n\nVoici: un.\n") == [
        (7, "missing_space")
    ]


def test_a_passage_in_another_language_has_no_french_flaws() -> None:
    assert found(f":::{{container}} language-en\n{ENGLISH}\n:::\n") == []


@pytest.mark.parametrize("language", ["fra", "français", "klingon"])
def test_a_session_in_french_or_in_no_language_has(language: str) -> None:
    source = f":::{{session}} tools\n:language: {language}\n\nVoici: un.\n:::\n"
    assert found(source) == [(4, "missing_space")]


def test_english_is_not_mended_as_french() -> None:
    assert fixed(MIXED, "p.md", french=True).count(ENGLISH) == 6


def test_restructuredtext_in_another_language_has_no_french_flaws() -> None:
    source = f"Tools\n=====\n\n.. session:: tools\n   :language: en\n\n   {ENGLISH}\n\n{ENGLISH}\n"
    assert found(source, "p.rst") == []


def test_lines_of_windows_throughout_are_no_flaw() -> None:
    assert found("un\r\ndeux\r\n") == []


REST = """Titre
=====

Un  mot: l'*autre*.

.. note::

   Un  retrait.

:champ: a  b

``un  code`` et :rôle:`a  b`.
"""


def test_restructuredtext_is_looked_at_where_it_is_surely_prose() -> None:
    assert sorted(found(REST, path="p.rst")) == [(4, "doubled_space"), (4, "missing_space")]
    assert fixed(REST, "p.rst", french=True) == REST.replace("Un  mot: l'*", "Un mot: l’*")


MENDED = {
    "Un  mot.": "Un mot.",
    "Un  \u00a0mot.": "Un\u00a0mot.",
    "L'été de l'*étoupe*.": "L’été de l’*étoupe*.",
    'Il dit "oui" et "non".': "Il dit « oui » et « non ».",
    'Il dit "oui.': 'Il dit "oui.',
    "Il dit 'oui'.": "Il dit 'oui'.",
    "Un mot. \nUn autre.": "Un mot.\nUn autre.",
    "Un mot.  \nUn autre.": "Un mot.  \nUn autre.",
    ":::{session} s\n:event:\ta \n\t:title: l'été\n:::": ":::{session} s\n:event: a\n:title: l'été\n:::",
    "\ufeffTexte.": "Texte.",
    "un\r\ndeux\r\ntrois\n": "un\r\ndeux\r\ntrois\r\n",
    "un\ndeux\r\ntrois\n": "un\ndeux\ntrois\n",
}


@pytest.mark.parametrize(("before", "after"), MENDED.items())
def test_what_can_be_mended_safely_is(before: str, after: str) -> None:
    assert fixed(before, "p.md", french=True) == after


def test_english_quotes_stay_straight() -> None:
    assert fixed('It\'s "here".', "p.md", french=False) == 'It\'s "here".'


def test_changes_are_told_line_by_line() -> None:
    before = "un\r\nl'été\nUn  mot\n"
    told = list(changes(before, fixed(before, "p.md", french=True)))
    assert (2, "l'été", "l’été") in told
    assert (3, "Un  mot", "Un mot") in told
