"""Paragraphs of Markdown with all that is no prose covered, each character in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from synthkit.editor.lint.myst_lines import Kind, Line, Source

#: Stands for a character that is not prose; no source holds it.
COVER = "\x00"

_CODE = re.compile(r"(?:\{[^{}\s]+\})?(?<!`)(`+)(?!`)(?:.+?)(?<!`)\1(?!`)", re.DOTALL)
_COVERED = (
    re.compile(r"\[[^\[\]]*\]\{[^{}\n]*\.language-[^{}\n]*\}"),  # words of another language
    re.compile(r"\\[!-/:-@\[-`{-~]"),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"</?[A-Za-z][^<>]*>|<[^<>\s]+>"),
    re.compile(r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"),
    re.compile(r"(?<=\])\[[^\[\]\n]*\]"),
    re.compile(r"^\s*\[[^\]^\n]+\]:.*$", re.MULTILINE),
    re.compile(r"\[\^[^\]\n]+\]:?"),
    re.compile(r"\{[.#%][^{}\n]*\}|\{\{.*?\}\}|\{[\w:.+-]+\}"),
    re.compile(r"\$[^$\n]+\$"),
    re.compile(r"^\s*\([^()\n]+\)=\s*$", re.MULTILINE),
    re.compile(r"^\s*%.*$", re.MULTILINE),
    re.compile(r"^\s*:[\w-]+:(?:\s.*)?$", re.MULTILINE),  # an option that missed its place
    re.compile(r"(?:https?://|www\.)[^\s<>]+|(?<![\w.+-])[\w.+-]+@[\w.-]+"),
)
#: Nobody writes a longer line; looking for mistakes in one could take the square of its length.
_LONGEST = 20_000
#: What begins a block of its own: a heading, a list item, a quotation, a row of a table.
_BEGINS = re.compile(r"^\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\|)")
_MARKER = re.compile(r"^\s*(?:(?:#{1,6}|[-*+]|\d+[.)]|>)[ \t]+)*\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together: their text, the first line's number, how what is no prose is covered."""

    line: int
    text: str
    mask: Callable[[str], str]

    @property
    def masked(self) -> str:
        """The text with what is no prose covered."""
        return self.mask(self.text)

    def line_at(self, position: int) -> int:
        """The line a character stands in."""
        return self.line + self.text.count("\n", 0, position)


def paragraphs(source: Source) -> Iterator[Paragraph]:
    """The prose of a Markdown source, paragraph by paragraph, items and rows each their own."""
    run: list[Line] = []
    lines = (line for line in source.lines if len(line.text) <= _LONGEST)
    for line in lines:
        if run and (line.kind is not Kind.PROSE or _BEGINS.match(line.text)):
            yield _paragraph(run)
            run = []
        if line.kind is Kind.PROSE:
            run.append(line)
    if run:
        yield _paragraph(run)


def _paragraph(lines: list[Line]) -> Paragraph:
    text = "\n".join(line.text for line in lines)
    return Paragraph(lines[0].number, text, masked)


def masked(text: str) -> str:
    """``text`` with code, roles, addresses, markup and the signs at the beginning of lines covered."""
    for rule in (_CODE, *_COVERED):
        text = rule.sub(_covered, text)
    return "\n".join(_MARKER.sub(_covered, line, count=1) for line in text.split("\n"))


def _covered(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", COVER, match[0])
