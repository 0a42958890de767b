"""One program at a time below a folder; and whether the one before came to its end.

A killed program leaves others it started at work for a while: they hold its turn until they have ended too.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nobody waits there
    fcntl = None  # type: ignore[assignment]

#: The turns of this process. A second one of the same folder takes over: who waits for oneself waits for ever.
_held: dict[Path, Turn] = {}


class Turn:
    """The right to write below a folder, from its making until ``end``.

    ``was_interrupted`` says whether the one before was never ended. Forked processes hold it too, and so do programs
    that are handed ``handle``.
    """

    def __init__(self, path: Path, waiting: Callable[[], object] = lambda: None) -> None:
        """``path`` is a file that stands there meanwhile; ``waiting`` is called when it is another's turn."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path.resolve()
        if self._path in _held:
            _held.pop(self._path).leave()
        self.handle = _opened(self._path, waiting)
        self.was_interrupted = os.fstat(self.handle).st_size > 0
        try:
            os.write(self.handle, b"\n")
        except OSError as error:
            self.leave()
            error.filename = str(self._path)
            raise
        _held[self._path] = self

    def end(self) -> None:
        """All is written."""
        if self.handle >= 0:
            self._path.unlink(missing_ok=True)
        self.leave()

    def leave(self) -> None:
        """Let others begin, who will know that this came to no end."""
        if self.handle >= 0:
            with suppress(OSError):
                os.close(self.handle)
            self.handle = -1
        if _held.get(self._path) is self:
            del _held[self._path]


def _opened(path: Path, waiting: Callable[[], object]) -> int:
    """The file, locked; the one that stands there now, not one that was taken away meanwhile."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(handle, fcntl.LOCK_EX)
            except OSError:
                pass  # a file system without locks
        with suppress(OSError):
            if os.path.samestat(path.stat(), os.fstat(handle)):
                return handle
        os.close(handle)
