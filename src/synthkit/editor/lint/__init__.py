"""Sources as lines, read without Sphinx: what is wrong with them that Sphinx tells late, badly or not at all.

Markdown forgives everything: a fence that is never closed, a role without its backticks, an option without its
colon become text, and the page is built. What an editor meant can be seen in the lines.
"""

import re
from collections.abc import Iterator

from synthkit.diagnostics import Problem, Where
from synthkit.editor.lint import blocks, encoding, foreign, inline, rst_lines
from synthkit.editor.lint.myst_lines import Kind, Source, Vocabulary, read
from synthkit.editor.lint.style import remarks

__all__ = ["Source", "Vocabulary", "mistakes", "read", "remarks"]


def mistakes(text: str, where: Where, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What a build must not pass over, in the text of one file; by line."""
    yield from encoding.conflicts(text, where)
    if where.path.endswith(".md"):
        source = read(text)
        found = [*blocks.check(source, where, vocabulary), *inline.check(source, where, vocabulary)]
        settings = " ".join(line.text for line in source.lines if line.kind is Kind.FRONT_MATTER)
        # a page may take further extensions of MyST above its text
        found += foreign.check(source, where, vocabulary.extensions | set(re.findall(r"\w+", settings)))
        yield from sorted(found, key=lambda problem: problem.where)
    elif where.path.endswith(".rst"):
        yield from rst_lines.check(text, where, vocabulary)
