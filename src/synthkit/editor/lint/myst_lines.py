"""A Markdown source as an editor means it: which line is prose, which belongs to a directive, which is verbatim.

Markdown closes what opened first; an editor means what opened last. Here the last open fence is the one a closing
line closes, so that what differs from Markdown's own reading can be recognized.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from synthkit.diagnostics import Code, Problem, Where
from synthkit.schema import RECORDS


class Kind(StrEnum):
    """What a line is."""

    BLANK = "blank"
    PROSE = "prose"
    FRONT_MATTER = "front matter"
    FENCE = "fence"
    OPTION = "option"
    VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True)
class Line:
    """A line from 1, without its end."""

    number: int
    text: str
    kind: Kind


@dataclass(slots=True)
class Block:
    """What a fence opens: a directive by name, or code (an empty name). ``end`` is 0 where nothing closes it."""

    line: int
    fence: str
    name: str
    argument: str
    indent: str = ""
    inside: "Block | None" = None
    options: list[int] = field(default_factory=list)
    first: int = 0
    end: int = 0
    #: Meant as a fence, and none, for one of its signs stands behind it.
    is_text: bool = False
    #: Whether a space stands between its name and what follows.
    is_apart: bool = True

    @property
    def is_verbatim(self) -> bool:
        """Whether nothing in its body is read as Markdown."""
        return self.name in CODE_DIRECTIVES or (self.fence[0] != ":" and not self.name)

    @property
    def holds_prose(self) -> bool:
        """Whether its body is text that readers see."""
        return self.name in PROSE or (self.fence[0] == ":" and not self.name)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a source may use: directives with the options of each, roles, extensions of MyST, fences that are ones."""

    directives: Mapping[str, frozenset[str]] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    extensions: frozenset[str] = frozenset()
    fences: frozenset[str] = frozenset()
    has_references: bool = True


def problem(line: int, code: Code, message: str, **values: object) -> Problem:
    """A problem of a line, in whichever file."""
    return Problem(code, message, Where(line=line), values)


CODE_DIRECTIVES = frozenset(
    (
        *("code", "code-block", "sourcecode", "literalinclude", "parsed-literal", "math", "raw", "eval-rst"),
        *("highlight", "csv-table", "mermaid", "graphviz"),
    )
)
#: Directives whose bodies are prose; of any other nobody knows.
PROSE = frozenset(
    (
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "seealso"),
        *("tip", "warning", "versionadded", "versionchanged", "deprecated", "only", "container", "epigraph"),
        *("pull-quote", "highlights", "topic", "sidebar", "figure", "grid", "grid-item", "grid-item-card"),
        *("card", "dropdown", "tab-set", "tab-item", "margin", "revision", "translation", *RECORDS),
    )
)
_FENCE = re.compile(r"^(?P<indent>\s*)(?P<fence>`{3,}|:{3,}|~{3,})\s*(?P<info>.*?)\s*$")
_DIRECTIVE = re.compile(r"^\{(?P<name>[^{}\s]+)\}(?P<space>\s*)(?P<argument>.*)$")
_SETTING = re.compile(r"\s*(?:[\w-]+\s*:(?:\s|$)|#)|(?:---|\.\.\.)\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s")


class Source:
    """The lines of a text, sorted out, and the blocks they make, in the order of their opening lines; never raises."""

    def __init__(self, text: str) -> None:
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self.strays: list[int] = []
        self._open: list[Block] = []
        self._list_indent = 0
        self._in_options = False
        texts = [line.removesuffix("\r") for line in text.lstrip("\ufeff").split("\n")]
        start = self._front_matter(texts)
        for number, line in enumerate(texts[start:], start=start + 1):
            self.lines.append(Line(number, line, self._kind(number, line)))

    def _front_matter(self, texts: list[str]) -> int:
        """How many lines the settings take that a first line of hyphens opens; up to a blank one without their end."""
        if texts[0].rstrip() != "---" or not _SETTING.match("".join(texts[1:2])):
            return 0
        ends = (number for number, text in enumerate(texts[1:], start=2) if text.rstrip() in ("---", "..."))
        blank = (number for number, text in enumerate(texts) if not text.strip())
        end = next(ends, 0) or next(blank, len(texts))
        self.lines += [Line(number, text, Kind.FRONT_MATTER) for number, text in enumerate(texts[:end], start=1)]
        return end

    def _kind(self, number: int, text: str) -> Kind:
        inner = self._open[-1] if self._open else None
        fence = _FENCE.match(text)
        if fence and self._closes(fence, inner):
            self._close(number, fence)
            return Kind.FENCE
        if inner and self._in_options:
            if self._is_option(inner, text):
                inner.options.append(number)
                return Kind.OPTION
            self._in_options = False
            inner.first = number
        if inner and inner.is_verbatim:
            return Kind.VERBATIM
        if fence and self._opens(number, fence):
            return Kind.FENCE
        return Kind.VERBATIM if inner and not inner.holds_prose else self._plain(text)

    def _plain(self, text: str) -> Kind:
        if not text.strip():
            return Kind.BLANK
        item = _ITEM.match(text)
        expanded = text.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip())
        if item or indent == 0:
            self._list_indent = len(item[0]) if item else 0
        follows_prose = self.lines and self.lines[-1].kind is Kind.PROSE
        return Kind.PROSE if indent < 4 + self._list_indent or follows_prose else Kind.VERBATIM

    def _closes(self, fence: re.Match[str], inner: Block | None) -> bool:
        if fence["info"]:
            return False
        if inner and inner.is_verbatim:
            return fence["fence"][0] == inner.fence[0] and len(fence["fence"]) >= len(inner.fence)
        # a bare ``` opens code where no ``` is open; a bare ::: opens nothing anybody writes
        return fence["fence"][0] == ":" or any(fence["fence"][0] == block.fence[0] for block in self._open)

    def _close(self, number: int, fence: re.Match[str]) -> None:
        for block in reversed(self._open):
            if block.fence[0] == fence["fence"][0] and len(block.fence) <= len(fence["fence"]):
                del self._open[self._open.index(block) :]
                block.end = number
                self._in_options = False
                return
        self.strays.append(number)

    def _opens(self, number: int, fence: re.Match[str]) -> bool:
        directive = _DIRECTIVE.match(fence["info"])
        is_code = fence["fence"][0] == "`" and "`" in fence["info"]
        if is_code and fence["fence"] in fence["info"]:
            return False  # inline code that begins a line
        if not directive and len(fence["indent"].expandtabs(4)) >= 4 + self._list_indent:
            return False
        name, argument = (directive["name"], directive["argument"]) if directive else ("", fence["info"])
        block = Block(number, fence["fence"], name, argument, fence["indent"], self._open[-1] if self._open else None)
        block.is_text = is_code
        block.is_apart = not directive or not argument or bool(directive["space"])
        self.blocks.append(block)
        self._open.append(block)
        self._in_options = bool(directive)
        return True

    def _is_option(self, block: Block, text: str) -> bool:
        marks = [line for line in block.options if self.lines[line - 1].text.strip() == "---"]
        if marks or text.strip() == "---":
            return len(marks) < 2 and (bool(marks) or not block.options)
        return text.lstrip().startswith(":") and not text.lstrip().startswith(":::")
