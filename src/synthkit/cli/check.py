"""``synthkit check``: all that is wrong with a book, without building it."""

import argparse
import os
import sys
from pathlib import Path

from synthkit.build import check
from synthkit.build.check import Level, Report
from synthkit.cli._catalogue import book_here
from synthkit.cli._findings import FORMATS, shown
from synthkit.cli._parser import Parser
from synthkit.editor.lint.style import changes, fixed
from synthkit.fs.atomic import write_whole
from synthkit.i18n import N_, I18n, i18n_of_terminal

HELP = N_("tell all that is wrong with a book, in seconds, without building it")


def add_options(parser: Parser) -> None:
    """The book, how problems are reported, what is mended."""
    parser.add_book("book", nargs="?")
    parser.add_argument("--format", choices=FORMATS, default="text", help=N_("text, json, or github for annotations"))
    parser.add_argument("--strict", action="store_true", help=N_("warnings make the status 1, too"))
    parser.add_argument("--fix", action="store_true", help=N_("mend what can be mended safely: spaces, quotes, tabs"))
    parser.add_argument(
        "--dry-run", action="store_true", help=N_("with --fix: show what would be mended, change nothing")
    )
    parser.add_argument(
        "--cache", type=Path, help=N_("where pages are kept between checks; by default the user's cache")
    )


def run(options: argparse.Namespace) -> int:
    """Print what was found; 1 when a build would fail, with --strict also for warnings, else 0."""
    if options.dry_run and not options.fix:
        message = i18n_of_terminal()(N_("--dry-run goes with --fix"))
        print(f"synthkit: {message}", file=sys.stderr)
        return 2
    book = options.book or book_here()
    report = check.inspect(book, options.cache)
    if options.fix and _fix(report, book, is_dry=options.dry_run) and not options.dry_run:
        report = check.inspect(book, options.cache)
    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    sys.stdout.write(FORMATS[options.format](report, book, colours))
    return int(bool(report.count(Level.ERROR) or (options.strict and report.findings)))


def _fix(report: Report, book: Path, *, is_dry: bool) -> bool:
    """Mend the sources of a book and tell each line on stderr; whether anything is to be mended."""
    i18n = I18n(report.language)
    count = 0
    for name in report.sources:
        path = Path(name)
        if not path.resolve().is_relative_to(book.resolve()):
            continue
        try:
            before = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # reported as an error: only a person knows what the file was saved in
        after = fixed(before, name, french=report.french)
        for line, old, new in changes(before, after):
            count += 1
            print(f"{shown(name)}:{line}\n- {old}\n+ {new}", file=sys.stderr)
        if after != before and not is_dry:
            target = path.resolve()
            write_whole(target, after, mode=target.stat().st_mode)
    message = N_("Lines that would be mended: %d.") if is_dry else N_("Lines mended: %d.")
    print(i18n(message) % count, file=sys.stderr)
    return count > 0
