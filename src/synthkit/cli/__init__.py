"""The command ``synthkit``: each of its commands is one module of this folder."""

import argparse
import sys
from collections.abc import Sequence

from synthkit import __version__
from synthkit.cli import _refused, build, check, cite, export, init, new, preview, release, status
from synthkit.cli._command import Command, CommandError

#: In the order of the help.
COMMANDS: dict[str, Command] = {
    "build": Command(build.HELP, build.add_options, build.run),
    "init": Command(init.HELP, init.add_options, init.run),
    "new": Command(new.HELP, new.add_options, new.run),
    "check": Command(check.HELP, check.add_options, check.run),
    "preview": Command(preview.HELP, preview.add_options, preview.run),
    "export": Command(export.HELP, export.add_options, export.run),
    "cite": Command(cite.HELP, cite.add_options, cite.run),
    "status": Command(status.HELP, status.add_options, status.run),
    "release": Command(release.HELP, release.add_options, release.run),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what it was asked, 1 when not, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="synthkit", description="One source, every edition, every session citable.")
    parser.add_argument("--version", action="version", version=f"synthkit {__version__}")
    chosen = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.add_options(chosen.add_parser(name, help=command.help, description=f"{command.help}."))
    options = parser.parse_args(arguments)
    try:
        status = COMMANDS[options.command].run(options)
        _refused.flushed()
    except CommandError as error:
        print(f"synthkit: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read along has seen enough
        _refused.silenced()
        return 1
    except OSError as error:
        print(_refused.told(error), file=sys.stderr)
        _refused.silenced()
        return 1
    except KeyboardInterrupt:
        return 130
    return status
