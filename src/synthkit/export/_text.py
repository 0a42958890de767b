"""What the formats that are written line by line have in common."""

import re

_MARKUP = re.compile(r"</?(?:i|b|su[pb])>|<span [^<>]*>|</span>")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def without_markup(text: str) -> str:
    """A text of CSL-JSON for formats that have no italics."""
    return _MARKUP.sub("", text)


def one_line(text: str) -> str:
    """``text`` without control characters, white space folded into single spaces."""
    return " ".join(_CONTROL.sub(_space_or_nothing, text).split())


def _space_or_nothing(control: re.Match[str]) -> str:
    return " " if control[0].isspace() else ""
