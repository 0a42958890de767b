"""All that a draft does to the disk: new pages with their lines in tables of contents, sources changed by lines."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from textwrap import dedent
from typing import NamedTuple

from synthkit.checks import check
from synthkit.diagnostics import CommandError, Problem, Remark
from synthkit.editor.scaffold.markup import Markup, one_line
from synthkit.editor.scaffold.project import Book, Source, text_of
from synthkit.editor.scaffold.questions import Answers, options_of
from synthkit.editor.scaffold.source_scan import Directive, indent_of
from synthkit.fs.atomic import write_new, write_whole
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue

_HEADING = re.compile(r"(#+) ")
_TITLED = re.compile(r".*<(?P<target>[^<>]+)>\s*$")
_MARKDOWN_FENCE = re.compile(r"\s*[`~:]{3,}\s*$")


class Change(NamedTuple):
    """A file as it is, None for a new one, and as it will be."""

    path: Path
    before: str | None
    after: str

    @property
    def line(self) -> int:
        """Where something was added: the first line, from 1, that differs and isn't blank."""
        pairs = zip_longest((self.before or "").split("\n"), self.after.split("\n"), fillvalue="")
        return next((at for at, (one, other) in enumerate(pairs, 1) if one != other and other.strip()), 1)


def write(changes: Sequence[Change]) -> None:
    """Write all or nothing. Raises CommandError where a new file is there already, or one has changed meanwhile."""
    for change in changes:
        if change.before is not None and text_of(change.path) != change.before:
            raise CommandError(N_("%(path)s has changed in the meantime; nothing was written"), path=change.path)
    written: list[Change] = []
    try:
        for change in changes:
            if change.before is None:
                write_new(change.path, change.after, mode=0o755 if change.after.startswith("#!") else 0o644)
            else:
                write_whole(change.path, change.after, mode=change.path.stat().st_mode)
            written.append(change)
    except BaseException as error:
        for change in written:
            if change.before is None:
                change.path.unlink(missing_ok=True)
            else:
                write_whole(change.path, change.before, mode=change.path.stat().st_mode)
        if isinstance(error, FileExistsError):
            raise CommandError(N_("%(path)s is there already; nothing was written"), path=error.filename) from error
        raise


class Place(NamedTuple):
    """Where a page stands among those that are listed already; it is the last one where nothing else is known.

    Behind the first of ``behind`` that is listed, else before the first of ``before``, else behind all its ``kin``.
    """

    behind: Sequence[str] = ()
    before: Sequence[str] = ()
    kin: Collection[str] = ()


LAST = Place()


class _Toctree(NamedTuple):
    """A ``toctree`` with the documents it names, each with its line (from 0) in the file."""

    source: Source
    directive: Directive
    entries: dict[str, int]


class Draft:
    """What one call writes into a book: new files by their names in it, changes of others, remarks for the editor."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.new: dict[str, str] = {}
        self.others: list[Change] = []
        self.remarks: list[Remark] = []
        self._edits: dict[str, list[tuple[int, int, list[str]]]] = {}

    @property
    def changes(self) -> list[Change]:
        """New files, then those that change, each once."""
        found = [Change(self.book.folder / name, None, text) for name, text in self.new.items()]
        for docname, edits in self._edits.items():
            source, written, last = self.book.sources[docname], list[str](), 0
            end = "\r" if "\r\n" in source.text else ""
            lines = f"{source.text}{end}".split("\n")
            for start, behind, new in sorted(edits, key=lambda edit: edit[:2]):
                written += [*lines[last:start], *(f"{line}{end}" for line in new)]
                last = behind
            text = "\n".join([*written, *lines[last:]]).removesuffix(end)
            found.append(Change(source.path, source.text, text))
        changes = [change for change in (*found, *self.others) if change.before != change.after]
        return sorted(changes, key=lambda change: change.before is not None)

    @property
    def catalogue(self) -> Catalogue:
        """The records of the book with the draft."""
        sources = {source.path: source for source in self.book.sources.values()}
        sources |= {change.path: self.book.source(change.path, change.after) for change in self.changes}
        return self.book.catalogue_of(sources.values())

    def problems(self) -> Iterator[Problem]:
        """What the checks of a build will say of the book with the draft, and don't say of it now."""
        # without their lines, which an addition above moves
        known = {problem.format(self.book.i18n) for problem in check(self.book.catalogue)}
        yield from (p for p in check(self.catalogue) if p.format(self.book.i18n) not in known)

    def page(self, docname: str, markup: Markup, text: str, place: Place = LAST) -> None:
        """A new page and its line in the table of contents."""
        self.new[f"{docname}{markup.suffix}"] = text
        self.contents([docname], place)

    def page_of_record(self, kind: str, answers: Answers, body: str, markup: Markup) -> str:
        """A page that begins with its record; ``body``, its abstract, is source already. The text is still to come."""
        remark = self.book.i18n(N_("The text begins here. This line is a remark that readers don’t see."))
        record = markup.directive(kind, answers["id"], options_of(kind, answers), body)
        return "\n".join((markup.heading(answers["title"]), record, markup.comment(remark)))

    def contents(self, pages: Sequence[str], place: Place = LAST) -> None:
        """Lines of new pages of one folder in the table of contents, unless a pattern names them.

        A word to the editor where none is found.
        """
        toctree = _home(self.book, pages[0])
        if toctree is None:
            parent = posixpath.join(posixpath.dirname(pages[0]), "index")
            message = N_("no table of contents was found for it: add %(name)s to the toctree of %(parent)s")
            found = parent if parent in self.book.sources else self.book.root
            self.remarks.append(Remark(message, {"name": pages[0], "parent": found}))
            return
        source, directive, listed = toctree
        is_pattern = "glob" in directive.options
        # absolute, so that the whole path is matched and not its end
        if is_pattern and any(PurePosixPath(f"/{pages[0]}").match(f"/{name}") for name in listed if "*" in name):
            return
        lines = source.lines
        names = [posixpath.relpath(page, posixpath.dirname(source.docname) or ".") for page in pages]
        if not listed:
            new = [f"{source.indent_within(directive)}{name}" for name in names]
            is_fenced = source.path.suffix != ".rst" and _MARKDOWN_FENCE.match(lines[directive.last])
            number = directive.last if is_fenced else directive.body_line
            is_first = all(edit[:2] != (number, number) for edit in self._edits.get(source.docname, ()))
            self.lines(source, number, number, ["", *new] if is_first and not is_fenced else new)
            return
        above, below = (place.behind, place.before)[:: -1 if "reversed" in directive.options else 1]
        kin = [line for name, line in listed.items() if name in place.kin]
        upper = next((listed[name] for name in above if name in listed), None)
        lower = next((listed[name] for name in below if name in listed), None)
        model = next(line for line in (upper, lower, max(kin, default=None), max(listed.values())) if line is not None)
        number = model if upper is None and lower is not None else model + 1
        names = [f"/{page}" for page in pages] if _target(lines[model])[0] == "/" else names
        self.lines(source, number, number, [f"{indent_of(lines[model])}{name}" for name in names])

    def lines(self, source: Source, start: int, end: int, new: Sequence[str]) -> None:
        """New lines in place of those from ``start`` (from 0) to before ``end``."""
        self._edits.setdefault(source.docname, []).append((start, end, list(new)))

    def block(self, source: Source, line: int, block: str) -> None:
        """A block before ``line``, or at the end, with a blank line on each side."""
        lines = source.lines
        line = min(line, next((at for at in range(len(lines), 0, -1) if lines[at - 1]), 0))
        above = [""] if line and lines[line - 1] else []
        below = [""] if lines[line : line + 1] not in ([], [""]) else []
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
            elif source.lines[directive.first + 1 : directive.first + 2] == ["---"]:
                by_hand.append(name)
            else:
                self._option(source, directive, name, value)
        return by_hand

    def _option(self, source: Source, directive: Directive, name: str, value: str) -> None:
        written = source.markup.directive("x", "", {name: value}).split("\n")[1].strip()
        options = range(directive.first + 1, directive.body_line)
        found = [number for number in options if re.match(rf"\s*:{re.escape(name)}:", source.lines[number])]
        start = found[0] if found else directive.body_line
        self.lines(source, start, start + bool(found), [source.indent_within(directive) + written] if value else [])

    def _body(self, source: Source, directive: Directive, text: str) -> None:
        indent = source.indent_within(directive)
        new = [f"{indent}{line}".rstrip() for line in text.split("\n")] if text else []
        end = directive.last + 1 if source.path.suffix == ".rst" else directive.last
        self.lines(source, directive.body_line, max(end, directive.body_line), ["", *new] if new else [])

    def _title(self, source: Source, directive: Directive, title: str) -> bool:
        lines = source.lines
        for number in range(directive.first - 1, -1, -1):
            heading = source.markup.heading(title).rstrip("\n").split("\n")
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
        return dedent("\n".join(line.rstrip() for line in directive.body)).strip("\n")
    return one_line(directive.options.get(name, "") or (directive.heading if name == "title" else ""))


def _home(book: Book, docname: str) -> _Toctree | None:
    """The toctree most of the folder's documents stand in; else that of the page above."""
    beside = _level(docname)
    toctrees = [
        _Toctree(source, directive, dict(_entries(source, directive)))
        for source in book.sources.values()
        for directive in source.called("toctree")
    ]

    def neighbours(toctree: _Toctree) -> int:
        return sum(_level(name) == beside for name in toctree.entries)

    best = max(toctrees, key=neighbours, default=None)
    if best and neighbours(best):
        return best
    above = (posixpath.join(beside, "index"), book.root)
    return next((toctree for parent in above for toctree in toctrees if toctree.source.docname == parent), None)


def _level(docname: str) -> str:
    """The folder whose documents a document stands among; an index stands for its folder."""
    folder, name = posixpath.split(docname)
    return posixpath.dirname(folder) if name == "index" else folder


def _entries(source: Source, directive: Directive) -> Iterator[tuple[str, int]]:
    folder = posixpath.dirname(source.docname)
    for number, line in enumerate(directive.body, start=directive.body_line):
        target = _target(line)
        if target and "://" not in target and target != "self":
            name = re.sub(r"\.(md|rst)$", "", target)
            yield name[1:] if name[0] == "/" else posixpath.normpath(posixpath.join(folder, name)), number


def _target(line: str) -> str:
    titled = _TITLED.match(line)
    return titled["target"] if titled else line.strip()
