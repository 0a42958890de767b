"""What all commands share: their shape, and the error that is one line for the user."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass


class CommandError(Exception):
    """What a user has to know instead of a traceback."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: a line of help, its options, and what it does.

    ``run`` returns the status of the program; it raises CommandError for what one line tells.
    """

    help: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
