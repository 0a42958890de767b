"""``synthkit build``: every edition of a book."""

import argparse
from pathlib import Path

from synthkit.build import editions
from synthkit.cli._catalogue import book_and_results
from synthkit.cli._parser import Parser
from synthkit.i18n import N_

HELP = N_("build LaTeX, PDF, EPUB and HTML")


def add_options(parser: Parser) -> None:
    """The book and where results go."""
    parser.add_book("book", nargs="?")
    parser.add_argument("results", type=Path, nargs="?", help=N_("where results go; by default build beside book"))
    parser.add_argument(
        "--only",
        action="append",
        choices=editions.EDITIONS,
        default=[],
        help=N_("this edition alone (more than one: several times); the others stay as the last build left them"),
    )
    parser.add_argument(
        "--pdf-engine",
        choices=editions.PDF_ENGINES,
        default=editions.PDF_ENGINES[0],
        help=N_("what sets the PDF (%(default)s, which comes with synthkit; the others want TeX)"),
    )
    parser.add_argument("--lenient", action="store_true", help=N_("warnings don't fail the build"))


def run(options: argparse.Namespace) -> None:
    """Build; progress and results are printed."""
    book, results = book_and_results(options)
    editions.build(book, results, only=options.only, strict=not options.lenient, pdf_engine=options.pdf_engine)
