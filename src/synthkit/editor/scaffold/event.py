"""A new event: a folder of its own, whose first page holds the event, its programme and what will stand below."""

import posixpath

from babel.dates import LOCALTZ

from synthkit.editor.scaffold import questions as checks_of
from synthkit.editor.scaffold.contents import Place
from synthkit.editor.scaffold.draft import Draft
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.questions import Answers, Question
from synthkit.i18n import N_, I18n
from synthkit.model.dates import parse_days
from synthkit.model.ids import first_free
from synthkit.schema import EventKind, WorkKind


def proposed_id(book: Book, answers: Answers) -> str:
    """The title and the year."""
    year = str(parse_days(answers["date"]).first.year) if answers.get("date") else ""
    return first_free([checks_of.dated_id(answers.get("title", ""), year)], book.taken)


def _zone(book: Book, answers: Answers) -> str:
    """That of the book's other events, else that of this machine where it names one."""
    return next((event.timezone for event in book.catalogue.events if event.timezone), "") or local_zone()


def local_zone() -> str:
    """The IANA name of the zone this machine is in; empty for UTC, where servers are and colloquia rarely."""
    name = str(getattr(LOCALTZ, "key", ""))
    return "" if name in ("UTC", "Etc/UTC") else name


def proceedings_title(title: str, i18n: I18n) -> str:
    """What the volume of an event's proceedings is called until somebody calls it otherwise."""
    return f"{title}{'' if title.endswith(('.', '?', '!', '…')) else '.'} {i18n(WorkKind.PROCEEDINGS.label)}"


QUESTIONS: tuple[Question, ...] = (
    *checks_of.questions_of(
        "event",
        {
            "kind": {"default": lambda book, answers: EventKind.COLLOQUIUM},
            "timezone": {"default": _zone},
            "proceedings-title": {
                "default": lambda book, answers: proceedings_title(answers.get("title", ""), book.i18n),
                "check": checks_of.text,
            },
        },
    ),
    Question("abstract", N_("some words about it")),
    checks_of.id_question(proposed_id),
)


def add(draft: Draft, answers: Answers, markup: Markup) -> None:
    """The folder's first page and its line in the table of contents, behind the other events."""
    book = draft.book
    page = f"{book.free_page('.', checks_of.short_id(answers['title']), answers['id'])}/index"
    others = {event.where.docname for event in book.catalogue.events}
    kin = others | {posixpath.join(posixpath.dirname(docname), "index") for docname in others}
    draft.page(page, markup, source(answers, markup, book.i18n), Place(kin=kin))


def source(answers: Answers, markup: Markup, i18n: I18n, below: str = "") -> str:
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
