"""New pages and additions to old ones, as far as all drafts share them."""

import posixpath
from collections.abc import Iterator

from synthkit.checks import check
from synthkit.diagnostics import Problem
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.project import Book, Source
from synthkit.editor.scaffold.prompts import Answers, Told
from synthkit.editor.scaffold.toctree import LAST, Place, added
from synthkit.editor.scaffold.validators import options_of
from synthkit.editor.scaffold.writes import Change, Draft
from synthkit.i18n import N_, I18n
from synthkit.model.ids import first_free


def new_page(book: Book, folder: str, *names: str) -> str:
    """The document of a page that isn't there yet: the first of the names nobody has, else that with a number."""
    known = {posixpath.basename(docname) for docname in book.sources if (posixpath.dirname(docname) or ".") == folder}
    here = book.folder / folder
    known |= {path.stem for path in here.iterdir()} if here.is_dir() else set()
    return posixpath.normpath(posixpath.join(folder, first_free(names, known)))


def page_of_prose(kind: str, answers: Answers, markup: Markup, i18n: I18n) -> str:
    """A page that begins with its record; the text is still to come."""
    body = markup.paragraph(answers["abstract"])
    remark = i18n(N_("The text begins here. This line is a remark that readers don’t see."))
    record = markup.directive(kind, answers["id"], options_of(kind, answers), body)
    return "\n".join((markup.heading(answers["title"]), record, markup.comment(remark)))


def with_contents(book: Book, docname: str, markup: Markup, text: str, place: Place = LAST) -> Draft:
    """A new page and its line in the table of contents."""
    contents = added(book, docname, place)
    return Draft(
        new=((book.folder / f"{docname}{markup.suffix}", text),),
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
    sources = {source.path: source for source in book.sources.values()}
    for path, text in (*draft.new, *((change.path, change.after) for change in draft.changed)):
        sources[path] = book.source(path, text)
    known = {_said(problem) for problem in check(book.catalogue)}
    yield from (p for p in check(book.catalogue_of(sources.values())) if _said(p) not in known)


def _said(problem: Problem) -> tuple[str, str]:
    """A problem without its line, which an addition above moves."""
    return problem.message, repr(sorted((name, str(value)) for name, value in problem.values.items()))
