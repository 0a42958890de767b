"""The catalogue a build wrote, as the commands read it: no Sphinx is needed for it."""

import argparse
import json
import os
from contextlib import suppress
from pathlib import Path

from synthkit.cli._parser import Parser
from synthkit.diagnostics import CommandError, nearest
from synthkit.editor.scaffold.project import Book, book_near
from synthkit.i18n import N_
from synthkit.model import serialization
from synthkit.model.catalogue import Catalogue
from synthkit.model.works import Work

_BUILT = "build/html/synthkit.json"


def book_here() -> Path:
    """The folder of conf.py: this one, ``book`` below it, or the nearest of either above; raises CommandError."""
    return Path(os.path.relpath(book_near(Path.cwd())))


def opened(folder: Path | None) -> Book:
    """The sources of the book in a folder, by default of the one around."""
    return Book(folder.absolute() if folder else book_near(Path.cwd()))


def book_and_results(options: argparse.Namespace) -> tuple[Path, Path]:
    """The folder of conf.py and that of results, as they are named; beside a book that is, ``build`` of this folder."""
    book = options.book or book_here()
    return book, options.results or (Path("build") if options.book else results_of(book))


def results_of(book: Path) -> Path:
    """Where the results of a book go by default: ``build`` beside a folder ``book``, else within."""
    folder = book.resolve()
    return Path(os.path.relpath((folder.parent if folder.name == "book" else folder) / "build"))


def _located(name: str) -> Path:
    """The catalogue that is named, by default that of the book around this folder."""
    path = Path(name)
    if name == _BUILT and not path.is_file():
        with suppress(CommandError):
            return results_of(book_here()) / "html" / "synthkit.json"
    return path


def add_catalogue_option(parser: Parser) -> None:
    """Where the catalogue stands."""
    parser.add_argument("--catalogue", type=_located, default=_BUILT, help=N_("the catalogue of a build (%(default)s)"))


def read(path: Path) -> Catalogue:
    """The catalogue of that file; raises CommandError."""
    try:
        return serialization.load(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = N_("%(path)s can't be read; build the book first, or name its synthkit.json")
        raise CommandError(message, path=path) from error
    except (serialization.StoreError, UnicodeDecodeError) as error:
        message = N_("%(path)s is no catalogue that this synthkit reads: %(error)s")
        raise CommandError(message, path=path, error=error) from error


def references(path: Path) -> dict[str, dict[str, object]]:
    """What the book cites, as CSL items by key, from the library that stands beside its catalogue; none without one."""
    library = path.parent / "cite" / "library.json"
    items = json.loads(library.read_text(encoding="utf-8")) if library.is_file() else []
    return {item["id"]: item for item in items}


def work_called(catalogue: Catalogue, wanted: str) -> Work:
    """The work with that id; raises CommandError with the nearest one, or with the ids of all."""
    work = catalogue.work(wanted)
    if work is None:
        ids = [work.id for work in catalogue.works]
        if close := nearest(wanted, ids):
            raise CommandError(N_("no work has the id '%(found)s'"), found=wanted, nearest=close)
        raise CommandError(N_("no work has the id '%(found)s'; known: %(known)s"), found=wanted, known=", ".join(ids))
    return work
