"""What a draft does to the disk: new files that overwrite nothing, changed files replaced whole."""

from dataclasses import dataclass
from pathlib import Path

from synthkit.editor.scaffold.project import text_of
from synthkit.editor.scaffold.prompts import RefusedError, Told
from synthkit.fs.atomic import write_new, write_whole
from synthkit.i18n import N_


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
    replaced: list[Change] = []
    try:
        for change in draft.changed:
            if text_of(change.path) != change.before:
                raise RefusedError(N_("%(path)s has changed in the meantime; nothing was written"), path=change.path)
        for path, text in draft.new:
            try:
                write_new(path, text, mode=0o755 if text.startswith("#!") else 0o644)
            except FileExistsError as error:
                raise RefusedError(N_("%(path)s is there already; nothing was written"), path=path) from error
            made.append(path)
        for change in draft.changed:
            write_whole(change.path, change.after, mode=change.path.stat().st_mode)
            replaced.append(change)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        for change in replaced:
            write_whole(change.path, change.before, mode=change.path.stat().st_mode)
        raise
