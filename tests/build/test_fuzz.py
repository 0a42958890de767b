"""Whatever a source says: no traceback, nothing written or read elsewhere, no script in a page, no command of TeX.

Ten thousand cases and every long book with ``STEADY=long`` (``nox -s steady``), else some; always the same.
"""

from __future__ import annotations

import os
import sys
import time

import extremes
import fuzz
import fuzz_cases
import fuzz_oracle
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="wants processes that fork and have bounds")

IS_LONG = os.environ.get("STEADY") == "long"
BATCH = 40
CASES = int(os.environ.get("FUZZ_CASES", "10000" if IS_LONG else "160"))
FIRST = int(os.environ.get("FUZZ_FIRST", "0"))


@pytest.mark.parametrize("first", range(FIRST, FIRST + CASES, BATCH))
def test_no_source_does_harm(first):
    editions = ("html", "latex", "epub") if IS_LONG or first == FIRST else ("html", "latex")
    found = fuzz.failures(first, min(BATCH, FIRST + CASES - first), editions)
    assert not found, "\n".join(["python tests/build/fuzz.py NUMBER shows one alone", *found])


def test_a_case_is_the_same_for_ever():
    assert [fuzz_cases.document(number) for number in range(50)] == [fuzz_cases.document(n) for n in range(50)]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>zcanary()</script>",
        "<p onclick=zcanary()>",
        "<a href='javascript:zcanary()'>",
        "<iframe src=zcanary.html>",
        "<a href=file:///fil>",
        "<svg onload=zcanary()>",
        "zsecretz",
    ],
)
def test_the_oracle_sees_what_runs_in_a_page(tmp_path, markup):
    (tmp_path / "c000001.html").write_text(f'<div class="body" role="main">{markup}</div>', encoding="utf-8")
    assert {page for page, _ in fuzz_oracle.in_pages(tmp_path, ".html")} == {"c000001"}


@pytest.mark.parametrize("tex", [r"\zcanary", r"\zcanary{fil}", r"\\\zcanary", r"\begin{zcanary}", "zsecretz"])
def test_the_oracle_sees_what_tex_would_do(tmp_path, tex):
    (tmp_path / "a.tex").write_text(f"un {tex} mot", encoding="utf-8")
    assert len(list(fuzz_oracle.in_tex(tmp_path / "a.tex"))) == 1


def test_the_oracle_takes_no_escaped_text_for_a_command(tmp_path):
    text = r"\textbackslash{}zcanary\{fil\} \\zcanary \PYGZbs{}zcanary\PYGZob{}fil"
    (tmp_path / "a.tex").write_text(text, encoding="utf-8")
    assert list(fuzz_oracle.in_tex(tmp_path / "a.tex")) == []


@pytest.mark.parametrize("harm", ["write", "read", "run", "rename", "hang", "work", "die", "raise"])
def test_a_case_that_does_harm_is_found_among_others(monkeypatch, harm):
    """The harm is done by the builder itself, when it meets one document of two."""

    def build(book, edition, *, to):
        outside = book.root.parent / "outside"
        if next(book.root.glob("c000007*"), None):
            done = {
                "write": lambda: (book.root.parent / "x").write_text("", encoding="utf-8"),
                "read": lambda: (outside / "secret.txt").read_text(encoding="utf-8"),
                "run": lambda: os.system("true"),
                "rename": lambda: (outside / "secret.txt").rename(outside / "x"),
                "hang": lambda: time.sleep(100),
                "work": lambda: [0 for _ in iter(int, 1)],
                "die": lambda: os._exit(3),
                "raise": lambda: int("fil"),
            }
            done[harm]()
        return fuzz.Built(book.root, "", "", 0, book.root)

    monkeypatch.setattr(fuzz, "_warm", lambda: None)
    monkeypatch.setattr(fuzz.Book, "build", build)
    monkeypatch.setattr(fuzz, "BATCH_SECONDS", 1)
    monkeypatch.setattr(fuzz, "CASE_SECONDS", 1)
    monkeypatch.setattr(fuzz, "_SLOWNESS", 2)
    monkeypatch.setattr(fuzz, "batch", lambda first, count: {f"c{n:06}.md": b"" for n in range(first, first + count)})
    found = fuzz.failures(6, 2, ("html",))
    assert found
    assert all(line.startswith("case 7: ") for line in found)


@pytest.mark.parametrize("name", extremes.NAMES if IS_LONG else ["keywords", "bib-macros", "emphasis-rst"])
def test_too_much_of_one_thing_takes_no_more_time_and_memory_than_there_is_of_it(name):
    """The bounds are those of the process it is built in."""
    size, editions = (extremes.LARGE, ("html", "latex", "epub")) if IS_LONG else (extremes.SMALL, ("html",))
    found = fuzz.extreme_failures(name, size, editions)
    assert not found, "\n".join([f"python tests/build/fuzz.py {name} shows it alone", *found])
