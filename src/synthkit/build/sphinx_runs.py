"""What Sphinx makes: LaTeX, EPUB, HTML; and of which times a book is, by its repository."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from synthkit.build.runner import EditionError, Run, copied
from synthkit.fs.atomic import mirror, write_whole
from synthkit.i18n import N_


def environment(book: Path) -> dict[str, str]:
    """The environment of this program, with the date of the book's last commit for everything that is dated.

    A date that is set already stays; without git, or outside a repository, files carry the time they are made.
    """
    found = dict(os.environ)
    if not found.get("SOURCE_DATE_EPOCH") and shutil.which("git"):
        git = ["git", "log", "-1", "--format=%ct"]
        date = subprocess.run(git, cwd=book, capture_output=True, text=True, check=False).stdout.strip()
        if date.isdigit():
            found["SOURCE_DATE_EPOCH"] = date
    return found


def restore_times(book: Path, notes: Path) -> None:
    """Give each file of a book's repository that holds what it held at the last build the time it had then.

    On a forge each build has a clone of its own, in which every file is as old as the clone. ``notes`` remembers both.
    Without git, or where ``CI`` isn't set, nothing is done: files keep their times.
    """
    if not os.environ.get("CI") or shutil.which("git") is None:
        return
    known = {}
    with suppress(OSError, ValueError):  # none yet, or a broken one
        known = json.loads(notes.read_text(encoding="utf-8"))
    listed = subprocess.run(["git", "ls-files", "-z", ":/"], cwd=book, capture_output=True, check=False).stdout
    found = {}
    for name in filter(None, listed.split(b"\0")):
        path = book / os.fsdecode(name)
        if path.is_file() and not path.is_symlink():
            digest = blake2b(path.read_bytes(), digest_size=16).hexdigest()
            time = known[str(path)][1] if known.get(str(path), ("",))[0] == digest else path.stat().st_mtime_ns
            os.utime(path, ns=(time, time))
            found[str(path)] = digest, time
    write_whole(notes, json.dumps(found))


def latex(run: Run) -> list[Path]:
    """The source of the printed edition."""
    output, results = _emptied(run.work / "latex"), run.results / "latex"
    _sphinx(run, "latex", output, *([] if run.pdf_engine == "typst" else [f"latex_engine={run.pdf_engine}"]))
    mirror(output, results, run.work / "latex.files")
    return [path for path in sorted(results.glob("*.tex")) if r"\documentclass" in path.read_text(encoding="utf-8")]


def typst(run: Run) -> Path:
    """The folder of what Typst sets."""
    output = _emptied(run.work / "typst")
    _sphinx(run, "typst", output)
    return output


def epub(run: Run) -> list[Path]:
    """The EPUB, citing printed pages where they are known."""
    output = run.work / "epub"
    for earlier in output.glob("*.epub"):  # under another name
        earlier.unlink()
    _sphinx(run, "epub", output)
    made = copied(sorted(output.glob("*.epub")), run.results / "epub", "*.epub")
    copied(made, run.finished, "*.epub")
    return made


def html(run: Run) -> list[Path]:
    """The website, with the other editions there are to offer; only pages that changed are written anew."""
    run.finished.mkdir(parents=True, exist_ok=True)
    output, results = run.work / "html", run.results / "html"
    _sphinx(run, "html", output, f"synthkit_editions={run.finished}")
    # Sphinx writes pages in place: whoever looks at the site sees the last one until this one is whole
    mirror(output, results, run.work / "html.files")
    return [results / "index.html"]


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _sphinx(run: Run, builder: str, output: Path, *settings: str) -> None:
    """Run Sphinx; raises EditionError when it fails.

    HTML and EPUB each have an environment of their own: they write only pages that depend on what was read, and would
    not know what another edition read before them.
    """
    doctrees = run.work / (f"doctrees-{builder}" if builder in ("html", "epub") else "doctrees")
    call = [sys.executable, "-m", "synthkit.sphinx.run", builder, str(run.book), str(output), str(doctrees)]
    if builder not in ("latex", "typst") and run.pages.is_file():
        settings = (f"synthkit_pages={run.pages}", *settings)
    call += [part for setting in settings for part in ("--set", setting)]
    call += ["--strict"] if run.strict else []
    done = subprocess.run(call, env=run.environment, check=False, pass_fds=run.held)
    if done.returncode:
        # what went wrong is reported anew, and no page stays of which the next build knows nothing
        for folder in (doctrees, output):
            shutil.rmtree(folder, ignore_errors=True)
        message = N_("no %(edition)s edition: Sphinx ended with status %(status)d, see above")
        if run.strict and done.returncode == 1:
            message = N_(
                "no %(edition)s edition: Sphinx ended with status %(status)d, see above; "
                "--lenient builds in spite of warnings"
            )
        raise EditionError(message, edition=builder, status=done.returncode)
