"""``synthkit export``: citations, or a programme, in any format, from a built catalogue."""

import argparse
import sys

from synthkit.cli._catalogue import add_catalogue_option, read, work_called
from synthkit.cli._parser import Parser
from synthkit.diagnostics import CommandError
from synthkit.export import ProgrammeExporter, bundle, exporters, icalendar, programmes
from synthkit.i18n import N_, I18n
from synthkit.model.catalogue import Catalogue

HELP = N_(
    "write citations of the whole library, an event or one work; or the programme of an event, a session's calendar"
)


#: By the name of the option the format: « bibtex », « csl-json ».
FORMATS = {exporter.name.lower(): exporter for exporter in exporters()}
#: The same of formats of programmes.
PROGRAMMES = {exporter.name: exporter for exporter in programmes()}


def add_options(parser: Parser) -> None:
    """What to export."""
    parser.add_argument("id", nargs="?", default="", help=N_("a work or an event; none for all works"))
    parser.add_argument(
        "--format", type=str.lower, choices=(*FORMATS, *PROGRAMMES), default="bibtex", help=N_("BibTeX by default")
    )
    add_catalogue_option(parser)


def run(options: argparse.Namespace) -> None:
    """Print the entries."""
    catalogue = read(options.catalogue)
    i18n = I18n(catalogue.publication.language)
    if options.format in PROGRAMMES:
        text = _programme(PROGRAMMES[options.format], catalogue, options.id, i18n)
    else:
        event = catalogue.event(options.id)
        alone = (work_called(catalogue, options.id),) if options.id and not event else catalogue.works
        text = FORMATS[options.format].render(bundle(catalogue.works_of(event) if event else alone, i18n))
    sys.stdout.write(text)


def _programme(exporter: ProgrammeExporter, catalogue: Catalogue, wanted: str, i18n: I18n) -> str:
    event, session = catalogue.event(wanted), catalogue.session(wanted)
    is_calendar = exporter.suffix == icalendar.SUFFIX
    made = exporter.render(event, catalogue, i18n) if event else ""
    if event and is_calendar:
        made = made or icalendar.event(event, catalogue, i18n)
    elif session and is_calendar:
        made = icalendar.session(session, catalogue, i18n)
    elif not event:
        message = N_("a programme is that of an event, a calendar also that of a session; '%(found)s' is neither")
        raise CommandError(message, found=wanted)
    if not made:
        if is_calendar:
            message = N_("'%(found)s' has no day, start and end, so no %(format)s can hold it")
        else:
            message = N_("'%(found)s' has no time zone, or no session with day, start and end; %(format)s wants them")
        raise CommandError(message, found=wanted, format=exporter.name)
    return made
