"""Finished editions that the HTML edition offers: volumes beside its home page, a work's PDF beside the work's page.

The setting ``synthkit_editions`` names a folder of them: ``NAME.pdf``, ``NAME.epub``, and ``sessions/ID.pdf`` for each
work. Without it nothing is offered. What is offered is copied when the build ends; what an earlier build copied and
this one doesn't offer goes.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from sphinx.builders import Builder
from sphinx.config import Config

from synthkit.diagnostics import CONF, Code, Problem
from synthkit.fs.atomic import write_whole
from synthkit.i18n import N_, I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Session
from synthkit.model.works import Chapter

#: The volumes one can be offered, in the order of the offer, by the ending of their files.
VOLUMES = {".epub": "EPUB", ".pdf": "PDF"}
_WORKS = "sessions"
#: What was copied, one path a line: a file in the edition, as Sphinx keeps its own notes there.
_COPIED = ".synthkit-copied"


@dataclass(frozen=True, slots=True)
class File:
    """A file readers can download: its address from the top of the edition, what it is, its size in bytes."""

    path: str
    kind: str
    size: int

    @property
    def address(self) -> str:
        """The path as an address: a colon in an id is no scheme, a space no end."""
        return quote(self.path)

    def described(self, i18n: I18n) -> str:
        """« PDF, 412 ko »."""
        return f"{self.kind}, {i18n.size(self.size)}"


@dataclass(frozen=True, slots=True)
class Offered:
    """What a folder of finished editions holds. ``folder`` is None where the settings name none.

    ``volumes`` are files of the whole book, ``library`` the library in each format, ``works`` the PDF of each work by
    id; all paths are those in the edition.
    """

    folder: Path | None = None
    volumes: tuple[File, ...] = ()
    library: tuple[File, ...] = ()
    works: Mapping[str, File] = field(default_factory=dict)

    @property
    def files(self) -> tuple[File, ...]:
        """Every file."""
        return (*self.volumes, *self.library, *self.works.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of volume that were requested and don't exist; none where nothing was requested."""
        found = {file.kind for file in self.volumes}
        return tuple(kind for kind in VOLUMES.values() if kind not in found) if self.folder else ()

    def of_work(self, id_: str, root: str) -> File | None:
        """The PDF that is exactly that work; ``root`` is the id of the book, which is the volume."""
        volume = next((file for file in self.volumes if file.kind == "PDF"), None)
        return volume if id_ == root else self.works.get(id_)


def named(config: Config, folder: Path) -> tuple[Path | None, list[Problem]]:
    """The folder of finished editions; None, and the problem, where the setting names none.

    ``folder`` is that of conf.py, from which a relative path is seen.
    """
    name = config.synthkit_editions
    if not name or (folder / name).is_dir():
        return (folder / name if name else None), []
    message = N_("synthkit_editions: '%(found)s' is no folder; expected: one that synthkit build made")
    return None, [Problem(Code.INVALID_VALUE, message, CONF, {"found": name})]


def offered(folder: Path | None, library: tuple[File, ...], catalogue: Catalogue, builder: Builder) -> Offered:
    """The library, and what the folder holds as far as the book has the works."""
    if folder is None:
        return Offered(library=library)
    volumes = [path for suffix in VOLUMES for path in sorted(folder.glob(f"*{suffix}"))]
    works: dict[str, File] = {}
    records: tuple[Session | Chapter, ...] = (*catalogue.sessions, *catalogue.chapters)
    for record in records:
        source = folder / _WORKS / f"{record.id}.pdf"
        # an id that is no file's name never got a file
        if PurePosixPath(record.id).name == record.id and source.is_file():
            page = Path(builder.get_outfilename(record.where.docname))  # type: ignore[attr-defined]
            beside = page.parent.relative_to(builder.outdir).as_posix()
            works[record.id] = File(posixpath.normpath(f"{beside}/{source.name}"), "PDF", source.stat().st_size)
    files = tuple(File(path.name, VOLUMES[path.suffix], path.stat().st_size) for path in volumes)
    return Offered(folder, files, library, works)


def copy(found: Offered, outdir: Path) -> None:
    """Put the files where the pages say they are, and take away those of earlier builds."""
    sources = {file.path: file.path for file in found.volumes}
    sources |= {file.path: f"{_WORKS}/{id_}.pdf" for id_, file in found.works.items()}
    notes = outdir / _COPIED
    before = notes.read_text(encoding="utf-8").splitlines() if notes.is_file() else []
    for path in before:
        if path not in sources and ".." not in PurePosixPath(path).parts:
            (outdir / path).unlink(missing_ok=True)
    if found.folder is not None:
        for path, source in sources.items():
            write_whole(outdir / path, (found.folder / source).read_bytes())
    if sources:
        write_whole(notes, "".join(f"{path}\n" for path in sorted(sources)))
    else:
        notes.unlink(missing_ok=True)
