"""The sessions of the noxfile install what pyproject.toml names."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_each_session_installs_groups_and_extras_that_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sessions = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    groups = set(re.findall(r'(?:_install\(session, |dependency_groups\(PROJECT, )"(\w+)"', sessions))
    stated = re.findall(r'extras(?:: str)? ?= ?"([\w,]+)"|_install\(session, "\w+", "([\w,]+)"\)', sessions)
    extras = {name for found in stated for names in found for name in names.split(",") if name}
    assert groups >= {"tests", "real", "lint", "forge"}
    assert groups <= project["dependency-groups"].keys()
    assert extras == project["project"]["optional-dependencies"].keys()
