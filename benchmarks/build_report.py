"""The tables of ``builds.py`` as Markdown: ``python benchmarks/build_report.py build/benchmark-build.json``.

``--page docs/performance.md`` puts them between the marks of that page. Every figure is a median over the rounds.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = 1
BEGIN, END = "<!-- benchmark_build: begin -->", "<!-- benchmark_build: end -->"
#: Scenarios and the heads of their columns.
EDITS = {
    "nothing": "nothing changed",
    "chapter": "chapter edited",
    "person": "person renamed",
    "reference": "reference mended",
}


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


def put(report: Report, page: Path) -> None:
    """Replace what stands between the marks of a page; raises ReportError where it has none."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ReportError(f"{page.name} needs the lines {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n\n{rendered(report)}\n\n{END}{after}", encoding="utf-8")


def rendered(report: Report) -> str:
    """The tables and what has to be known to read them."""
    return "\n".join([*_machine(report), *_reach(report), *_starting(report), *_sizes(report), *_versions(report)])


def _machine(report: Report) -> Iterator[str]:
    machine = report.facts["machine"]
    date = f"{report.facts['date']}. " if report.facts["date"] else ""
    yield (
        f"{date}{_rounds(report)}, in turns; {machine['cores']} cores, {machine['memory'] / 2**30:.0f} GB, "
        f"{machine['system']}, Python {machine['python']}. Load before the first build: {machine['load']}."
        f"{_spread(report)}"
    )
    yield ""


def _rounds(report: Report) -> str:
    """« Medians of 3 rounds (1,000 sessions: 1) »: what most sizes have, and which have other numbers."""
    rounds = {int(sessions): count for sessions, count in report.facts["rounds"].items()}
    usual = statistics.mode(rounds.values()) if rounds else 1
    other = ", ".join(f"{_number(size)} sessions: {count}" for size, count in rounds.items() if count != usual)
    words = "One round" if usual == 1 else f"Medians of {usual} rounds"
    return f"{words} ({other})" if other else words


def _spread(report: Report) -> str:
    """How far rounds are from their median, where there is more than one: words behind their number."""
    away = []
    for one in report.measurements:
        place = (one["tool"], one["sessions"], one["scenario"])
        middle = report.median(*place, "cpu")
        away += [abs(one["cpu"] / middle - 1)] if middle and len(report.of(*place)) > 1 else []
    if len(away) < 2:
        return ""
    return f" Nine of ten builds took within {statistics.quantiles(away, n=10)[-1]:.0%} of their median of CPU time."


def _reach(report: Report) -> Iterator[str]:
    yield from _table(["aim", "measured", "reached"], _ratios(report))


def _ratios(report: Report) -> Iterator[list[str]]:
    def cold(tool: str, sessions: int, measure: str = "cpu") -> float | None:
        return report.median(tool, sessions, "cold", measure)

    yield _ratio(
        "cold HTML of 250 sessions, CPU: below MkDocs Material’s", cold("synthkit", 250), cold("mkdocs", 250), 1
    )
    yield _ratio("… at most 0.2 of Sphinx with bibtex and pydata", cold("synthkit", 250), cold("sphinx", 250), 0.2)
    long, short = cold("synthkit", 2500), cold("synthkit", 250)
    ten_times = None if short is None else 10 * short
    yield _ratio("CPU a session, 2,500 sessions beside 250: at most 1.15", long, ten_times, 1.15)
    for start, words in (("synthkit", "its own start"), ("bare", "the start of Sphinx without extensions")):
        over = report.over_starting("synthkit", 1000, "chapter", start)
        told = f"one chapter of 1,000 edited, CPU over {words}: at most 2 s"
        yield [told, *(("–", "not measured") if over is None else (f"{over:.2f} s", _yes(over <= 2)))]
    yield _needless(report)
    larger, limit = cold("synthkit", 1000, "largest"), cold("sphinx", 1000, "largest")
    yield _ratio("memory at 1,000 sessions: at most 0.7 of Sphinx with bibtex and pydata", larger, limit, 0.7)


def _ratio(told: str, ours: float | None, theirs: float | None, most: float) -> list[str]:
    if ours is None or not theirs:
        return [told, "–", "not measured"]
    ratio = ours / theirs
    return [told, f"{ratio:.2f}", _yes(ratio < 1 if most == 1 else ratio <= most)]


def _needless(report: Report) -> list[str]:
    """The largest book of which a chapter was edited: are pages written that didn't change?"""
    told = "one chapter edited: only pages that changed are written"
    for sessions in reversed(report.sizes):
        count, other = (report.median("synthkit", sessions, "chapter", measure) for measure in ("written", "changed"))
        if count is not None and other is not None:
            names = report.of("synthkit", sessions, "chapter")[0]["needless"]
            named = f" (without need: {', '.join(names)})" if names else ""
            found = f"{count:.0f} written, {other:.0f} changed{named}, at {_number(sessions)} sessions"
            return [told, found, _yes(count <= other)]
    return [told, "–", "not measured"]


def _starting(report: Report) -> Iterator[str]:
    yield "### An empty book, seconds of CPU"
    yield ""
    rows = [
        [facts["title"], *(_seconds(report.median(tool, 0, scenario, "cpu")) for scenario in ("cold", "nothing"))]
        for tool, facts in report.tools.items()
        if report.of(tool, 0, "cold")
    ]
    yield from _table(["", "cold", "again"], rows)


def _sizes(report: Report) -> Iterator[str]:
    for sessions in report.sizes:
        yield f"### {_number(sessions)} sessions"
        yield ""
        head = ["", "cold: CPU s", "wall s", "memory MB", *(f"{title}: CPU s" for title in EDITS.values())]
        rows = [_row(report, tool, sessions) for tool in report.tools if _was_due(report, tool)]
        yield from _table(head, rows)


def _was_due(report: Report, tool: str) -> bool:
    """Whether a book was built with it, or would have been but for a smaller one that came to no end."""
    own = [one for one in report.measurements if one["tool"] == tool]
    return any(one["sessions"] or one["status"] != "done" for one in own)


def _row(report: Report, tool: str, sessions: int) -> list[str]:
    cold = [_seconds(report.median(tool, sessions, "cold", measure)) for measure in ("cpu", "wall")]
    title = report.tools[tool]["title"]
    ended = _ended(report, tool, sessions, "cold") if report.of(tool, sessions, "cold") else "not tried"
    if ended is not None:
        return [title, ended, *[""] * (1 + len(EDITS) + 1)]
    return [title, *cold, _memory(report, tool, sessions), *(_edit(report, tool, sessions, name) for name in EDITS)]


def _ended(report: Report, tool: str, sessions: int, scenario: str) -> str | None:
    """How a build that came to no end is told."""
    found = {one["status"] for one in report.of(tool, sessions, scenario)} - {"done"}
    if not found:
        return None
    return "failed" if "failed" in found else f"more than {report.facts['limit']:.0f} s of wall time"


def _memory(report: Report, tool: str, sessions: int) -> str:
    """The largest process; all together where that is more than a tenth above."""
    largest, together = (report.median(tool, sessions, "cold", measure) for measure in ("largest", "together"))
    if largest is None:
        return "–"
    all_of_them = f" (together {together / 1e6:.0f})" if together is not None and together > 1.1 * largest else ""
    return f"{largest / 1e6:.0f}{all_of_them}"


def _edit(report: Report, tool: str, sessions: int, scenario: str) -> str:
    """« 1.42 (3) »: seconds, pages written, and what a reader should know."""
    if not (rounds := report.of(tool, sessions, scenario)):
        return "–"
    if (ended := _ended(report, tool, sessions, scenario)) is not None:
        return ended
    count, other = (report.median(tool, sessions, scenario, measure) for measure in ("written", "changed"))
    notes = [f"{count:.0f}"]
    notes += [f"{other:.0f} differ"] if other != count else []
    notes += [] if all(one["shown"] for one in rounds) else ["not shown"]
    return f"{_seconds(report.median(tool, sessions, scenario, 'cpu'))} ({', '.join(notes)})"


def _versions(report: Report) -> Iterator[str]:
    yield "### Versions"
    yield ""
    told: dict[str, str] = {}
    for facts in report.tools.values():
        needs = ", ".join(f"`{need}`" for need in facts["needs"])
        if "left_out" in facts:
            told[needs] = f"left out, {facts['left_out']}"
        else:
            told[needs] = ", ".join(f"{name} {version or '(none)'}" for name, version in facts["versions"].items())
    for needs, found in told.items():
        yield f"- {needs}: {found}"


def _table(head: list[str], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _seconds(value: float | None) -> str:
    return (
        "–" if value is None else f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
    )


def _number(count: int) -> str:
    return f"{count:,}"


def _yes(is_reached: bool) -> str:
    return "yes" if is_reached else "no"


def main() -> None:
    """Print the tables, or put them into a page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("json", type=Path, nargs="?", default=Path("build/benchmark-build.json"))
    parser.add_argument("--page", type=Path, help="a page with the marks of the tables: they are replaced")
    options = parser.parse_args()
    try:
        report = read(options.json)
        if options.page:
            put(report, options.page)
        else:
            print(rendered(report))
    except ReportError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
