"""What the machine refuses, as a problem with a name: no room, no right to write, a file that can't be read."""

import errno
import os
import re
from pathlib import Path

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EACCES, errno.EPERM}
_NO_PLACE = {errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENAMETOOLONG, errno.ETXTBSY}
#: How Sphinx hands on what a process of its own met: the last line of a traceback.
_WRITTEN = re.compile(r"^\w*Error: \[Errno (?P<number>\d+)\] (?P<reason>[^:]*?)(?:: '(?P<path>.*?)'(?: -> '.*')?)?$")


def problem_of(error: OSError, place: Path | str = "") -> Problem:
    """The problem; ``place`` is where the work was done, for an error that names no file."""
    path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes | os.PathLike) else str(place)
    where, values = Where(path=path), {"found": error.strerror or str(error)}
    if error.errno in _NO_ROOM:
        message = N_(
            "there is no room left to write this (%(found)s); expected: room on the disk, or another folder for results"
        )
        return Problem(Code.DISK_FULL, message, where, values)
    is_kept_from_reading = os.path.isfile(path) and not os.access(path, os.R_OK)
    if error.errno in _NO_PLACE or (error.errno in _NO_RIGHT and not is_kept_from_reading):
        message = N_(
            "this can't be written (%(found)s); "
            "expected: a folder and files you may write, or another folder for results"
        )
        return Problem(Code.NOT_WRITABLE, message, where, values)
    message = N_("this can't be read (%(found)s); expected: a file that is there and that you may read")
    return Problem(Code.UNREADABLE_FILE, message, where, values)


def from_text(text: str) -> OSError | None:
    """The error that another process met, from its text; None where the text is of another kind."""
    found = _WRITTEN.match(text)
    return OSError(int(found["number"]), found["reason"], found["path"]) if found else None
