"""``synthkit cite``: the reference of a work of a built catalogue, or of what the book cites."""

import argparse
import re
import sys

from synthkit.cli._catalogue import add_catalogue_option, read, references, work_called
from synthkit.cli._parser import Parser
from synthkit.csl.rich_text import plain
from synthkit.csl.style import DEFAULT_STYLES, Style, StyleError, style_names
from synthkit.diagnostics import CommandError, nearest
from synthkit.export import csl_json
from synthkit.i18n import N_, I18n

HELP = N_("write the reference of one work in a CSL style")


def add_options(parser: Parser) -> None:
    """Which work, in which style."""
    parser.add_argument("id", help=N_("a work, an event, or a reference the book cites"))
    parser.add_argument(
        "--style", default="", help=N_("a CSL style, as APA or chicago-author-date; by default that of the language")
    )
    add_catalogue_option(parser)


def run(options: argparse.Namespace) -> None:
    """Print the reference."""
    catalogue = read(options.catalogue)
    i18n = I18n(catalogue.publication.language)
    item = references(options.catalogue).get(options.id) if catalogue.work(options.id) is None else None
    item = item or csl_json.item(work_called(catalogue, options.id), i18n)
    reference = style_called(options.style, i18n.language).reference(item)
    sys.stdout.write(f"{plain(reference)}\n")


def style_called(wanted: str, language: str) -> Style:
    """A style by its name, or one that is offered in a language by what readers call it: « APA », « Chicago ».

    The first that is offered where none is wanted; raises CommandError with the nearest names.
    """
    offered = [Style(name, language) for name in DEFAULT_STYLES.get(language[:2], DEFAULT_STYLES[""])]
    try:
        return Style(wanted, language) if wanted else offered[0]
    except StyleError as error:
        key = _key(wanted)
        called = [style for style in offered if key and key in (_key(style.title), _key(style.name)[: len(key)])]
        if called:
            return called[0]
        close = nearest(wanted, style_names())
        names = ", ".join(style.name for style in offered)
        message = N_("no CSL style is called '%(found)s'; offered here: %(known)s")
        raise CommandError(message, found=wanted, known=names, nearest=close) from error


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
