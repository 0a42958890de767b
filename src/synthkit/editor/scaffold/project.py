"""A book as far as a draft has to know it: its records and where they stand, from a look through its sources."""

import contextlib
import posixpath
import runpy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from synthkit.bibliography.parser import BibFiles
from synthkit.diagnostics import CommandError, Where
from synthkit.editor.scaffold.markup import MARKUPS, Markup
from synthkit.editor.scaffold.source_scan import Directive, directives, first_heading, indent_of, record_of
from synthkit.i18n import N_, I18n, i18n_of_terminal
from synthkit.model.catalogue import Catalogue
from synthkit.model.ids import first_free
from synthkit.model.own_kinds import SETTING, own_kinds
from synthkit.model.works import Publication
from synthkit.schema import RECORDS


class _Tags(set[str]):
    """Sphinx's ``tags``, which a conf.py may ask."""

    has = set.__contains__


@dataclass(frozen=True)
class Source:
    """One source file: its document's name, its text as it is on the disk, its directives."""

    docname: str
    path: Path
    text: str
    directives: tuple[Directive, ...]

    @property
    def title(self) -> str:
        """Its heading; its name where it has none."""
        return first_heading(self.text, self.path.suffix) or self.docname

    @property
    def markup(self) -> Markup:
        """How it is written."""
        return MARKUPS[self.path.suffix]

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without what ends them."""
        return self.text.replace("\r\n", "\n").split("\n")

    def indent_within(self, directive: Directive) -> str:
        """The space before what stands in a directive."""
        return indent_of(self.lines[directive.first]) + ("   " if self.path.suffix == ".rst" else "")

    @property
    def records(self) -> Iterator[Directive]:
        """Its directives that are records, in order."""
        return (directive for directive in self.called(*RECORDS) if directive.argument)

    def called(self, *names: str) -> Iterator[Directive]:
        """Its directives of those names, in order."""
        return (directive for directive in self.directives if directive.name in names)


class Book:
    """A book's folder, read once. Raises CommandError where it is none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._settings = _settings(folder / "conf.py")
        #: The words of the book's readers, and those of whoever sits at the terminal.
        self.i18n = I18n(str(self._settings.get("language") or "en"))
        self.terminal = i18n_of_terminal(self.i18n.language)
        #: The name of the document all others hang on.
        self.root = str(self._settings.get("root_doc") or self._settings.get("master_doc") or "index")
        #: The kinds of sessions that the publication adds.
        self.own_kinds = own_kinds(self._settings.get(SETTING), self.i18n.language)
        stated = self._settings.get("synthkit_publication")
        #: The BibTeX key of the whole book.
        self.publication_id = str((isinstance(stated, Mapping) and stated.get("id")) or Publication().id)
        self.sources: Mapping[str, Source] = {source.docname: source for source in self._read()}
        suffixes = Counter(source.path.suffix for source in self.sources.values())
        #: That of most sources: new ones are written in it.
        self.markup = MARKUPS[max(suffixes, key=lambda suffix: suffixes[suffix], default=".md")]

    def free_page(self, folder: str, *names: str) -> str:
        """The document of a page that isn't there yet: the first of the names nobody has, else that with a number."""
        known = {
            posixpath.basename(docname) for docname in self.sources if (posixpath.dirname(docname) or ".") == folder
        }
        here = self.folder / folder
        known |= {path.stem for path in here.iterdir()} if here.is_dir() else set()
        return posixpath.normpath(posixpath.join(folder, first_free(names, known)))

    def shown(self, path: Path) -> str:
        """A path as it is shown: from the folder the editor stands in, where it is below."""
        with contextlib.suppress(ValueError):
            return str(path.relative_to(Path.cwd()))
        return str(path)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The records, with what a draft asks of them: no abstracts, and values that can't be read left out."""
        return self.catalogue_of(self.sources.values())

    def catalogue_of(self, sources: Iterable[Source]) -> Catalogue:
        """The records of some sources, as if the book were those."""
        found = (
            record_of(directive, self.where(source, directive.first), self.own_kinds)
            for source in sources
            for directive in source.records
        )
        return Catalogue.of(Publication(id=self.publication_id), found)

    def where(self, source: Source, line: int) -> Where:
        """A place in a source; ``line`` counts from 0."""
        return Where(source.docname, self.shown(source.path), line + 1)

    @property
    def bibfiles(self) -> list[Path]:
        """The .bib files that conf.py names and that are there."""
        stated = self._settings.get("bibtex_bibfiles")
        found = [self.folder / str(path) for path in stated] if isinstance(stated, list | tuple) else []
        return [path for path in found if path.is_file()]

    @cached_property
    def taken(self) -> Mapping[str, str]:
        """Every id nobody may take again, in small letters, with where it is taken."""
        found = {self.publication_id.casefold(): self.shown(self.folder / "conf.py")}
        for entry in BibFiles(self.bibfiles).sources:
            found.setdefault(entry.key.casefold(), f"{self.shown(Path(entry.path))}:{entry.line}")
        for source in self.sources.values():
            for directive in source.records:
                found.setdefault(directive.argument.casefold(), str(self.where(source, directive.first)))
        return found

    @cached_property
    def places(self) -> Mapping[str, tuple[Source, Directive]]:
        """The records of the sources, by their ids."""
        return {record.argument: (source, record) for source in self.sources.values() for record in source.records}

    def source(self, path: Path, text: str) -> Source:
        """A file with that text as a source of this book."""
        docname = path.relative_to(self.folder).with_suffix("").as_posix()
        return Source(docname, path, text, tuple(directives(text.replace("\r\n", "\n"), path.suffix)))

    def _read(self) -> Iterator[Source]:
        stated = self._settings.get("exclude_patterns")
        excluded = {str(name).rstrip("/") for name in stated} if isinstance(stated, Iterable) else set()
        for path in sorted(self._files(self.folder, excluded)):
            with contextlib.suppress(OSError, UnicodeDecodeError):  # the build says what is wrong with it
                yield self.source(path, text_of(path))

    def _files(self, folder: Path, excluded: Set[str]) -> Iterator[Path]:
        """Sources below a folder, without what a build or a tool made and what conf.py excludes by name."""
        for path in folder.iterdir():
            name = path.relative_to(self.folder).as_posix()
            if path.name[:1] in "._" or name in excluded or path.name == "node_modules":
                continue
            if path.is_dir() and not (path / "pyvenv.cfg").exists():
                yield from self._files(path, excluded)
            elif path.suffix in MARKUPS:
                yield path


def text_of(path: Path) -> str:
    """A file's text with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def book_near(start: Path) -> Path:
    """The folder of conf.py: ``start``, ``book`` below it, or the nearest of either above it. Raises CommandError."""
    for folder in (start, *start.parents):
        for candidate in (folder, folder / "book"):
            if (candidate / "conf.py").is_file():
                return candidate
    message = N_(
        "no book is here: neither %(folder)s nor a folder above it has a conf.py; expected: the folder of a book"
    )
    raise CommandError(message, folder=start)


def _settings(conf: Path) -> Mapping[str, object]:
    if not conf.is_file():
        raise CommandError(N_("%(folder)s has no conf.py; expected: the folder of a book"), folder=conf.parent)
    try:
        with contextlib.chdir(conf.parent):
            return runpy.run_path(str(conf), init_globals={"tags": _Tags()})
    except (Exception, SystemExit) as error:
        raise CommandError(N_("%(path)s can't be read: %(error)s"), path=conf, error=error) from error
