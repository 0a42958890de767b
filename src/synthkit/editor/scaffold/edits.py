"""Changes of sources by lines: options, text and title of a directive, blocks between others."""

import re
from collections.abc import Mapping, Sequence

from synthkit.editor.scaffold.markup import MARKUPS, one_line
from synthkit.editor.scaffold.project import Book, Source
from synthkit.editor.scaffold.source_scan import Directive, indent_of

_HEADING = re.compile(r"(#+) ")


class Edits:
    """What is to change in the sources of a book, stated by the lines they have now."""

    def __init__(self) -> None:
        self._edits: dict[str, list[tuple[int, int, list[str]]]] = {}

    def block(self, source: Source, line: int, block: str) -> None:
        """A block before ``line`` (from 0), with a blank line on each side."""
        lines = lines_of(source)
        end = next((at for at in range(len(lines), 0, -1) if lines[at - 1]), 0)
        above = [""] if line and (line >= end or lines[line - 1]) else []
        below = [""] if lines[line : line + 1] not in ([], [""]) else []
        line = min(line, end)
        self.lines(source, line, line, [*above, *block.strip("\n").split("\n"), *below])

    def record(self, source: Source, directive: Directive, changes: Mapping[str, str], body: str) -> list[str]:
        """Options of a directive, its title and its text (``body``: the name of that); names of what can't be changed.

        An empty value takes an option away.
        """
        by_hand = []
        for name, value in changes.items():
            if name == body:
                self._body(source, directive, value)
            elif name == "title" and "title" not in directive.options:
                by_hand += [] if self._title(source, directive, value) else [name]
            elif lines_of(source)[directive.first + 1 : directive.first + 2] == ["---"]:
                by_hand.append(name)
            else:
                self._option(source, directive, name, value)
        return by_hand

    def texts(self, book: Book) -> dict[str, str]:
        """By document the text of each changed file as it will be."""
        found = {}
        for docname, edits in self._edits.items():
            source, written, last = book.sources[docname], list[str](), 0
            lines = lines_of(source)
            for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
                written += [*lines[last:start], *new]
                last = end
            text = "\n".join([*written, *lines[last:]])
            found[docname] = text.replace("\n", "\r\n" if "\r\n" in source.text else "\n")
        return found

    def lines(self, source: Source, start: int, end: int, new: Sequence[str]) -> None:
        """New lines in place of those from ``start`` to before ``end``."""
        self._edits.setdefault(source.docname, []).append((start, end, list(new)))

    def _option(self, source: Source, directive: Directive, name: str, value: str) -> None:
        lines = lines_of(source)
        indent = indent_of(lines[directive.first]) + ("   " if source.path.suffix == ".rst" else "")
        written = MARKUPS[source.path.suffix].directive("x", "", {name: value}).split("\n")[1].strip() if value else ""
        new = [indent + written] if value else []
        last = directive.first + 1
        for number in range(directive.first + 1, directive.body_line):
            if re.match(rf"\s*:{re.escape(name)}:", lines[number]):
                end = number + 1  # with the lines it goes on on
                while end < directive.body_line and re.match(r"\s+[^:\s]", lines[end]):
                    end += 1
                self.lines(source, number, end, new)
                return
            last = number + 1 if lines[number].strip() else last
        self.lines(source, last, last, new)

    def _body(self, source: Source, directive: Directive, text: str) -> None:
        is_rest = source.path.suffix == ".rst"
        indent = indent_of(lines_of(source)[directive.first]) + ("   " if is_rest else "")
        new = [f"{indent}{line}".rstrip() for line in text.split("\n")] if text else []
        end = directive.last + 1 if is_rest else directive.last
        self.lines(source, directive.body_line, max(end, directive.body_line), ["", *new] if new else [])

    def _title(self, source: Source, directive: Directive, title: str) -> bool:
        lines = lines_of(source)
        for number in range(directive.first - 1, -1, -1):
            heading = MARKUPS[source.path.suffix].heading(title).rstrip("\n").split("\n")
            if source.path.suffix == ".rst":
                if number and lines[number].strip() and not re.search(r"[^=~^\"'`#*+.:_-]", lines[number]):
                    rule = lines[number][0] * len(heading[1])
                    self.lines(source, number - 1, number + 1, [heading[0], rule])
                    return True
            elif match := _HEADING.match(lines[number]):
                self.lines(source, number, number + 1, [match[1] + heading[0][1:]])
                return True
        return False


def value_of(directive: Directive, name: str, body: str) -> str:
    """What a directive has for an option, for its title, or as its text; the latter with its lines."""
    if name == body:
        lines = [line.rstrip() for line in directive.body]
        depth = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
        return "\n".join(line[depth:] for line in lines).strip("\n")
    return one_line(directive.options.get(name, "") or (directive.heading if name == "title" else ""))


def lines_of(source: Source) -> list[str]:
    """The lines of a source, without what ends them."""
    return source.text.replace("\r\n", "\n").split("\n")
