"""What a draft does to the disk: new files that overwrite nothing, changed files replaced whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from synthkit.drafts.told import RefusedError, Told
from synthkit.wording import N_


@dataclass(frozen=True, slots=True)
class Change:
    """An existing file as it is and as it will be; ``line`` (from 1) is where something was added."""

    path: Path
    before: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """All one call writes: new files, changed files, and what the editor has to do by hand."""

    new: tuple[tuple[Path, str], ...] = ()
    changed: tuple[Change, ...] = ()
    by_hand: tuple[Told, ...] = ()

    @property
    def main(self) -> Path:
        """The file the editor goes on in."""
        return self.new[0][0] if self.new else self.changed[0].path


def write(draft: Draft) -> None:
    """Write all of a draft or nothing. Raises RefusedError where a file is there already, or has changed meanwhile."""
    made: list[Path] = []
    try:
        for change in draft.changed:
            if _text(change.path) != change.before:
                raise RefusedError(N_("%(path)s has changed in the meantime; nothing was written"), path=change.path)
        for path, text in draft.new:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                file = path.open("x", encoding="utf-8", newline="")
            except FileExistsError as error:
                raise RefusedError(N_("%(path)s is there already; nothing was written"), path=path) from error
            made.append(path)
            with file:
                file.write(text)
            if text.startswith("#!"):
                path.chmod(0o755)
        for change in draft.changed:
            _replace(change.path, change.after)
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise RefusedError(
                N_("%(path)s: %(error)s"), path=error.filename or "", error=error.strerror or error
            ) from error
        raise


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _replace(path: Path, text: str) -> None:
    """A reader, or a power cut, finds the old file or the new one."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(temporary, path.stat().st_mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
