"""``synthkit cite``: one reference from a built catalogue."""

import argparse
import sys

from synthkit.cli._catalogue import add_catalogue_option, read, work_called
from synthkit.csl.style import DEFAULT_STYLES, Style, StyleError, plain
from synthkit.diagnostics import CommandError
from synthkit.export import csl_json
from synthkit.i18n import I18n

HELP = "write the reference of one work in a CSL style"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which work, in which style."""
    parser.add_argument("id", help="a work")
    parser.add_argument("--style", default="", help="a CSL style by name, such as apa; by default that of the language")
    add_catalogue_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the reference."""
    catalogue = read(options.catalogue)
    i18n = I18n(catalogue.publication.language)
    item = csl_json.item(work_called(catalogue, options.id), i18n)
    name = options.style or DEFAULT_STYLES.get(i18n.language[:2], DEFAULT_STYLES[""])[0]
    try:
        reference = plain(Style(name, i18n.language).reference(item, note=str(item.get("note", ""))))
    except StyleError as error:
        raise CommandError(f"no CSL style is called '{options.style}'") from error
    sys.stdout.write(f"{reference}\n")
    return 0
