"""Lines of a source that are in another language than the book's: a session's or a chapter's, as its options say."""

import re
from collections.abc import Iterator

from synthkit.model.values import parse_language

_RECORD = re.compile(r"^\s*(?::{3,}|`{3,}|\.\.)\s*\{?(?:synth:)?(?:session|chapter)(?:\}|::)")
_TRANSLATION = re.compile(r"^\s*(?::{3,}|`{3,})\s*\{(?:(?:synth:)?translation\}\s*|container\}\s*language-)(\S+)\s*$")
_OPTION = re.compile(r"^\s*:(?P<name>language|abstract-language):\s*(?P<value>\S+)\s*$")
_HEADING = re.compile(r"^(#{1,6})\s")
_CLOSED = re.compile(r"^\s*(?::{3,}|`{3,})\s*$")


def foreign_lines(text: str, of_book: str = "fr") -> set[int]:
    """The numbers of lines, from 1, of sections and abstracts that aren't in the book's language.

    A section lasts from its heading, or in reStructuredText from its record, to the next of its level or above.
    """
    lines = text.split("\n")
    found: set[int] = set()
    for number, line in enumerate(lines):
        if translation := _TRANSLATION.match(line):
            end = next((at for at in range(number + 1, len(lines)) if _CLOSED.match(lines[at])), len(lines))
            found |= set(range(number + 1, end + 1)) if _code(translation[1]) not in ("", of_book) else set()
        if not _RECORD.match(line):
            continue
        options = dict(_options(lines, number))
        end = next((at for at in range(number + 1, len(lines)) if _CLOSED.match(lines[at])), len(lines))
        if options.get("language", of_book) != of_book:
            start, stop = _section(lines, number)
            found |= set(range(start + 1, stop + 1))
        elif options.get("abstract-language", of_book) != of_book:
            found |= set(range(number + 1, end + 1))
    return found


def _options(lines: list[str], record: int) -> Iterator[tuple[str, str]]:
    for line in lines[record + 1 :]:
        if not line.strip().startswith(":") or _CLOSED.match(line):
            return
        option = _OPTION.match(line)
        if option and (code := _code(option["value"])):
            yield option["name"], code


def _code(written: str) -> str:
    try:
        return parse_language(written).partition("-")[0]
    except ValueError:
        return ""


def _section(lines: list[str], record: int) -> tuple[int, int]:
    above = next((at for at in range(record, -1, -1) if _HEADING.match(lines[at])), record)
    heading = _HEADING.match(lines[above])
    level = len(heading[1]) if heading else 0
    for at in range(record + 1, len(lines)):
        following = _HEADING.match(lines[at])
        if _RECORD.match(lines[at]) or (following and len(following[1]) <= level):
            return above, at
    return above, len(lines)
