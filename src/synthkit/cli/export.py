"""``synthkit export``: BibTeX from a built catalogue."""

from __future__ import annotations

import argparse
import sys

from synthkit.cli._catalogue import add_catalogue_option, read, work_called
from synthkit.formats import bibtex
from synthkit.wording import Wording

HELP = "write BibTeX of the whole library, an event or one work"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What to export."""
    parser.add_argument("id", nargs="?", default="", help="a work or an event; none for all works")
    add_catalogue_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the entries."""
    catalogue = read(options.catalogue)
    event = catalogue.event(options.id)
    works = catalogue.works_of(event) if event else (work_called(catalogue, options.id),) if options.id else None
    sys.stdout.write(
        bibtex.export(catalogue.works if works is None else works, Wording(catalogue.publication.language))
    )
    return 0
