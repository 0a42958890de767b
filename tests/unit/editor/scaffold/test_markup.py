"""What an editor types comes out as that text; tests/build/test_new.py holds it against the real parsers."""

from __future__ import annotations

import pytest

from synthkit.editor.scaffold.markup import MARKUPS, one_line
from synthkit.editor.scaffold.source_scan import directives, first_heading

HOSTILE = [
    *("# Titre #", "::: x", "```{note}", "`a`", "*a* _b_", "{cite:p}`x`", "[a](b)", "<b>x</b>", "&amp;", "\\input{x}"),
    *("- un", "1. un", "% c", "(cible)=", "---", "===", "a::", "|s|", "a_ b__", ".. note:: x", "a\\", "=", "'", "\\"),
]  # fmt: skip


@pytest.mark.parametrize("suffix", MARKUPS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_heading_reads_as_it_was_typed(suffix: str, text: str) -> None:
    page = MARKUPS[suffix].heading(text) + "\nTexte.\n"
    assert first_heading(page, suffix).replace("\\ ", "") == text


@pytest.mark.parametrize("suffix", MARKUPS)
@pytest.mark.parametrize("text", [*HOSTILE, "a: b", "a # b", '"a', "'a'", "a:", "|", "> a", "@a", "null", "[a]"])
def test_an_option_reads_as_it_was_typed(suffix: str, text: str) -> None:
    (found,) = directives(MARKUPS[suffix].directive("chapter", "a", {"title": text}), suffix)
    assert dict(found.options) == {"title": text}


@pytest.mark.parametrize("suffix", MARKUPS)
@pytest.mark.parametrize("text", [*HOSTILE, "x " * 48 + ":::", "un\n:::\n\n:::{speaker} autre\n:::"])
def test_a_body_does_not_end_its_directive(suffix: str, text: str) -> None:
    markup = MARKUPS[suffix]
    page = markup.directive("chapter", "a", {}, markup.paragraph(text)) + "\nFin.\n"
    assert [directive.argument for directive in directives(page, suffix)] == ["a"]


@pytest.mark.parametrize("nothing", ["", "  ", "\n", "\x00"])
@pytest.mark.parametrize("suffix", MARKUPS)
def test_an_option_without_a_value_is_left_out(suffix: str, nothing: str) -> None:
    assert "title" not in MARKUPS[suffix].directive("chapter", "a", {"title": nothing})


def test_control_characters_and_line_breaks_are_no_part_of_an_answer() -> None:
    assert one_line("a\nb\x00c\u2028d\x1b[0m  e") == "a b c d [0m e"


def test_an_ordinary_title_is_left_alone() -> None:
    assert (
        MARKUPS[".md"].heading("Que fait l’IA ? « Un mot », 3 % (2026)") == "# Que fait l’IA ? « Un mot », 3 % (2026)\n"
    )
    assert MARKUPS[".rst"].heading("Un œuf") == "Un œuf\n======\n"


@pytest.mark.parametrize("suffix", MARKUPS)
def test_an_ordinary_sentence_is_left_alone(suffix: str) -> None:
    text = "Sable. Du verre (et du grès) : 3 % d’eau, « peut-être »."
    assert MARKUPS[suffix].paragraph(text) == text


def test_an_underline_is_as_wide_as_its_title() -> None:
    assert MARKUPS[".rst"].heading("日本") == "日本\n====\n"
