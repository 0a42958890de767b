"""What a process beside this one failed at ends the build: Sphinx forgets it when it is heard at the start of another.

``ParallelTasks.add_task`` passes over every exception of ``_join_one``: pages of that process were neither read nor
written, and the build came to its end without them, or found no first page.
"""

from sphinx.application import Sphinx
from sphinx.util.parallel import ParallelTasks

_join_one, _join = ParallelTasks._join_one, ParallelTasks.join


def register(app: Sphinx) -> None:
    """Keep the first failure of a process, and raise it at the end."""
    ParallelTasks._join_one = _keep_failure  # type: ignore[method-assign,assignment]
    ParallelTasks.join = _raise_failure  # type: ignore[method-assign,assignment]


def _keep_failure(tasks: ParallelTasks) -> bool:
    try:
        return _join_one(tasks)
    except Exception as error:
        vars(tasks).setdefault("synthkit_failure", error)
        raise


def _raise_failure(tasks: ParallelTasks) -> None:
    failure = vars(tasks).get("synthkit_failure")
    if failure is None:
        _join(tasks)
    else:
        tasks.terminate()
        raise failure
