"""Whole builds beside those of other tools, in one run, in turns.

``python benchmarks/builds.py [--sizes 25 250] [--repeats 3] [--tools synthkit sphinx …] [--limit 900]`` makes the
book of ``generated.py`` for each tool, builds it cold, then again after each edit of ``build_scenarios.py``, and writes
every measurement to ``--json`` as soon as it is known. ``--page docs/performance.md`` puts the tables there. Tools are
installed below ``build/benchmark-peers`` the first time; one that can't be is named and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import build_measurements
import build_report
import generated
from build_scenarios import COLD, NOTHING, SCENARIOS, Scenario, pages, written
from build_tools import TOOLS, NotInstalledError, Place, Tool, clean_environment

MEASURED = Path(__file__).with_name("measured.py")
#: So many pages that were written without need are named.
NAMED = 5


@dataclass
class Run:
    """One run of the benchmark: what was asked, what was found so far."""

    folder: Path
    peers: Path
    limit: float
    json: Path
    facts: dict[str, object]
    found: list[dict[str, object]] = field(default_factory=list)
    #: The size at which a tool failed, went beyond the limit or wasn't wanted any more: no larger book is tried.
    given_up: dict[str, int] = field(default_factory=dict)

    def turn(self, tool: Tool, scenario: Scenario, sessions: int, number: int) -> None:
        """One build by one tool."""
        if sessions >= self.given_up.get(tool.name, sys.maxsize):
            return
        place = Place(self.folder / tool.name)
        if scenario is COLD:
            shutil.rmtree(place.root, ignore_errors=True)
            generated.put(place.source, tool.sources(sessions))
        scenario.edit(place.source, sessions)
        before = pages(tool, place)
        cost = self._measured(tool, place)
        after = pages(tool, place)
        touched, other = written(before, after)
        is_shown = scenario.is_shown(tool, place, sessions) if cost["status"] == "done" else False
        self.found.append(
            {
                "tool": tool.name,
                "sessions": sessions,
                "scenario": scenario.name,
                "round": number,
                **cost,
                "pages": len(after),
                "written": len(touched),
                "changed": len(other),
                "needless": sorted(str(page.relative_to(place.root / tool.pages)) for page in touched - other)[:NAMED],
                "shown": is_shown,
            }
        )
        if cost["status"] != "done":
            self._give_up(tool, place, sessions, str(cost["status"]))
        self.save()
        told = f"{cost['cpu']:8.2f} s of CPU, {len(touched)} of {len(after)} pages" + (
            "" if is_shown else ", NOT SHOWN"
        )
        print(f"{sessions:5} {tool.name:15} {scenario.name:10} {cost['status']:7} {told}", file=sys.stderr, flush=True)

    def save(self) -> None:
        """Write what is known."""
        self.json.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**self.facts, "measurements": self.found}, indent=1, ensure_ascii=False)
        self.json.write_text(text + "\n", encoding="utf-8")

    def _measured(self, tool: Tool, place: Place) -> dict[str, object]:
        command = [sys.executable, str(MEASURED), str(self.limit), str(place.root / "log")]
        # what a tool keeps for all books of a user is cold too
        variables = clean_environment(XDG_CACHE_HOME=str(place.root / "cache"))
        done = subprocess.run(
            [*command, *tool.command(self.peers, place)],
            cwd=place.source,
            env=variables,
            stdout=subprocess.PIPE,
            check=True,
        )
        return dict(json.loads(done.stdout))

    def _give_up(self, tool: Tool, place: Place, sessions: int, status: str) -> None:
        self.given_up[tool.name] = sessions
        if status == "failed":
            said = (place.root / "log").read_text(encoding="utf-8", errors="replace")
            print(said[-2000:], file=sys.stderr)


def measure(
    run: Run, tools: Sequence[Tool], rounds: Mapping[int, int], scenarios: Sequence[Scenario] = SCENARIOS
) -> None:
    """All turns; ``rounds`` are sizes of books and how often each is built, a cold build is the first scenario.

    Empty books come first, so that nothing is compiled or loaded for the first time later.
    """
    for number in range(max(rounds.values(), default=1)):
        for scenario in (COLD, NOTHING):
            for tool in tools:
                if not tool.is_only_cold:
                    run.turn(tool, scenario, 0, number)
    for sessions in sorted(rounds):
        for number in range(rounds[sessions]):
            for scenario in scenarios:
                for tool in tools:
                    if scenario.is_for(tool):
                        run.turn(tool, scenario, sessions, number)


def install(tools: Sequence[Tool], peers: Path) -> tuple[list[Tool], dict[str, object]]:
    """The tools that can be had; what is told of each in the report."""
    had: list[Tool] = []
    told: dict[str, object] = {}
    missing: dict[str, str] = {}
    for tool in tools:
        environment = tool.environment
        try:
            if environment.name not in missing:
                environment.install(peers)
        except NotInstalledError as error:
            missing[environment.name] = str(error)
        facts: dict[str, object] = {"title": tool.title, "needs": environment.needs}
        if environment.name in missing:
            print(f"{tool.name} is left out: {missing[environment.name]}", file=sys.stderr)
            told[tool.name] = facts | {"left_out": missing[environment.name]}
        else:
            had.append(tool)
            told[tool.name] = facts | {"versions": environment.versions(peers)}
    return had, told


@dataclass(frozen=True)
class Machine:
    """What matters of it; neither its name nor a path."""

    cores: int | None
    memory: int
    system: str
    python: str
    #: Of the last minute, before the first build: what else ran.
    load: float

    @classmethod
    def this(cls) -> Machine:
        """The machine that runs this."""
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        system = f"{platform.system()} {platform.machine()}"
        return cls(os.cpu_count(), memory, system, platform.python_version(), round(os.getloadavg()[0], 1))


def _most(given: str) -> tuple[str, int]:
    """A tool, and the first size of a book it isn't asked for: one more than what was given."""
    name, _, sessions = given.partition("=")
    if name not in {tool.name for tool in TOOLS} or not sessions.isdecimal():
        raise argparse.ArgumentTypeError(f"'{given}'; expected: a tool and a number, as mkdocs=1000")
    return name, int(sessions) + 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    names = [tool.name for tool in TOOLS]
    parser.add_argument("--sizes", type=int, nargs="*", default=[25, 250], help="sessions of a book (25 250)")
    parser.add_argument("--repeats", type=int, nargs="+", default=[3], help="rounds of each size, or of all (3)")
    parser.add_argument("--tools", nargs="*", choices=names, default=names, help="these alone")
    edits = [scenario.name for scenario in SCENARIOS if scenario is not COLD]
    parser.add_argument("--scenarios", nargs="*", choices=edits, default=edits, help="these alone after the cold build")
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a build is ended (900)")
    parser.add_argument("--most", type=_most, nargs="+", default=[], help="no larger books: mystmd=250 mkdocs=1000")
    parser.add_argument("--date", default="", help="said in the report; by default none is")
    parser.add_argument("--json", type=Path, default=Path("build/benchmark-build.json"), help="every measurement")
    parser.add_argument("--page", type=Path, help="a page with the marks of the tables: they are replaced")
    parser.add_argument("--peers", type=Path, default=Path("build/benchmark-peers"), help="where tools are installed")
    parser.add_argument("--folder", type=Path, default=Path("build/benchmark-build"), help="where books are built")
    options = parser.parse_args()
    if min([*options.sizes, 4]) < 4 or min(options.repeats) < 1:
        parser.error("a book has at least four sessions, a run at least one round")
    if len(options.repeats) not in {1, len(options.sizes)}:
        parser.error("--repeats wants one number, or one for each of --sizes")
    return options


def main() -> int:
    """Measure, write, print; 1 when one of our own builds failed."""
    options = _options()
    machine = Machine.this()
    each = options.repeats * (len(options.sizes) if len(options.repeats) == 1 else 1)
    rounds = dict(zip(options.sizes, each, strict=True))
    tools, told = install([tool for tool in TOOLS if tool.name in options.tools], options.peers.resolve())
    facts: dict[str, object] = {
        "schema": build_measurements.SCHEMA,
        "date": options.date,
        "machine": asdict(machine),
        "rounds": rounds,
        "limit": options.limit,
        "tools": told,
    }
    run = Run(options.folder.resolve(), options.peers.resolve(), options.limit, options.json, facts)
    run.given_up |= dict(options.most)
    run.save()
    wanted = [scenario for scenario in SCENARIOS if scenario is COLD or scenario.name in options.scenarios]
    measure(run, tools, rounds, wanted)
    for tool in tools:
        shutil.rmtree(run.folder / tool.name, ignore_errors=True)
    report = build_measurements.read(options.json)
    print(build_report.rendered(report))
    if options.page:
        build_report.put(report, options.page)
    return int(any(one["status"] == "failed" and str(one["tool"]).startswith("synthkit") for one in run.found))


if __name__ == "__main__":
    sys.exit(main())
