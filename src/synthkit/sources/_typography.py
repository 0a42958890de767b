"""What a careful hand would write otherwise in a text: each flaw with its place and, where that is safe, its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from synthkit.problems import Code
from synthkit.sources._masked import COVER


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
_UNSPACED = re.compile(
    rf"""
    (?<=[\w)\]»”’%{COVER}*_])[;!?](?=[\s)\]»*_]|$) |
    (?<=[^\W\d)\]]|[»”’{COVER}*_)\]]):(?=\s|$) |
    «(?=[^\s]) | (?<=[^\s«])»
    """,
    re.VERBOSE,
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W_])")
_QUOTED = re.compile(
    r'(?P<open>(?:^|(?<=[\s(\[’\'*_«—–-]))"(?=[^\s"]))|(?P<close>(?<=[^\s"])"(?=$|[\s)\].,;:!?…*_»—–-]))'
)
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|XXX|TBD|TBA)\b|\bÀ (?:COMPLÉTER|FAIRE|RÉDIGER|VENIR)\b|(?i:\blorem ipsum\b)"
    r"|(?i:\[\s*(?:à (?:compléter|faire|rédiger|préciser|vérifier)|to do|…|\.\.\.)\s*\])"
    r"|(?i:^\s*(?:à (?:compléter|rédiger)|texte à venir)\s*[.…]*\s*$)",
    re.MULTILINE,
)


def flaws(masked: str, language: str, *, curled: bool) -> Iterator[Flaw]:
    """All flaws of a text whose code and markup are covered; ``curled``: a build curls straight quotes."""
    prose = _TABLE_ROW.sub(lambda row: COVER * len(row[0]), masked)
    for spaces in _SPACES.finditer(prose):
        kept = next((space for space in spaces[0] if space in _NO_BREAK), " ")
        yield Flaw(Code.DOUBLED_SPACE, spaces.start(), spaces.end(), kept)
    for words in _PLACEHOLDER.finditer(masked):
        yield Flaw(Code.PLACEHOLDER, words.start(), words.end())
    if language.startswith("fr"):
        for sign in _UNSPACED.finditer(masked):
            yield Flaw(Code.MISSING_SPACE, sign.start(), sign.end())
        yield from _quotes(masked, curled=curled)


def _quotes(masked: str, *, curled: bool) -> Iterator[Flaw]:
    """Straight quotes: of an apostrophe within a word a build makes a typographic one, of most others a wrong one."""
    for quote in re.finditer("'", masked):
        at = quote.start()
        before, after = masked[at - 1 : at], masked[at + 1 : at + 2]
        if _APOSTROPHE.match(masked, at):
            yield Flaw(Code.STRAIGHT_QUOTE, at, at + 1, "’", is_told=not curled)
        elif before.isalpha() and after and after in f'{COVER}*_[«"“':
            yield Flaw(Code.STRAIGHT_QUOTE, at, at + 1, "’")
        else:
            yield Flaw(Code.STRAIGHT_QUOTE, at, at + 1)
    quotes = [mark.start() for mark in re.finditer('"', masked)]
    marks = {mark.start(): mark.lastgroup for mark in _QUOTED.finditer(masked)}
    are_pairs = [marks.get(at) for at in quotes] == ["open", "close"] * (len(quotes) // 2) and len(quotes) % 2 == 0
    for at in quotes:
        instead = {"open": "« ", "close": " »"}.get(str(marks.get(at))) if are_pairs else None
        yield Flaw(Code.STRAIGHT_QUOTE, at, at + 1, instead, is_told=not (curled and are_pairs))
