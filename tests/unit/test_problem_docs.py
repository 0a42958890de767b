"""The table of problems is complete: every code once, with its level, and every type of others that is said again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from synthkit.diagnostics import Code
from synthkit.editor.upstream_messages import RULES

TABLE = (Path(__file__).parents[2] / "docs" / "problems.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (error|warning) \| .+ \| .+ \|$", TABLE, re.MULTILINE)


def test_each_code_has_one_row_with_its_level() -> None:
    assert [name for name, _ in ROWS] == [code.value for code in Code]
    assert {name for name, level in ROWS if level == "warning"} == {code.value for code in Code if code.is_style}


@pytest.mark.parametrize("kind", sorted({rule.type for rule in RULES if rule.type}))
def test_each_type_of_others_is_named(kind: str) -> None:
    assert f"`{kind}`" in TABLE.partition("## What Sphinx")[2]
