"""A book checked with one call, and what was found.

Sphinx runs as a program of its own, so nothing here imports it.
"""

import hashlib
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_cache_path

from synthkit import __version__
from synthkit.build.sphinx_runs import restore_times
from synthkit.diagnostics import CommandError
from synthkit.fs.atomic import write_whole
from synthkit.i18n import N_

#: Raised when a field changes its meaning or goes; a new field is no reason.
SCHEMA_VERSION = 1


class Level(StrEnum):
    """An error ends a build; a warning doesn't."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem, reported: where (an absolute path, or empty; a line from 1, or 0), how bad, which kind, in words."""

    path: str
    line: int
    level: Level
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a book, each once, by file and line; the files they may stand in; the book's language.

    ``french``: the book has French typography.
    """

    findings: tuple[Finding, ...] = ()
    sources: tuple[str, ...] = ()
    language: str = "en"
    french: bool = False

    def count(self, level: Level) -> int:
        """How many findings are of a level."""
        return sum(finding.level is level for finding in self.findings)


def report(findings: Iterable[Finding], sources: Iterable[str], language: str, *, french: bool = False) -> Report:
    """A report of findings in whatever order they were made."""
    return Report(tuple(sorted(set(findings))), tuple(sorted(set(sources))), language, french)


class InspectionError(CommandError):
    """A check came to no end; the message says why and where its log is."""


def inspect(book: Path, cache: Path | None = None) -> Report:
    """What is wrong with a book. What was read is kept in ``cache``, by default one of the user's own for each book.

    Raises InspectionError.
    """
    if not (book / "conf.py").is_file():
        raise InspectionError(N_("%(folder)s has no conf.py; expected: the folder of a book"), folder=book)
    # a folder's name for a book: what it is called, and a mark that no other book has
    path = book.resolve()
    name = f"{path.name}-{hashlib.sha256(str(path).encode()).hexdigest()[:12]}"
    folder = cache or user_cache_path("synthkit", appauthor=False) / "check" / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="synthkit-check-"))
    restore_times(path, folder / "sources.json")
    _forget_pages_of_others(folder)
    with tempfile.TemporaryDirectory(dir=folder) as own:  # two checks at once don't read each other's report
        written = Path(own) / "report"
        command = [sys.executable, "-m", "synthkit.editor.extension", str(book), str(folder), str(written)]
        done = subprocess.run(command, check=False, capture_output=True)
        try:
            found: Report = pickle.loads(written.read_bytes())
        except OSError as error:
            log = folder / "error.log"
            log.write_bytes(done.stderr)
            message = N_("the check ended with status %(status)d; its log: %(log)s")
            raise InspectionError(message, status=done.returncode, log=log) from error
    return found


def _forget_pages_of_others(folder: Path) -> None:
    """Take away what another synthkit read: it may have reported other problems of the same page."""
    sources = Path(__file__).parents[1].rglob("*.py")
    made_by = f"{__version__} {max(path.stat().st_mtime_ns for path in sources)}"
    stamp = folder / "made-by"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != made_by:
        shutil.rmtree(folder / "doctrees", ignore_errors=True)
        write_whole(stamp, made_by)
