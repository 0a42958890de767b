"""What a careful hand would write otherwise in a text: each flaw with its place and, where that is safe, its remedy."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from synthkit.diagnostics import Code
from synthkit.editor.lint.prose import COVER


@dataclass(frozen=True, slots=True)
class Flaw:
    """Characters ``start`` to ``end`` of a text; ``instead`` is None where only a person can tell what is meant.

    ``is_told`` is False for what a build mends anyway.
    """

    code: Code
    start: int
    end: int
    instead: str | None = None
    is_told: bool = True


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
            yield Flaw(Code.STRAIGHT_QUOTE, at, at + 1, "’", is_told=not curled)
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
                yield Flaw(Code.STRAIGHT_QUOTE, at, at + 1, written if are_pairs else None, is_told=not is_mended)
