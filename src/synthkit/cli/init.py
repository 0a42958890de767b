"""``synthkit init``: a new publication in an empty folder."""

import argparse
import os
from pathlib import Path

from synthkit.cli._asking import asking_unless, print_steps
from synthkit.cli._parser import Parser
from synthkit.editor.scaffold.draft import write
from synthkit.editor.scaffold.publication import (
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
    parser.add_questions(QUESTIONS)


def run(options: argparse.Namespace) -> None:
    """Ask for what isn't given, write all files or none, say what comes next."""
    folder: Path = options.folder.absolute()
    refuse_unless_empty(folder)
    i18n, asking = i18n_of_terminal(), asking_unless(options.yes)
    if asking:
        asking.begin()
    answers = answered(QUESTIONS, i18n, vars(options), asking)
    written = draft(folder, answers)
    write(written)
    _say_next(folder, i18n, len(written), answers["synthkit"])


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
