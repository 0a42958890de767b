"""Files a book may show: its own, whatever way leads to them."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

#: No file of a book: each would be read for ever, or until somebody writes to it.
_LARGEST = 200_000_000
#: What would be a command in the name of a file that TeX is told.
_SIGNS_OF_TEX = frozenset("\\{}")


def lies_within(path: str | Path, folders: tuple[Path, ...]) -> bool:
    """Whether a path leads into one of the folders once all links on the way are followed."""
    try:
        found = Path(os.path.realpath(path))
    except (OSError, ValueError):  # a null character, a name too long
        return False
    return any(found.is_relative_to(os.path.realpath(folder)) for folder in folders)


def is_readable(path: str | Path) -> bool:
    """Whether it is no device, no pipe, no name too long and not too large to be read.

    What isn't there is told by those who read.
    """
    try:
        found = os.stat(path)
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    except ValueError:
        return True
    return (os.path.isfile(path) or os.path.isdir(path)) and found.st_size <= _LARGEST


def unfit(book: Path, folders: tuple[Path, ...]) -> Iterator[tuple[Path, bool]]:
    """What no page can be made of; whether because it is a link to what is neither in the book nor in ``folders``.

    Else it is a device, a pipe, or has a name no edition can be told. Hidden folders are not looked at.
    """
    for place, names, files in os.walk(book):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in (*names, *sorted(files)):
            path = Path(place, name)
            if path.is_symlink() and not lies_within(path, folders):
                yield path, True
            elif not is_plain(name) or not is_readable(path):
                yield path, False


def is_plain(name: str) -> bool:
    """Whether a file's name can be told to every edition."""
    return not _SIGNS_OF_TEX.intersection(name) and name.isprintable()
