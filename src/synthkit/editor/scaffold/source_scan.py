"""Sources read for their directives alone, without building: what is where, on which lines."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from synthkit.diagnostics import Where
from synthkit.model.catalogue import Record
from synthkit.model.options import Options
from synthkit.model.options import record_of as read_record
from synthkit.model.people import Person
from synthkit.schema import OwnKind

_FENCED = re.compile(r"\{(?:synth:)?([\w-]+)\}\s*(.*)", re.DOTALL)
#: Directives whose content is no source: an example in there is no record.
_LITERAL = frozenset(
    {"code", "code-block", "sourcecode", "parsed-literal", "math", "raw", "literalinclude", "csv-table"}
)
_REST_DIRECTIVE = re.compile(r"(?P<indent>\s*)\.\. (?:synth:)?(?P<name>[\w-]+)::(?: +(?P<argument>.*))?$")
_REST_OPTION = re.compile(r"\s*:([\w-]+):(?:\s+(.*))?$")
_REST_UNDERLINE = re.compile(r"([=\-~^\"'`#*+.:_])\1+\s*$")
_MYST_OPTION = re.compile(r"\s*:(?!::)([\w-]+):(?:\s+(.*))?$")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it is written: ``first`` and ``last`` are its lines, from 0, both included.

    ``body`` are the lines below its options, the first of them at ``body_line``; ``heading`` is the title above it.
    """

    name: str
    argument: str
    options: Mapping[str, str]
    heading: str
    first: int
    last: int
    body: tuple[str, ...]
    body_line: int


def directives(text: str, suffix: str) -> Iterator[Directive]:
    """All directives of a source, those within others behind them; in the order of the file otherwise."""
    # not splitlines: a form feed ends no line for those who count them
    yield from _rest(text.split("\n"), 0, "") if suffix == ".rst" else _markdown(text, 0, "")


def record_of(directive: Directive, where: Where, own_kinds: Mapping[str, OwnKind] | None = None) -> Record:
    """The record of a directive of the schema, without its text. What can't be read is left out."""
    options = Options(directive.options, directive.options, directive.argument, where, own_kinds)
    record = read_record(directive.name, directive.argument, options, "", where)
    return record if isinstance(record, Person) else replace(record, title=record.title or directive.heading)


def first_heading(text: str, suffix: str) -> str:
    """A source's title; empty when it has none."""
    lines = text.replace("\r\n", "\n").split("\n")
    if suffix == ".rst":
        titles = (line for line, under in itertools.pairwise(lines) if _is_title(line, under))
    else:
        pairs = itertools.pairwise(_blocks().parse("\n".join(lines)))
        titles = (inline.content for token, inline in pairs if token.type == "heading_open")
    return _unescaped(next(titles, "").strip())


def lines_of_headings(text: str) -> list[int]:
    """The lines, from 0, of the headings of a source in Markdown."""
    return [token.map[0] for token in _blocks().parse(text) if token.type == "heading_open" and token.map]


def _is_title(line: str, following: str) -> bool:
    return bool(line.strip() and _REST_UNDERLINE.match(following) and not _REST_UNDERLINE.match(line))


@cache
def _blocks() -> MarkdownIt:
    return MarkdownIt("commonmark").use(colon_fence_plugin).disable(["inline"])


def _markdown(text: str, offset: int, heading: str) -> Iterator[Directive]:
    tokens = _blocks().parse(text)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = _unescaped(tokens[number + 1].content)
        if token.type not in ("fence", "colon_fence") or not token.map:
            continue
        opened = _FENCED.fullmatch(token.info.strip())
        if opened is None or opened[1] in _LITERAL:
            continue
        content = token.content.removesuffix("\n").split("\n")
        first, last = token.map[0] + offset, token.map[1] - 1 + offset
        if opened[1] == "eval-rst":
            yield from _rest(content, first + 1, heading)
            continue
        options, start = _myst_options(content)
        body = content[start:]
        name, argument = opened.groups()
        yield Directive(name, argument, options, heading, first, last, tuple(body), first + 1 + start)
        if name != "toctree":
            yield from _markdown("\n".join(body), first + 1 + start, heading)


def _myst_options(content: list[str]) -> tuple[dict[str, str], int]:
    """The options of a fence and the number of lines they take."""
    if content and content[0].startswith("---"):
        end = next((number for number, line in enumerate(content[1:], 1) if line.startswith("---")), len(content))
        return _read_yaml("\n".join(content[1:end])), end + 1
    options: dict[str, str] = {}
    for count, line in enumerate(content):
        match = _MYST_OPTION.match(line)
        if match is None:
            return options, count
        options[match[1]] = _scalar(match[2] or "")
    return options, len(content)


def _scalar(written: str) -> str:
    """What MyST makes of a value: quotes are YAML's, all else is text."""
    return _read_yaml(f"value: {written}").get("value", written) if written[:1] in "\"'" else written.strip()


def _read_yaml(text: str) -> dict[str, str]:
    try:
        found = yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}  # the build says what is wrong with it
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _rest(lines: list[str], offset: int, heading: str) -> Iterator[Directive]:
    number = 0
    while number < len(lines):
        line = lines[number]
        if number + 1 < len(lines) and _is_title(line, lines[number + 1]):
            heading = _unescaped(line.strip())
        opened = _REST_DIRECTIVE.match(line)
        start, end = number + 1, _end_of_indented(lines, number)
        if opened and opened["name"] not in _LITERAL:
            options = {}
            while start < end and (option := _REST_OPTION.match(lines[start])):
                options[option[1]] = (option[2] or "").strip()
                start += 1
            name, argument, body = opened["name"], (opened["argument"] or "").strip(), lines[start:end]
            first, last = offset + number, offset + end - 1
            yield Directive(name, argument, options, heading, first, last, tuple(body), offset + start)
            if name != "toctree":
                yield from _rest(body, offset + start, heading)
        # what stands in another directive, or behind two colons, is no source
        number = end if opened or line.rstrip().endswith("::") else number + 1


def _end_of_indented(lines: list[str], number: int) -> int:
    """The line behind the block that stands deeper than line ``number``; blank lines at its end don't belong to it."""
    end = number + 1
    for following, line in enumerate(lines[number + 1 :], start=number + 2):
        if line.strip():
            if len(indent_of(line)) <= len(indent_of(lines[number])):
                break
            end = following
    return end


def indent_of(line: str) -> str:
    """The space a line begins with."""
    return line[: len(line) - len(line.lstrip())]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
