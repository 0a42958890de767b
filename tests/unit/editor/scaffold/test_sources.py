from __future__ import annotations

import pytest

from synthkit.editor.scaffold.source_scan import directives, first_heading


def told(text: str, suffix: str = ".md") -> list[tuple[str, str, int, int]]:
    return [(d.name, d.argument, d.first + 1, d.last + 1) for d in directives(text, suffix)]


@pytest.mark.parametrize("fence", [":::", "::::", "```", "~~~"])
def test_a_directive_is_found_behind_any_fence(fence: str) -> None:
    assert told(f"# T\n\n{fence}{{session}} a2025b\n:event: e\n\nTexte.\n{fence}\n") == [("session", "a2025b", 3, 7)]


@pytest.mark.parametrize(
    "example",
    [
        "````markdown\n:::{session} a\n:::\n````\n",
        "```{code-block} markdown\n:::{session} a\n:::\n```\n",
        "    :::{session} a\n    :::\n",
        "Un mot `:::{session} a` ici.\n",
        "<!-- :::{session} a -->\n",
    ],
)
def test_an_example_is_no_record(example: str) -> None:
    assert told(f"# T\n\n{example}") == []


def test_a_directive_within_another_is_found_on_its_own_lines() -> None:
    text = "::::{only} html\n:::{speaker} a\n:given: A\n:::\n::::\n"
    assert told(text) == [("only", "html", 1, 5), ("speaker", "a", 2, 4)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (":title: Un : deux # trois", "Un : deux # trois"),
        (':title: "# un \\"deux\\""', '# un "deux"'),
        (":title: 'l''été'", "l'été"),
        ("---\ntitle: Un\n---", "Un"),
        ("---\ntitle: |\n  Un\n---", "Un"),
        (':title: "sans fin', '"sans fin'),
    ],
)
def test_an_option_is_read_as_myst_reads_it(written: str, value: str) -> None:
    (found,) = directives(f":::{{session}} a\n{written}\n:::\n", ".md")
    assert found.options["title"].strip() == value


def test_options_that_are_no_yaml_are_no_end_of_the_reading() -> None:
    (found,) = directives("```{session} a\n---\na: [\n---\n```\n", ".md")
    assert dict(found.options) == {}


def test_the_heading_above_is_the_title_of_a_record() -> None:
    found = list(directives("# Un\n\n## \\# *Deux*\n\n:::{chapter} a\n:::\n\n# Trois\n", ".md"))
    assert [directive.heading for directive in found] == ["# *Deux*"]


REST = """
Titre
=====

.. session:: a2025b
   :event: e
   :title: Un : deux

   Texte.

   .. note:: Non.

.. code-block:: rst

   .. session:: exemple

Voici ::

   .. session:: autre

.. toctree::
   :maxdepth: 1

   un
   deux
"""


def test_restructuredtext_is_read_too() -> None:
    found = list(directives(REST, ".rst"))
    assert [(d.name, d.argument, d.first + 1, d.last + 1) for d in found] == [
        ("session", "a2025b", 5, 11),
        ("note", "Non.", 11, 11),
        ("toctree", "", 21, 25),
    ]
    assert found[0].options == {"event": "e", "title": "Un : deux"}
    assert found[0].heading == "Titre"
    assert found[2].body == ("", "   un", "   deux")


def test_restructuredtext_within_markdown_is_read_at_its_lines() -> None:
    assert told("# T\n\n```{eval-rst}\n.. session:: a\n   :event: e\n```\n") == [("session", "a", 4, 5)]


@pytest.mark.parametrize(
    ("text", "suffix", "title"),
    [
        ("Un mot.\n\n# Le *titre*\n", ".md", "Le *titre*"),
        ("=====\nTitre\n=====\n", ".rst", "Titre"),
        ("Rien.\n", ".md", ""),
        ("", ".rst", ""),
    ],
)
def test_the_first_heading_is_found(text: str, suffix: str, title: str) -> None:
    assert first_heading(text, suffix) == title


@pytest.mark.parametrize("text", ["", "\n", ":::{session} a", "```{toctree}", ".. session:: a", "---\n---\n", "\x0c"])
@pytest.mark.parametrize("suffix", [".md", ".rst"])
def test_a_source_cut_short_is_read_all_the_same(text: str, suffix: str) -> None:
    assert all(directive.last < len(text.split("\n")) for directive in directives(text, suffix))
