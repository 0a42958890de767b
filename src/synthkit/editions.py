"""All editions of a book with one call: HTML, EPUB and LaTeX through Sphinx, PDF where TeX is installed.

Sphinx runs as a program of its own, so nothing here imports it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

#: What LaTeX → PDF wants, and how Debian and Ubuntu install it.
TEX_TOOLS = ("make", "latexmk", "lualatex", "xindy")
TEX_INSTALL = (
    "sudo apt install make latexmk texlive-luatex texlive-latex-recommended texlive-latex-extra "
    "texlive-lang-french texlive-fonts-recommended fonts-texgyre lmodern xindy"
)
Say = Callable[[str], None]


class EditionError(RuntimeError):
    """An edition could not be made; the message says which and where its log is."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where sources are and results go. ``work`` holds what is no result: doctrees, TeX's own files."""

    book: Path
    results: Path

    @property
    def work(self) -> Path:
        """A hidden folder among the results; may be deleted at any time."""
        return self.results / ".work"


def build(book: Path, results: Path, *, strict: bool = True, say: Say = print) -> list[Path]:
    """Every edition; the results in the order they were made.

    ``strict`` makes a warning a failure, after all warnings were told. Without TeX the PDF is left out and the
    install line said, but with the environment variable ``CI`` set that is a failure. Raises EditionError.
    """
    folders = Folders(book.resolve(), results.resolve())
    if not (folders.book / "conf.py").is_file():
        raise EditionError(f"{book} has no conf.py; expected: the folder of a book")
    made = []
    for number, (name, make) in enumerate(
        (("HTML", _html), ("EPUB", _epub), ("LaTeX", _latex), ("PDF", _pdf)), start=1
    ):
        say(f"[{number}/4] {name}")
        made += make(folders, strict, say)
    say("Results:")
    for path in made:
        say(f"  {os.path.relpath(path)}")
    return made


def _html(folders: Folders, strict: bool, say: Say) -> list[Path]:
    _sphinx("html", folders, folders.results / "html", strict)
    return [folders.results / "html" / "index.html"]


def _epub(folders: Folders, strict: bool, say: Say) -> list[Path]:
    _sphinx("epub", folders, folders.work / "epub", strict)
    return _copied(sorted((folders.work / "epub").glob("*.epub")), folders.results / "epub")


def _latex(folders: Folders, strict: bool, say: Say) -> list[Path]:
    output = folders.results / "latex"
    _sphinx("latex", folders, output, strict)
    return [path for path in sorted(output.glob("*.tex")) if r"\documentclass" in path.read_text(encoding="utf-8")]


def _pdf(folders: Folders, strict: bool, say: Say) -> list[Path]:
    missing = [tool for tool in TEX_TOOLS if shutil.which(tool) is None]
    if missing:
        told = f"no PDF: {', '.join(missing)} not found; install with: {TEX_INSTALL}"
        if os.environ.get("CI"):
            raise EditionError(told)
        say(told)
        return []
    workplace = folders.work / "pdf"
    shutil.copytree(folders.results / "latex", workplace, dirs_exist_ok=True)
    log = folders.work / "pdf.log"
    with log.open("wb") as output:
        # Sphinx's Makefile knows the options of the index; nonstopmode: an error ends the run, not a question
        done = subprocess.run(
            ["make", "all-pdf", "LATEXMKOPTS=-interaction=nonstopmode -halt-on-error"],
            cwd=workplace,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        errors = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line[:1] == "!"]
        raise EditionError("\n".join([*errors[:10], f"no PDF: TeX failed; its log: {os.path.relpath(log)}"]))
    return _copied(sorted(workplace.glob("*.pdf")), folders.results / "pdf")


def _sphinx(builder: str, folders: Folders, output: Path, strict: bool) -> None:
    doctrees = folders.work / "doctrees"
    arguments = ["build", builder, str(folders.book), str(output), str(doctrees), *(["--strict"] if strict else [])]
    done = subprocess.run([sys.executable, "-m", "synthkit.sphinx_ext", *arguments], check=False)
    if done.returncode:
        raise EditionError(f"no {builder} edition: Sphinx ended with status {done.returncode}, see above")


def _copied(paths: list[Path], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy2(path, folder)) for path in paths]
