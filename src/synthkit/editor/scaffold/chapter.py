"""A new chapter of prose, at the end of a folder."""

from __future__ import annotations

import posixpath

from synthkit.editor.scaffold import validators as checks_of
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.pages import new_page, with_contents
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.prompts import Answers, Choices, Question
from synthkit.editor.scaffold.writes import Draft
from synthkit.i18n import N_
from synthkit.model.ids import first_free, suggested_id

_LONGEST_ID = 40


def _always(book: Book, answers: Answers) -> bool:
    return True


def _folders(book: Book, answers: Answers) -> Choices:
    """The folders of the book that hold a page, called by the title of their index."""
    folders = dict.fromkeys(posixpath.dirname(docname) for docname in sorted(book.sources))
    return [(folder or ".", book.title_of(posixpath.join(folder, "index"))) for folder in folders]


def proposed_id(book: Book, answers: Answers) -> str:
    """The title; where somebody has it, with the folder in front."""
    title = suggested_id(answers.get("title", ""), _LONGEST_ID)
    folder = answers.get("folder", ".")
    candidates = [title, suggested_id(f"{folder}-{title}")] if folder != "." else [title]
    return first_free(candidates, book.taken)


QUESTIONS: tuple[Question[Book], ...] = (
    Question("title", "its title", N_("Title"), _always, check=checks_of.text),
    Question(
        "folder",
        "the folder of the book it goes to; . is the book's own",
        N_("Folder"),
        _always,
        default=lambda book, answers: ".",
        offered=_folders,
        check=checks_of.folder,
    ),
    Question(
        "authors",
        "who signs it: ids or names, with commas between them; by default the authors of the book",
        N_("Who signs it (ids or names; empty: the authors of the book)"),
        check=checks_of.people,
    ),
    Question("date", "its date, as 2026-01-27, 2026-01 or 2026", check=checks_of.DATE),
    Question("keywords", "keywords, with commas between them", N_("Keywords")),
    Question("language", "its language, where it isn't the book's"),
    Question("abstract", "its abstract"),
    Question(
        "id",
        "its id; one is proposed",
        N_("Id (the one proposed is free)"),
        _always,
        proposed_id,
        check=checks_of.free_id,
    ),
)
_OPTIONS = ("authors", "date", "keywords", "language")


def draft(book: Book, answers: Answers, markup: Markup) -> Draft:
    """The page and its line in the table of contents."""
    options = {name: answers[name] for name in _OPTIONS}
    page = new_page(book, answers["folder"], suggested_id(answers["title"], _LONGEST_ID), markup, answers["id"])
    text = markup.heading(answers["title"]) + "\n"
    text += markup.directive("chapter", answers["id"], options, markup.paragraph(answers["abstract"])) + "\n"
    text += markup.comment(book.i18n(N_("The text begins here. This line is a remark that readers don’t see.")))
    return with_contents(book, page, text)
