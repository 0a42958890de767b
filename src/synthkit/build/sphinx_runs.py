"""What Sphinx makes: LaTeX, EPUB, HTML."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from synthkit.build.runner import EditionError, Run, copied, emptied
from synthkit.fs.atomic import mirror


def environment(book: Path) -> dict[str, str]:
    """The environment of this program, with the date of the book's last commit for everything that is dated.

    A date that is set already stays; without git, or outside a repository, files carry the time they are made.
    """
    found = dict(os.environ)
    if not found.get("SOURCE_DATE_EPOCH"):
        try:
            git = ["git", "log", "-1", "--format=%ct"]
            asked = subprocess.run(git, cwd=book, capture_output=True, text=True, check=False)
        except OSError:  # no git
            return found
        if asked.returncode == 0 and asked.stdout.strip().isdigit():
            found["SOURCE_DATE_EPOCH"] = asked.stdout.strip()
    return found


def latex(run: Run) -> list[Path]:
    """The source of the printed edition."""
    output = emptied(run.folders.work / "latex")
    _sphinx(run, "latex", output)
    results = run.folders.results / "latex"
    mirror(output, results, run.folders.work / "latex.files")
    output = results
    return [path for path in sorted(output.glob("*.tex")) if r"\documentclass" in path.read_text(encoding="utf-8")]


def epub(run: Run) -> list[Path]:
    """The EPUB, citing printed pages where they are known."""
    # the builder packs whatever lies in its folder: the page of a chapter that is gone, too
    output = emptied(run.folders.work / "epub")
    _sphinx(run, "epub", output, _pages(run))
    made = copied(sorted(output.glob("*.epub")), run.folders.results / "epub", "*.epub")
    copied(made, run.folders.finished, "*.epub")
    return made


def html(run: Run) -> list[Path]:
    """The website, with the other editions there are to offer; only pages that changed are written anew."""
    run.folders.finished.mkdir(parents=True, exist_ok=True)
    output, results = run.folders.work / "html", run.folders.results / "html"
    _sphinx(run, "html", output, {**_pages(run), "synthkit_editions": str(run.folders.finished)})
    # Sphinx writes pages in place: whoever looks at the site sees the last one until this one is whole
    mirror(output, results, run.folders.work / "html.files")
    return [results / "index.html"]


def _pages(run: Run) -> dict[str, str]:
    return {"synthkit_pages": str(run.folders.pages)} if run.folders.pages.is_file() else {}


def _sphinx(run: Run, builder: str, output: Path, settings: Mapping[str, str] | None = None) -> None:
    """Run Sphinx; raises EditionError when it fails.

    HTML has an environment of its own: it writes only pages that depend on what was read, and would not know what
    another edition read before it.
    """
    doctrees = run.folders.work / ("doctrees-html" if builder == "html" else "doctrees")
    arguments = [builder, str(run.folders.book), str(output), str(doctrees)]
    arguments += [part for name, value in (settings or {}).items() for part in ("--set", f"{name}={value}")]
    arguments += ["--strict"] if run.strict else []
    call = [sys.executable, "-m", "synthkit.sphinx", *arguments]
    done = subprocess.run(call, env=run.environment, check=False, pass_fds=run.held)
    if done.returncode:
        # documents are not read twice, and what was wrong with one is told when it is read
        shutil.rmtree(doctrees, ignore_errors=True)
        raise EditionError(f"no {builder} edition: Sphinx ended with status {done.returncode}, see above")
