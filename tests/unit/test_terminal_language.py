"""One language on the terminal, the user's: whatever the book is written in, no line is in the other one."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest

from synthkit.cli import COMMANDS, main
from synthkit.cli.new import KINDS
from synthkit.model import serialization
from unit.editor.scaffold.small import FILES, make
from unit.invented import catalogue
from unit.terminal import foreign, known

LANGUAGES = {"fr": "fr_FR.UTF-8", "en": "en_US.UTF-8"}
HELP = [
    *([name, "--help"] for name in COMMANDS),
    *(["new", kind, "--help"] for kind in KINDS),
    *(["people", action, "--help"] for action in ("merge", "split", "rename")),
    ["--help"],
]
WRONG = [
    [],
    ["chekc"],
    ["import"],
    ["build", "--only", "pdff"],
    ["build", "--only"],
    ["preview", "--port", "four"],
    ["check", "NOWHERE"],
    ["check", "BOOK", "--dry-run"],
    ["build", "NOWHERE"],
    ["build", "BOOK", "--unknown"],
    ["preview", "NOWHERE"],
    ["preview", "BOOK", "--port", "70000"],
    ["cite", "nobody", "--catalogue", "CATALOGUE"],
    ["cite", "horloges", "--style", "zzz", "--catalogue", "CATALOGUE"],
    ["cite", "horloges", "--catalogue", "BROKEN"],
    ["export", "nobody", "--catalogue", "CATALOGUE"],
    ["export", "cadrans", "--format", "ics", "--catalogue", "CATALOGUE"],
    ["export", "rouage", "--format", "ics", "--catalogue", "CATALOGUE"],
    ["export", "--catalogue", "NOWHERE"],
    ["status", "--catalogue", "NOWHERE"],
    ["release", "NOWHERE"],
    ["new", "session", "--book", "BOOK", "--yes"],
    ["new", "--book", "NOWHERE"],
    ["new", "--book", "BOOK"],
    ["people", "merge", "nobody", "noone", "--book", "BOOK"],
    ["import", "NOWHERE", "--book", "BOOK"],
    ["init", "BOOK", "--yes"],
    ["init", "NEW", "--language", "eo", "--yes"],
]
RIGHT = [
    ["status", "--catalogue", "CATALOGUE"],
    ["people", "--book", "BOOK"],
    ["new", "speaker", "--given", "Ada", "--family", "Weir", "--book", "BOOK", "--yes"],
    ["new", "chapter", "--title", "Verso", "--folder", ".", "--book", "BOOK", "--yes"],
    ["init", "NEW", "--title", "Recto", "--publisher", "Folio", "--yes"],
]


def printed(call: list[str], folder: Path, of_book: str, capsys: pytest.CaptureFixture[str]) -> str:
    settings = FILES["conf.py"].replace('language = "fr"', f'language = "{of_book}"')
    assert f'language = "{of_book}"' in settings
    (folder / "broken.json").write_text(json.dumps({"schema_version": 0}), encoding="utf-8")
    (folder / "synthkit.json").write_text(serialization.dump(catalogue()), encoding="utf-8")
    named = {
        "BOOK": make(folder / "book", {**FILES, "conf.py": settings}),
        "NOWHERE": folder / "nowhere",
        "NEW": folder / "new",
        "CATALOGUE": folder / "synthkit.json",
        "BROKEN": folder / "broken.json",
    }
    with suppress(SystemExit):
        main([str(named.get(part, part)) for part in call])
    captured = capsys.readouterr()
    return (captured.out + captured.err).replace(str(folder), "")


@pytest.mark.parametrize(("language", "of_book"), [("fr", "en"), ("en", "fr")])
@pytest.mark.parametrize("call", [*HELP, *WRONG, *RIGHT], ids=" ".join)
def test_no_line_is_in_the_language_of_the_book_that_is_not_the_users(
    call: list[str],
    language: str,
    of_book: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", LANGUAGES[language])
    text = printed(call, tmp_path, of_book, capsys)
    assert foreign(text, language) == set()
    assert known(text, language) or call not in HELP


def test_each_text_of_a_help_is_in_both_languages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "9999")
    shown: dict[str, list[str]] = {}
    for language, locale in LANGUAGES.items():
        monkeypatch.setenv("LC_ALL", locale)
        for call in HELP:
            monkeypatch.setenv("LANGUAGE", "")
            with suppress(SystemExit):
                main(call)
        rows = (re.split(r" {2,}", line.strip(), maxsplit=1) for line in capsys.readouterr().out.splitlines())
        shown[language] = [row[1] for row in rows if len(row) == 2]
    same = {one for one, other in zip(*shown.values(), strict=True) if one == other}
    assert same == {"ISNI", "ORCID"}


@pytest.mark.parametrize("of_book", ["fr", "en"])
def test_where_the_machine_states_no_language_it_is_that_of_the_book(
    of_book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(["new", "session", "--book", "BOOK", "--yes"], tmp_path, of_book, capsys)
    assert foreign(text, of_book) == set()
    assert known(text, of_book)
