"""Lines of Markdown are sorted as an editor means them."""

from __future__ import annotations

import pytest

from synthkit.editor.lint.myst_lines import Kind, Source

PAGE = """---
orphan: true
---

# Titre

:::{session} s-un
:event: veillee
:start: 9:00

Le résumé.
:::

```python
x = 1
```

Du texte.
"""


def kinds(text: str) -> list[str]:
    return [line.kind.value for line in Source(text).lines]


def test_each_line_of_a_page_has_its_kind() -> None:
    assert kinds(PAGE) == [
        *["front matter"] * 3,
        *["blank", "prose", "blank"],
        *["fence", "option", "option", "blank", "prose", "fence"],
        *["blank", "fence", "verbatim", "fence", "blank", "prose", "blank"],
    ]


def test_no_line_is_lost_or_changed() -> None:
    assert "\n".join(line.text for line in Source(PAGE).lines) == PAGE
    assert [line.number for line in Source(PAGE).lines] == list(range(1, PAGE.count("\n") + 2))


def test_a_block_knows_its_lines_and_its_options() -> None:
    (session, code) = Source(PAGE).blocks
    assert (session.name, session.argument, session.line, session.end) == ("session", "s-un", 7, 12)
    assert session.options == [8, 9]
    assert (code.name, code.line, code.end) == ("", 14, 16)


@pytest.mark.parametrize("opening", ["```", "````markdown", "~~~", "```{code-block} markdown"])
def test_what_stands_in_code_is_no_directive(opening: str) -> None:
    fence = opening.rstrip("abcdefghijklmnopqrstuvwxyz{} -")
    found = Source(f"{opening}\n:::{{session}} s-un\n:event: veillee\n:::\n{fence}\n")
    assert [block.line for block in found.blocks] == [1]
    assert found.strays == []


def test_what_opened_last_is_closed_first() -> None:
    outer, inner = Source("::::{note}\n:::{tip}\nx\n:::\n::::\n").blocks
    assert (inner.end, outer.end) == (4, 5)
    assert inner.inside is outer


def test_a_block_of_yaml_holds_options() -> None:
    assert kinds(":::{session} s\n---\nevent: a\n---\nTexte.\n:::")[1:5] == ["option", "option", "option", "prose"]


def test_the_body_of_an_unknown_directive_is_no_prose() -> None:
    assert kinds(":::{inconnue}\nx -> y\n:::") == ["fence", "verbatim", "fence"]


def test_an_indented_example_is_no_prose_and_the_second_paragraph_of_an_item_is() -> None:
    assert kinds("Texte.\n\n    code\n")[2] == Kind.VERBATIM
    assert kinds("- un\n\n  suite\n")[2] == Kind.PROSE


@pytest.mark.parametrize("text", ["", "\ufeff", ":::", "```", "---", "---\n---", ":::{", ":::{}\n:", "\r\n", "\x00"])
def test_no_text_is_too_odd(text: str) -> None:
    assert "\n".join(line.text for line in Source(text).lines) == text.removeprefix("\ufeff").replace("\r", "")
