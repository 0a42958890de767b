"""Findings as people, programs and pull requests read them."""

import json
import os
import re
from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path

from synthkit.build.findings import SCHEMA_VERSION, Finding, Level, Report
from synthkit.i18n import N_, I18n

_COLOURS = {Level.ERROR: "31", Level.WARNING: "33"}


def text(report: Report, *, colours: bool) -> str:
    """A paragraph for each file, a line for each finding, and how many there are."""
    i18n = I18n(report.language)
    parts = []
    for path, group in groupby(report.findings, key=lambda finding: finding.path):
        lines = [_line(finding, i18n, colours=colours) for finding in group]
        name = shown(path) if path else i18n(N_("the book"))
        parts.append("\n".join([f"\033[1m{name}\033[0m" if colours else name, *lines]))
    return "\n\n".join([*parts, _summary(report, i18n)]) + "\n"


def _line(finding: Finding, i18n: I18n, *, colours: bool) -> str:
    level = i18n({Level.ERROR: N_("error"), Level.WARNING: N_("warning")}[finding.level])
    if colours:
        level = f"\033[{_COLOURS[finding.level]}m{level}\033[0m"
    place = f"{shown(finding.path)}:{finding.line}" if finding.line else shown(finding.path)
    said = i18n(N_("%(level)s: %(message)s")) % {"level": level, "message": _controlled(finding.message)}
    return f"  {place}: {said} [{finding.code}]" if place else f"  {said} [{finding.code}]"


def _summary(report: Report, i18n: I18n) -> str:
    if not report.findings:
        return i18n(N_("No problem found."))
    errors, warnings = report.count(Level.ERROR), report.count(Level.WARNING)
    counts = {"errors": errors, "warnings": warnings}
    return i18n(N_("Errors: %(errors)d. Warnings: %(warnings)d.")) % counts


def as_json(report: Report, book: Path) -> str:
    """A document with ``schema_version``, ``book``, ``problems`` and ``counts``; its shape is in docs/check.md."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "book": book.as_posix(),
        "problems": [
            {
                "path": shown(finding.path) or None,
                "line": finding.line or None,
                "level": finding.level.value,
                "code": finding.code,
                "message": finding.message,
            }
            for finding in report.findings
        ],
        "counts": {"error": report.count(Level.ERROR), "warning": report.count(Level.WARNING)},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def github(report: Report) -> str:
    """Commands a workflow of GitHub turns into annotations on the lines of a pull request."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    places = {"file": shown(finding.path), "line": str(finding.line or "")}
    properties = {**places, "title": finding.code}
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{finding.level.value} {said}::{_data(finding.message)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def shown(path: str) -> str:
    """A path as seen from here, with slashes; itself where it lies on another drive."""
    if not path:
        return ""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:
        return Path(path).as_posix()


def _controlled(message: str) -> str:
    """On one line, without characters that would command a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", message)


#: By the name of the format: what is printed of a report of a book.
FORMATS: Mapping[str, Callable[[Report, Path, bool], str]] = {
    "text": lambda report, _book, colours: text(report, colours=colours),
    "json": lambda report, book, _colours: as_json(report, book),
    "github": lambda report, _book, _colours: github(report),
}
