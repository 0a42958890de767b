"""The tables of ``builds.py`` as Markdown: ``python benchmarks/build_report.py build/benchmark-build.json``.

``--page docs/performance.md`` puts them between the marks of that page. Every figure is a median over the rounds.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import build_aims
from build_measurements import Report, ReportError, read

BEGIN, END = "<!-- benchmark_build: begin -->", "<!-- benchmark_build: end -->"
#: Scenarios and the heads of their columns.
EDITS = {
    "nothing": "nothing changed",
    "chapter": "chapter edited",
    "person": "person renamed",
    "reference": "reference mended",
}


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
    other = ", ".join(f"{size:,} sessions: {count}" for size, count in rounds.items() if count != usual)
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
    yield from _table(["aim", "measured", "reached"], build_aims.rows(report))


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
        yield f"### {sessions:,} sessions"
        yield ""
        head = ["", "cold: CPU s", "wall s", "memory MB", *(f"{title}: CPU s" for title in EDITS.values())]
        rows = [_row(report, tool, sessions) for tool in report.tools if _was_due(report, tool, sessions)]
        yield from _table(head, rows)


def _was_due(report: Report, tool: str, sessions: int) -> bool:
    """Whether that book was built with it, or would have been but for a smaller one that came to no end."""
    own = [one for one in report.measurements if one["tool"] == tool]
    return any(one["sessions"] == sessions or one["status"] != "done" for one in own)


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
