"""``synthkit export``: citations in any format, or a calendar, from a built catalogue."""

import argparse
import sys

from synthkit.cli._catalogue import add_catalogue_option, read, work_called
from synthkit.diagnostics import CommandError
from synthkit.export import bundle, exporters, icalendar
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue

HELP = "write citations of the whole library, an event or one work; or the calendar of an event or a session"


#: By the name of the option the format: « bibtex », « csl-json ».
FORMATS = {exporter.name.lower(): exporter for exporter in exporters()}


def add_options(parser: argparse.ArgumentParser) -> None:
    """What to export."""
    parser.add_argument("id", nargs="?", default="", help="a work or an event; none for all works")
    parser.add_argument(
        "--format", type=str.lower, choices=(*FORMATS, "ics"), default="bibtex", help="BibTeX by default"
    )
    add_catalogue_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the entries."""
    catalogue = read(options.catalogue)
    i18n = I18n(catalogue.publication.language)
    if options.format == "ics":
        text = _calendar(catalogue, options.id, i18n)
    else:
        event = catalogue.event(options.id)
        alone = (work_called(catalogue, options.id),) if options.id and not event else catalogue.works
        text = FORMATS[options.format].render(bundle(catalogue.works_of(event) if event else alone, i18n))
    sys.stdout.write(text)
    return 0


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
