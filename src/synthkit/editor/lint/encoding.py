"""A file before anything of it is read: its bytes, its line ends, what a version control system left in it."""

import re
from collections.abc import Iterator

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)|^={7}$", re.MULTILINE)


def check(raw: bytes, where: Where) -> Iterator[Problem]:
    """Bytes that are not UTF-8, with the line of the first."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = N_(
            "the byte %(found)s is not UTF-8, so accents will be wrong; "
            "expected: the file saved again in your editor with the encoding UTF-8"
        )
        line = raw.count(b"\n", 0, error.start) + 1
        yield Problem(Code.NOT_UTF8, message, where.at(line), {"found": f"0x{raw[error.start]:02X}"})


def conflicts(text: str, where: Where) -> Iterator[Problem]:
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
        yield Problem(Code.MERGE_CONFLICT, message, where.at(line), {"lines": ", ".join(others) or "="})
