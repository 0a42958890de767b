"""What a process beside this one failed at ends the build: Sphinx forgets it when it is heard at the start of another.

``ParallelTasks.add_task`` passes over every exception of ``_join_one``: pages of that process were neither read nor
written, and the build came to its end without them, or found no first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.parallel import ParallelTasks

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_join_one, _join = ParallelTasks._join_one, ParallelTasks.join


def register(app: Sphinx) -> None:
    """Listen to every process of this program."""
    ParallelTasks._join_one = _hear  # type: ignore[method-assign,assignment]
    ParallelTasks.join = _join_all  # type: ignore[method-assign,assignment]


def _hear(tasks: ParallelTasks) -> bool:
    try:
        return _join_one(tasks)
    except Exception as error:
        vars(tasks).setdefault("synthkit_failure", error)
        raise


def _join_all(tasks: ParallelTasks) -> None:
    failure = vars(tasks).get("synthkit_failure")
    if failure is None:
        _join(tasks)
    else:
        tasks.terminate()
        raise failure
