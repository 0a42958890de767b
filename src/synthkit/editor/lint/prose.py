"""Paragraphs of a source with all that is no prose covered, each character in its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from synthkit.editor.lint.myst_lines import Kind, Line, Source

#: Stands for a character that is not prose; no source holds it.
COVER = "\x00"

CODE = re.compile(r"(?:\{[^{}\s]+\})?(?<!`)(`+)(?!`)(?:.+?)(?<!`)\1(?!`)", re.DOTALL)
_MARKDOWN = (
    CODE,
    re.compile(r"\[[^\[\]]*\]\{[^{}\n]*\.language-[^{}\n]*\}"),  # words of another language
    re.compile(r"\\[!-/:-@\[-`{-~]"),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"</?[A-Za-z][^<>]*>|<[^<>\s]+>"),
    re.compile(r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"),
    re.compile(r"(?<=\])\[[^\[\]\n]*\]"),
    re.compile(r"^\s*\[[^\]^\n]+\]:.*$", re.MULTILINE),
    re.compile(r"\[\^[^\]\n]+\]:?"),
    re.compile(r"\{[.#%][^{}\n]*\}|\{\{.*?\}\}|\{[\w:.+-]+\}"),
    re.compile(r"\$[^$\n]+\$"),
    re.compile(r"^\s*\([^()\n]+\)=\s*$", re.MULTILINE),
    re.compile(r"^\s*%.*$", re.MULTILINE),
    # an option that missed its place, or a directive in a quotation
    re.compile(r"^[ \t>]*:[\w-]+:(?:\s.*)?$|^[ \t]*>[ \t>]*:{3,}.*$", re.MULTILINE),
    re.compile(r"(?:https?://|www\.)[^\s<>]+|(?<![\w.+-])[\w.+-]+@[\w.-]+"),
    # signs at the beginning of lines
    re.compile(r"^[^\S\n]*(?:(?:#{1,6}|[-*+]|\d+[.)]|>)[ \t]+)*[^\S\n]*", re.MULTILINE),
)
#: Nobody writes a longer line; looking for mistakes in one could take the square of its length.
_LONGEST = 20_000
#: What begins a block of its own: a heading, a list item, a quotation, a row of a table.
_BEGINS = re.compile(r"^\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\|)")

#: The same of reStructuredText.
_RST_RULE = re.compile(r"^([^\w\s])\1{2,}\s*$")
_RST = (
    re.compile(r"``.+?``", re.DOTALL),
    re.compile(r"(?::[\w:.+-]+:)?`[^`]*`(?::[\w:.+-]+:|_{1,2})?"),
    re.compile(r"\|[^|\n]+\|_?"),
    re.compile(r"\[[^\]\n]+\]_|<[^<>\s]+>_?"),
    re.compile(r"\\."),
    re.compile(r"(?:https?://|www\.)[^\s<>]+|[\w.+-]+@[\w.-]+"),
    re.compile(r"(?<=\w)::(?=\s|$)"),
    re.compile(r"^(?:[-*+•]|\(?(?:\d+|[a-zA-Z#])[.)]|\.\.(?: .*)?|__ .*|:[^:\n]+:|\|)(?=\s|$)\s*", re.MULTILINE),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together: their text, the first line's number, what in them is no prose."""

    line: int
    text: str
    rules: Sequence[re.Pattern[str]] = _MARKDOWN

    @property
    def masked(self) -> str:
        """The text with what is no prose covered."""
        return masked(self.text, self.rules)

    def line_at(self, position: int) -> int:
        """The line a character stands in."""
        return self.line + self.text.count("\n", 0, position)


def paragraphs(source: Source) -> Iterator[Paragraph]:
    """The prose of a Markdown source, paragraph by paragraph, items and rows each their own."""
    run: list[Line] = []
    for line in (*source.lines, Line(0, "", Kind.BLANK)):
        if len(line.text) > _LONGEST:
            continue
        if run and (line.kind is not Kind.PROSE or _BEGINS.match(line.text)):
            yield Paragraph(run[0].number, "\n".join(one.text for one in run))
            run = []
        if line.kind is Kind.PROSE:
            run.append(line)


def masked(text: str, rules: Sequence[re.Pattern[str]] = _MARKDOWN) -> str:
    """``text`` with code, roles, addresses, markup and the signs at the beginning of lines covered."""
    for rule in rules:
        text = rule.sub(cover, text)
    return text


def cover(match: re.Match[str]) -> str:
    """As many signs that are no prose, line ends kept."""
    return re.sub(r"[^\n]", COVER, match[0])


def _rst_paragraphs(text: str) -> Iterator[Paragraph]:
    """Those that begin at the margin: what is indented may be a directive, an option or code."""
    run: list[str] = []
    lines = [line.removesuffix("\r") for line in text.lstrip("\ufeff").split("\n")]
    for number, line in enumerate([*lines, ""], start=1):
        if re.match(r"(?!\.\.|:|__)\S", line) and not _RST_RULE.match(line):
            run.append(line)
        elif run:
            yield Paragraph(number - len(run), "\n".join(run), _RST)
            run = []


def prose(text: str, path: str) -> Iterator[Paragraph]:
    """The paragraphs of a source, whichever its markup; none of a file that is no text."""
    if path.endswith(".md"):
        yield from paragraphs(Source(text))
    elif path.endswith(".rst"):
        yield from _rst_paragraphs(text)
