"""The benchmark of whole builds: one book for all tools, its edits, its costs, its tables."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))

import build_measurements  # noqa: E402 - scripts, no package
import build_report  # noqa: E402
import build_scenarios  # noqa: E402
import build_sources  # noqa: E402
import build_tools  # noqa: E402
import builds  # noqa: E402
import generated  # noqa: E402

SESSIONS = 30
PEERS = {
    "floor": (build_sources.floor, r"\{cite:p\}`(\w+)`", r"\{doc\}`/rencontre-\d+/seance-(\d+)`"),
    "plain": (build_sources.plain, r"\{cite:p\}`(\w+)`", r"\{doc\}`/rencontre-\d+/seance-(\d+)`"),
    "jupyter_book": (build_sources.jupyter_book, r"\{cite:p\}`(\w+)`", r"\{doc\}`/rencontre-\d+/seance-(\d+)`"),
    "mkdocs": (build_sources.mkdocs, r"\[@(\w+)\]", r"\]\(\.\./rencontre-\d+/seance-(\d+)\.md\)"),
    "mystmd": (build_sources.mystmd, r"\{cite:p\}`(\w+)`", r"\[\]\(\.\./rencontre-\d+/seance-(\d+)\.md\)"),
}
#: One tool for each way to write the book.
WRITTEN = {tool.sources: tool for tool in reversed(build_tools.TOOLS) if not tool.is_only_empty}.values()


def files(sources) -> dict[str, str]:
    return {path.removeprefix("docs/"): text for path, text in sources}


def marks(text: str, pattern: str) -> Counter[str]:
    return Counter(re.findall(pattern, text))


@pytest.mark.parametrize("tool", WRITTEN, ids=lambda tool: tool.name)
def test_the_same_book_is_made_each_time(tool):
    assert list(tool.sources(SESSIONS)) == list(tool.sources(SESSIONS))


def test_a_chapter_has_the_words_citations_and_links_that_are_promised():
    for number in range(SESSIONS):
        session = generated.session(number, SESSIONS)
        texts = [session.abstract, *(paragraph.text for paragraph in session.paragraphs)]
        assert sum(len(text.split()) for text in texts) == 600
        assert sum(paragraph.cited >= 0 for paragraph in session.paragraphs) == 5
        assert sum(paragraph.linked >= 0 for paragraph in session.paragraphs) == 2


def test_every_reference_is_cited():
    cited = {
        paragraph.cited
        for number in range(SESSIONS)
        for paragraph in generated.session(number, SESSIONS).paragraphs
        if paragraph.cited >= 0
    }
    assert cited == set(range(3 * SESSIONS))


@pytest.mark.parametrize("peer", PEERS)
def test_each_tool_gets_the_words_citations_links_credits_and_keywords_of_ours(peer):
    sources, cite, link = PEERS[peer]
    ours, theirs = files(generated.sources(SESSIONS)), files(sources(SESSIONS))
    cites = peer != "floor"
    assert theirs.get("references.bib") == (ours["references.bib"] if cites else None)
    for number in range(SESSIONS):
        path = generated.chapter(number)
        session = generated.session(number, SESSIONS)
        assert marks(theirs[path], cite) == (marks(ours[path], r"\{cite:p\}`(\w+)`") if cites else Counter())
        assert marks(theirs[path], link) == marks(ours[path], r"\{session\}`seance(\d+)`")
        for text in (session.title, session.abstract, *(paragraph.text for paragraph in session.paragraphs)):
            assert text in ours[path]
            assert text in theirs[path]
        assert f":keywords: {', '.join(session.keywords)}\n" in ours[path]
        assert f"Mots-clés : {', '.join(session.keywords)}\n" in theirs[path]
        assert all(generated.family(person) in theirs[path] for person in session.speakers)


def test_links_of_a_tool_that_needs_titles_have_them():
    text = files(build_sources.mkdocs(SESSIONS))[generated.chapter(3)]
    for paragraph in generated.session(3, SESSIONS).paragraphs:
        if paragraph.linked >= 0:
            assert f"[{generated.session(paragraph.linked, SESSIONS).title}](" in text


@pytest.mark.parametrize("tool", WRITTEN, ids=lambda tool: tool.name)
def test_each_edit_changes_what_it_names_and_nothing_else(tool, tmp_path):
    generated.put(tmp_path, tool.sources(SESSIONS))
    edits = {scenario.name: scenario for scenario in build_scenarios.SCENARIOS if scenario.is_for(tool)}
    changed = {}
    for name, scenario in edits.items():
        before = {file: file.read_text(encoding="utf-8") for file in tmp_path.glob("**/*.*")}
        scenario.edit(tmp_path, SESSIONS)
        changed[name] = [file for file, text in before.items() if file.read_text(encoding="utf-8") != text]
        assert all(scenario.text in file.read_text(encoding="utf-8") for file in changed[name])
    middle = generated.chapter(SESSIONS // 2)
    person = generated.session(SESSIONS // 2, SESSIONS).speakers[0]
    named = [
        generated.chapter(number)
        for number in range(SESSIONS)
        if person in generated.session(number, SESSIONS).speakers and not tool.name.startswith("synthkit")
    ]
    paths = {
        name: sorted(file.relative_to(tmp_path).as_posix().removeprefix("docs/") for file in found)
        for name, found in changed.items()
    }
    assert paths == {
        "cold": [],
        "nothing": [],
        "chapter": [middle],
        "person": sorted(["intervenants.md", *named]),
        **({"reference": ["references.bib"]} if tool.has_references else {}),
    }


def test_pages_are_counted_as_written_by_their_time_and_as_changed_by_their_bytes():
    same, touched, other, gone, new = (Path(name) for name in ("same", "touched", "other", "gone", "new"))
    before = {same: (1, b"a"), touched: (1, b"a"), other: (1, b"a"), gone: (1, b"a")}
    after = {same: (1, b"a"), touched: (2, b"a"), other: (2, b"b"), new: (2, b"a")}
    assert build_scenarios.written(before, after) == ({touched, other, new}, {other, gone, new})


# -- what a program costs ----------------------------------------------------------------------------


def supervised(folder: Path, limit: float, code: str) -> dict[str, object]:
    command = [str(builds.MEASURED), str(limit), str(folder / "log"), sys.executable, "-c", code]
    done = subprocess.run([sys.executable, *command], capture_output=True, check=True)
    return json.loads(done.stdout)


def test_the_cost_of_a_program_is_that_of_what_it_starts_too(tmp_path):
    burning = "import time\nwhile time.process_time() < 0.3: pass"
    cost = supervised(tmp_path, 60, f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burning!r}])")
    assert cost["status"] == "done"
    assert cost["cpu"] >= 0.3
    assert cost["largest"] > 1e6


def test_a_program_beyond_the_limit_is_ended_with_what_it_started(tmp_path):
    alive = tmp_path / "alive"
    staying = f"import pathlib, time\nwhile True: pathlib.Path({str(alive)!r}).touch(); time.sleep(0.01)"
    cost = supervised(tmp_path, 0.5, f"import subprocess, sys; subprocess.run([sys.executable, '-c', {staying!r}])")
    assert cost["status"] == "beyond"
    alive.unlink(missing_ok=True)
    time.sleep(0.2)
    assert not alive.exists()


def test_a_run_that_is_interrupted_ends_the_build_too(tmp_path):
    alive = tmp_path / "alive"
    staying = f"import pathlib, time\nwhile True: pathlib.Path({str(alive)!r}).touch(); time.sleep(0.01)"
    command = [sys.executable, str(builds.MEASURED), "60", str(tmp_path / "log"), sys.executable, "-c", staying]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        while not alive.exists():
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        running.communicate()
    alive.unlink(missing_ok=True)
    time.sleep(0.2)
    assert not alive.exists()


def test_a_program_that_fails_is_told_from_one_that_is_done(tmp_path):
    assert supervised(tmp_path, 60, "print('so it is'); raise SystemExit(3)")["status"] == "failed"
    assert (tmp_path / "log").read_text(encoding="utf-8") == "so it is\n"


# -- turns -------------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path):
    """A run that has an environment « invented » with this Python."""
    programs = tmp_path / "peers" / "invented" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    return builds.Run(tmp_path / "work", tmp_path / "peers", 60, tmp_path / "found.json", {"schema": 1})


def invented(name: str, code: str) -> build_tools.Tool:
    environment = build_tools.Environment("invented", ("invented>=1",))
    return build_tools.Tool(name, name.title(), environment, build_sources.plain, "python", ("-c", code, "{output}"))


COPYING = """\
import pathlib, sys
output = pathlib.Path(sys.argv[1])
for source in pathlib.Path().glob("**/*.md"):
    page = output / source.with_suffix(".html")
    page.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_text() + (pathlib.Path("references.bib").read_text() if source.stem == "bibliographie" else "")
    if not page.exists() or page.read_text() != text:
        page.write_text(text)
"""


def test_a_turn_notes_the_pages_written_and_whether_the_edit_is_shown(run):
    deaf = invented("deaf", COPYING.replace(" or page.read_text() != text", ""))
    builds.measure(run, [invented("copying", COPYING), deaf], {4: 1})
    found = {(one["tool"], one["sessions"], one["scenario"]): one for one in run.found}
    assert [found["copying", 4, scenario.name]["written"] for scenario in build_scenarios.SCENARIOS] == [8, 0, 1, 5, 1]
    assert all(one["shown"] for one in run.found if one["tool"] == "copying")
    assert [found["deaf", 4, scenario.name]["shown"] for scenario in build_scenarios.SCENARIOS] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert json.loads(run.json.read_text(encoding="utf-8"))["measurements"] == run.found


def test_a_tool_that_failed_is_not_asked_for_a_larger_book(run):
    failing = "import pathlib, sys; sys.exit(pathlib.Path('rencontre-0/seance-4.md').exists())"
    builds.measure(run, [invented("failing", failing)], {4: 1, 5: 1, 6: 1})
    assert [one["status"] for one in run.found if one["sessions"] == 5] == ["failed"]
    assert max(one["sessions"] for one in run.found) == 5


def test_a_tool_is_asked_for_no_larger_book_than_the_call_says(run):
    run.given_up |= dict([builds._most("mkdocs=4")])
    builds.measure(
        run, [invented("mkdocs", COPYING), invented("copying", COPYING)], {4: 1, 6: 1}, [build_scenarios.COLD]
    )
    assert {(one["tool"], one["sessions"]) for one in run.found if one["sessions"]} == {
        *(("mkdocs", 4), ("copying", 4), ("copying", 6))
    }


@pytest.mark.parametrize("given", ["mkdocs", "mkdocs=", "mkdocs=x", "=4", "nobody=4"])
def test_a_limit_of_no_tool_or_no_number_is_refused(given):
    with pytest.raises(argparse.ArgumentTypeError, match="expected: a tool and a number"):
        builds._most(given)


def test_a_tool_that_cannot_be_installed_is_named_and_left_out(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(build_tools.shutil, "which", lambda _: None)
    (mystmd,) = (tool for tool in build_tools.TOOLS if tool.name == "mystmd")
    had, told = builds.install([mystmd], tmp_path)
    assert had == []
    assert told["mystmd"]["left_out"] == "npm is missing"
    assert "mystmd is left out: npm is missing" in capsys.readouterr().err


def test_what_is_told_of_the_machine_names_neither_it_nor_a_folder(monkeypatch):
    told = json.dumps(builds.asdict(builds.Machine.this()))
    assert os.uname().nodename not in told
    assert "/" not in told


# -- tables ------------------------------------------------------------------------------------------


def one(tool: str, sessions: int, scenario: str, cpu: float, **more: object) -> dict[str, object]:
    usual = {"status": "done", "wall": 2 * cpu, "largest": 100e6, "together": 101e6, "pages": 9}
    usual |= {"written": 9, "changed": 9, "needless": [], "shown": True, "round": 0}
    return {"tool": tool, "sessions": sessions, "scenario": scenario, "cpu": cpu, **usual, **more}


def report(*measurements: dict[str, object], rounds: dict[str, int] | None = None) -> dict[str, object]:
    tools = ("synthkit", "floor", "floor-theme", "sphinx", "mkdocs")
    told = {tool: {"title": tool.title(), "needs": [f"{tool}>=1"], "versions": {tool: "1.2"}} for tool in tools}
    machine = {"cores": 2, "memory": 8 * 2**30, "system": "Linux", "python": "3.11.4", "load": 0.1}
    facts = {"schema": 1, "date": "", "machine": machine, "rounds": rounds or {"250": 3}, "limit": 900, "tools": told}
    return {**facts, "measurements": list(measurements)}


@pytest.fixture
def tables(tmp_path):
    """The tables of measurements, as lines."""

    def made(*measurements, **options) -> list[str]:
        file = tmp_path / "found.json"
        file.write_text(json.dumps(report(*measurements, **options)), encoding="utf-8")
        return build_report.rendered(build_measurements.read(file)).splitlines()

    return made


def row(lines: list[str], words: str) -> list[str]:
    (found,) = (line for line in lines if words in line)
    return [cell.strip() for cell in found.strip("|").split("|")]


def test_a_figure_is_the_median_of_its_rounds(tables):
    lines = tables(*(one("synthkit", 250, "cold", cpu, round=number) for number, cpu in enumerate((5, 4, 30))))
    assert row(lines, "| Synthkit |")[1:4] == ["5.00", "10.0", "100"]


def test_how_often_each_size_was_built_is_told(tables):
    assert tables()[0].startswith("Medians of 3 rounds, in turns;")
    assert tables(rounds={"25": 3, "250": 3, "1000": 1})[0].startswith("Medians of 3 rounds (1,000 sessions: 1), in")
    assert tables(rounds={"25": 1})[0].startswith("One round, in turns;")


def test_how_far_rounds_are_from_each_other_is_told_where_there_are_several(tables):
    rounds = [one("synthkit", 250, "cold", cpu, round=number) for number, cpu in enumerate((9, 10, 11))]
    assert "builds took within 10% of" in tables(*rounds, one("sphinx", 250, "cold", 40))[0]
    assert "of their median" not in tables(rounds[0], one("sphinx", 250, "cold", 40))[0]


def test_the_ratios_of_the_aims_are_computed(tables):
    lines = tables(
        *(one("synthkit", 250, "cold", 6), one("sphinx", 250, "cold", 40), one("mkdocs", 250, "cold", 5)),
        *(one("synthkit", 2500, "cold", 72), one("synthkit", 0, "nothing", 1.5)),
        *(
            one("synthkit", 1000, "chapter", 3.25, written=3, changed=2, needless=["search.html"]),
            one("synthkit", 1000, "cold", 20),
        ),
        one("sphinx", 1000, "cold", 170, largest=400e6),
    )
    assert row(lines, "below MkDocs")[1:] == ["1.20", "no"]
    assert row(lines, "at most 0.2 of Sphinx")[1:] == ["0.15", "yes"]
    assert row(lines, "2,500 sessions beside 250")[1:] == ["1.20", "no"]
    assert row(lines, "over its own start")[1:] == ["1.75 s", "yes"]
    assert row(lines, "only pages that changed")[1:] == [
        "3 written, 2 changed (without need: search.html), at 1,000 sessions",
        "no",
    ]
    assert row(lines, "memory at 1,000")[1:] == ["0.25", "yes"]


def test_the_floor_is_told_beside_the_aims_it_stands_under(tables):
    lines = tables(
        *(one("floor", 250, "cold", 12), one("sphinx", 250, "cold", 40), one("mkdocs", 250, "cold", 10)),
        one("floor-theme", 250, "cold", 15),
        *(one("floor", 0, "nothing", 1), one("floor", 1000, "chapter", 3.5)),
        *(one("floor", 1000, "cold", 60, largest=300e6), one("sphinx", 1000, "cold", 170, largest=400e6)),
    )
    assert row(lines, "alone take, of MkDocs")[1:] == ["1.20", ""]
    assert row(lines, "with pydata, nothing cited, of MkDocs")[1:] == ["1.50", ""]
    assert row(lines, "alone take, of Sphinx with")[1:] == ["0.30", ""]
    assert row(lines, "alone take over their own start")[1:] == ["2.50 s", ""]
    assert row(lines, "alone take, of the same")[1:] == ["0.75", ""]


def test_an_aim_nobody_measured_is_neither_reached_nor_missed(tables):
    lines = tables(one("synthkit", 250, "cold", 6))
    assert row(lines, "at most 0.2 of Sphinx")[1:] == ["–", "not measured"]


def test_a_cell_tells_pages_written_without_need_and_edits_no_reader_sees(tables):
    lines = tables(
        one("synthkit", 25, "cold", 3),
        one("synthkit", 25, "chapter", 1, written=4, changed=1),
        one("synthkit", 25, "person", 1.5, written=0, changed=0, shown=False),
    )
    assert row(lines, "| Synthkit |")[4:] == ["–", "1.00 (4, 1 differ)", "1.50 (0, not shown)", "–"]


def test_a_build_beyond_the_limit_is_told_and_the_larger_book_not_tried(tables):
    lines = tables(
        *(one("synthkit", 25, "cold", 3), one("sphinx", 25, "cold", 900, status="beyond")),
        one("synthkit", 250, "cold", 6),
    )
    assert "| Sphinx | more than 900 s of wall time |" in "\n".join(lines)
    assert "| Sphinx | not tried |" in "\n".join(lines)


def test_a_tool_that_was_not_asked_for_a_book_has_no_row_there(tables):
    lines = tables(one("synthkit", 25, "cold", 3), one("sphinx", 25, "cold", 4), one("synthkit", 250, "cold", 6))
    assert sum(line.startswith("| Sphinx |") for line in lines) == 1


def test_memory_of_many_processes_is_told_where_it_is_more_than_that_of_the_largest(tables):
    lines = tables(one("synthkit", 25, "cold", 3, together=180e6))
    assert row(lines, "| Synthkit |")[3] == "100 (together 180)"


def test_the_tables_stand_between_the_marks_of_a_page_and_replace_the_last_ones(tmp_path):
    page, file = tmp_path / "page.md", tmp_path / "found.json"
    page.write_text(f"before\n\n{build_report.BEGIN}\nold\n{build_report.END}\n\nafter\n", encoding="utf-8")
    file.write_text(json.dumps(report(one("synthkit", 25, "cold", 3))), encoding="utf-8")
    found = build_measurements.read(file)
    build_report.put(found, page)
    once = page.read_text(encoding="utf-8")
    build_report.put(found, page)
    assert page.read_text(encoding="utf-8") == once
    assert once.startswith(f"before\n\n{build_report.BEGIN}\n")
    assert once.endswith(f"{build_report.END}\n\nafter\n")
    assert "\nold\n" not in once
    assert "| Synthkit | 3.00 |" in once


def test_what_is_no_report_and_a_page_without_marks_are_named(tmp_path):
    file, page = tmp_path / "found.json", tmp_path / "page.md"
    for text in ("", "[]", "{}", json.dumps({**report(), "schema": 2})):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(build_measurements.ReportError, match=r"found\.json"):
            build_measurements.read(file)
    file.write_text(json.dumps(report()), encoding="utf-8")
    page.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(build_measurements.ReportError, match=r"page\.md needs"):
        build_report.put(build_measurements.read(file), page)
    assert page.read_text(encoding="utf-8") == "nothing\n"


def test_the_page_of_the_documentation_has_the_marks():
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert page.index(build_report.BEGIN) < page.index(build_report.END)
