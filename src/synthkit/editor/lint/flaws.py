"""What a careful hand would write otherwise in a text: each flaw with its place and, where that is safe, its remedy.

A source is mended as far as that can be done without knowing what it says.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from synthkit.diagnostics import Code
from synthkit.editor.lint.languages import foreign_lines
from synthkit.editor.lint.myst_lines import Kind, read
from synthkit.editor.lint.prose import COVER, prose


@dataclass(frozen=True, slots=True)
class Flaw:
    """Characters ``start`` to ``end`` of a text; ``instead`` is None where only a person can tell what is meant.

    ``is_reported`` is False for what a build mends anyway.
    """

    code: Code
    start: int
    end: int
    instead: str | None = None
    is_reported: bool = True


@dataclass(frozen=True, slots=True)
class LineFix:
    """A line before and after, without its end."""

    line: int
    before: str
    after: str


_NO_BREAK = "\u00a0\u202f"
_SPACES = re.compile(rf"(?<=[^\s])[ {_NO_BREAK}]{{2,}}(?=[^\s])")
_TABLE_ROW = re.compile(r"^\s*\|.*$", re.MULTILINE)
#: Before other signs the build puts the space that is missing.
_UNSPACED = re.compile(rf"(?<=[^\W\d_]|[)\]»”’{COVER}*_]):(?=\s|$)")
_ELIDED = re.compile(rf"(?<=[^\W\d_])'(?=[^\W_]|[«“\"{COVER}*_\[])")
#: Where a straight quotation mark opens a quotation, and where it closes one.
_OPENS = re.compile(r"(?:^|(?<=[\s(\[\u2019'*_«—–-]))[\"'](?=[^\s\"'])")
_CLOSES = re.compile(r"(?<=[^\s\"'])[\"'](?=$|[\s)\].,;:!?…*_»\"'—–-])")
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|XXX|TBD|TBA)\b|\bÀ (?:COMPLÉTER|FAIRE|RÉDIGER|VENIR)\b|(?i:\blorem ipsum\b)"
    r"|(?i:\[\s*(?:à (?:compléter|faire|rédiger|préciser|vérifier)|to do|…|\.\.\.)\s*\])"
    r"|(?i:^\s*(?:à (?:compléter|rédiger)|texte à venir)\s*[.…]*\s*$)",
    re.MULTILINE,
)


def flaws(masked: str, *, french: bool, curled: bool) -> Iterator[Flaw]:
    """All flaws of a text whose code and markup are covered; ``curled``: a build curls straight quotes."""
    prose = _TABLE_ROW.sub(lambda row: COVER * len(row[0]), masked)
    for spaces in _SPACES.finditer(prose):
        kept = next((space for space in spaces[0] if space in _NO_BREAK), " ")
        yield Flaw(Code.DOUBLED_SPACE, spaces.start(), spaces.end(), kept)
    for words in _PLACEHOLDER.finditer(masked):
        yield Flaw(Code.PLACEHOLDER, words.start(), words.end())
    if french:
        for sign in _UNSPACED.finditer(masked):
            yield Flaw(Code.MISSING_SPACE, sign.start(), sign.end())
        elided = [mark.start() for mark in _ELIDED.finditer(masked)]
        for at in elided:
            yield Flaw(Code.STRAIGHT_QUOTE, at, at + 1, "’", is_reported=not curled)
        yield from _quotes(masked, "'", (None, None), curled=curled, but=elided)
        yield from _quotes(masked, '"', ("« ", " »"), curled=curled)


def _quotes(
    masked: str, sign: str, instead: tuple[str | None, str | None], *, curled: bool, but: Collection[int] = ()
) -> Iterator[Flaw]:
    """Straight quotation marks; of those in pairs a build makes typographic ones, but behind an apostrophe."""
    marks = [mark.start() for mark in re.finditer(sign, masked) if mark.start() not in but]
    openings, closings = marks[::2], marks[1::2]
    are_pairs = (
        len(openings) == len(closings)
        and all(_OPENS.match(masked, at) for at in openings)
        and all(_CLOSES.match(masked, at) for at in closings)
    )
    for pair in zip_longest(openings, closings):
        is_mended = curled and are_pairs and masked[max(pair[0] - 1, 0)] not in "'’"
        for at, written in zip(pair, instead, strict=True):
            if at is not None:
                yield Flaw(Code.STRAIGHT_QUOTE, at, at + 1, written if are_pairs else None, is_reported=not is_mended)


def fixed(text: str, path: str, *, french: bool) -> str:
    """``text`` with single spaces, French quotation marks and apostrophes, one kind of line ends, sound options.

    Code, addresses, ids, HTML and values of options keep every character; what is fixed once stays as it is.
    """
    ends = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    foreign = foreign_lines("\n".join(lines)) if french else set()
    for paragraph in prose("\n".join(lines), path):
        after = paragraph.text
        found = flaws(paragraph.masked, french=french and paragraph.line not in foreign, curled=False)
        for flaw in sorted(found, key=lambda flaw: flaw.start, reverse=True):
            if flaw.instead is not None:
                after = after[: flaw.start] + flaw.instead + after[flaw.end :]
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
