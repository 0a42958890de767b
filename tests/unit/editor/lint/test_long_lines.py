"""A line longer than anybody writes costs no more than its length."""

from __future__ import annotations

import pytest

from synthkit.diagnostics import Where
from synthkit.editor.lint import Vocabulary, mistakes


@pytest.mark.parametrize("word", ["é", "a.b-", "[", "<!--", "{{", "$", "(", "\\", "|", "|-", "**a ", "[["])
def test_mistakes_are_looked_for_in_all_other_lines(word: str) -> None:
    text = f"# Titre\n\n{word * 100_000}\n\nUn :session:`fil` mot.\n"
    vocabulary = Vocabulary({}, frozenset({"session"}))
    assert [problem.where.line for problem in mistakes(text, Where("a", "a.md"), vocabulary) if problem.where.line] == [
        5
    ]
