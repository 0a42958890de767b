"""``synthkit check``: all that is wrong with a book, without building it."""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from synthkit.build import check
from synthkit.build.check import SCHEMA_VERSION, Finding, Level, Report
from synthkit.cli._catalogue import book_here
from synthkit.cli._parser import Parser
from synthkit.editor.lint.style import changes, fixed
from synthkit.fs.atomic import write_whole
from synthkit.i18n import N_, I18n, i18n_of_terminal

HELP = N_("tell all that is wrong with a book, in seconds, without building it")
_LEVELS = {Level.ERROR: (N_("error"), "31"), Level.WARNING: (N_("warning"), "33")}
_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def add_options(parser: Parser) -> None:
    """The book, how problems are reported, what is mended."""
    parser.add_book("book", nargs="?")
    parser.add_argument("--format", choices=_FORMATS, default="text", help=N_("text, json, or github for annotations"))
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
    sys.stdout.write(_FORMATS[options.format](report, book, colours))
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
            print(f"{_shown(name)}:{line}\n- {old}\n+ {new}", file=sys.stderr)
        if after != before and not is_dry:
            target = path.resolve()
            write_whole(target, after, mode=target.stat().st_mode)
    message = N_("Lines that would be mended: %d.") if is_dry else N_("Lines mended: %d.")
    print(i18n(message) % count, file=sys.stderr)
    return count > 0


def as_text(report: Report, book: Path, colours: bool) -> str:
    """A paragraph for each file, a line for each finding, and how many there are."""
    i18n = I18n(report.language)
    parts = []
    for path, group in groupby(report.findings, key=lambda finding: finding.path):
        name = _shown(path) if path else i18n(N_("the book"))
        lines = [_line(finding, i18n, colours=colours) for finding in group]
        parts.append("\n".join([f"\033[1m{name}\033[0m" if colours else name, *lines]))
    if report.findings:
        counts = {"errors": report.count(Level.ERROR), "warnings": report.count(Level.WARNING)}
        parts.append(i18n(N_("Errors: %(errors)d. Warnings: %(warnings)d.")) % counts)
    else:
        parts.append(i18n(N_("No problem found.")))
    return "\n\n".join(parts) + "\n"


def _line(finding: Finding, i18n: I18n, *, colours: bool) -> str:
    word, colour = _LEVELS[finding.level]
    level = f"\033[{colour}m{i18n(word)}\033[0m" if colours else i18n(word)
    message = re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", finding.message)  # some would command a terminal
    words = i18n(N_("%(level)s: %(message)s")) % {"level": level, "message": message}
    place = f"{_shown(finding.path)}:{finding.line}" if finding.line else _shown(finding.path)
    return f"  {place}: {words} [{finding.code}]" if place else f"  {words} [{finding.code}]"


def as_json(report: Report, book: Path, colours: bool) -> str:
    """A document with ``schema_version``, ``book``, ``problems`` and ``counts``; its shape is in docs/check.md."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "book": book.as_posix(),
        "problems": [
            {**asdict(finding), "path": _shown(finding.path) or None, "line": finding.line or None}
            for finding in report.findings
        ],
        "counts": {"error": report.count(Level.ERROR), "warning": report.count(Level.WARNING)},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def github(report: Report, book: Path, colours: bool) -> str:
    """Commands a workflow of GitHub turns into annotations on the lines of a pull request."""
    commands = []
    for finding in report.findings:
        properties = {"file": _shown(finding.path), "line": str(finding.line or ""), "title": finding.code}
        words = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in properties.items() if value)
        commands.append(f"::{finding.level.value} {words}::{finding.message.translate(_ESCAPES)}\n")
    return "".join(commands)


def _shown(path: str) -> str:
    """A path as seen from here, with slashes; itself where it lies on another drive."""
    try:
        return Path(os.path.relpath(path)).as_posix() if path else ""
    except ValueError:
        return Path(path).as_posix()


#: By the name of the format: what is printed of a report of a book.
_FORMATS: Mapping[str, Callable[[Report, Path, bool], str]] = {"text": as_text, "json": as_json, "github": github}
