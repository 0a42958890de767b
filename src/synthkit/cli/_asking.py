"""Questions to a person in front of a terminal, with nothing but lines of text: any screen reader reads them out."""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from synthkit.diagnostics import CommandError
from synthkit.editor.scaffold.questions import Answers, Question, answered
from synthkit.i18n import N_, i18n_of_terminal

#: What leaves a question without an answer where a default is proposed.
NONE = "-"


def command_line(session: str, command: str) -> str:
    """How whoever sits here calls a command: by run.py, where the folder has one and ``synthkit`` is in no path."""
    return f"python3 run.py {session}" if Path("run.py").is_file() else f"synthkit {command}"


def print_steps(steps: Iterable[str]) -> None:
    """Print what comes next, numbered."""
    print(i18n_of_terminal()(N_("Next:")))
    for number, step in enumerate(steps, start=1):
        print(f"  {number}. {step}")


def stop() -> NoReturn:
    """End the program, by Ctrl+C or an answer."""
    print("\n" + i18n_of_terminal()(N_("Stopped; nothing was written.")), file=sys.stderr)
    raise KeyboardInterrupt


class Asking:
    """Asks in the language of the terminal; ``read`` is the terminal's."""

    def __init__(self, read: Callable[[str], str] = input) -> None:
        self._i18n = i18n_of_terminal()
        self._read = read

    def begin(self) -> None:
        """Print how to answer."""
        print(self._i18n(N_("Enter takes what stands in brackets, or leaves out; - leaves out; Ctrl+C stops.")))

    def choose(self, asks: str, choices: Mapping[str, str], default: str = "") -> str:
        """One of some values, each with what it is called; has to be chosen where none is proposed."""
        question = Question(
            "answer",
            asks=asks,
            needed=lambda context, answers: not default,
            default=lambda context, answers: default,
            choices=lambda context, answers: [(value, self._i18n(label)) for value, label in choices.items()],
        )
        return answered((question,), None, {}, self)["answer"]

    def __call__(
        self, question: Question, context: object, answers: Answers, refused: CommandError | None
    ) -> str | None:
        """The answer as it was typed, a number replaced by the value it stands for; None for none."""
        if refused:
            print(f"  {refused.format(self._i18n)}")
        choices = question.choices(context, answers)
        default = question.default(context, answers)
        asks, colon = self._i18n(question.asks), self._i18n(N_("%s:"))
        if choices:
            print(colon % asks)
            for number, (value, label) in enumerate(choices, start=1):
                print(f"  {number}. {label}" + (f" ({value})" if value != label else ""))
                default = str(number) if value == default else default
            asks = self._i18n(N_("Number"))
        try:
            given = self._read(colon % (f"{asks} [{default}]" if default else asks) + " ").strip()
        except EOFError as error:
            raise CommandError(N_("the answers ended before the questions; nothing was written")) from error
        except KeyboardInterrupt:
            stop()
        if given.isdecimal() and 0 < int(given) <= len(choices):
            return choices[int(given) - 1][0]
        return None if given == NONE else given


def asking_unless(is_silent: bool) -> Asking | None:
    """What asks who sits here; None where nobody is to be asked, or can answer."""
    return Asking() if not is_silent and sys.stdin.isatty() and sys.stdout.isatty() else None
