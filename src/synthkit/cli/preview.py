"""``synthkit preview``: the HTML edition in a browser, up to date at each save."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from synthkit.diagnostics import CommandError

HELP = "show the book in a browser, up to date at each save"
_NEEDED = ("starlette", "uvicorn", "watchfiles", "websockets")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The book, where it is built, where it is shown."""
    parser.add_argument("book", type=Path, nargs="?", default=Path("book"), help="the folder of conf.py (book)")
    parser.add_argument("results", type=Path, nargs="?", default=Path("build"), help="built in .preview there (build)")
    parser.add_argument("--port", type=int, help="the port on this machine (8000, or a free one where it is taken)")
    parser.add_argument("--open", action="store_true", help="open a browser")


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise CommandError(f"{', '.join(missing)} not found; install with: pip install 'synthkit[preview]'")
    if not (options.book / "conf.py").is_file():
        raise CommandError(f"{options.book} has no conf.py; expected: the folder of a book")
    if options.port is not None and not 0 <= options.port < 65536:
        raise CommandError(f"port {options.port}; expected: a number up to 65535")
    from synthkit.editor.preview import server

    server.preview(options.book, options.results, port=options.port, open_browser=options.open)
    return 0
