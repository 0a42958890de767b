"""Spaces, quotation marks, words that wait for others: what a build passes over and a reader sees.

Each flaw has its place and, where that is safe, its remedy. A source is mended as far as that can be done without
knowing what it says.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import PurePath

from synthkit.diagnostics import Code, Problem, Where
from synthkit.editor.lint.foreign import marked_options
from synthkit.editor.lint.myst_lines import Kind, Source
from synthkit.editor.lint.prose import COVER, masked, prose
from synthkit.editor.scaffold.source_scan import directives
from synthkit.i18n import N_
from synthkit.model.values import parse_language
from synthkit.schema import RECORDS


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


_NO_BREAK = "\u00a0\u202f"
_SPACES = re.compile(rf"(?<=[^\s])[ {_NO_BREAK}]{{2,}}(?=[^\s])")
_TABLE_ROW = re.compile(r"^\s*\|.*$", re.MULTILINE)
#: Before other signs the build puts the space that is missing.
_UNSPACED = re.compile(rf"(?<=[^\W\d_]|[)\]»”’{COVER}*_]):(?=\s|$)")
_UNFINDABLE = re.compile(r"[ﬀ-ﬆ]|[^\W\d_][\u200b\u2060\ufeff][^\W\d_]|\u2028")
_ACUTE = re.compile(r"(?<=[^\W\d_])[´`](?=[^\W\d_])")
_ELIDED = re.compile(rf"(?<=[^\W\d_])'(?=[^\W_]|[«“\"{COVER}*_\[])")
#: Where a straight quotation mark opens a quotation, and where it closes one.
_OPENS = re.compile(r"(?:^|(?<=[\s(\[\u2019'*_«—–-]))[\"'](?=[^\s\"'])")
_CLOSES = re.compile(r"(?<=[^\s\"'])[\"'](?=$|[\s)\].,;:!?…*_»\"'—–-])")
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|XXX|TBD|TBA)\b|\bÀ (?:COMPLÉTER|FAIRE|RÉDIGER|VENIR)\b|(?i:\blorem ipsum\b)"
    r"|(?i:\[\s*(?:insérer|insert)\s[^\]\n]+\])"
    r"|(?i:\[\s*(?:à (?:compléter|faire|rédiger|préciser|vérifier)|to do|…|\.\.\.)\s*\])"
    r"|(?i:^\s*(?:à (?:compléter|rédiger)|texte à venir)\s*[.…]*\s*$)",
    re.MULTILINE,
)
_HEADING = re.compile(r"(#{1,6})\s")
#: Options whose values readers see as they are written: no build adds anything to them.
_SHOWN = frozenset(
    (
        *("title", "proceedings-title", "venue", "address", "organisers", "participants", "partners", "role"),
        *("affiliation", "keywords", "room", "hours", "caption", "alt", "photo-alt"),
    )
)
_OPTION = re.compile(r"^(?P<head>\s*:(?P<name>[\w-]+):)(?P<value>\s+.*?)?\s*$")
#: Of these a value that is left open says nothing; of others (``hidden``, ``glob``) it is all there is.
_VALUED = {option.name for options in RECORDS.values() for option in options} | {"alt", "caption"}
_MESSAGES = {
    Code.DOUBLED_SPACE: N_("several spaces stand before '%(found)s'; expected: one"),
    Code.PLACEHOLDER: N_("'%(found)s' holds the place of a text; expected: the text, or nothing"),
    Code.MISSING_SPACE: N_(
        "a space is missing before the colon of '%(found)s'; "
        "expected: one, which the build makes one that doesn't break"
    ),
    Code.STRAIGHT_QUOTE: N_(
        "'%(found)s' has a straight quotation mark the build can't make right; expected: the apostrophe ’ or « … »"
    ),
    Code.EMPTY_OPTION: N_("the option '%(found)s' is empty; expected: a value, or no such line"),
}


def remarks(text: str, where: Where, *, french: bool, curled: bool = True) -> Iterator[Problem]:
    """What could be better in the text of one file; one remark for each kind of flaw and line.

    ``french``: the rules of French typography are for this book; ``curled``: a build makes straight quotes typographic.
    """
    found: dict[tuple[int, Code], str] = {}
    for line, code, stated in _found(text, where.path, french=french, curled=curled):
        found.setdefault((line, code), stated)
    for (line, code), stated in sorted(found.items()):
        yield Problem(code, _MESSAGES[code], where.at(line), {"found": stated})
    for line, message in _characters(text):
        yield Problem(Code.STRAY_CHARACTER, message, where.at(line))
    for one in marked_options(Source(text)) if where.path.endswith(".md") else ():
        yield replace(one, where=where.at(one.where.line))


def _found(text: str, path: str, *, french: bool, curled: bool) -> Iterator[tuple[int, Code, str]]:
    foreign = foreign_lines(text, path) if french else set()
    for paragraph in prose(text, path):
        for flaw in flaws(paragraph.masked, french=french and paragraph.line not in foreign, curled=curled):
            if flaw.is_reported:
                yield paragraph.line_at(flaw.start), flaw.code, _around(paragraph.text, flaw)
    if not path.endswith(".md"):
        return
    for line in Source(text).lines:
        option = _OPTION.match(line.text) if line.kind is Kind.OPTION else None
        if option and not (option["value"] or "").strip() and option["name"] in _VALUED:
            yield line.number, Code.EMPTY_OPTION, option["head"].strip()
        elif option and option["name"] in _SHOWN:
            value = option["value"] or ""
            # a value may stand between quotation marks of its own
            shown = masked(re.sub(r"^\s*(['\"])(.*)\1\s*$", r" \2 ", value))
            for flaw in flaws(shown, french=french and line.number not in foreign, curled=False):
                yield line.number, flaw.code, _around(shown, flaw)


def _around(text: str, flaw: Flaw) -> str:
    if flaw.code is Code.PLACEHOLDER:
        return text[flaw.start : flaw.end].strip()
    if flaw.code is Code.DOUBLED_SPACE:
        words = text[flaw.end :].split()
        return words[0][:40] if words else ""
    start = max(text.rfind(" ", 0, max(flaw.start - 1, 0)), text.rfind("\n", 0, flaw.start)) + 1
    ends = [end for end in (text.find(" ", flaw.end), text.find("\n", flaw.end)) if end >= 0]
    return " ".join(text[start : min(ends, default=len(text))].split())[:60]


def _characters(text: str) -> Iterator[tuple[int, str]]:
    """A mark at the beginning, ends of lines of two kinds: some tools show them, some stumble."""
    if text.startswith("\ufeff"):
        yield 1, N_("an invisible character (a byte order mark) begins the file; expected: a file saved as plain UTF-8")
    for number, line in enumerate(text.split("\n"), start=1):
        if _UNFINDABLE.search(line):
            yield number, N_("a ligature or a sign without width stands here, which no search finds; expected: letters")
    windows = text.count("\r\n")
    if windows and windows != text.count("\n"):
        lines = text.split("\n")[:-1]
        rare = min((True, False), key=lambda is_windows: sum(line.endswith("\r") is is_windows for line in lines))
        number = next(number for number, line in enumerate(lines, start=1) if line.endswith("\r") is rare)
        yield number, N_("the lines of the file end in two ways, as on Windows and as elsewhere; expected: one of them")


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
        for mark in _ACUTE.finditer(masked):
            yield Flaw(Code.STRAIGHT_QUOTE, mark.start(), mark.end(), "’")
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
    foreign = foreign_lines("\n".join(lines), path) if french else set()
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


def changes(before: str, after: str) -> Iterator[tuple[int, str, str]]:
    """The lines that differ, from 1, before and after, without their ends; both texts have the same number."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    for number, (old, new) in enumerate(pairs, start=1):
        if old != new:
            yield number, old.removesuffix("\r"), new.removesuffix("\r")


def _without_loose_ends(lines: list[str]) -> list[str]:
    """Tabs in options become spaces; a space at the end of a line goes, two are a line break and stay."""
    for line in Source("\n".join(lines)).lines:
        text = line.text
        if line.kind is Kind.OPTION:
            text = re.sub(r"[ \t]+$", "", re.sub(r"^[ \t]*:([^\s:]+):[ \t]*\t[ \t]*", r":\1: ", text))
            text = re.sub(r"^\s*\t\s*(?=:)", "", text)
        elif line.kind is Kind.PROSE:
            text = re.sub(r"(?<=\S) $", "", text)
        lines[line.number - 1] = text
    return lines


def foreign_lines(text: str, path: str, of_book: str = "fr") -> set[int]:
    """The numbers of lines, from 1, of sections and abstracts that aren't in the book's language, as options say.

    A section lasts from its heading, or in reStructuredText from its record, to the next of its level or above.
    """
    lines, found = text.replace("\r", "").split("\n"), set[int]()
    written = list(directives("\n".join(lines), PurePath(path).suffix))
    records = [one for one in written if one.name in ("session", "chapter")]
    for one in written:
        first, last = one.first, one.last
        within = {"translation": one.argument, "container": one.argument.partition("language-")[2]}.get(one.name, "")
        if one in records:
            within = one.options.get("language", "")
            if _is_foreign(within, of_book):
                first, last = _section(lines, first, [record.first for record in records])
            else:
                within = one.options.get("abstract-language", "")
        if _is_foreign(within, of_book):
            found |= set(range(first + 1, last + 2))
    return found


def _is_foreign(written: str, of_book: str) -> bool:
    try:
        return parse_language(written).partition("-")[0] not in ("", of_book)
    except ValueError:
        return False


def _section(lines: list[str], record: int, records: Collection[int]) -> tuple[int, int]:
    """The first and the last line, from 0, of what a record stands in."""
    first = next((at for at in range(record, -1, -1) if _HEADING.match(lines[at])), record)
    heading = _HEADING.match(lines[first])
    level = len(heading[1]) if heading else 0
    for at in range(record + 1, len(lines)):
        following = _HEADING.match(lines[at])
        if at in records or (following and len(following[1]) <= level):
            return first, at - 1
    return first, len(lines) - 1
