"""``synthkit release``: the files of a release, under the version's number, with their checksums."""

import argparse
import os
from pathlib import Path

from synthkit.build import release
from synthkit.cli._parser import Parser
from synthkit.i18n import N_

HELP = N_("gather what a release publishes: EPUB, PDF, website, library, checksums")


def add_options(parser: Parser) -> None:
    """Which results, under which tag."""
    parser.add_argument(
        "results", type=Path, nargs="?", default=Path("build"), help=N_("where a build's results are (build)")
    )
    parser.add_argument("--tag", default="", help=N_("the tag of the release; refused where it is not the version's"))


def run(options: argparse.Namespace) -> None:
    """Gather them in the folder ``release`` of the results; print their paths."""
    for path in release.gather(options.results, options.results / "release", options.tag):
        print(os.path.relpath(path))
