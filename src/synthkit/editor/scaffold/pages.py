"""New pages and additions to old ones, as far as all drafts share them."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from synthkit.checks import check
from synthkit.diagnostics import Problem
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.project import Book, Source
from synthkit.editor.scaffold.refusals import Told
from synthkit.editor.scaffold.source_scan import directives
from synthkit.editor.scaffold.toctree import LAST, Place, added
from synthkit.editor.scaffold.writes import Change, Draft
from synthkit.model.ids import first_free


@dataclass(frozen=True, slots=True)
class Page:
    """A page that isn't there yet."""

    docname: str
    path: Path


def new_page(book: Book, folder: str, name: str, markup: Markup, otherwise: str = "") -> Page:
    """A page whose name nobody has: ``name``, else ``otherwise``, else the name with a number."""
    known = {posixpath.basename(docname) for docname in book.sources if posixpath.dirname(docname) == _bare(folder)}
    here = book.folder / folder
    known |= {path.stem for path in here.iterdir()} if here.is_dir() else set()
    free = first_free([name, otherwise] if otherwise else [name], known)
    docname = posixpath.normpath(posixpath.join(folder, free))
    return Page(docname, book.path_of(docname, markup.suffix))


def with_contents(book: Book, page: Page, text: str, place: Place = LAST) -> Draft:
    """The page and its line in the table of contents."""
    contents = added(book, page.docname, place)
    return Draft(
        new=((page.path, text),),
        changed=(contents,) if isinstance(contents, Change) else (),
        by_hand=(contents,) if isinstance(contents, Told) else (),
    )


def inserted(source: Source, block: str, line: int) -> Change:
    """A source with a block before ``line`` (from 0), or at its end, and a blank line on each side."""
    end = "\r\n" if "\r\n" in source.text else "\n"
    lines = source.text.replace("\r\n", "\n").split("\n")
    above, below = "\n".join(lines[:line]).rstrip("\n"), "\n".join(lines[line:]).strip("\n")
    text = "\n\n".join(filter(None, (above, block.strip("\n"), below))) + "\n"
    place = above.count("\n") + (3 if above else 1)
    return Change(source.path, source.text, text.replace("\n", end), place)


def new_problems(book: Book, draft: Draft) -> Iterator[Problem]:
    """What the checks of a build will say of the book with the draft, and don't say of it now."""
    texts = {**dict(draft.new), **{change.path: change.after for change in draft.changed}}
    sources = {source.path: source for source in book.sources.values()}
    for path, text in texts.items():
        docname = path.relative_to(book.folder).with_suffix("").as_posix()
        found = tuple(directives(text.replace("\r\n", "\n"), path.suffix))
        sources[path] = Source(docname, path, text, found)
    known = {_said(problem) for problem in check(book.catalogue)}
    yield from (p for p in check(book.catalogue_of(sources.values())) if _said(p) not in known)


def _said(problem: Problem) -> tuple[str, str]:
    """A problem without its line, which an addition above moves."""
    return problem.message, repr(sorted((name, str(value)) for name, value in problem.values.items()))


def _bare(folder: str) -> str:
    return "" if folder == "." else folder
