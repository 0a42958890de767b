"""``synthkit build``: every edition of a book."""

import argparse
from pathlib import Path

from synthkit import build

HELP = "build LaTeX, PDF, EPUB and HTML"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The book and where results go."""
    parser.add_argument("book", type=Path, nargs="?", default=Path("book"), help="the folder of conf.py (book)")
    parser.add_argument("results", type=Path, nargs="?", default=Path("build"), help="where results go (build)")
    parser.add_argument(
        "--only",
        action="append",
        choices=build.EDITIONS,
        default=[],
        help="this edition alone (more than one: several times); the others stay as the last build left them",
    )
    parser.add_argument(
        "--pdf-engine",
        choices=build.PDF_ENGINES,
        default=build.PDF_ENGINES[0],
        help=f"what sets the PDF ({build.PDF_ENGINES[0]}, which comes with synthkit; the others want TeX)",
    )
    parser.add_argument("--lenient", action="store_true", help="warnings don't fail the build")


def run(options: argparse.Namespace) -> int:
    """Build; progress and results are printed."""
    engine = options.pdf_engine
    build.build(options.book, options.results, only=options.only, strict=not options.lenient, pdf_engine=engine)
    return 0
