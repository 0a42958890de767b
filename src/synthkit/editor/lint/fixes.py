"""A source with all mended that can be mended without knowing what it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from synthkit.editor.lint.flaws import flaws
from synthkit.editor.lint.myst_lines import Kind, read
from synthkit.editor.lint.prose import prose


@dataclass(frozen=True, slots=True)
class LineFix:
    """A line before and after, without its end."""

    line: int
    before: str
    after: str


def fixed(text: str, path: str, *, french: bool) -> str:
    """``text`` with single spaces, French quotation marks and apostrophes, one kind of line ends, sound options.

    Code, addresses, ids, HTML and values of options keep every character; what is fixed once stays as it is.
    """
    ends = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    for paragraph in prose("\n".join(lines), path):
        after = _typographic(paragraph.text, paragraph.masked, french=french)
        lines[paragraph.line - 1 : paragraph.line + paragraph.text.count("\n")] = after.split("\n")
    if path.endswith(".md"):
        lines = _without_loose_ends(lines)
    return ends.join(lines)


def changes(before: str, after: str) -> Iterator[LineFix]:
    """The lines that differ; both texts have the same number of lines."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    for number, (old, new) in enumerate(pairs, start=1):
        if old != new:
            yield LineFix(number, old.removesuffix("\r"), new.removesuffix("\r"))


def _typographic(text: str, masked: str, *, french: bool) -> str:
    mended = [flaw for flaw in flaws(masked, french=french, curled=False) if flaw.instead is not None]
    for flaw in sorted(mended, key=lambda flaw: flaw.start, reverse=True):
        text = text[: flaw.start] + (flaw.instead or "") + text[flaw.end :]
    return text


def _without_loose_ends(lines: list[str]) -> list[str]:
    """Tabs in options become spaces; a space at the end of a line goes, two are a line break and stay."""
    found = read("\n".join(lines)).lines
    for line in found:
        text = line.text
        if line.kind is Kind.OPTION:
            text = re.sub(r"[ \t]+$", "", re.sub(r"^[ \t]*:([^\s:]+):[ \t]*\t[ \t]*", r":\1: ", text))
            text = re.sub(r"^\s*\t\s*(?=:)", "", text)
        elif line.kind is Kind.PROSE:
            text = re.sub(r"(?<=\S) $", "", text)
        lines[line.number - 1] = text
    return lines
