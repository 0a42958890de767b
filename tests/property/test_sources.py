"""Any text is read without a traceback, no line is lost, and what is mended is mended for good."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from synthkit.diagnostics import Where
from synthkit.editor.lint import Source, Vocabulary, foreign, mistakes, remarks
from synthkit.editor.lint.style import changes, fixed

VOCABULARY = Vocabulary({"session": frozenset(("event", "title")), "note": frozenset()}, frozenset(("speaker", "doc")))
#: Pieces of Markdown as editors write it, well and badly, put together in any order.
_PIECES = st.sampled_from(
    [
        *(":::{session} s-un\n", ":::{note}\n", "::::{note}\n", ":::\n", "::::\n", "```\n", "```python\n", "~~~\n"),
        *(
            "---\n",
            ":event: a\n",
            ":title: l'été\n",
            "event: a\n",
            ":\n",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "  ",
            " ",
            "\r\n",
        ),
        *("# Titre\n", "#Titre\n", "- ", "1. ", "> ", "| a | b |\n", "Un mot", "l'été", '"', "'", "«", "»", "; ", "? "),
        *(
            "`",
            "``",
            "{speaker}`luc`",
            "{speaker}",
            "[un](a.md)",
            "![](b.png)",
            "<b>",
            "<!-- ",
            "-->",
            "https://a.b/c;d",
        ),
        *(
            "$",
            "\\",
            "*",
            "**",
            "_",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "%",
            "\u00a0",
            "\u202f",
            "\ufeff",
            "\x00",
            "…",
            "😀",
        ),
    ]
)
SOURCES = st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join)
PATHS = st.sampled_from(["p.md", "p.rst"])
#: What mending may take out, put in or exchange.
_MENDABLE = re.compile("[ \t\r\u00a0\u202f\ufeff'\"’«»]")


@given(SOURCES, PATHS, st.booleans())
def test_no_source_is_too_odd(text: str, path: str, french: bool) -> None:
    where = Where("p", path)
    lines = text.count("\n") + 1
    for problem in (*mistakes(text, where, VOCABULARY), *remarks(text, where, french=french)):
        assert 1 <= problem.where.line <= lines


@given(SOURCES)
def test_no_line_is_lost(text: str) -> None:
    lines = Source(text).lines
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [line.text for line in lines] == [line.removesuffix("\r") for line in text.lstrip("\ufeff").split("\n")]


@given(SOURCES, PATHS, st.booleans())
def test_mending_touches_spaces_and_quotes_alone(text: str, path: str, french: bool) -> None:
    assert _MENDABLE.sub("", fixed(text, path, french=french)) == _MENDABLE.sub("", text)


@given(SOURCES, PATHS, st.booleans())
def test_what_is_mended_once_stays_as_it_is(text: str, path: str, french: bool) -> None:
    once = fixed(text, path, french=french)
    assert fixed(once, path, french=french) == once


@given(SOURCES, PATHS, st.booleans())
def test_mending_moves_no_line(text: str, path: str, french: bool) -> None:
    after = fixed(text, path, french=french)
    assert after.count("\n") == text.count("\n")
    for _, old, new in changes(text, after):
        assert old != new or "\r" in text or "\ufeff" in text


@given(SOURCES)
@example("A'https://a.b/c;d")
def test_mending_makes_no_new_mistake(text: str) -> None:
    where = Where("p", "p.md")

    def codes(source: str) -> list[tuple[int, str]]:
        return [(problem.where.line, problem.code.value) for problem in mistakes(source, where, VOCABULARY)]

    assert set(codes(fixed(text, "p.md", french=True))) <= set(codes(text))


@given(st.text(st.sampled_from("aAbé²_ h1.,;:'’()[]*~^$#=|+-–…•\n\t\0"), max_size=30))
def test_what_is_plain_holds_no_markup_of_another_program(text: str) -> None:
    found = [pattern for pattern, _, _ in foreign.FORMS if pattern.search(text)]
    assert not (foreign.PLAIN.fullmatch(text) and (found or foreign.BARE.search(text)))
