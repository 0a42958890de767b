from __future__ import annotations

from pathlib import Path

import pytest

from synthkit.diagnostics import Remark
from synthkit.editor.scaffold.draft import LAST, Change, Draft, Place
from unit.editor.scaffold.small import CONF, make, read

HEAD = "# Livre\n\n"


def after(tmp_path: Path, toctree: str, *, place: Place = LAST, name: str = "index.md", page: str = "neuf") -> str:
    """The index once ``page`` was added."""
    change = change_of(tmp_path, toctree, place=place, name=name, page=page)
    assert isinstance(change, Change)
    return change.after.removeprefix(HEAD)


def change_of(
    tmp_path: Path, toctree: str, *, place: Place = LAST, name: str = "index.md", page: str = "neuf"
) -> Change | Remark | None:
    make(tmp_path, {"conf.py": CONF, name: HEAD + toctree, "un.md": "# Un\n", "deux.md": "# Deux\n"})
    return added(tmp_path, page, place)


def added(folder: Path, page: str, place: Place = LAST) -> Change | Remark | None:
    draft = Draft(read(folder))
    draft.contents([page], place)
    return next(iter((*draft.changes, *draft.remarks)), None)


def test_a_page_stands_last_where_nothing_else_is_known(tmp_path: Path) -> None:
    assert after(tmp_path, "```{toctree}\nun\ndeux\n```\n") == "```{toctree}\nun\ndeux\nneuf\n```\n"


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        (Place(behind=["rien", "un"]), ["un", "neuf", "deux"]),
        (Place(before=["un"]), ["neuf", "un", "deux"]),
        (Place(behind=["rien"], before=["deux"]), ["un", "neuf", "deux"]),
        (Place(kin={"un"}), ["un", "neuf", "deux"]),
        (Place(behind=["rien"]), ["un", "deux", "neuf"]),
    ],
)
def test_a_page_stands_where_its_order_puts_it(tmp_path: Path, place: Place, lines: list[str]) -> None:
    assert after(tmp_path, "```{toctree}\nun\ndeux\n```\n", place=place).split("\n")[1:4] == lines


def test_a_reversed_table_keeps_its_order_for_the_reader(tmp_path: Path) -> None:
    text = after(tmp_path, "```{toctree}\n:reversed:\n\ndeux\nun\n```\n", place=Place(behind=["un"]))
    assert text == "```{toctree}\n:reversed:\n\ndeux\nneuf\nun\n```\n"


@pytest.mark.parametrize(
    ("toctree", "expected"),
    [
        (":::{toctree}\n:maxdepth: 1\n:::\n", ":::{toctree}\n:maxdepth: 1\nneuf\n:::\n"),
        ("```{toctree}\n```\n", "```{toctree}\nneuf\n```\n"),
        ("```{toctree}\n---\nmaxdepth: 1\n---\n/un\n```\n", "```{toctree}\n---\nmaxdepth: 1\n---\n/un\n/neuf\n```\n"),
        ("```{toctree}\n  un.md\n```\n", "```{toctree}\n  un.md\n  neuf\n```\n"),
        ("```{toctree}\nLe un <un>\n\n```\n\nFin.\n", "```{toctree}\nLe un <un>\nneuf\n\n```\n\nFin.\n"),
        ("```{toctree}\nun", "```{toctree}\nun\nneuf"),
        ("```{toctree}\nself\nhttps://verre.example\nun\n```\n", "```{toctree}\nself\nhttps://verre.example\nun\nneuf\n```\n"),
        ("````{only} html\n```{toctree}\nun\n```\n````\n", "````{only} html\n```{toctree}\nun\nneuf\n```\n````\n"),
        ("```{eval-rst}\n.. toctree::\n\n   un\n```\n", "```{eval-rst}\n.. toctree::\n\n   un\n   neuf\n```\n"),
    ],
)  # fmt: skip
def test_an_odd_table_of_contents_keeps_its_shape(tmp_path: Path, toctree: str, expected: str) -> None:
    assert after(tmp_path, toctree) == expected


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    text = after(tmp_path, "```{toctree}\r\nun\r\ndeux\r\n```\r\n", place=Place(behind=["un"]))
    assert text == "```{toctree}\r\nun\r\nneuf\r\ndeux\r\n```\r\n"


@pytest.mark.parametrize(
    ("toctree", "expected"),
    [
        (".. toctree::\n\n   un\n   deux\n\nFin.\n", ".. toctree::\n\n   un\n   deux\n   neuf\n\nFin.\n"),
        (".. toctree::\n   :maxdepth: 1\n", ".. toctree::\n   :maxdepth: 1\n\n   neuf\n"),
    ],
)  # fmt: skip
def test_restructuredtext_gets_its_line_too(tmp_path: Path, toctree: str, expected: str) -> None:
    assert after(tmp_path, toctree, name="index.rst") == expected


def test_a_pattern_that_names_the_page_needs_no_line(tmp_path: Path) -> None:
    assert change_of(tmp_path, "```{toctree}\n:glob:\n\n*\n```\n") is None


def test_a_pattern_of_another_folder_does_not_name_the_page(tmp_path: Path) -> None:
    assert isinstance(change_of(tmp_path, "```{toctree}\n:glob:\n\nautre/*\n```\n"), Change)


def test_without_a_table_of_contents_the_editor_is_told_where_to_add_the_page(tmp_path: Path) -> None:
    told = change_of(tmp_path, "Rien.\n", page="dossier/neuf")
    assert isinstance(told, Remark)
    assert told.values == {"name": "dossier/neuf", "parent": "index"}


def test_of_several_tables_the_one_with_the_neighbours_is_taken(tmp_path: Path) -> None:
    make(
        tmp_path,
        {
            "conf.py": CONF,
            "index.md": "```{toctree}\nun\nd/index\n```\n\n```{toctree}\nd/a\nd/b\n```\n",
            "d/index.md": "# D\n",
        },
    )
    change = added(tmp_path, "d/c")
    assert isinstance(change, Change)
    assert change.after.endswith("d/a\nd/b\nd/c\n```\n")
    assert change.line == 9
