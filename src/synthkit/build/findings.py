"""What a check of a book found, as one process hands it to another: plain records and their JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

#: Raised when a field changes its meaning or goes; a new field is no reason.
SCHEMA_VERSION = 1


class Level(StrEnum):
    """An error ends a build; a warning doesn't."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem, reported: where (an absolute path, or empty; a line from 1, or 0), how bad, which kind, in words."""

    path: str
    line: int
    level: Level
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a book, each once, by file and line; the files they may stand in; the book's language.

    ``french``: the book has French typography.
    """

    findings: tuple[Finding, ...] = ()
    sources: tuple[str, ...] = ()
    language: str = "en"
    french: bool = False

    def count(self, level: Level) -> int:
        """How many findings are of a level."""
        return sum(finding.level is level for finding in self.findings)


def report(findings: Iterable[Finding], sources: Iterable[str], language: str, *, french: bool = False) -> Report:
    """A report of findings in whatever order they were made."""
    return Report(tuple(sorted(set(findings))), tuple(sorted(set(sources))), language, french)


def dump(report: Report) -> str:
    """JSON of a report."""
    return json.dumps({"schema_version": SCHEMA_VERSION, **asdict(report)}, ensure_ascii=False)


def load(text: str) -> Report:
    """The report of such a JSON; raises ValueError for anything else."""
    try:
        given = json.loads(text)
        if given["schema_version"] != SCHEMA_VERSION:
            raise ValueError(given["schema_version"])
        findings = tuple(Finding(**{**one, "level": Level(one["level"])}) for one in given["findings"])
        return Report(findings, tuple(given["sources"]), given["language"], bool(given["french"]))
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
