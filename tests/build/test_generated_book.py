"""The invented book of the benchmarks is one of ours without a flaw."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from books import Book

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import generated


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_the_generated_book_builds_without_a_warning(tmp_path, builder):
    generated.write(tmp_path, 4)
    built = Book(tmp_path, None).build(builder)
    assert built.warnings == ""
    assert built.statuscode == 0
