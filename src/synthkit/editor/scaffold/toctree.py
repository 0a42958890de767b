"""The table of contents a new page belongs to, and the line it gets there."""

import posixpath
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from synthkit.editor.scaffold.project import Book, Source
from synthkit.editor.scaffold.refusals import Told
from synthkit.editor.scaffold.source_scan import Directive
from synthkit.editor.scaffold.writes import Change
from synthkit.i18n import N_

_TITLED = re.compile(r".*<(?P<target>[^<>]+)>\s*$")
_MARKDOWN_FENCE = re.compile(r"\s*[`~:]{3,}\s*$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands among those that are listed already; it is the last one where nothing else is known.

    Behind the first of ``behind`` that is listed, else before the first of ``before``, else behind all its ``kin``.
    """

    behind: Sequence[str] = ()
    before: Sequence[str] = ()
    kin: Collection[str] = ()


LAST = Place()


@dataclass(frozen=True, slots=True)
class Toctree:
    """A ``toctree`` with the documents it names, each with its line (from 0) in the file."""

    source: Source
    directive: Directive
    entries: tuple[tuple[str, int], ...]

    @property
    def patterns(self) -> tuple[str, ...]:
        """Entries that stand for every document they match."""
        return tuple(name for name, _ in self.entries if "*" in name) if "glob" in self.directive.options else ()


def added(book: Book, docname: str, place: Place = LAST) -> Change | Told | None:
    """The page's line in the table of contents; None where a pattern names it, a word to the editor where none is."""
    toctree = _home(book, docname)
    if toctree is None:
        parent = posixpath.join(posixpath.dirname(docname), "index")
        return Told(
            N_("no table of contents was found for it: add %(name)s to the toctree of %(parent)s"),
            {"name": docname, "parent": parent if parent in book.sources else book.root},
        )
    # absolute, so that the whole path is matched and not its end
    if any(PurePosixPath(f"/{docname}").match(f"/{pattern}") for pattern in toctree.patterns):
        return None
    return _change(toctree, docname, place)


def _home(book: Book, docname: str) -> Toctree | None:
    """The toctree most of the folder's documents stand in; else that of the page above."""
    beside = _level(docname)
    toctrees = list(_toctrees(book))

    def neighbours(toctree: Toctree) -> int:
        return sum(_level(name) == beside for name, _ in toctree.entries)

    best = max(toctrees, key=neighbours, default=None)
    if best is not None and neighbours(best):
        return best
    for parent in (posixpath.join(beside, "index"), book.root):
        found = next((toctree for toctree in toctrees if toctree.source.docname == parent), None)
        if found is not None:
            return found
    return None


def _level(docname: str) -> str:
    """The folder whose documents a document stands among; an index stands for its folder."""
    folder, name = posixpath.split(docname)
    return posixpath.dirname(folder) if name == "index" else folder


def _toctrees(book: Book) -> list[Toctree]:
    return [
        Toctree(source, directive, tuple(_entries(source, directive)))
        for source in book.sources.values()
        for directive in source.called("toctree")
    ]


def _entries(source: Source, directive: Directive) -> list[tuple[str, int]]:
    found = []
    for offset, line in enumerate(directive.body):
        titled = _TITLED.match(line)
        target = titled["target"] if titled else line.strip()
        if target and "://" not in target and target != "self":
            name = re.sub(r"\.(md|rst)$", "", target)
            folder = posixpath.dirname(source.docname)
            name = name[1:] if name.startswith("/") else posixpath.normpath(posixpath.join(folder, name))
            found.append((name, directive.body_line + offset))
    return found


def _change(toctree: Toctree, docname: str, place: Place) -> Change:
    listed = dict(toctree.entries)
    if not listed:
        return _first_entry(toctree, docname)
    lines = toctree.source.text.split("\n")
    above, below = (place.behind, place.before)[:: -1 if "reversed" in toctree.directive.options else 1]
    kin = [line for name, line in listed.items() if name in place.kin]
    upper = next((listed[name] for name in above if name in listed), None)
    lower = next((listed[name] for name in below if name in listed), None)
    model = next(line for line in (upper, lower, max(kin, default=None), max(listed.values())) if line is not None)
    number = model if upper is None and lower is not None else model + 1
    entry = lines[model].strip()
    indent = lines[model][: len(lines[model]) - len(lines[model].lstrip())]
    name = _written(toctree.source, docname, is_absolute=_target(entry).startswith("/"))
    return _inserted(toctree.source, number, [f"{indent}{name}"])


def _inserted(source: Source, number: int, new: list[str]) -> Change:
    """A source with new lines before line ``number`` (from 0), each ended as the others are."""
    lines = source.text.split("\n")
    end = "\r" if "\r\n" in source.text else ""
    if number == len(lines):  # the file ends without a line break
        lines[-1] += end
    lines[number:number] = [f"{line}{end}" for line in new]
    return Change(source.path, source.text, "\n".join(lines), number + len(new))


def _first_entry(toctree: Toctree, docname: str) -> Change:
    """A toctree without entries gets its first."""
    source, directive = toctree.source, toctree.directive
    lines = source.text.replace("\r\n", "\n").split("\n")
    indent = lines[directive.first][: len(lines[directive.first]) - len(lines[directive.first].lstrip())]
    name = _written(source, docname)
    if source.path.suffix != ".rst" and _MARKDOWN_FENCE.match(lines[directive.last]):
        return _inserted(source, directive.last, [f"{indent}{name}"])
    step = "   " if source.path.suffix == ".rst" else ""
    return _inserted(source, directive.body_line, ["", f"{indent}{step}{name}"])


def _written(source: Source, docname: str, *, is_absolute: bool = False) -> str:
    """A document's name as a toctree of ``source`` says it."""
    if is_absolute:
        return f"/{docname}"
    return posixpath.relpath(docname, posixpath.dirname(source.docname) or ".")


def _target(entry: str) -> str:
    titled = _TITLED.match(entry)
    return titled["target"] if titled else entry
