"""``synthkit new``: a session, a person, a chapter, an event or proceedings, written where it belongs."""

import argparse
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from synthkit.cli._asking import Asking, asking_unless, command_line, print_steps
from synthkit.cli._catalogue import opened
from synthkit.cli._parser import Parser
from synthkit.diagnostics import Code, CommandError
from synthkit.editor.scaffold import pages, session, speaker
from synthkit.editor.scaffold.draft import Draft, write
from synthkit.editor.scaffold.markup import MARKUPS, Markup
from synthkit.editor.scaffold.names import name_of
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.questions import Answers, Question, answered
from synthkit.i18n import N_
from synthkit.model.people import NAME_PARTS, parse_credits
from synthkit.schema import options_for_people

HELP = N_("write a new session, speaker, chapter, event or volume where it belongs")


#: What can be new: what editors call it, what is asked for it, what is written of the answers.
KINDS: Mapping[str, tuple[str, Sequence[Question], Callable[[Draft, Answers, Markup], None]]] = {
    "session": (N_("a session: a talk, a panel, a break …"), session.QUESTIONS, session.add),
    "speaker": (N_("a person or a body"), speaker.QUESTIONS, speaker.add),
    "chapter": (N_("a chapter"), pages.OF_CHAPTER, partial(pages.add_in_folder, "chapter")),
    "event": (N_("an event: a colloquium, a conference, a seminar …"), pages.OF_EVENT, pages.add_event),
    "proceedings": (
        N_("a volume of proceedings"),
        pages.OF_PROCEEDINGS,
        partial(pages.add_in_folder, "proceedings"),
    ),
}


def add_options(parser: Parser) -> None:
    """One command for each kind, with its answers as options."""
    chosen = parser.add_subparsers(dest="new")
    parser.set_defaults(new="", book=None, format="", yes=False)
    for name, (label, questions, _) in KINDS.items():
        own = chosen.add_parser(name, help=parser.i18n(label), description=label)
        own.add_questions(questions)
        own.add_book("--book")
        own.add_argument(
            "--format", choices=("md", "rst"), help=N_("markup of a new page; by default that of the book")
        )


def run(options: argparse.Namespace) -> None:
    """Ask for what isn't given, write it, say where it is and what comes next."""
    book = opened(options.book)
    asking = asking_unless(options.yes)
    if asking:
        asking.begin()
        labels = {name: label for name, (label, *_) in KINDS.items()}
        options.new = options.new or asking.choose(N_("What is new"), labels)
    elif not options.new:
        raise CommandError(N_("what is new? synthkit new followed by one of: %(known)s"), known=", ".join(KINDS))
    _, questions, add = KINDS[options.new]
    given = {name.replace("_", "-"): value for name, value in vars(options).items()}
    answers = answered(questions, book, given, asking)
    markup = MARKUPS[f".{options.format}"] if options.format else book.markup
    add(Draft(book), answers, markup)  # refused before anybody is asked for the people in it
    people = list(_prompted_for(book, _unknown(book, answers), asking)) if asking else []
    for person in people:
        draft = Draft(book)
        speaker.add(draft, person, markup)
        book = _written(draft)
    draft = Draft(book)
    add(draft, answers, markup)
    problems = [problem for problem in draft.problems() if problem.code is not Code.UNKNOWN_SPEAKER]
    after = _written(draft)
    for problem in problems:
        print(after.terminal(N_("Mind: %s")) % problem.format(after.terminal))
    for remark in draft.remarks:
        print(after.terminal(N_("By hand: %s")) % remark.format(after.terminal))
    _say_next(after, draft, _unknown(after, answers))


def _unknown(book: Book, answers: Answers) -> list[str]:
    """The names nobody of the book answers to."""
    credits = (credit for option in options_for_people() for credit in parse_credits(answers.get(option.name, "")))
    return [
        name for name in dict.fromkeys(credit.written for credit in credits) if not book.catalogue.people_called(name)
    ]


def _prompted_for(book: Book, names: list[str], asking: Asking) -> Iterator[Answers]:
    for name in names:
        asks = book.terminal(N_("« %s » has no record in the book yet")) % name
        if asking.choose(asks, {"now": N_("make one now"), "later": N_("later")}, "now") == "now":
            parts = _parts(name)
            yield answered([_proposing(question, parts) for question in speaker.QUESTIONS], book, {}, asking)


def _proposing(question: Question, answers: Answers) -> Question:
    value = answers.get(question.option)
    return replace(question, default=lambda book, answers: value) if value else question


def _parts(name: str) -> Answers:
    return {part: getattr(name_of(name), part) for part in NAME_PARTS}


def _written(draft: Draft) -> Book:
    """The book with the draft in it; what was written is said."""
    book, changes = draft.book, draft.changes
    write(changes)
    for change in changes:
        place = book.shown(change.path)
        if change.before is None:
            print(book.terminal(N_("Written: %s")) % place)
        else:
            print(book.terminal(N_("Added to: %s")) % f"{place}:{change.line}")
    return Book(book.folder)


def _say_next(book: Book, draft: Draft, unknown: list[str]) -> None:
    i18n = book.terminal
    steps = [i18n(N_("go on writing in %s")) % book.shown(draft.changes[0].path)]
    for name in unknown:
        parts = " ".join(f"--{part} {shlex.quote(value)}" for part, value in _parts(name).items() if value)
        command = f"{command_line('new --', 'new')} speaker {parts}"
        steps.append(i18n(N_("« %(name)s » has no record yet: %(command)s")) % {"name": name, "command": command})
    steps.append(i18n(N_("look for mistakes: %s")) % command_line("check", "check"))
    steps.append(i18n(N_("look at the page: %s")) % command_line("preview", "preview"))
    steps.append(i18n(N_("propose it: a branch, a commit, a pull request")))
    print_steps(steps)
