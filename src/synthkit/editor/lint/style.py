"""Spaces, quotation marks, words that wait for others: what a build passes over and a reader sees."""

import re
from collections.abc import Iterator

from synthkit.diagnostics import Code, Problem, Where
from synthkit.editor.lint.flaws import Flaw, flaws
from synthkit.editor.lint.languages import foreign_lines
from synthkit.editor.lint.myst_lines import Kind, read
from synthkit.editor.lint.prose import masked, prose
from synthkit.i18n import N_
from synthkit.schema import RECORDS

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
    yield from _characters(text, where)


def _found(text: str, path: str, *, french: bool, curled: bool) -> Iterator[tuple[int, Code, str]]:
    foreign = foreign_lines(text) if french else set()
    for paragraph in prose(text, path):
        for flaw in flaws(paragraph.masked, french=french and paragraph.line not in foreign, curled=curled):
            if flaw.is_reported:
                yield paragraph.line_at(flaw.start), flaw.code, _around(paragraph.text, flaw)
    if not path.endswith(".md"):
        return
    for line in read(text).lines:
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


def _characters(text: str, where: Where) -> Iterator[Problem]:
    """A mark at the beginning, ends of lines of two kinds: some tools show them, some stumble."""
    if text.startswith("\ufeff"):
        message = N_(
            "an invisible character (a byte order mark) begins the file; expected: a file saved as plain UTF-8"
        )
        yield Problem(Code.STRAY_CHARACTER, message, where.at(1))
    windows = text.count("\r\n")
    if windows and windows != text.count("\n"):
        lines = text.split("\n")[:-1]
        rare = min((True, False), key=lambda is_windows: sum(line.endswith("\r") is is_windows for line in lines))
        number = next(number for number, line in enumerate(lines, start=1) if line.endswith("\r") is rare)
        message = N_("the lines of the file end in two ways, as on Windows and as elsewhere; expected: one of them")
        yield Problem(Code.STRAY_CHARACTER, message, where.at(number))
