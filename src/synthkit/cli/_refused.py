"""What the machine refused a command, in one line; the line of a command that nobody reads to its end."""

import os
import sys

from synthkit.fs import os_errors
from synthkit.i18n import i18n_of_machine

#: What a shell calls the place that results are printed to.
_PRINTED_TO = "/dev/stdout"


def told(error: OSError) -> str:
    """``synthkit: path: what is wrong and what to do [synthkit.code]``."""
    problem = os_errors.problem_of(error, _PRINTED_TO)
    return f"synthkit: {problem.where}: {problem.format(i18n_of_machine())} [synthkit.{problem.code.value}]"


def flushed() -> None:
    """Have all that was printed arrive: what Python finds at its end it tells with a traceback."""
    sys.stdout.flush()


def silenced() -> None:
    """Let go of what can't be printed."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real output, as within a test
        return
