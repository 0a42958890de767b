"""``synthkit status``: what a book has and what it lacks, for each session and each person."""

import argparse
import json

from synthkit.cli._catalogue import add_catalogue_option, read
from synthkit.cli._parser import Parser
from synthkit.i18n import N_, I18n, i18n_of_terminal
from synthkit.model import completeness
from synthkit.model.completeness import Part, Standing
from synthkit.model.events import Session

HELP = N_("show what is there and what is missing for each session and person")


def add_options(parser: Parser) -> None:
    """How to show it."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help=N_("a table, or data (text)"))
    add_catalogue_option(parser)


def run(options: argparse.Namespace) -> None:
    """Print it."""
    catalogue = read(options.catalogue)
    groups = [(event.title or event.id, completeness.sessions(catalogue, event)) for event in catalogue.events]
    people = completeness.persons(catalogue)
    if options.format == "json":
        sessions = [_plain(one) for _, standings in groups for one in standings]
        data = {"sessions": sessions, "persons": [_plain(one) for one in people]}
        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        i18n = i18n_of_terminal(catalogue.publication.language)
        tables = [_table(*group, i18n) for group in (*groups, (i18n(N_("People")), people)) if group[1]]
        print("\n".join(tables) or i18n(N_("The book has no session and no person yet.")) + "\n", end="")


def _plain(standing: Standing) -> dict[str, object]:
    record = standing.record
    of_session = {"event": record.event, "text": record.text} if isinstance(record, Session) else {}
    return {
        "id": record.id,
        "title": record.title,
        **of_session,
        "there": list(standing.there),
        "missing": list(standing.missing),
    }


def _table(title: str, standings: list[Standing], i18n: I18n) -> str:
    """A title, a line of headings, a line a record, a line of totals."""
    counts = completeness.counted(standings)
    lines = [["", *(i18n(part.label) for part in counts)]]
    lines += [[standing.record.id, *(_cell(standing, part, i18n) for part in counts)] for standing in standings]
    lines.append(["", *(f"{found}/{total}" for found, total in counts.values())])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    cells = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    return "\n".join([title, *("  ".join(line).rstrip() for line in cells)]) + "\n"


def _cell(standing: Standing, part: Part, i18n: I18n) -> str:
    if part not in standing.parts:
        return "–"
    if part is Part.TEXT and isinstance(standing.record, Session):
        return i18n(standing.record.text.word)
    return i18n(N_("there")) if standing.parts[part] else i18n(N_("missing"))
