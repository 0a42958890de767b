"""A new page: an event in a folder of its own; a chapter of prose or a volume of proceedings at the end of one."""

import posixpath
from collections.abc import Sequence

from babel.dates import LOCALTZ

from synthkit.editor.scaffold import questions as checks_of
from synthkit.editor.scaffold.draft import Draft, Place
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.questions import Answers, Choices, Question, always
from synthkit.i18n import N_, I18n
from synthkit.model.dates import parse_days
from synthkit.model.ids import suggested_id
from synthkit.schema import EventKind, WorkKind


def _ids_of_event(book: Book, answers: Answers) -> list[str]:
    """The title and the year."""
    year = str(parse_days(answers["date"]).first.year) if answers.get("date") else ""
    return [checks_of.dated_id(answers.get("title", ""), year)]


def local_zone() -> str:
    """The IANA name of the zone this machine is in; empty for UTC, where servers are and colloquia rarely."""
    name = str(getattr(LOCALTZ, "key", ""))
    return "" if name in ("UTC", "Etc/UTC") else name


def proceedings_title(title: str, i18n: I18n) -> str:
    """What the volume of an event's proceedings is called until somebody calls it otherwise."""
    return f"{title}{'' if title.endswith(('.', '?', '!', '…')) else '.'} {i18n(WorkKind.PROCEEDINGS.label)}"


OF_EVENT: Sequence[Question] = (
    *checks_of.questions_of(
        "event",
        {
            "kind": {"default": lambda book, answers: EventKind.COLLOQUIUM},
            "timezone": {
                "default": lambda book, answers: (
                    next((event.timezone for event in book.catalogue.events if event.timezone), "") or local_zone()
                ),
            },
            "proceedings-title": {
                "default": lambda book, answers: proceedings_title(answers.get("title", ""), book.i18n),
                "check": checks_of.text,
            },
        },
    ),
    Question("abstract", N_("some words about it")),
    checks_of.id_question(_ids_of_event),
)


def add_event(draft: Draft, answers: Answers, markup: Markup) -> None:
    """The folder's first page and its line in the table of contents, behind the other events."""
    book = draft.book
    page = f"{book.free_page('.', checks_of.short_id(answers['title']), answers['id'])}/index"
    others = {event.where.docname for event in book.catalogue.events}
    kin = others | {posixpath.join(posixpath.dirname(docname), "index") for docname in others}
    draft.page(page, markup, page_of_event(answers, markup, book.i18n), Place(kin=kin))


def page_of_event(answers: Answers, markup: Markup, i18n: I18n, below: str = "") -> str:
    """The page of an event, with its programme and a table of contents for ``below`` and the sessions to come."""
    options = checks_of.options_of("event", answers)
    return "\n".join(
        (
            markup.heading(answers["title"]),
            markup.directive("event", answers["id"], options, markup.paragraph(answers.get("abstract", ""))),
            markup.comment(i18n(N_("The programme fills itself from the sessions: synthkit new session"))),
            markup.directive("programme", answers["id"], {}),
            markup.directive("toctree", "", {"maxdepth": "1"}, below),
        )
    )


def _folders(book: Book, answers: Answers) -> Choices:
    """The folders of the book that hold a page, called by the title of their index."""
    folders = dict.fromkeys(posixpath.dirname(docname) for docname in sorted(book.sources))
    pages = {folder or ".": posixpath.join(folder, "index") for folder in folders}
    return [(folder, book.sources[page].title if page in book.sources else page) for folder, page in pages.items()]


def _ids_in_folder(book: Book, answers: Answers) -> list[str]:
    """The title; where somebody has it, with the folder in front."""
    title, folder = checks_of.short_id(answers.get("title", "")), answers.get("folder", ".")
    return [title] if folder == "." else [title, suggested_id(f"{folder}-{title}")]


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
    return title, folder, *others, checks_of.ABSTRACT, checks_of.id_question(_ids_in_folder)


OF_CHAPTER, OF_PROCEEDINGS = _questions("chapter"), _questions("proceedings")


def add_in_folder(directive: str, draft: Draft, answers: Answers, markup: Markup) -> None:
    """The page and its line in the table of contents."""
    page = draft.book.free_page(answers["folder"], checks_of.short_id(answers["title"]), answers["id"])
    draft.page(page, markup, draft.page_of_record(directive, answers, markup.paragraph(answers["abstract"]), markup))
