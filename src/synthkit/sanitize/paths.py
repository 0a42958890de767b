"""Files a book may show: its own, whatever way leads to them."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

_LARGEST = 200_000_000
#: In the name of a file these would be read by TeX as a command.
_SIGNS_OF_TEX = frozenset("\\{}")


def lies_within(path: str | Path, folders: tuple[str | Path, ...]) -> bool:
    """Whether a path leads into one of the folders once all links on the way are followed."""
    try:
        real = Path(os.path.realpath(path))
    except (OSError, ValueError):  # a null character, a name too long
        return False
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)


def is_readable(path: str | Path) -> bool:
    """Whether it is no device, no pipe, no name too long not too large. A missing file is: its reader reports it."""
    try:
        status = os.stat(path)
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    except ValueError:
        return True
    return (os.path.isfile(path) or os.path.isdir(path)) and status.st_size <= _LARGEST


def is_plain(name: str) -> bool:
    """Whether every edition can hold a file of that name."""
    return not _SIGNS_OF_TEX.intersection(name) and name.isprintable()


def unusable(book: Path, folders: tuple[str | Path, ...]) -> Iterator[tuple[Path, bool]]:
    """Files and folders of which no page can be made, outside hidden folders.

    Each with True when it is a link to what is neither in the book nor in ``folders``, False when it is a device, a
    pipe, or has a name some edition can't hold.
    """
    for place, names, files in os.walk(book):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in (*names, *sorted(files)):
            path = Path(place, name)
            if path.is_symlink() and not lies_within(path, folders):
                yield path, True
            elif not is_plain(name) or not is_readable(path):
                yield path, False
