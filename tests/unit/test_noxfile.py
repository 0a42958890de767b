"""The sessions of the noxfile install what pyproject.toml names."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
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


def test_pytest_enters_every_folder_of_the_tests(pytestconfig):
    left_out = pytestconfig.getini("norecursedirs")
    folders = [path for path in (ROOT / "tests").rglob("*") if path.is_dir() and any(path.glob("test_*.py"))]
    assert [path for path in folders if any(fnmatch(path.name, pattern) for pattern in left_out)] == []


def test_no_two_test_files_of_folders_without_packages_share_a_name():
    files = [path for path in (ROOT / "tests").rglob("test_*.py") if not (path.parent / "__init__.py").exists()]
    names = [path.name for path in files]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
