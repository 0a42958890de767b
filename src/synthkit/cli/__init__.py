"""The command ``synthkit``: each of its commands is one module of this folder."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from synthkit import __version__
from synthkit.cli import build, check, cite, export, import_, init, new, people, preview, release, status
from synthkit.diagnostics import CommandError
from synthkit.fs import os_errors
from synthkit.i18n import i18n_of_machine

#: In the order of the help. Each has ``HELP``, ``add_options`` and ``run``, which returns the status of the program.
COMMANDS = {
    module.__name__.rpartition(".")[2].rstrip("_"): module
    for module in (build, init, new, import_, people, check, preview, export, cite, status, release)
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was requested, 1 when not, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="synthkit", description="One source, every edition, every session citable.")
    parser.add_argument("--version", action="version", version=f"synthkit {__version__}")
    chosen = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.add_options(chosen.add_parser(name, help=command.HELP, description=f"{command.HELP}."))
    options = parser.parse_args(arguments)
    try:
        ended: int = COMMANDS[options.command].run(options)
        sys.stdout.flush()  # what Python finds at its end it reports with a traceback
        return ended
    except CommandError as error:
        print(f"synthkit: {error}", file=sys.stderr)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # whoever read along has seen enough
            problem = os_errors.problem_of(error, "/dev/stdout")
            message = f"{problem.where}: {problem.format(i18n_of_machine())} [synthkit.{problem.code.value}]"
            print(f"synthkit: {message}", file=sys.stderr)
        with suppress(OSError, ValueError):  # what can't be printed goes; within a test there is no real output
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return 1
