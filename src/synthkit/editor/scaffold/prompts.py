"""What a draft asks: each answer is an option of the command too, and is checked the same way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from synthkit.diagnostics import CommandError, format_message
from synthkit.i18n import N_, I18n

Context = TypeVar("Context")
Answers = dict[str, str]
#: Values to choose from, each with what it is called.
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Remark:
    """What an editor reads while a draft is written: a message of the catalogues with its values, as a Problem has."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def formatted(self, i18n: I18n) -> str:
        """The message in the language of ``i18n``, filled in."""
        return format_message(self.message, self.values, i18n)


class RefusedError(CommandError):
    """An answer, or a draft, that can't be taken, and ``more`` of its reasons; nothing was written."""

    def __init__(self, message: str, *more: Remark, **values: object) -> None:
        super().__init__(message, **values)
        self.remark = Remark(message, values)
        self._more = more

    def format(self, i18n: I18n) -> str:
        """All reasons in the language of ``i18n``, a line each."""
        return "\n  ".join(remark.formatted(i18n) for remark in (self.remark, *self._more))


def always(context: object, answers: Answers) -> bool:
    """For what is needed, or applies, whatever was answered before."""
    return True


@dataclass(frozen=True)
class Question(Generic[Context]):
    """One question. ``option`` names it on the command line, with ``help`` and all ``known`` values; ``asks`` is asked.

    ``needed`` may depend on the answers before it, as may ``default``, ``choices`` and whether it ``applies`` at all.
    ``offered`` are values to choose from too, but others can be given. ``check`` gives the answer as it will be
    written, or raises RefusedError. A question that ``asks`` nothing is an option only.
    """

    option: str
    help: str = ""
    asks: str = ""
    needed: Callable[[Context, Answers], bool] = lambda context, answers: False
    default: Callable[[Context, Answers], str] = lambda context, answers: ""
    choices: Callable[[Context, Answers], Choices] = lambda context, answers: ()
    offered: Callable[[Context, Answers], Choices] = lambda context, answers: ()
    applies: Callable[[Context, Answers], bool] = always
    check: Callable[[Context, Answers, str], str] = lambda context, answers, given: given
    known: Sequence[str] = ()

    def checked(self, context: Context, answers: Answers, given: str) -> str:
        """The answer as it will be written; raises RefusedError."""
        known = {"".join(filter(str.isalnum, value)).casefold(): value for value, _ in self.choices(context, answers)}
        given = known.get("".join(filter(str.isalnum, given)).casefold(), given)
        if known and given not in known.values():
            message = N_("--%(option)s is '%(found)s'; expected one of: %(known)s")
            raise RefusedError(message, option=self.option, found=given, known=", ".join(known.values()))
        return self.check(context, answers, given)


#: Asks a person, with what was wrong with the answer before; None leaves the question without an answer.
Ask = Callable[[Question[Context], Context, Answers, RefusedError | None], str | None]


def answered(
    questions: Sequence[Question[Context]], context: Context, given: Mapping[str, str], ask: Ask[Context] | None
) -> Answers:
    """Every answer that applies, from the options ``given``, from the person, or by default.

    Without ``ask`` nobody is asked, and RefusedError is raised with all that is missing or wrong.
    """
    answers: Answers = {}
    wrong: list[Remark] = []
    for question in questions:
        option = question.option
        if question.applies(context, answers):
            try:
                answers[option] = _answer(question, context, answers, given.get(option, ""), ask)
            except RefusedError as refused:
                wrong.append(refused.remark)
                answers[option] = ""
        elif given.get(option):
            why = ", ".join(f"{name} = {value}" for name, value in answers.items() if value)
            wrong.append(Remark(N_("--%(option)s means nothing here: %(why)s"), {"option": option, "why": why}))
    if wrong:
        raise RefusedError(N_("this is missing or can’t be taken:"), *wrong)
    return answers


def _answer(
    question: Question[Context], context: Context, answers: Answers, given: str, ask: Ask[Context] | None
) -> str:
    refused: RefusedError | None = None
    is_needed = question.needed(context, answers)
    while True:
        if not given and ask and question.asks:
            replied = ask(question, context, answers, refused)
            if replied is None and not is_needed:
                return ""
            given = replied or ""
        given = given or question.default(context, answers)
        try:
            if given:
                return question.checked(context, answers, given)
            if not is_needed:
                return ""
            known = ", ".join(value for value, _ in question.choices(context, answers))
            missing = N_("--%(option)s is missing: %(expected)s")
            message = N_("--%(option)s is missing: %(expected)s (%(known)s)") if known else missing
            raise RefusedError(message, option=question.option, expected=question.asks, known=known)
        except RefusedError as error:
            if not ask or not question.asks:
                raise
            refused, given = error, ""
