"""Findings are told to people, programs and pull requests."""

from __future__ import annotations

import json
from pathlib import Path

from synthkit.build import check
from synthkit.build.check import Finding, Level
from synthkit.cli import check as command

HERE = Path.cwd()
ERROR = Finding(f"{HERE}/livre/page, une.md", 3, Level.ERROR, "synthkit.unknown_event", "« a » : 100 %\nde travers")
WARNING = Finding(f"{HERE}/livre/page, une.md", 9, Level.WARNING, "synthkit.placeholder", "« TODO »")
NOWHERE = Finding("", 0, Level.ERROR, "sphinx", "rien")
REPORT = check.report([WARNING, ERROR, NOWHERE, ERROR], ["b.md", "a.md", "b.md"], "fr", french=True)


def test_a_report_is_in_order_and_says_nothing_twice() -> None:
    assert REPORT.findings == (NOWHERE, ERROR, WARNING)
    assert REPORT.sources == ("a.md", "b.md")
    assert (REPORT.count(Level.ERROR), REPORT.count(Level.WARNING)) == (2, 1)


def test_people_read_files_lines_and_counts_in_the_language_of_the_book() -> None:
    assert command.as_text(REPORT, Path("livre"), False) == (
        "le livre\n  erreur : rien [sphinx]\n\n"
        "livre/page, une.md\n"
        "  livre/page, une.md:3: erreur : « a » : 100 % de travers [synthkit.unknown_event]\n"
        "  livre/page, une.md:9: remarque : « TODO » [synthkit.placeholder]\n\n"
        "Erreurs : 2. Remarques : 1.\n"
    )


def test_nothing_wrong_is_said_as_such() -> None:
    assert command.as_text(check.report([], [], "fr"), Path("livre"), False) == "Aucun problème trouvé.\n"
    assert command.as_text(check.report([], [], "en"), Path("livre"), True) == "No problem found.\n"


def test_colours_are_on_request_and_no_message_brings_its_own() -> None:
    hostile = check.report([Finding("a.md", 1, Level.ERROR, "c", "\x1b[31mrouge\x07")], [], "fr")
    assert "\x1b" not in command.as_text(hostile, Path("livre"), False)
    assert "\x1b[31merreur\x1b[0m" in command.as_text(REPORT, Path("livre"), True)


def test_programs_read_a_stable_document() -> None:
    assert json.loads(command.as_json(REPORT, Path("livre"), False)) == {
        "schema_version": 1,
        "book": "livre",
        "problems": [
            {"path": None, "line": None, "level": "error", "code": "sphinx", "message": "rien"},
            {
                "path": "livre/page, une.md",
                "line": 3,
                "level": "error",
                "code": "synthkit.unknown_event",
                "message": "« a » : 100 %\nde travers",
            },
            {
                "path": "livre/page, une.md",
                "line": 9,
                "level": "warning",
                "code": "synthkit.placeholder",
                "message": "« TODO »",
            },
        ],
        "counts": {"error": 2, "warning": 1},
    }


def test_a_pull_request_gets_annotations_on_its_lines() -> None:
    assert command.github(REPORT, Path("livre"), False).splitlines() == [
        "::error title=sphinx::rien",
        "::error file=livre/page%2C une.md,line=3,title=synthkit.unknown_event::« a » : 100 %25%0Ade travers",
        "::warning file=livre/page%2C une.md,line=9,title=synthkit.placeholder::« TODO »",
    ]
