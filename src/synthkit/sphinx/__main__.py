"""Sphinx as a program of its own, for the commands of synthkit: its exceptions are told as problems.

python -m synthkit.sphinx build BUILDER BOOK RESULTS DOCTREES [--strict] [--set NAME=VALUE …]
python -m synthkit.sphinx check BOOK CACHE REPORT
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from synthkit.build import findings
from synthkit.fs.atomic import write_whole
from synthkit.sphinx import run


def main() -> int:
    """Run what was asked; 0 when all is well, 1 when something is told, 2 when the work came to no end."""
    parser = argparse.ArgumentParser(prog="python -m synthkit.sphinx")
    chosen = parser.add_subparsers(dest="command", required=True)
    build = chosen.add_parser("build")
    build.add_argument("builder")
    for name in ("book", "results", "doctrees"):
        build.add_argument(name, type=Path)
    build.add_argument("--strict", action="store_true")
    build.add_argument("--set", action="append", default=[], help="a setting, whatever conf.py says")
    check = chosen.add_parser("check")
    for name in ("book", "cache", "report"):
        check.add_argument(name, type=Path)
    options = parser.parse_args()
    if options.command == "build":
        settings = dict(given.split("=", 1) for given in options.set)
        return run.build(
            options.builder, options.book, options.results, options.doctrees, strict=options.strict, settings=settings
        )
    found = run.check(options.book, options.cache)
    write_whole(options.report, findings.dump(found))
    return int(bool(found.findings))


if __name__ == "__main__":
    sys.exit(main())
