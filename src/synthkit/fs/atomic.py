"""Files and folders that a reader finds whole or not at all, whenever the writing program is killed."""

import errno
import filecmp
import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: The end of the name of a file that is being written; one that stays was left by a program that was killed.
DRAFT = ".synthkit-draft"
#: A name has 255 bytes at most.
_LONGEST = 60
_NUMBERS = itertools.count()


def write_whole(path: Path, content: str | bytes | memoryview, *, mode: int = 0o644) -> None:
    """Write a file beside its place and move it there, with the folders it needs."""
    with _draft_of(path) as draft:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        draft.chmod(mode)
        draft.replace(path)


def write_if_other(path: Path, content: str | bytes) -> None:
    """Write a file unless it holds just that."""
    wanted = content.encode() if isinstance(content, str) else content
    if not path.is_file() or path.read_bytes() != wanted:
        write_whole(path, wanted)


def write_new(path: Path, content: str, *, mode: int = 0o644) -> None:
    """The same for a file that may not be there yet. Raises FileExistsError."""
    with _draft_of(path) as draft:
        draft.write_bytes(content.encode())
        draft.chmod(mode)
        try:
            os.link(draft, path)  # two who do it at once don't overwrite each other
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            draft.replace(path)


def copy_whole(source: Path, target: Path) -> Path:
    """A copy that stands there at once, with the time of its source."""
    with _draft_of(target) as draft:
        shutil.copy2(source, draft)
        draft.replace(target)
    return target


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """A file to be written before it is put in the place of another, or goes. An OSError names the file meant."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name[:_LONGEST]}.{os.getpid()}-{next(_NUMBERS)}{DRAFT}")
        try:
            yield draft
        finally:
            with suppress(OSError):
                draft.unlink()
    except OSError as error:
        # that of a full disk names no file, others the draft nobody knows
        if not error.filename or str(error.filename).endswith(DRAFT):
            error.filename, error.filename2 = str(path), None
        raise


def sweep(folder: Path) -> None:
    """Take away what killed programs left half-written."""
    for draft in list(folder.rglob(f".*{DRAFT}")):
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            draft.unlink(missing_ok=True)


def mirror(source: Path, target: Path, notes: Path) -> None:
    """Make a folder show what another holds, file by file; ``notes`` remembers which, so that what is gone goes.

    Files of the same size and time are the same. Other files of the target stay.
    """
    files = sorted(path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file())
    before = notes.read_text(encoding="utf-8").splitlines() if notes.is_file() else []
    # noted first: a file put there by a program that is killed is known to the next
    write_whole(notes, "".join(f"{path}\n" for path in sorted({*files, *before})))
    for path in files:
        wanted, found = source / path, target / path
        if not found.is_file() or not filecmp.cmp(wanted, found):
            copy_whole(wanted, found)
        elif found.stat().st_mtime_ns != wanted.stat().st_mtime_ns:  # written again as it was
            os.utime(found, ns=(wanted.stat().st_atime_ns, wanted.stat().st_mtime_ns))
    for path in set(before) - set(files):
        (target / path).unlink(missing_ok=True)
        with suppress(OSError):  # up to a folder that is not empty
            for folder in (target / path).parents:
                folder.rmdir()
    write_whole(notes, "".join(f"{path}\n" for path in files))


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """An empty folder to be filled, which takes the place of another when all went well."""
    new, old = (folder.with_name(f".{folder.name}.{kind}{DRAFT}") for kind in ("new", "old"))
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
