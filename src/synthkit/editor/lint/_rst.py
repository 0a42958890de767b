"""Paragraphs of reStructuredText with all that is no prose covered; in doubt a line is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthkit.editor.lint._prose import COVER, Paragraph

_RULE = re.compile(r"^([^\w\s])\1{2,}\s*$")
_COVERED = (
    re.compile(r"``.+?``", re.DOTALL),
    re.compile(r"(?::[\w:.+-]+:)?`[^`]*`(?::[\w:.+-]+:|_{1,2})?"),
    re.compile(r"\|[^|\n]+\|_?"),
    re.compile(r"\[[^\]\n]+\]_|<[^<>\s]+>_?"),
    re.compile(r"\\."),
    re.compile(r"(?:https?://|www\.)[^\s<>]+|[\w.+-]+@[\w.-]+"),
    re.compile(r"(?<=\w)::(?=\s|$)"),
    re.compile(r"^(?:[-*+•]|\(?(?:\d+|[a-zA-Z#])[.)]|\.\.(?: .*)?|__ .*|:[^:\n]+:|\|)(?=\s|$)\s*", re.MULTILINE),
)


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Paragraphs that begin at the margin; what is indented may be a directive, an option or code."""
    run: list[str] = []
    first = 0
    lines = [line.removesuffix("\r") for line in text.lstrip("\ufeff").split("\n")]
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip() and not line[0].isspace() and not _RULE.match(line) and not line.startswith(("..", ":", "__")):
            first = first if run else number
            run.append(line)
        elif run:
            yield _paragraph(first, "\n".join(run))
            run = []


def _paragraph(line: int, text: str) -> Paragraph:
    return Paragraph(line, text, _masked)


def _masked(text: str) -> str:
    for rule in _COVERED:
        text = rule.sub(lambda found: re.sub(r"[^\n]", COVER, found[0]), text)
    return text
