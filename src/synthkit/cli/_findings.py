"""Findings as people, programs and pull requests read them."""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from synthkit.build.check import SCHEMA_VERSION, Finding, Level, Report
from synthkit.i18n import N_, I18n

_LEVELS = {Level.ERROR: (N_("error"), "31"), Level.WARNING: (N_("warning"), "33")}
_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def text(report: Report, book: Path, colours: bool) -> str:
    """A paragraph for each file, a line for each finding, and how many there are."""
    i18n = I18n(report.language)
    parts = []
    for path, group in groupby(report.findings, key=lambda finding: finding.path):
        name = shown(path) if path else i18n(N_("the book"))
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
    place = f"{shown(finding.path)}:{finding.line}" if finding.line else shown(finding.path)
    return f"  {place}: {words} [{finding.code}]" if place else f"  {words} [{finding.code}]"


def as_json(report: Report, book: Path, colours: bool) -> str:
    """A document with ``schema_version``, ``book``, ``problems`` and ``counts``; its shape is in docs/check.md."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "book": book.as_posix(),
        "problems": [
            {**asdict(finding), "path": shown(finding.path) or None, "line": finding.line or None}
            for finding in report.findings
        ],
        "counts": {"error": report.count(Level.ERROR), "warning": report.count(Level.WARNING)},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def github(report: Report, book: Path, colours: bool) -> str:
    """Commands a workflow of GitHub turns into annotations on the lines of a pull request."""
    commands = []
    for finding in report.findings:
        properties = {"file": shown(finding.path), "line": str(finding.line or ""), "title": finding.code}
        words = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in properties.items() if value)
        commands.append(f"::{finding.level.value} {words}::{finding.message.translate(_ESCAPES)}\n")
    return "".join(commands)


def shown(path: str) -> str:
    """A path as seen from here, with slashes; itself where it lies on another drive."""
    try:
        return Path(os.path.relpath(path)).as_posix() if path else ""
    except ValueError:
        return Path(path).as_posix()


#: By the name of the format: what is printed of a report of a book.
FORMATS: Mapping[str, Callable[[Report, Path, bool], str]] = {"text": text, "json": as_json, "github": github}
