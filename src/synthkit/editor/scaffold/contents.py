"""The line that a page gets in a table of contents."""

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from synthkit.diagnostics import Remark
from synthkit.editor.scaffold.project import Book, Source
from synthkit.editor.scaffold.source_scan import Directive, indent_of
from synthkit.i18n import N_

_TITLED = re.compile(r".*<(?P<target>[^<>]+)>\s*$")
_MARKDOWN_FENCE = re.compile(r"\s*[`~:]{3,}\s*$")


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


def place_in_contents(book: Book, pages: Sequence[str], place: Place) -> tuple[Source, int, list[str]] | Remark | None:
    """The lines of pages of one folder, with the source and the line (from 0) before which they stand.

    None where a pattern names the pages, a word to the editor where no table of contents is found.
    """
    toctree = _home(book, pages[0])
    if toctree is None:
        parent = posixpath.join(posixpath.dirname(pages[0]), "index")
        message = N_("no table of contents was found for it: add %(name)s to the toctree of %(parent)s")
        return Remark(message, {"name": pages[0], "parent": parent if parent in book.sources else book.root})
    source, directive, listed = toctree
    is_pattern = "glob" in directive.options
    # absolute, so that the whole path is matched and not its end
    if is_pattern and any(PurePosixPath(f"/{pages[0]}").match(f"/{name}") for name in listed if "*" in name):
        return None
    lines = source.lines
    names = [posixpath.relpath(page, posixpath.dirname(source.docname) or ".") for page in pages]
    if not listed:
        new = [f"{source.indent_within(directive)}{name}" for name in names]
        is_fenced = source.path.suffix != ".rst" and _MARKDOWN_FENCE.match(lines[directive.last])
        return (source, directive.last, new) if is_fenced else (source, directive.body_line, ["", *new])
    above, below = (place.behind, place.before)[:: -1 if "reversed" in directive.options else 1]
    kin = [line for name, line in listed.items() if name in place.kin]
    upper = next((listed[name] for name in above if name in listed), None)
    lower = next((listed[name] for name in below if name in listed), None)
    model = next(line for line in (upper, lower, max(kin, default=None), max(listed.values())) if line is not None)
    number = model if upper is None and lower is not None else model + 1
    names = [f"/{page}" for page in pages] if _target(lines[model])[0] == "/" else names
    return source, number, [f"{indent_of(lines[model])}{name}" for name in names]


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
