"""A new chapter of prose, or a volume of proceedings, on a page of its own at the end of a folder."""

import posixpath

from synthkit.editor.scaffold import questions as checks_of
from synthkit.editor.scaffold.draft import Draft
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.questions import Answers, Choices, Question, always
from synthkit.i18n import N_
from synthkit.model.ids import first_free, suggested_id


def _folders(book: Book, answers: Answers) -> Choices:
    """The folders of the book that hold a page, called by the title of their index."""
    folders = dict.fromkeys(posixpath.dirname(docname) for docname in sorted(book.sources))
    return [(folder or ".", book.title_of(posixpath.join(folder, "index"))) for folder in folders]


def proposed_id(book: Book, answers: Answers) -> str:
    """The title; where somebody has it, with the folder in front."""
    title, folder = checks_of.short_id(answers.get("title", "")), answers.get("folder", ".")
    return first_free([title] if folder == "." else [title, suggested_id(f"{folder}-{title}")], book.taken)


def _questions(directive: str) -> tuple[Question, ...]:
    title, *others = checks_of.questions_of(directive, {})
    folder = Question(
        "folder",
        N_("the folder of the book it goes to; . is the book's own"),
        N_("Folder"),
        always,
        default=lambda book, answers: ".",
        choices=_folders,
        is_open=True,
        check=checks_of.folder,
    )
    return title, folder, *others, checks_of.ABSTRACT, checks_of.id_question(proposed_id)


QUESTIONS, QUESTIONS_OF_PROCEEDINGS = _questions("chapter"), _questions("proceedings")


def add(directive: str, draft: Draft, answers: Answers, markup: Markup) -> None:
    """The page and its line in the table of contents."""
    page = draft.book.free_page(answers["folder"], checks_of.short_id(answers["title"]), answers["id"])
    draft.page(page, markup, draft.page_of_record(directive, answers, markup.paragraph(answers["abstract"]), markup))
