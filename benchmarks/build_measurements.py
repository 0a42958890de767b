"""What ``builds.py`` wrote: measurements, and their medians."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = 1


class ReportError(ValueError):
    """What was given is no report, or no page for one."""


@dataclass(frozen=True)
class Report:
    """What a run of the benchmark wrote."""

    facts: dict[str, Any]
    measurements: list[dict[str, Any]]

    @property
    def tools(self) -> dict[str, dict[str, Any]]:
        """By name, in the order of the tables."""
        return dict(self.facts["tools"])

    @property
    def sizes(self) -> list[int]:
        """Of the books that were built, empty ones apart."""
        return sorted({one["sessions"] for one in self.measurements} - {0})

    def of(self, tool: str, sessions: int, scenario: str) -> list[dict[str, Any]]:
        """All rounds."""
        wanted = (tool, sessions, scenario)
        return [one for one in self.measurements if (one["tool"], one["sessions"], one["scenario"]) == wanted]

    def median(self, tool: str, sessions: int, scenario: str, measure: str) -> float | None:
        """None when it was not measured, or one round came to no end."""
        rounds = self.of(tool, sessions, scenario)
        if not rounds or any(one["status"] != "done" or one[measure] is None for one in rounds):
            return None
        return float(statistics.median(one[measure] for one in rounds))

    def over_starting(self, tool: str, sessions: int, scenario: str, start: str) -> float | None:
        """Seconds of CPU above those of an empty book in which nothing changed."""
        whole, empty = self.median(tool, sessions, scenario, "cpu"), self.median(start, 0, "nothing", "cpu")
        return None if whole is None or empty is None else whole - empty


def read(path: Path) -> Report:
    """The report in a file; raises ReportError."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        schema, measurements = whole.pop("schema"), whole.pop("measurements")
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise ReportError(f"{path.name} is no report of builds.py") from error
    if schema != SCHEMA:
        raise ReportError(f"{path.name} has schema {schema}; {SCHEMA} is read")
    return Report(whole, measurements)
