"""Answers written down as source, in either markup: whatever an editor types comes out as that text."""

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from typing import TypeAlias

_WIDTH = 100
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# a backslash before ASCII punctuation is that sign as text, in Markdown and in reStructuredText alike
_MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]<>$~^|]|&(?=#|\w+;)")
# … and before what a check takes for the markup of others
_REST_SIGNS = re.compile(
    r"[\\`*_|$]|\[(?=[^\[\]]+\]\(|[\^\[]|-?@)|:(?=:)|:$|(?<=\w)>|<(?=[\w/])|&(?=#|\w+;)|~(?=~)|=(?==)|\{(?=[{%])"
)
#: What begins a list, a directive, a comment, a table, a heading, a quotation … at the start of a line.
_LINE_START = re.compile(r"[!#$%&*+,./:;<=>?@\[\]^_`{|}~-]|\((?=[\w#]+\))|\((?=.*\)=)")
# one sign again and again: reStructuredText takes it for the line of a title
_ONE_SIGN = re.compile(r"([\"'(\\])\1*")
_NUMBERED = re.compile(r"(\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)([.)])(?=\s|$)")
_NOTHING = re.compile(r"(?!)")
#: What YAML, in which MyST reads options, would take for more than a plain text.
_NOT_PLAIN = re.compile(r"^[^\w«“(/]|\s#|:(\s|$)|\s$")


def one_line(text: str) -> str:
    """``text`` without line breaks and control characters, spaces made one."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def _wrapped(text: str) -> list[str]:
    """Lines, to be escaped once it is known where they begin."""
    return textwrap.wrap(one_line(text), _WIDTH, break_long_words=False, break_on_hyphens=False)


class _Myst:
    suffix = ".md"

    def heading(self, text: str) -> str:
        """A page's title, with its line break."""
        # number signs at the end would be cut
        return "# " + re.sub(r"(#+)$", r"\\\1", _MARKDOWN_SIGNS.sub(r"\\\g<0>", one_line(text))) + "\n"

    def directive(self, name: str, argument: str, options: Mapping[str, str], body: str = "") -> str:
        """A directive with the options that hold something; ``body`` is source already."""
        lines = [f":::{{{name}}} {argument}".rstrip()]
        lines += [f":{option}: {_scalar(value)}" for option, value in options.items() if one_line(value)]
        lines += ["", body.rstrip("\n")] if body else []
        return "\n".join([*lines, ":::"]) + "\n"

    def paragraph(self, text: str) -> str:
        """Text as the source of a paragraph, wrapped; empty for none."""
        return "\n".join(_text_line(_MARKDOWN_SIGNS, line) for line in _wrapped(text))

    def comment(self, text: str) -> str:
        """A remark for those who read the source."""
        return "".join(f"% {line}\n" for line in _wrapped(text))


class _Rest:
    suffix = ".rst"

    def heading(self, text: str) -> str:
        # as wide as its underline, counted as docutils does
        title = self._line(one_line(text))
        wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in title)
        return f"{title}\n{'=' * max(wide, 4)}\n"

    def directive(self, name: str, argument: str, options: Mapping[str, str], body: str = "") -> str:
        # options are read as they stand, so they need no escape
        lines = [f".. {name}:: {argument}".rstrip()]
        lines += [f"   :{option}: {one_line(value)}" for option, value in options.items() if one_line(value)]
        lines += ["", *(f"   {line}".rstrip() for line in body.splitlines())] if body else []
        return "\n".join(lines) + "\n"

    def paragraph(self, text: str) -> str:
        return "\n".join(map(self._line, _wrapped(text)))

    def comment(self, text: str) -> str:
        return "..\n" + "".join(f"   {line}\n" for line in _wrapped(text)) + "\n"

    def _line(self, line: str) -> str:
        # an escaped space is nothing at all
        return ("\\ " if _ONE_SIGN.fullmatch(line) else "") + _text_line(_REST_SIGNS, line)


#: How one language writes what a draft is made of. Texts come as they were typed.
Markup: TypeAlias = _Myst | _Rest
#: By the suffix of a file.
MARKUPS: Mapping[str, Markup] = {".md": _Myst(), ".rst": _Rest()}


def _text_line(signs: re.Pattern[str], line: str) -> str:
    """A line with its signs escaped, that begins neither a list nor anything else."""
    head = ""
    if match := _NUMBERED.match(line):
        head, line = f"{match[1]}\\{match[2]}", line[match.end() :]
    elif _LINE_START.match(line):
        head, line = f"\\{line[0]}", line[1:]
    return head + signs.sub(r"\\\g<0>", line)


def markdown_text(text: str) -> str:
    """Text for a paragraph of Markdown: nothing in it is markup, unless a line begins with it (``markdown_line``)."""
    return _MARKDOWN_SIGNS.sub(r"\\\g<0>", text)


def markdown_line(line: str) -> str:
    """A line of Markdown that may hold emphasis and links, and begins nothing but a paragraph."""
    return line if line[:1] in "\\*`[<" else _text_line(_NOTHING, line)


def _scalar(value: str) -> str:
    """A value as MyST's options take it: bare, or in double quotes where it would be read as more than text."""
    text = one_line(value)
    if not _NOT_PLAIN.search(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
