"""The command ``synthkit``: each of its commands is one module of this folder."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from synthkit import __version__
from synthkit.cli import build, check, cite, export, import_, init, new, people, preview, release, status
from synthkit.cli._parser import Parser
from synthkit.diagnostics import CommandError
from synthkit.editor.scaffold.project import book_near
from synthkit.fs import os_errors
from synthkit.i18n import N_, I18n, i18n_of_terminal, language_of

#: In the order of the help. Each has ``HELP``, ``add_options`` and ``run``, which may return a status of the program.
COMMANDS = {
    module.__name__.rpartition(".")[2].rstrip("_"): module
    for module in (build, init, new, import_, people, check, preview, export, cite, status, release)
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was requested, 1 when not, 2 for a wrong call."""
    i18n = _i18n(sys.argv[1:] if arguments is None else arguments)
    os.environ["LANGUAGE"] = i18n.language  # so that the programs it runs speak it, too
    parser = Parser(prog="synthkit", description=N_("One source, every edition, every session citable."))
    parser.add_argument("--version", action="version", version=f"synthkit {__version__}", help=N_("show the version"))
    chosen = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.add_options(chosen.add_parser(name, help=i18n(command.HELP), description=command.HELP))
    options = parser.parse_args(arguments)
    try:
        ended: int = COMMANDS[options.command].run(options) or 0
        sys.stdout.flush()  # what Python finds at its end it reports with a traceback
        return ended
    except CommandError as error:
        print(f"synthkit: {error.format(i18n)}", file=sys.stderr)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # whoever read along has seen enough
            problem = os_errors.problem_of(error, "/dev/stdout")
            message = f"{problem.where}: {problem.format(i18n)} [synthkit.{problem.code.value}]"
            print(f"synthkit: {message}", file=sys.stderr)
        with suppress(OSError, ValueError):  # what can't be printed goes; within a test there is no real output
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return 1


def _i18n(arguments: Sequence[str]) -> I18n:
    """The words of the terminal; where it states no language, those of the book that is named, or is around."""
    named = (Path(one) for one in arguments if one and Path(one, "conf.py").is_file())
    with suppress(CommandError, OSError):
        return i18n_of_terminal(language_of(next(named, None) or book_near(Path.cwd())))
    return i18n_of_terminal()
