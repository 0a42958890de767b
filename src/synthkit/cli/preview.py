"""``synthkit preview``: the HTML edition in a browser, up to date at each save."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from synthkit.cli._catalogue import book_and_results
from synthkit.cli._parser import Parser
from synthkit.diagnostics import CommandError
from synthkit.i18n import N_

HELP = N_("show the book in a browser, up to date at each save")
_NEEDED = ("starlette", "uvicorn", "watchfiles", "websockets")


def add_options(parser: Parser) -> None:
    """The book, where it is built, where it is shown."""
    parser.add_book("book", nargs="?")
    parser.add_argument(
        "results", type=Path, nargs="?", help=N_("built in .preview there; by default in build beside book")
    )
    parser.add_argument("--port", type=int, help=N_("the port on this machine (8000, or a free one where it is taken)"))
    parser.add_argument("--open", action="store_true", help=N_("open a browser"))


def run(options: argparse.Namespace) -> None:
    """Serve until Ctrl-C."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        message = N_("%(found)s not found; install with: pip install 'synthkit[preview]'")
        raise CommandError(message, found=", ".join(missing))
    book, results = book_and_results(options)
    if not (book / "conf.py").is_file():
        raise CommandError(N_("%(folder)s has no conf.py; expected: the folder of a book"), folder=book)
    if options.port is not None and not 0 <= options.port < 65536:
        raise CommandError(N_("port %(port)d; expected: a number up to 65535"), port=options.port)
    from synthkit.editor.preview import server

    server.preview(book, results, port=options.port, open_browser=options.open)
