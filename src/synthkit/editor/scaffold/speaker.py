"""A new person, on the page where the book keeps its people, in the order they stand there."""

import posixpath
from collections.abc import Iterable

from synthkit.editor.scaffold import questions as checks_of
from synthkit.editor.scaffold.draft import Draft
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.project import Book, Source
from synthkit.editor.scaffold.questions import Answers, Question
from synthkit.i18n import N_
from synthkit.model.ids import suggested_id
from synthkit.model.people import NAME_PARTS, Name

#: What the first page of people is called.
_TITLE = N_("The people")


def name_of(answers: Answers) -> Name:
    """The name in the answers."""
    return Name(**{part: answers.get(part, "") for part in NAME_PARTS})


def _is_person(book: Book, answers: Answers) -> bool:
    return not answers.get("literal")


QUESTIONS: tuple[Question, ...] = (
    *checks_of.questions_of(
        "speaker",
        {
            "literal": {"check": checks_of.NAME},
            "given": {"applies": _is_person, "check": checks_of.NAME},
            "particle": {"applies": _is_person, "check": checks_of.NAME},
            "family": {"needed": _is_person, "applies": _is_person, "check": checks_of.NAME},
            "suffix": {"applies": _is_person, "check": checks_of.NAME},
            "ror": {"applies": lambda book, answers: bool(answers["affiliation"])},
            "orcid": {"applies": _is_person},
        },
    ),
    Question("biography", N_("some words about the person")),
    checks_of.id_question(lambda book, answers: [suggested_id(str(name_of(answers)))]),
)


def add(draft: Draft, answers: Answers, markup: Markup) -> None:
    """The person among the others, or on the first page of people."""
    home = home_of_people(draft.book)
    markup = home.markup if home else markup
    add_people(draft, home, [{**answers, "biography": markup.paragraph(answers["biography"])}], markup)


def add_people(draft: Draft, home: Source | None, people: Iterable[Answers], markup: Markup) -> None:
    """New people in their places on the page that holds them, or on a first one; biographies are source already."""
    book, blocks = draft.book, list[str]()
    for answers in sorted(people, key=lambda answers: name_of(answers).sort_key):
        options = checks_of.options_of("speaker", answers)
        blocks.append(markup.directive("speaker", answers["id"], options, answers.get("biography", "")))
        if home:
            draft.block(home, _place(book, home, name_of(answers)), blocks[-1])
    if blocks and not home:
        title, events = book.i18n(_TITLE), book.catalogue.events
        # beside the first event; at the top of a book without one
        folder = (posixpath.dirname(events[0].where.docname) if events else "") or "."
        page = book.free_page(folder, suggested_id(title))
        draft.page(page, markup, "\n".join((markup.heading(title), *blocks)))


def home_of_people(book: Book) -> Source | None:
    """The page with most people, else one that is meant for them."""
    known = book.sources.values()
    home = max(known, key=lambda source: len([*source.called("speaker")]), default=None)
    if home and any(home.called("speaker")):
        return home
    return next((source for source in known if is_page_of_people(book, source)), None)


def is_page_of_people(book: Book, source: Source) -> bool:
    """Whether a page holds people, lists them, or is called as the first page of people is."""
    called = posixpath.basename(source.docname) == suggested_id(book.i18n(_TITLE))
    return called or any(source.called("speaker", "speakers"))


def _place(book: Book, home: Source, name: Name) -> int:
    """The line before which a person stands: by family name where the others do, else behind them all."""
    people = list(home.called("speaker"))
    keys = [person.name.sort_key for directive in people if (person := book.catalogue.person(directive.argument))]
    if keys == sorted(keys):
        for directive, key in zip(people, keys, strict=False):
            if key > name.sort_key:
                return directive.first
    return people[-1].last + 1 if people else len(home.lines)
