"""``synthkit export``: BibTeX or a calendar from a built catalogue."""

from __future__ import annotations

import argparse
import sys

from synthkit.cli._catalogue import add_catalogue_option, read, work_called
from synthkit.cli._command import CommandError
from synthkit.export import bibtex, icalendar
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue

HELP = "write BibTeX of the whole library, an event or one work; or the calendar of an event or a session"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What to export."""
    parser.add_argument("id", nargs="?", default="", help="a work or an event; none for all works")
    parser.add_argument("--format", choices=("bibtex", "ics"), default="bibtex", help="BibTeX by default")
    add_catalogue_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the entries."""
    catalogue = read(options.catalogue)
    i18n = I18n(catalogue.publication.language)
    made = {"bibtex": _bibtex, "ics": _calendar}[options.format]
    sys.stdout.write(made(catalogue, options.id, i18n))
    return 0


def _bibtex(catalogue: Catalogue, wanted: str, i18n: I18n) -> str:
    event = catalogue.event(wanted)
    works = catalogue.works_of(event) if event else (work_called(catalogue, wanted),) if wanted else None
    return bibtex.export(catalogue.works if works is None else works, i18n)


def _calendar(catalogue: Catalogue, wanted: str, i18n: I18n) -> str:
    event, session = catalogue.event(wanted), catalogue.session(wanted)
    if event:
        made = icalendar.programme(event, catalogue, i18n) or icalendar.event(event, catalogue, i18n)
    elif session:
        made = icalendar.session(session, catalogue, i18n)
    else:
        raise CommandError(f"a calendar is that of an event or a session; '{wanted}' is neither")
    if not made:
        raise CommandError(f"'{wanted}' has no day, start and end, so no calendar can hold it")
    return made
