"""TeX missing, lacking a package, failing: each is said with what to do, and nothing old is left to be offered."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from synthkit.build import latex_runs
from synthkit.build.runner import Run


def run_in(tmp_path: Path, told: list[str]) -> Run:
    """A run whose LaTeX edition is there, and the PDF of an earlier build."""
    run = Run(tmp_path / "book", tmp_path / "build", True, told.append, {**os.environ})
    for path in (run.results / "latex" / "book.tex", run.results / "pdf" / "book.pdf", run.pages):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("old", encoding="utf-8")
    return run


def fake_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: str) -> None:
    """Programs that do as they are told here, and no others."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, script in {
        "make": make,
        **dict.fromkeys(("latexmk", "lualatex", "xindy", "kpsewhich"), "exit 0"),
    }.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}")


@pytest.fixture(autouse=True)
def not_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


def test_without_tex_the_install_line_is_said_and_that_is_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    run = run_in(tmp_path, told)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert latex_runs.pdf(run) == []
    assert told == [f"no PDF: make, latexmk, lualatex, xindy not found; install with: {latex_runs.TEX_INSTALL}"]
    assert run.failures == []


def test_in_ci_a_missing_tool_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_in(tmp_path, [])
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", "true")
    latex_runs.pdf(run)
    assert [latex_runs.TEX_INSTALL in failure for failure in run.failures] == [True]


def test_no_pdf_of_an_earlier_build_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_in(tmp_path, [])
    monkeypatch.setenv("PATH", str(tmp_path))
    latex_runs.pdf(run)
    assert not list((run.results / "pdf").iterdir())
    assert not run.pages.exists()


@pytest.mark.parametrize(
    ("line", "lacking"),
    [
        ("! LaTeX Error: File `newunicodechar.sty' not found.", "newunicodechar.sty"),
        ('! Package fontspec Error: The font "texgyrepagella" cannot be found.', "texgyrepagella"),
    ],
)
def test_a_package_or_a_font_tex_lacks_is_named(
    line: str, lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    # what a shell prints by itself: there is no cat among these tools
    fake_tools(tmp_path, monkeypatch, f"echo {shlex.quote(line)}; exit 2")
    run = run_in(tmp_path, told)
    assert latex_runs.pdf(run) == []
    assert told == [f"no PDF: TeX lacks {lacking}; install with: {latex_runs.TEX_INSTALL}"]
    assert run.failures == []


def test_an_error_of_tex_is_a_failure_that_names_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_tools(tmp_path, monkeypatch, "echo '! Undefined control sequence.'; exit 2")
    run = run_in(tmp_path, [])
    assert latex_runs.pdf(run) == []
    (failure,) = run.failures
    assert failure.startswith("! Undefined control sequence.\nno PDF: TeX failed; its log: ")
    assert failure.endswith("pdf.log")


def test_what_ended_before_tex_began_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_tools(tmp_path, monkeypatch, "echo latexmk: no perl; exit 2")
    run = run_in(tmp_path, [])
    latex_runs.pdf(run)
    (failure,) = run.failures
    assert failure.startswith("latexmk: no perl\nno PDF: TeX failed; its log: ")


def test_a_font_that_is_not_installed_is_named_and_the_pdf_made_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    fake_tools(tmp_path, monkeypatch, "echo new > book.pdf")
    run = run_in(tmp_path, told)
    (tmp_path / "tools" / "kpsewhich").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (made,) = latex_runs.pdf(run)
    assert made.read_text(encoding="utf-8") == "new\n"
    (said,) = told
    assert "texgyrepagella-regular.otf not found; install with: sudo apt install fonts-texgyre" in said


def test_a_picture_that_is_a_pdf_is_no_volume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_tools(tmp_path, monkeypatch, "echo new > book.pdf")
    run = run_in(tmp_path, [])
    (run.results / "latex" / "picture.pdf").write_text("drawn", encoding="utf-8")
    assert [made.name for made in latex_runs.pdf(run)] == ["book.pdf"]
