"""A book checked with one call. Sphinx runs as a program of its own, so nothing here imports it."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from synthkit import __version__
from synthkit.build import findings, source_times
from synthkit.build.findings import Report
from synthkit.diagnostics import CommandError
from synthkit.fs.atomic import write_whole
from synthkit.i18n import N_


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
    source_times.restore(path, folder / "sources.json")
    _forget_pages_of_others(folder)
    with tempfile.TemporaryDirectory(dir=folder) as own:  # two checks at once don't read each other's report
        report = Path(own) / "report.json"
        command = [sys.executable, "-m", "synthkit.editor.extension", str(book), str(folder), str(report)]
        done = subprocess.run(command, check=False, capture_output=True)
        try:
            return findings.load(report.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            log = folder / "error.log"
            log.write_bytes(done.stderr)
            message = N_("the check ended with status %(status)d; its log: %(log)s")
            raise InspectionError(message, status=done.returncode, log=log) from error


def _forget_pages_of_others(folder: Path) -> None:
    """Take away what another synthkit read: it may have reported other problems of the same page."""
    sources = Path(__file__).parents[1].rglob("*.py")
    made_by = f"{__version__} {max(path.stat().st_mtime_ns for path in sources)}"
    stamp = folder / "made-by"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != made_by:
        shutil.rmtree(folder / "doctrees", ignore_errors=True)
        write_whole(stamp, made_by)
