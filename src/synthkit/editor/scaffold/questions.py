"""What a draft asks: an answer is an option of the command too, and is checked the same way; most are the schema's."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from synthkit.diagnostics import CommandError, Remark, nearest
from synthkit.editor.scaffold.markup import one_line
from synthkit.editor.scaffold.project import Book
from synthkit.i18n import N_
from synthkit.model.ids import first_free, is_id, suggested_id
from synthkit.model.people import parse_credits
from synthkit.model.values import PEOPLE, Format, is_name
from synthkit.schema import RECORDS

Answers = dict[str, str]
#: Values to choose from, each with what it is called.
Choices = Sequence[tuple[str, str]]
_LONGEST_ID = 40
#: A year that a title names.
YEAR = r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])"


def always(context: object, answers: Answers) -> bool:
    """For what is needed, or applies, whatever was answered before."""
    return True


@dataclass(frozen=True)
class Question:
    """One question: what it ``asks``. With ``help`` it is an ``option`` of a command, too, with all ``known`` values.

    ``needed`` may depend on the answers before it and on their context, the book or the language of a new one, as may
    ``default``, ``choices`` (``is_open``: others can be given) and whether it ``applies`` at all. ``check`` gives the
    answer as it will be written, or raises CommandError. A question that ``asks`` nothing is an option only.
    """

    option: str
    help: str = ""
    asks: str = ""
    needed: Callable[[Any, Answers], bool] = lambda context, answers: False
    default: Callable[[Any, Answers], str] = lambda context, answers: ""
    choices: Callable[[Any, Answers], Choices] = lambda context, answers: ()
    applies: Callable[[Any, Answers], bool] = always
    check: Callable[[Any, Answers, str], str] = lambda context, answers, given: given
    known: Sequence[str] = ()
    is_open: bool = False

    def checked(self, context: object, answers: Answers, given: str) -> str:
        """The answer as it will be written; raises CommandError."""
        choices = () if self.is_open else self.choices(context, answers)
        known = {_bare(value): value for value, _ in choices}
        given = known.get(_bare(given), given)
        if known and given not in known.values() and not self.help:  # no option of the command line
            expected = ", ".join(known.values())
            raise CommandError(N_("'%(found)s' can't be taken; expected: %(expected)s"), found=given, expected=expected)
        if not given and self.needed(context, answers):
            missing = N_("--%(option)s is missing: %(expected)s")
            message = N_("--%(option)s is missing: %(expected)s (%(known)s)") if known else missing
            raise CommandError(message, option=self.option, expected=self.asks, known=", ".join(known.values()))
        if given and known and given not in known.values():
            message = N_("--%(option)s is '%(found)s'; expected one of: %(known)s")
            raise CommandError(message, option=self.option, found=given, known=", ".join(known.values()))
        return self.check(context, answers, given) if given else ""


def _bare(value: str) -> str:
    return "".join(filter(str.isalnum, value)).casefold()


#: Asks a person, with what was wrong with the answer before; None leaves the question without an answer.
Ask = Callable[[Question, Any, Answers, CommandError | None], str | None]


def answered(questions: Sequence[Question], context: object, given: Mapping[str, str], ask: Ask | None) -> Answers:
    """Every answer that applies, from the options ``given``, from the person, or by default.

    Without ``ask`` nobody is asked, and CommandError is raised with all that is missing or wrong.
    """
    answers: Answers = {}
    wrong: list[Remark] = []
    for question in questions:
        option = question.option
        if question.applies(context, answers):
            try:
                answers[option] = _answer(question, context, answers, given.get(option, ""), ask)
            except CommandError as refused:
                wrong += refused.remarks
                answers[option] = ""
        elif given.get(option):
            why = ", ".join(f"{name} = {value}" for name, value in answers.items() if value)
            wrong.append(Remark(N_("--%(option)s means nothing here: %(why)s"), {"option": option, "why": why}))
    if wrong:
        raise CommandError(N_("this is missing or can’t be taken:"), *wrong)
    return answers


def _answer(question: Question, context: object, answers: Answers, given: str, ask: Ask | None) -> str:
    ask = ask if question.asks else None
    refused: CommandError | None = None
    while True:
        if not given and ask:
            replied = ask(question, context, answers, refused)
            if replied is None and not question.needed(context, answers):
                return ""
            given = replied or ""
        try:
            return question.checked(context, answers, given or question.default(context, answers))
        except CommandError as error:
            if not ask:
                raise
            refused, given = error, ""


def check_of(form: Format) -> Callable[[object, Answers, str], str]:
    """The check of a format: the answer as the format writes it; what has no form of its own stays as it is."""

    def check(context: object, answers: Answers, given: str) -> str:
        try:
            return form.write(form.parse(one_line(given))) if form.expected else given
        except ValueError as error:
            if meaning := form.meaning(given):
                return form.write(form.parse(meaning))
            message = N_("'%(found)s' can't be taken; expected: %(expected)s")
            raise CommandError(message, found=given, expected=form.expected) from error

    return check


def _name(given: str) -> str:
    if not is_name(given):
        raise ValueError(given)
    return given


NAME = check_of(Format(_name, expected=N_("a name, with a letter and without digits or signs")))


def short_id(text: str) -> str:
    """What of a title becomes an id or the name of a file."""
    return suggested_id(text, _LONGEST_ID)


def dated_id(title: str, year: str) -> str:
    """What of a title becomes an id, with the year behind it unless it names one."""
    name = short_id(title)
    return f"{name}-{year}" if year and not re.search(YEAR, name) else name


def well_formed(context: object, answers: Answers, given: str) -> str:
    """What can be an id."""
    if not is_id(given):
        message = N_(
            "'%(found)s' can't be an id; expected: a letter, then letters, digits and - _ . : between them, "
            "for instance '%(example)s'"
        )
        raise CommandError(message, found=given, example=suggested_id(given))
    return given


def _free_id(book: Book, answers: Answers, given: str) -> str:
    where = book.taken.get(well_formed(book, answers, given).casefold())
    if where:
        message = N_("the id '%(found)s' is taken already, at %(where)s; free: '%(free)s'")
        raise CommandError(message, found=given, where=where, free=first_free([given], book.taken))
    return given


def people(book: Book, answers: Answers, given: str) -> str:
    """Ids or names; one several people answer to is refused, one nobody answers to is not (yet) a mistake."""
    for credit in parse_credits(given):
        found = book.catalogue.people_called(credit.written)
        if len(found) > 1:
            message = N_("'%(found)s' is the name of several people; expected: one of the ids %(known)s")
            raise CommandError(message, found=credit.written, known=", ".join(person.id for person in found))
        if not found and not is_name(credit.written):
            close = nearest(credit.written, (person.id for person in book.catalogue.persons))
            message = N_("'%(found)s' is neither an id of the book nor a name")
            raise CommandError(message, found=credit.written, nearest=close)
    return one_line(given)


def folder(book: Book, answers: Answers, given: str) -> str:
    """A folder of the book, relative to it; the book's own is ``.``."""
    path = (book.folder / given).resolve()
    if not path.is_relative_to(book.folder.resolve()):
        raise CommandError(N_("the folder '%(found)s' is outside the book"), found=given)
    return path.relative_to(book.folder.resolve()).as_posix()


def text(context: object, answers: Answers, given: str) -> str:
    """Any text, on one line; there has to be some of it."""
    bare = one_line(given)
    if not bare:
        raise CommandError(N_("'%(found)s' holds no text"), found=given)
    return bare


#: What is required of every record behind its options.
ABSTRACT: Question = Question("abstract", N_("its abstract"))


def id_question(propose: Callable[[Book, Answers], Sequence[str]]) -> Question:
    """The last question of a record; the first of several ids that is free is proposed."""

    def free(book: Book, answers: Answers) -> str:
        return first_free(propose(book, answers), book.taken)

    asks = N_("Id (the one proposed is free)")
    return Question("id", N_("its id; one is proposed"), asks, always, free, check=_free_id)


def questions_of(directive: str, special: Mapping[str, Mapping[str, Any]]) -> Iterator[Question]:
    """A question for each option of the schema that has a help; ``special`` states what depends on the book."""
    for option in RECORDS[directive]:
        if option.help:
            facts: dict[str, Any] = {"check": check_of(option.format)}
            if option.name == "title":
                facts = {"check": text, "needed": always}
            elif option.format is PEOPLE:
                facts = {"check": people}
            elif option.format.kinds:
                facts = {"choices": partial(_choices, option.format.kinds), "known": tuple(option.format.kinds)}
            yield Question(option.name, option.help, option.question, **{**facts, **special.get(option.name, {})})


def _choices(kinds: type[StrEnum], book: Book, answers: Answers) -> Choices:
    return [(kind, book.terminal(getattr(kind, "label", "")) or kind) for kind in kinds]


def options_of(directive: str, answers: Answers) -> dict[str, str]:
    """The answers that are options, in their order; a title is the heading of the page."""
    names = (option.name for option in RECORDS[directive] if option.name != "title")
    return {name: answers.get(name, "") for name in names}
