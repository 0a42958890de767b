"""One run of the build: where things stand, what it says, what went wrong on the way."""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from synthkit import __version__
from synthkit.diagnostics import CommandError, format_message
from synthkit.fs.atomic import copy_whole, sweep, write_whole
from synthkit.i18n import I18n, i18n_of_terminal

Say = Callable[[str], None]


class EditionError(CommandError):
    """An edition could not be made; the message says which and where its log is."""


@dataclass(frozen=True, slots=True)
class Run:
    """What every step is given: where sources are and results go, what is said, what went wrong.

    ``environment`` is that of the programs it runs, ``turn`` a file they hold.
    """

    book: Path
    results: Path
    strict: bool
    say: Say
    environment: Mapping[str, str]
    turn: int = -1
    pdf_engine: str = "typst"
    failures: list[str] = field(default_factory=list)
    i18n: I18n = field(default_factory=i18n_of_terminal)

    @property
    def work(self) -> Path:
        """What is no result, as doctrees and TeX's own files; may be deleted at any time."""
        return self.results / ".work"

    @property
    def tex(self) -> Path:
        """Where TeX works and leaves its notes."""
        return self.work / "pdf"

    @property
    def finished(self) -> Path:
        """Editions for HTML to offer: volumes, and below ``sessions`` a PDF of each work."""
        return self.work / "finished"

    @property
    def pages(self) -> Path:
        """Which printed page has what (``synthkit.build.page_numbers``)."""
        return self.work / "pages.json"

    def forget_drafts(self) -> None:
        """Take away what a killed build was at work on; results stay, they are whole."""
        for name in ("doctrees", "doctrees-html", "doctrees-epub", "latex", "pdf", "typst", "epub", "html"):
            shutil.rmtree(self.work / name, ignore_errors=True)
        sweep(self.results)

    def forget_other_versions(self) -> None:
        """The same, where another version of synthkit was: it may have named files otherwise."""
        note = self.work / "version"
        if not note.is_file() or note.read_text(encoding="utf-8") != __version__:
            self.forget_drafts()
            write_whole(note, __version__)

    @property
    def held(self) -> tuple[int, ...]:
        """For ``pass_fds``: a program that outlives this one keeps the next build waiting."""
        return (self.turn,) if os.name == "posix" and self.turn >= 0 else ()

    def tell(self, message: str, **values: object) -> None:
        """Print a message of the catalogues below the name of the step, in the language of the terminal."""
        self.say(f"      {format_message(message, values, self.i18n)}")

    def miss(self, message: str, **values: object) -> None:
        """A tool is not installed: a failure only where everything has to be made."""
        self.warn(message, is_failure=bool(os.environ.get("CI")), **values)

    def warn(self, message: str, *, is_failure: bool | None = None, **values: object) -> None:
        """Something is wrong; a failure, by default where the build is strict, is raised when all else is made."""
        text = format_message(message, values, self.i18n)
        self.say(text)
        if self.strict if is_failure is None else is_failure:
            self.failures.append(text)


def copied(paths: Iterable[Path], folder: Path, kind: str) -> list[Path]:
    """Copies of files in a folder, which is made where it is missing; other files of that ``kind`` (``*.pdf``) go."""
    made = [copy_whole(path, folder / path.name) for path in paths]
    for old in set(folder.glob(kind)) - set(made):
        old.unlink(missing_ok=True)
    return made
