"""What a draft asks: each answer is an option of the command too, and is checked the same way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from synthkit.editor.scaffold.refusals import RefusedError, Told
from synthkit.i18n import N_

Context = TypeVar("Context")
Answers = dict[str, str]
#: Values to choose from, each with what it is called.
Choices = Sequence[tuple[str, str]]


def _nothing(context: object, answers: Answers) -> str:
    return ""


def _no_choices(context: object, answers: Answers) -> Choices:
    return ()


def always(context: object, answers: Answers) -> bool:
    """For what is needed, or applies, whatever was answered before."""
    return True


def _as_it_is(context: object, answers: Answers, given: str) -> str:
    return given


@dataclass(frozen=True)
class Question(Generic[Context]):
    """One question. ``option`` names it on the command line (``help`` is for there), ``asks`` is a message key.

    ``needed`` may depend on the answers before it, as may ``default``, ``choices`` and whether it ``applies`` at all.
    ``offered`` are values to choose from too, but others can be given. ``check`` gives the answer as it will be
    written, or raises RefusedError. What is not ``asked`` is an option only.
    """

    option: str
    help: str = ""
    asks: str = ""
    needed: Callable[[Context, Answers], bool] = lambda context, answers: False
    default: Callable[[Context, Answers], str] = _nothing
    choices: Callable[[Context, Answers], Choices] = _no_choices
    offered: Callable[[Context, Answers], Choices] = _no_choices
    applies: Callable[[Context, Answers], bool] = always
    check: Callable[[Context, Answers, str], str] = _as_it_is

    @property
    def asked(self) -> bool:
        """Whether a person in front of a terminal is asked."""
        return bool(self.asks)

    def checked(self, context: Context, answers: Answers, given: str) -> str:
        """The answer as it will be written; raises RefusedError."""
        known = [value for value, _ in self.choices(context, answers)]
        if known and given not in known:
            raise RefusedError(
                N_("--%(option)s is '%(found)s'; expected one of: %(known)s"),
                option=self.option,
                found=given,
                known=", ".join(known),
            )
        return self.check(context, answers, given)


#: Asks a person, telling first what was wrong with the answer before; None leaves the question without an answer.
Ask = Callable[[Question[Context], Context, Answers, RefusedError | None], str | None]


class UnansweredError(Exception):
    """Nobody can be asked, and these answers are missing or wrong: all of them."""

    def __init__(self, told: Sequence[Told]) -> None:
        super().__init__()
        self.told = tuple(told)


def answered(
    questions: Sequence[Question[Context]], context: Context, given: Mapping[str, str], ask: Ask[Context] | None
) -> Answers:
    """Every answer that applies, from the options ``given``, from the person, or by default.

    Without ``ask`` nobody is asked, and UnansweredError is raised with all that is missing or wrong.
    """
    answers: Answers = {}
    wrong: list[Told] = []
    for question in questions:
        if not question.applies(context, answers):
            if given.get(question.option):
                wrong.append(Told(N_("--%(option)s means nothing here: %(why)s"), _why(question, answers)))
            continue
        try:
            answers[question.option] = _answer(question, context, answers, given.get(question.option, ""), ask)
        except RefusedError as refused:
            wrong.append(refused.told)
            answers[question.option] = ""
    if wrong:
        raise UnansweredError(wrong)
    return answers


def _why(question: Question[Context], answers: Answers) -> dict[str, object]:
    return {
        "option": question.option,
        "why": ", ".join(f"{name} = {value}" for name, value in answers.items() if value),
    }


def _missing(question: Question[Context], context: Context, answers: Answers) -> RefusedError:
    known = ", ".join(value for value, _ in question.choices(context, answers))
    message = (
        N_("--%(option)s is missing: %(expected)s (%(known)s)")
        if known
        else N_("--%(option)s is missing: %(expected)s")
    )
    return RefusedError(message, option=question.option, expected=question.asks, known=known)


def _answer(
    question: Question[Context], context: Context, answers: Answers, given: str, ask: Ask[Context] | None
) -> str:
    refused: RefusedError | None = None
    while True:
        if not given and ask is not None and question.asked:
            asked = ask(question, context, answers, refused)
            if asked is None and not question.needed(context, answers):
                return ""
            given = asked or ""
        given = given or question.default(context, answers)
        try:
            if given:
                return question.checked(context, answers, given)
            if not question.needed(context, answers):
                return ""
            raise _missing(question, context, answers)
        except RefusedError as error:
            if ask is None or not question.asked:
                raise
            refused, given = error, ""
