"""What is wrong with a .bib file; here what its checks share: where an entry stands, and what of it is reported."""

import re

from synthkit.bibliography.parser import SourceEntry
from synthkit.diagnostics import Code, Problem, Where


def short(text: str) -> str:
    """At most sixty characters on one line."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def at(entry: SourceEntry, line: int = 0) -> Where:
    """The place of an entry, or of a line within it."""
    return Where(path=entry.path, line=line or entry.line)


def problem(entry: SourceEntry, code: Code, message: str, line: int = 0, /, **values: object) -> Problem:
    """A problem of an entry, with its key."""
    return Problem(code, message, at(entry, line), {"id": short(entry.key), **values})


def unescaped(value: str) -> str:
    r"""A verbatim value without the backslashes of ``\_`` and ``\%``."""
    return re.sub(r"\\([_%&#~$])", r"\1", value).strip()
