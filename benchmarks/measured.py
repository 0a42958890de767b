"""What one program costs: ``python measured.py LIMIT LOG COMMAND …`` prints a line of JSON.

A process of its own, so that the system's count of what its children used is that of one program and of all it
started and waited for. What the program says goes into the file LOG; it is ended after LIMIT seconds.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

#: Seconds between two looks at the memory of all processes together.
PAUSE = 0.2
#: Of ``ru_maxrss``: kB, but bytes on macOS.
_UNIT = 1 if sys.platform == "darwin" else 1024


def run(command: list[str], limit: float, log: Path) -> dict[str, object]:
    """``status`` done, failed or beyond (the limit); seconds of ``cpu`` and ``wall``; bytes of memory.

    ``largest`` is the peak of the largest single process, exact; ``together`` the peak of all of them, pages they
    share counted once, as far as samples find it: None where the system doesn't tell.
    """
    with log.open("wb") as said:
        start, over = time.perf_counter(), threading.Event()
        interrupts: list[int] = []
        signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))  # until there is somebody to end
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        watch = _Memory(process.pid, over)
        ending = threading.Timer(limit, _end, [process.pid, over])
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            if interrupts:
                raise KeyboardInterrupt
            watch.start()
            ending.start()
            code = process.wait()
        except KeyboardInterrupt:  # it is of another group and wouldn't know
            _end(process.pid, over)
            raise
        finally:
            ending.cancel()
        wall = time.perf_counter() - start
    is_beyond = over.is_set()
    over.set()
    watch.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "status": "beyond" if is_beyond else "failed" if code else "done",
        "cpu": round(used.ru_utime + used.ru_stime, 3),
        "wall": round(wall, 3),
        "largest": used.ru_maxrss * _UNIT,
        "together": watch.peak or None,
    }


def _end(group: int, over: threading.Event) -> None:
    over.set()
    with contextlib.suppress(ProcessLookupError):  # ended just now
        os.killpg(group, signal.SIGKILL)


class _Memory(threading.Thread):
    """Looks at the processes of a session now and then."""

    def __init__(self, session: int, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self._session, self._over = session, over
        self.peak = 0

    def run(self) -> None:
        """Until it is over."""
        while not self._over.wait(PAUSE):
            self.peak = max(self.peak, sum(map(_share, _of_session(self._session))))


def _of_session(session: int) -> list[Path]:
    return [folder for folder in Path("/proc").glob("[0-9]*") if _session(folder) == session]


def _session(process: Path) -> int:
    """The session a process belongs to; 0 when it has ended."""
    try:
        # the name before it may hold anything but ends with the last bracket
        return int((process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[3])
    except (OSError, IndexError):
        return 0


def _share(process: Path) -> int:
    """Bytes of memory, those it shares with others divided among them; 0 when it has ended."""
    try:
        lines = (process / "smaps_rollup").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[3:], float(sys.argv[1]), Path(sys.argv[2]))))
