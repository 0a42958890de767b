"""What a command line takes, refused and explained in the language of the terminal."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from synthkit.editor.scaffold.questions import Question
from synthkit.i18n import N_, i18n_of_terminal

#: What argparse says by itself, in all the versions of Python there are.
_OF_ARGPARSE = (
    *(N_("usage: "), N_("positional arguments"), N_("options"), N_("show this help message and exit")),
    *(N_("%(prog)s: error: %(message)s\n"), N_("argument %(argument_name)s: %(message)s")),
    *(N_("the following arguments are required: %s"), N_("unrecognized arguments: %s")),
    *(N_("invalid choice: %(value)r (choose from %(choices)s)"), N_("invalid %(type)s value: %(value)r")),
    *(N_("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),),
    *(N_("expected one argument"), N_("expected at most one argument"), N_("expected at least one argument")),
    *(N_("ambiguous option: %(option)s could match %(matches)s"), N_("ignored explicit argument %r")),
)


class Parser(argparse.ArgumentParser):
    """Whose texts are keys of the catalogues."""

    def __init__(self, description: str = "", **options: Any) -> None:
        self.i18n = i18n_of_terminal()
        vars(argparse)["_"] = self.i18n  # argparse asks gettext, whose catalogues are compiled files
        super().__init__(description=self.i18n(description), **options)

    def add_argument(self, *names: str, help: str | None = "", **options: Any) -> argparse.Action:
        """An option or an argument; ``known`` stands behind its help, in which argparse fills in ``%(default)s``."""
        text, known = self.i18n(help or ""), ", ".join(options.pop("known", ()))
        return super().add_argument(*names, help=f"{self.i18n(N_('%s:')) % text} {known}" if known else text, **options)

    def add_questions(self, questions: Iterable[Question]) -> None:
        """An option for the answer to each question, and one that asks nothing."""
        for question in questions:
            known = question.known
            self.add_argument(f"--{question.option}", default="", metavar="TEXT", help=question.help, known=known)
        self.add_argument("--yes", action="store_true", help=N_("ask nothing: take what is proposed"))

    def add_book(self, *names: str, **options: Any) -> None:
        """The argument or option that names a book."""
        where = N_("the folder of conf.py; by default the one around, or book")
        self.add_argument(*names, type=Path, help=where, **options)
