"""``synthkit init``: a new publication in an empty folder."""

import argparse
import os
from pathlib import Path

from synthkit.cli._asking import Asking, can_ask, print_steps
from synthkit.cli._parser import Parser
from synthkit.editor.scaffold.draft import write
from synthkit.editor.scaffold.publication import (
    LANGUAGE,
    QUESTIONS,
    draft,
    installed,
    is_published,
    refuse_unless_empty,
)
from synthkit.editor.scaffold.questions import answered
from synthkit.i18n import N_, I18n, i18n_of_terminal

HELP = N_("start a new publication in an empty folder")


def add_options(parser: Parser) -> None:
    """Where, and the answers."""
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), help=N_("an empty folder, made if need be (.)"))
    for question in (LANGUAGE, *QUESTIONS):
        parser.add_argument(
            f"--{question.option}", default="", metavar="TEXT", help=question.help, known=question.known
        )
    parser.add_argument("--yes", action="store_true", help=N_("ask nothing: take what is proposed"))


def run(options: argparse.Namespace) -> None:
    """Ask for what isn't given, write all files or none, say what comes next."""
    asks = not options.yes and can_ask()
    folder: Path = options.folder.absolute()
    refuse_unless_empty(folder)
    of_book = answered((LANGUAGE,), i18n_of_terminal(), {"language": options.language}, Asking() if asks else None)
    terminal = i18n_of_terminal(of_book["language"])
    asking = Asking(terminal) if asks else None
    if asking:
        asking.begin()
    i18n = I18n(of_book["language"])
    answers = answered(QUESTIONS, i18n, vars(options), asking)
    written = draft(folder, answers, i18n.language)
    write(written)
    _say_next(folder, terminal, len(written), answers["synthkit"])


def _say_next(folder: Path, i18n: I18n, count: int, stated: str) -> None:
    shown = os.path.relpath(folder)
    print(i18n(N_("%(count)s files are in %(folder)s.")) % {"count": count, "folder": shown})
    needed = stated or installed()
    if not is_published(needed):
        message = i18n(N_("requirements.txt names a folder of this machine (%s): before you publish, name an address."))
        print(message % needed)
    steps = [
        *([f"cd {shown}"] if shown != "." else []),
        i18n(N_("build every edition: python3 run.py book")),
        i18n(N_("add a session, a person, a chapter: python3 run.py new")),
        i18n(N_("bring a programme you have, or a paper: python3 run.py import -- FILE")),
        i18n(N_("read on: README.md")),
    ]
    print_steps(steps)
