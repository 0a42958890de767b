"""The command ``synthkit``: build a book's editions; export and cite from a built catalogue, without Sphinx."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from synthkit import __version__, editions
from synthkit.cite import DEFAULT_STYLES, Style, StyleError, plain
from synthkit.formats import bibtex, csljson
from synthkit.model import store
from synthkit.model.catalogue import Catalogue
from synthkit.model.works import Work
from synthkit.problems import nearest
from synthkit.wording import Wording

_CATALOGUE = Path("build/html/synthkit.json")


class CommandError(Exception):
    """What a user has to know instead of a traceback."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what it was asked, 1 when not, 2 for a wrong call."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        if options.command == "build":
            editions.build(options.book, options.results, strict=not options.lenient)
        elif options.command == "export":
            sys.stdout.write(_export(_read(options.catalogue), options.id))
        else:
            sys.stdout.write(_cite(_read(options.catalogue), options.id, options.style) + "\n")
    except (CommandError, editions.EditionError) as error:
        print(f"synthkit: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="synthkit", description="One source, every edition, every session citable.")
    parser.add_argument("--version", action="version", version=f"synthkit {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)

    build = commands.add_parser("build", help="build HTML, EPUB, LaTeX and, where TeX is installed, PDF")
    build.add_argument("book", type=Path, nargs="?", default=Path("book"), help="the folder of conf.py (book)")
    build.add_argument("results", type=Path, nargs="?", default=Path("build"), help="where results go (build)")
    build.add_argument("--lenient", action="store_true", help="warnings don't fail the build")

    export = commands.add_parser("export", help="write BibTeX of the whole library, an event or one work")
    export.add_argument("id", nargs="?", default="", help="a work or an event; none for all works")

    cite = commands.add_parser("cite", help="write the reference of one work in a CSL style")
    cite.add_argument("id", help="a work")
    cite.add_argument("--style", default="", help="a CSL style by name, such as apa; by default that of the language")

    for command in (export, cite):
        command.add_argument(
            "--catalogue", type=Path, default=_CATALOGUE, help=f"the catalogue of a build ({_CATALOGUE})"
        )
    return parser


def _read(path: Path) -> Catalogue:
    try:
        return store.load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}; build the book first, or name its synthkit.json") from error
    except (store.StoreError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from error


def _export(catalogue: Catalogue, wanted: str) -> str:
    event = catalogue.event(wanted)
    works = catalogue.works_of(event) if event else (_work(catalogue, wanted),) if wanted else catalogue.works
    return bibtex.export(works, Wording(catalogue.publication.language))


def _cite(catalogue: Catalogue, wanted: str, style: str) -> str:
    wording = Wording(catalogue.publication.language)
    item = csljson.item(_work(catalogue, wanted), wording)
    try:
        name = style or DEFAULT_STYLES.get(wording.language[:2], DEFAULT_STYLES[""])[0]
        return plain(Style(name, wording.language).reference(item, note=str(item.get("note", ""))))
    except StyleError as error:
        raise CommandError(f"no CSL style is called '{style}'") from error


def _work(catalogue: Catalogue, wanted: str) -> Work:
    work = catalogue.work(wanted)
    if work is None:
        close = nearest(wanted, (work.id for work in catalogue.works))
        raise CommandError(f"no work has the id '{wanted}'" + (f"; nearest known: '{close}'" if close else ""))
    return work
