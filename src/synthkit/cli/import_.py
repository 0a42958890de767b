"""``synthkit import``: a programme a platform has, again when it changed, or a paper, as sources of a book."""

import argparse
from collections.abc import Callable
from pathlib import Path

from synthkit.cli._asking import Asking, asking_unless, command_line, print_steps, stop
from synthkit.cli._catalogue import opened
from synthkit.cli._parser import Parser
from synthkit.diagnostics import CommandError
from synthkit.editor import paper
from synthkit.editor.importing import read, readers
from synthkit.editor.importing._plan import STATE, Plan, columns, plan
from synthkit.editor.scaffold.draft import write
from synthkit.editor.scaffold.project import Book
from synthkit.i18n import N_

HELP = N_("bring the programme of a platform, and what changed in it, or a paper into a book")


def add_options(parser: Parser) -> None:
    """The source, the book, what is decided."""
    known = tuple(reader.name for reader in readers())
    parser.add_argument(
        "source", type=Path, help=N_("a paper: its folder, .docx or .ipynb; or a programme"), known=known
    )
    parser.add_book("--book")
    parser.add_argument(
        "--event", default="", metavar="ID", help=N_("the event it is the programme of; by default the only one")
    )
    parser.add_argument("--dry-run", action="store_true", help=N_("show what would be written, write nothing"))
    parser.add_argument("--yes", action="store_true", help=N_("ask nothing: write it"))
    parser.add_argument(
        "--take",
        choices=("book", "source"),
        default="",
        help=N_("whose value stands where both sides changed it; by default the book's, and it is shown each time"),
    )


def run(options: argparse.Namespace) -> None:
    """Show what will be written, write it once that is confirmed."""
    book = opened(options.book)
    if paper.is_paper(options.source):
        _show(book, paper.bring(book, options.source, is_dry=options.dry_run))
        return
    asking = asking_unless(options.yes or options.dry_run)
    known = book.catalogue.events
    found = [event for event in known if options.event in ("", event.id)]
    if len(found) != 1:
        message = N_("which event is it the programme of? expected: --event with one of: %(known)s")
        raise CommandError(message, known=", ".join(event.id for event in known) or "–")
    event = found[0]
    reader, programme = read(options.source, event, book.i18n.language, columns(book, event))
    planned = plan(
        book, event, reader.key, programme, settled=options.take, ask=_asks_who(book, asking) if asking else None
    )
    _show(book, planned)
    if options.dry_run:
        return
    if asking and not _agreed(asking, N_("Write it")):
        stop()
    write(planned.changes)
    steps = (
        book.terminal(N_("look for mistakes: %s")) % command_line("check", "check"),
        book.terminal(N_("commit it, with %s, by which the next import knows what you changed")) % STATE,
    )
    print_steps(steps)


def _agreed(asking: Asking, asks: str) -> bool:
    return asking.choose(asks, {"yes": N_("yes"), "no": N_("no")}, "no") == "yes"


def _asks_who(book: Book, asking: Asking) -> Callable[[str, str], bool]:
    asks = book.terminal(N_("Are “%(name)s” and “%(other)s” one person"))
    return lambda name, other: _agreed(asking, asks % {"name": name, "other": other})


def _show(book: Book, planned: Plan) -> None:
    i18n = book.terminal
    for change in planned.changes:
        print(i18n(N_("New: %s") if change.before is None else N_("Changed: %s")) % book.shown(change.path))
    for remark in planned.remarks:
        print(i18n(N_("Mind: %s")) % remark.format(i18n))
    for conflict in planned.conflicts:
        print(conflict.format(i18n))
    message = N_(
        "Sessions: %(sessions)d new. People: %(people)d new. Records changed: %(changed)d. Gone there: %(gone)d. "
        "Conflicts: %(conflicts)d."
    )
    print(i18n(message) % {**planned.counts, "conflicts": len(planned.conflicts)})
