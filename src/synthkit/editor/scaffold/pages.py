"""What a draft does to the disk: new pages, additions to old ones, the line a page gets in a table of contents."""

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from synthkit.checks import check
from synthkit.diagnostics import Problem
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.project import Book, Source, text_of
from synthkit.editor.scaffold.prompts import Answers, RefusedError, Remark
from synthkit.editor.scaffold.source_scan import Directive, indent_of
from synthkit.editor.scaffold.validators import options_of
from synthkit.fs.atomic import write_new, write_whole
from synthkit.i18n import N_, I18n
from synthkit.model.ids import first_free

_TITLED = re.compile(r".*<(?P<target>[^<>]+)>\s*$")
_MARKDOWN_FENCE = re.compile(r"\s*[`~:]{3,}\s*$")


@dataclass(frozen=True, slots=True)
class Change:
    """An existing file as it is and as it will be; ``line`` (from 1) is where something was added."""

    path: Path
    before: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """All one call writes: new files, changed files, and what the editor has to do by hand."""

    new: tuple[tuple[Path, str], ...] = ()
    changed: tuple[Change, ...] = ()
    by_hand: tuple[Remark, ...] = ()

    @property
    def main(self) -> Path:
        """The file the editor goes on in."""
        return self.new[0][0] if self.new else self.changed[0].path


def write(draft: Draft) -> None:
    """Write all of a draft or nothing. Raises RefusedError where a file is there already, or has changed meanwhile."""
    made: list[Path] = []
    replaced: list[Change] = []
    try:
        for change in draft.changed:
            if text_of(change.path) != change.before:
                raise RefusedError(N_("%(path)s has changed in the meantime; nothing was written"), path=change.path)
        for path, text in draft.new:
            try:
                write_new(path, text, mode=0o755 if text.startswith("#!") else 0o644)
            except FileExistsError as error:
                raise RefusedError(N_("%(path)s is there already; nothing was written"), path=path) from error
            made.append(path)
        for change in draft.changed:
            write_whole(change.path, change.after, mode=change.path.stat().st_mode)
            replaced.append(change)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        for change in replaced:
            write_whole(change.path, change.before, mode=change.path.stat().st_mode)
        raise


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands among those that are listed already; it is the last one where nothing else is known.

    Behind the first of ``behind`` that is listed, else before the first of ``before``, else behind all its ``kin``.
    """

    behind: Sequence[str] = ()
    before: Sequence[str] = ()
    kin: Collection[str] = ()


LAST = Place()


def new_page(book: Book, folder: str, *names: str) -> str:
    """The document of a page that isn't there yet: the first of the names nobody has, else that with a number."""
    known = {posixpath.basename(docname) for docname in book.sources if (posixpath.dirname(docname) or ".") == folder}
    here = book.folder / folder
    known |= {path.stem for path in here.iterdir()} if here.is_dir() else set()
    return posixpath.normpath(posixpath.join(folder, first_free(names, known)))


def page_of_record(kind: str, answers: Answers, body: str, markup: Markup, i18n: I18n) -> str:
    """A page that begins with its record; ``body``, its abstract, is source already. The text is still to come."""
    remark = i18n(N_("The text begins here. This line is a remark that readers don’t see."))
    record = markup.directive(kind, answers["id"], options_of(kind, answers), body)
    return "\n".join((markup.heading(answers["title"]), record, markup.comment(remark)))


def with_contents(book: Book, docname: str, markup: Markup, text: str, place: Place = LAST) -> Draft:
    """A new page and its line in the table of contents."""
    contents = added(book, docname, place)
    return Draft(
        new=((book.folder / f"{docname}{markup.suffix}", text),),
        changed=(contents,) if isinstance(contents, Change) else (),
        by_hand=(contents,) if isinstance(contents, Remark) else (),
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
    sources = {source.path: source for source in book.sources.values()}
    for path, text in (*draft.new, *((change.path, change.after) for change in draft.changed)):
        sources[path] = book.source(path, text)
    # without their lines, which an addition above moves
    known = {problem.format(book.i18n) for problem in check(book.catalogue)}
    yield from (p for p in check(book.catalogue_of(sources.values())) if p.format(book.i18n) not in known)


class _Toctree(NamedTuple):
    """A ``toctree`` with the documents it names, each with its line (from 0) in the file."""

    source: Source
    directive: Directive
    entries: dict[str, int]


def added(book: Book, docname: str, place: Place = LAST, following: Sequence[str] = ()) -> Change | Remark | None:
    """The page's line in the table of contents; None where a pattern names it, a word to the editor where none is.

    The lines of ``following`` pages of its folder stand behind it.
    """
    toctree = _home(book, docname)
    if toctree is None:
        parent = posixpath.join(posixpath.dirname(docname), "index")
        message = N_("no table of contents was found for it: add %(name)s to the toctree of %(parent)s")
        return Remark(message, {"name": docname, "parent": parent if parent in book.sources else book.root})
    is_pattern = "glob" in toctree.directive.options
    # absolute, so that the whole path is matched and not its end
    if is_pattern and any(PurePosixPath(f"/{docname}").match(f"/{name}") for name in toctree.entries if "*" in name):
        return None
    return _change(toctree, docname, place, following)


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


def _change(toctree: _Toctree, docname: str, place: Place, following: Sequence[str]) -> Change:
    source, directive, listed = toctree
    lines = source.text.split("\n")
    pages = (docname, *following)
    names = [posixpath.relpath(page, posixpath.dirname(source.docname) or ".") for page in pages]
    if not listed:
        indent = indent_of(lines[directive.first]) + ("   " if source.path.suffix == ".rst" else "")
        new = [f"{indent}{name}" for name in names]
        is_fenced = source.path.suffix != ".rst" and _MARKDOWN_FENCE.match(lines[directive.last])
        return (
            _inserted(source, directive.last, new) if is_fenced else _inserted(source, directive.body_line, ["", *new])
        )
    above, below = (place.behind, place.before)[:: -1 if "reversed" in directive.options else 1]
    kin = [line for name, line in listed.items() if name in place.kin]
    upper = next((listed[name] for name in above if name in listed), None)
    lower = next((listed[name] for name in below if name in listed), None)
    model = next(line for line in (upper, lower, max(kin, default=None), max(listed.values())) if line is not None)
    number = model if upper is None and lower is not None else model + 1
    names = [f"/{page}" for page in pages] if _target(lines[model])[0] == "/" else names
    return _inserted(source, number, [f"{indent_of(lines[model])}{name}" for name in names])


def _inserted(source: Source, number: int, new: list[str]) -> Change:
    lines = source.text.split("\n")
    end = "\r" if "\r\n" in source.text else ""
    if number == len(lines):  # the file ends without a line break
        lines[-1] += end
    lines[number:number] = [f"{line}{end}" for line in new]
    return Change(source.path, source.text, "\n".join(lines), number + len(new))
