"""Sources as lines, read without Sphinx: what is wrong with them that Sphinx tells late, badly or not at all.

Markdown forgives everything: a fence that is never closed, a role without its backticks, an option without its
colon become text, and the page is built. What an editor meant can be seen in the lines.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from synthkit.diagnostics import Code, Problem, Where
from synthkit.editor.lint import blocks, foreign, inline, rst_lines
from synthkit.editor.lint.myst_lines import Kind, Source, Vocabulary, problem
from synthkit.editor.lint.style import remarks
from synthkit.i18n import N_

__all__ = ["Source", "Vocabulary", "mistakes", "remarks"]

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)|^={7}$", re.MULTILINE)


def mistakes(text: str, where: Where, vocabulary: Vocabulary, raw: bytes = b"") -> Iterator[Problem]:
    """What a build must not pass over, in the text of one file and its bytes; by line."""
    found = [*_bytes(raw), *_conflicts(text), *_misread(text)]
    if where.path.endswith(".md"):
        source = Source(text)
        settings = " ".join(line.text for line in source.lines if line.kind is Kind.FRONT_MATTER)
        # a page may take further extensions of MyST above its text
        wider = replace(vocabulary, extensions=vocabulary.extensions | set(re.findall(r"\w+", settings)))
        of_lines = [one for rules in (blocks, inline, foreign) for one in rules.check(source, wider)]
        for block in source.blocks:
            if block.name == "eval-rst" and block.end:
                body = "\n".join(line.text for line in source.lines[block.line : block.end - 1])
                of_lines += (
                    replace(one, where=one.where.at(one.where.line + block.line))
                    for one in rst_lines.check(body, vocabulary)
                )
        found += sorted(of_lines, key=lambda one: one.where)
    elif where.path.endswith(".rst"):
        found += rst_lines.check(text, vocabulary)
    for one in found:
        yield replace(one, where=where.at(one.where.line))


def _bytes(raw: bytes) -> Iterator[Problem]:
    """The first byte that is not UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = N_(
            "the byte %(found)s is not UTF-8, so accents will be wrong; "
            "expected: the file saved again in your editor with the encoding UTF-8"
        )
        line = raw.count(b"\n", 0, error.start) + 1
        yield problem(line, Code.NOT_UTF8, message, found=f"0x{raw[error.start]:02X}")


#: What two or three bytes of UTF-8 look like where each is taken for a letter.
_TWICE = re.compile(r"(?:[ÂÃ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–-›€™]|â€[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–-›€™])+")


def _misread(text: str) -> Iterator[Problem]:
    """Text that was saved in UTF-8 and opened as something else, and saved again."""
    message = N_("'%(found)s' was saved as UTF-8 and opened as something else; expected: '%(expected)s'")
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _TWICE.search(line):
            with suppress(UnicodeError):
                expected = found[0].encode("cp1252").decode("utf-8")
                yield problem(number, Code.NOT_UTF8, message, found=found[0], expected=expected)


def _conflicts(text: str) -> Iterator[Problem]:
    """Each place where two versions of a file were left one above the other."""
    found: list[tuple[int, list[str]]] = []
    for mark in _CONFLICT.finditer(text):
        line = text.count("\n", 0, mark.start()) + 1
        if mark[0][0] == "<":
            found.append((line, []))
        elif found:
            found[-1][1].append(str(line))
    message = N_(
        "two versions of this text were left here by git; "
        "expected: the right one alone, without this line and the lines %(lines)s"
    )
    for line, others in found:
        yield problem(line, Code.MERGE_CONFLICT, message, lines=", ".join(others) or "=")
