"""A new chapter of prose, at the end of a folder."""

import posixpath

from synthkit.editor.scaffold import validators as checks_of
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.pages import new_page, with_contents
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.prompts import Answers, Choices, Question, always
from synthkit.editor.scaffold.writes import Draft
from synthkit.i18n import N_
from synthkit.model.ids import first_free, suggested_id

_LONGEST_ID = 40


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


_TITLE, *_OTHERS = checks_of.questions_of("chapter", {})
QUESTIONS: tuple[Question[Book], ...] = (
    _TITLE,
    Question(
        "folder",
        "the folder of the book it goes to; . is the book's own",
        N_("Folder"),
        always,
        default=lambda book, answers: ".",
        offered=_folders,
        check=checks_of.folder,
    ),
    *_OTHERS,
    checks_of.ABSTRACT,
    checks_of.id_question(proposed_id),
)


def draft(book: Book, answers: Answers, markup: Markup) -> Draft:
    """The page and its line in the table of contents."""
    options = checks_of.options_of("chapter", answers)
    page = new_page(book, answers["folder"], suggested_id(answers["title"], _LONGEST_ID), markup, answers["id"])
    text = markup.heading(answers["title"]) + "\n"
    text += markup.directive("chapter", answers["id"], options, markup.paragraph(answers["abstract"])) + "\n"
    text += markup.comment(book.i18n(N_("The text begins here. This line is a remark that readers don’t see.")))
    return with_contents(book, page, text)
