"""``import synthkit``: the names that a program may count on, without Sphinx."""

import subprocess
import sys

import pytest

import synthkit
from synthkit.model import serialization
from unit.invented import catalogue


def test_each_public_name_is_there() -> None:
    assert {name for name in synthkit.__all__ if getattr(synthkit, name) is None} == set()


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        synthkit.nothing_of_the_kind  # noqa: B018


def test_a_catalogue_is_loaded_from_its_file(tmp_path) -> None:
    path = tmp_path / "synthkit.json"
    path.write_text(serialization.dump(catalogue()), encoding="utf-8")
    assert [one.title for one in synthkit.load(path).sessions] == [one.title for one in catalogue().sessions] != []
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(serialization.StoreError):
        synthkit.load(str(path))


def test_no_public_name_loads_sphinx() -> None:
    code = "import sys, synthkit; [getattr(synthkit, n) for n in synthkit.__all__]; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name.partition(".")[0] for name in done.stdout.split()} & {"sphinx", "docutils"} == set()
