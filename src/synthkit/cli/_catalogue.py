"""The catalogue a build wrote, as the commands read it: no Sphinx is needed for it."""

import argparse
from pathlib import Path

from synthkit.diagnostics import CommandError, nearest
from synthkit.model import serialization
from synthkit.model.catalogue import Catalogue
from synthkit.model.works import Work

_BUILT = Path("build/html/synthkit.json")


def add_catalogue_option(parser: argparse.ArgumentParser) -> None:
    """Where the catalogue stands."""
    parser.add_argument("--catalogue", type=Path, default=_BUILT, help=f"the catalogue of a build ({_BUILT})")


def read(path: Path) -> Catalogue:
    """The catalogue of that file; raises CommandError."""
    try:
        return serialization.load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}; build the book first, or name its synthkit.json") from error
    except (serialization.StoreError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from error


def work_called(catalogue: Catalogue, wanted: str) -> Work:
    """The work with that id; raises CommandError with the nearest one."""
    work = catalogue.work(wanted)
    if work is None:
        close = nearest(wanted, (work.id for work in catalogue.works))
        raise CommandError(f"no work has the id '{wanted}'" + (f"; nearest known: '{close}'" if close else ""))
    return work
