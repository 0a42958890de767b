"""What an earlier build left in the folder of an edition and this one doesn't make: it is taken away."""

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sphinx.application import Sphinx
from sphinx.environment import CONFIG_OK, BuildEnvironment

from synthkit.sphinx.context import context_of

#: Of pages without a source that each build writes. An extension may write its own only when something changed.
SIDE_PAGES = {"genindex.html", "genindex-single.html", "genindex-split.html", "domainindex.html"}
#: Whose settings or extensions are other ones than before; Sphinx forgets it when all is read.
_CHANGED: WeakSet[BuildEnvironment] = WeakSet()


@dataclass
class Files:
    """Beside pages with a source, what the builds before put in one output folder."""

    #: pictures and downloads that were copied for pages, by their paths
    copied: set[str] = field(default_factory=set)
    #: those that the pages show
    shown: set[str] = field(default_factory=set)
    #: files that the book brings as they are, by their paths
    brought: set[str] = field(default_factory=set)
    #: pages without a source, by their names
    sides: set[str] = field(default_factory=set)

    def are_there(self, folder: Path) -> bool:
        """Whether all that pages show is still there."""
        return all((folder / path).is_file() for path in self.copied)


def note_change(app: Sphinx) -> None:
    """Remember that settings changed, as long as it is known."""
    if app.env.config_status != CONFIG_OK:
        _CHANGED.add(app.env)


def clear_static(app: Sphinx, builder: object) -> None:
    """After a change of settings or extensions no file stays that they no longer bring; Sphinx copies them next."""
    before = Path(app.outdir, ".buildinfo.bak")  # as Sphinx keeps the settings that changed
    if context_of(app.env).is_tracked and (app.env in _CHANGED or before.exists()):
        shutil.rmtree(Path(app.outdir, "_static"), ignore_errors=True)
        before.unlink(missing_ok=True)
        _CHANGED.discard(app.env)


def take_away_brought(app: Sphinx, files: Files) -> set[str]:
    """Take away what the book no longer brings; the documents whose pages it stood for."""
    now = set(_brought(app))
    gone, files.brought = files.brought - now, now
    for path in gone:
        Path(app.outdir, path).unlink(missing_ok=True)
    builder: Any = app.builder
    paths = {Path(app.outdir, path) for path in gone}
    return {docname for docname in app.env.found_docs if gone and Path(builder.get_outfilename(docname)) in paths}


def _brought(app: Sphinx) -> Iterator[str]:
    config = app.config
    for target, sources in (("_static/", config.html_static_path), ("", config.html_extra_path)):
        for source in (Path(app.confdir, name) for name in sources):
            for path in source.rglob("*") if source.is_dir() else [source]:
                name = path.relative_to(source).as_posix() if source.is_dir() else path.name
                yield target + (name.removesuffix("_t").removesuffix(".jinja") if target else name)


def take_away(app: Sphinx, files: Files, gone: Collection[str], sides: set[str], shown: set[str]) -> None:
    """Take away the pages of documents that are ``gone``, and all that ``files`` had but this build hasn't.

    ``sides`` are the pages without a source it wrote, ``shown`` the names of the pictures that all pages show.
    """
    builder: Any = app.builder
    pages = [Path(builder.get_outfilename(docname)) for docname in gone]
    left = {file for page in pages for file in (page, page.with_suffix(".md"), *_parts(page))}
    left |= {Path(builder.get_outfilename(name)) for name in files.sides - sides}
    files.sides = sides
    kept = {Path(builder.get_outfilename(docname)) for docname in app.env.found_docs} if left else set()
    # pictures and downloads: those that the pages written now have, those that the book has
    downloads = {f"_downloads/{name}" for _, name in app.env.dlfiles.values()}
    copied = {f"{builder.imagedir}/{name}" for name in builder.images.values()}
    wanted = {f"{builder.imagedir}/{name}" for _, name in app.env.images.values()}
    known = files.copied | copied | downloads
    # of pictures that suit as well only one is shown; one that no page ever showed is of an extension
    unshown, files.shown = files.shown - shown, shown
    files.copied = known & (wanted | downloads) - {f"{builder.imagedir}/{name}" for name in unshown}
    left |= {Path(app.outdir, path) for path in known - files.copied}
    for path in left - kept:
        path.unlink(missing_ok=True)


def _parts(page: Path) -> Iterator[Path]:
    return page.parent.glob(f"{escape(page.stem)}~*")
