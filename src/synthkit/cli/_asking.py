"""Questions to a person in front of a terminal, with nothing but lines of text: any screen reader reads them out."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from synthkit.editor.scaffold.prompts import Answers, Choices, Question
from synthkit.editor.scaffold.refusals import RefusedError
from synthkit.i18n import N_, I18n

Context = TypeVar("Context")
#: What leaves a question without an answer where a default is proposed.
NONE = "-"


def can_ask() -> bool:
    """Whether somebody can answer: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def command_line(session: str, command: str) -> str:
    """How whoever sits here calls a command: by run.py, where the folder has one and ``synthkit`` is in no path."""
    return f"python3 run.py {session}" if Path("run.py").is_file() else f"synthkit {command}"


class Asking:
    """Asks in one language; ``read`` and ``say`` are the terminal's."""

    def __init__(self, i18n: I18n, read: Callable[[str], str] = input, say: Callable[[str], None] = print) -> None:
        self._i18n = i18n
        self._read = read
        self._say = say

    def begin(self) -> None:
        """How to answer, said once."""
        self._say(self._i18n(N_("Enter takes what stands in brackets, or leaves out; - leaves out; Ctrl+C stops.")))

    def __call__(
        self, question: Question[Context], context: Context, answers: Answers, refused: RefusedError | None
    ) -> str | None:
        """The answer as it was typed, a number replaced by the value it stands for; None for none."""
        if refused:
            self._say(f"  {refused.told.said(self._i18n)}")
        choices = question.choices(context, answers) or question.offered(context, answers)
        default = question.default(context, answers)
        asks, colon = self._i18n(question.asks), self._i18n(N_("%s:"))
        if choices:
            self._say(colon % asks)
            for number, (value, label) in enumerate(choices, start=1):
                self._say(f"  {number}. {label}" + (f" ({value})" if value != label else ""))
            asks = self._i18n(N_("Number"))
        bracket = f" [{_shown(default, choices)}]" if default else ""
        given = self._read(colon % f"{asks}{bracket}" + " ").strip()
        if given == NONE:
            return None
        return _chosen(given, choices)


def _shown(default: str, choices: Choices) -> str:
    numbers = (str(number) for number, (value, _) in enumerate(choices, start=1) if value == default)
    return next(numbers, default)


def _chosen(given: str, choices: Choices) -> str:
    if given.isdecimal() and 0 < int(given) <= len(choices):
        return choices[int(given) - 1][0]
    return given
