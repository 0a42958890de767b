"""What an earlier build left in the folder of an edition and this one doesn't make: it is taken away."""

import os
import posixpath
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import CONFIG_OK
from sphinx.util.matching import Matcher

#: Of pages without a source that each build writes. An extension may write its own only when something changed.
SIDE_PAGES = {"genindex.html", "genindex-single.html", "genindex-split.html", "domainindex.html"}


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


def clear_static(app: Sphinx) -> None:
    """After a change of settings or extensions no file stays that they no longer bring; they put theirs there next."""
    builder: Any = app.builder
    if builder.format == "html":
        is_other = app.env.config_status != CONFIG_OK
        # another builder may have read the book with the settings of now; one of another extension may keep none
        with suppress(OSError, ValueError, AttributeError):
            is_other |= type(builder.build_info).load(Path(app.outdir, ".buildinfo")) != builder.build_info
        if is_other:
            shutil.rmtree(Path(app.outdir, "_static"), ignore_errors=True)


def take_away_early(app: Sphinx, files: Files, gone: Collection[str]) -> set[str]:
    """Take away what the book brings no longer and pages of documents that are ``gone``, before anything is written.

    Another file may be called so now: a redirection, say. The documents whose pages files of the book stood for.
    """
    now, outdir = set(_brought(app)), Path(app.outdir)
    left, files.brought = {outdir / path for path in files.brought - now}, now
    if not (left or gone):
        return set()
    builder: Any = app.builder
    pages = {Path(builder.get_outfilename(docname)): docname for docname in app.env.found_docs}
    back = {docname for page, docname in pages.items() if page in left}
    for page in (Path(builder.get_outfilename(docname)) for docname in gone):
        left |= {page, page.with_suffix(".md"), *page.parent.glob(f"{escape(page.stem)}~*")} - pages.keys()
    _remove(left)
    return back


def _brought(app: Sphinx) -> Iterator[str]:
    """What Sphinx copies, by its path among the results."""
    config = app.config
    excluded = Matcher([*config.exclude_patterns, "**/.*"])
    themes = [static for folder in config.html_theme_path for static in Path(app.confdir, folder).glob("*/static")]
    for source in (*config.html_static_path, *themes):
        for name in _copied(Path(app.confdir, source), excluded):
            yield f"_static/{name.removesuffix('_t').removesuffix('.jinja')}"
    for source in config.html_extra_path:
        yield from _copied(Path(app.confdir, source), Matcher(config.exclude_patterns))


def _copied(source: Path, excluded: Matcher) -> Iterator[str]:
    if source.is_file():
        yield source.name
    for folder, folders, names in os.walk(source, followlinks=True):
        here = os.path.relpath(folder, source)
        folders[:] = [name for name in folders if not excluded(posixpath.join(here, name))]
        paths = (posixpath.join(here, name) for name in names)
        yield from (posixpath.normpath(path) for path in paths if not excluded(path))


def _remove(files: Iterable[Path]) -> None:
    """Take files away, and the folders that are empty then."""
    for path in files:
        with suppress(OSError):
            path.unlink()
            os.removedirs(path.parent)


def take_away(app: Sphinx, files: Files, sides: set[str], shown: set[str]) -> None:
    """Take away all that ``files`` had but this build hasn't, at its end.

    ``sides`` are the pages without a source it wrote, ``shown`` the names of the pictures that all pages show.
    """
    builder: Any = app.builder
    left = {Path(builder.get_outfilename(name)) for name in files.sides - sides}
    left -= {Path(app.outdir, path) for path in files.brought}
    left -= {Path(builder.get_outfilename(docname)) for docname in app.env.found_docs} if left else set()
    files.sides = sides
    # pictures and downloads: those that the pages written now have, those that the book has
    downloads = {f"_downloads/{name}" for _, name in app.env.dlfiles.values()} if builder.download_support else set()
    copied = {f"{builder.imagedir}/{name}" for name in builder.images.values()}
    known = files.copied | copied | downloads
    # of pictures that suit as well only one is shown; one that no page ever showed is of an extension; one that was
    # converted or fetched while its page was written the book doesn't have
    wanted, files.shown = {name for _, name in app.env.images.values()} - files.shown | shown, shown
    files.copied = known & ({f"{builder.imagedir}/{name}" for name in wanted} | downloads)
    # what Sphinx keeps of settings that changed, too
    _remove(left | {Path(app.outdir, path) for path in {".buildinfo.bak", *known} - files.copied})
