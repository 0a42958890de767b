"""A book kept open: read what changed, write page by page, do the rest in steps."""

import io
import os
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from pathlib import Path
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import SerialTasks

from synthkit.editor.extension.daemon.builder import WarmHTMLBuilder
from synthkit.editor.extension.daemon.env_state import Surroundings, restore_order, with_pictures_of_one_name
from synthkit.editor.extension.daemon.warnings import Notes
from synthkit.sphinx.bibtex import reader, style
from synthkit.sphinx.html import exports

#: Readings until documents that define the same thing were all read in their order.
_ENOUGH = 3


class _WarmSphinx(Sphinx):
    surroundings: Surroundings

    def create_builder(self, name: str) -> Builder:
        """Ours, whatever the name; the environment is new here, extensions have not seen it yet."""
        self.surroundings = Surroundings(self.env)
        return WarmHTMLBuilder(self, self.env)


class WarmBook:
    """The book below ``source``, its HTML edition in ``output/html``.

    ``stale`` holds the documents whose page is still to be written; ``is_finished`` says whether all the rest is done
    too. After an exception the book is of no more use.
    """

    def __init__(self, source: Path, output: Path) -> None:
        stream = io.StringIO()
        self.app = _WarmSphinx(source, source, output / "html", output / "doctrees", "html", None, None, stream, True)
        self.builder = cast(WarmHTMLBuilder, self.app.builder)
        self.env = self.app.env
        self.notes = Notes(self.app, stream.getvalue(), self.page)
        self.stale: set[str] = set()
        self.is_finished = False
        self._lasting: Set[str] | None = None
        self._forced: Set[str] = frozenset()
        self._read: set[str] = set()
        self._removed: set[str] = set()
        self._touched: set[str] = set()
        self._pictures: dict[str, dict[str, str]] = {}
        self._copied: set[Path] = set()
        self._footnoted: set[str] = set()
        self.app.connect("env-get-outdated", self._more_to_read)
        self.app.connect("env-before-read-docs", self._clear_at_once)
        self.app.connect("env-purge-doc", lambda _, __, docname: self.notes.begin("read", docname))
        self.app.connect("doctree-read", self._note_footnoted_citations)
        self.app.connect("env-updated", self._after_reading, priority=1)

    def read(self, paths: Set[Path] = frozenset()) -> bool:
        """Read what changed, ``paths`` in any case; whether anything did."""
        self.notes.begin("round")
        # the documents of these files, and those that depend on one of them
        forced = {docname for docname in self.env.all_docs if not paths.isdisjoint(self._files_of(docname))}
        self._touched |= forced
        if any(path in paths for path in reader.bibfiles(self.app)):
            style.use_style(self.app)
            reader.hand_over(self.app, again=True)
            forced |= self._footnoted
        if any(not self.env.path2doc(path) for path in paths):
            forced |= self.notes.documents()  # a file of another kind may be what a warning missed
        self._read, self._removed = set(), set()
        updated: set[str] = set()
        numbered = set(self.env.toc_secnumbers)
        for _ in range(_ENOUGH):
            self._forced = forced
            # Sphinx trusts both for the time of one build
            self.env._pickled_doctree_cache.clear()
            vars(self.env).pop("master_doctree", None)
            self.builder.phase = BuildPhase.READING
            updated.update(self.builder.read())
            updated |= set(self.env.check_dependents(self.app, updated))
            forced = set(self.notes.tied_to(self._read)) | with_pictures_of_one_name(self.env)
            forced |= (numbered - self.env.toc_secnumbers.keys()) & self.env.found_docs  # a title keeps its number
            if forced <= self._read:
                break
        if not updated and not self._removed:
            return False
        self._prepare(updated)
        return True

    def _prepare(self, updated: set[str]) -> None:
        self.notes.begin("consistency")
        self.env.check_consistency()
        self.notes.begin("preparation")
        if self.app.surroundings.changed(self.env):
            updated = set(self.env.found_docs)
        for docname in self._removed:
            self._remove(docname)
        self.app.emit("write-started", self.builder)
        self.builder.forget_files_of_pages(self.app.registry)
        self.builder.prepare_writing(updated & self.env.found_docs)
        self.builder.finish_tasks = SerialTasks()
        if self._lasting is None:
            self.builder.copy_assets()
            self._lasting = frozenset(vars(self.app))
        else:
            self.builder.copy_download_files()
            for name in vars(self.app).keys() - self._lasting:  # kept there by a theme for the writing of one build
                delattr(self.app, name)
        self.stale = (self.stale | updated) & self.env.found_docs
        self.is_finished = False

    def _files_of(self, docname: str) -> Iterator[Path]:
        for path in (self.env.doc2path(docname), *self.env.dependencies.get(docname, ())):
            yield Path(os.path.abspath(path))

    def _more_to_read(
        self, app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
    ) -> Iterable[str]:
        self._removed |= removed
        if added or removed:
            return env.found_docs  # a document is read differently where a link has no target
        return self.notes.tied_to(changed | self._forced)

    def _clear_at_once(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Of two that define the same thing the one read last has it, whoever had it before."""
        for docname in docnames:
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
        self._read.update(docnames)

    def _after_reading(self, app: Sphinx, env: BuildEnvironment) -> None:
        self.notes.begin("checks")
        restore_order(env)

    def _note_footnoted_citations(self, app: Sphinx, doctree: nodes.document) -> None:
        """Footnotes with references are made when a document is read, from the .bib of that moment."""
        docname = self.env.current_document.docname
        self._footnoted.discard(docname)
        named = str(app.config.bibtex_footcite_id or "footcite-").partition("{")[0]
        if any(name.startswith(named) for node in doctree.autofootnotes for name in node["names"]):
            self._footnoted.add(docname)

    def page(self, docname: str) -> str:
        """Where a document's page stands in the edition."""
        return self.builder.get_output_path(docname).relative_to(self.app.outdir).as_posix()

    def sources(self) -> Set[Path]:
        """The files pages are made of."""
        found = {Path(os.path.abspath(path)) for path in reader.bibfiles(self.app)}
        return found.union(*map(self._files_of, self.env.all_docs))

    def write(self, docname: str) -> bool:
        """Write a page and copy the pictures it shows; whether a file that is part of it changed beside its source."""
        self.notes.begin("write", docname)
        self.builder.images = {}
        self.builder.parallel_ok = False
        self.builder.write_documents({docname})
        self._pictures[docname] = self.builder.images
        self.builder.copy_image_files()
        self.stale.discard(docname)
        is_touched = docname in self._touched
        self._touched.discard(docname)
        return is_touched

    def finish(self) -> Iterator[None]:
        """Write what belongs to no page, in steps. One who reads again in between begins anew."""
        self.notes.begin("rest")
        yield from (None for _ in exports.export_files(self.app))
        self.builder.images = {path: name for found in self._pictures.values() for path, name in found.items()}
        for step in self.builder.last_steps():
            step()
            yield
        # pictures and downloads that no page has any more
        copied = {Path(self.builder._images_dir) / name for name in self.builder.images.values()}
        copied |= {Path(self.builder._downloads_dir) / name for _, name in self.env.dlfiles.values()}
        for path in self._copied - copied:
            _remove_file(path)
        self._copied = copied
        self.app.emit("build-finished", None)
        self.is_finished = True

    def _remove(self, docname: str) -> None:
        self.notes.forget(docname)
        self.builder.leave_out(docname)
        for found in (self.stale, self._footnoted, self._touched):
            found.discard(docname)
        self._pictures.pop(docname, None)
        _remove_file(Path(self.builder.get_output_path(docname)))
        for suffix in self.app.config.source_suffix:
            for end in (suffix, suffix + self.app.config.html_sourcelink_suffix):
                _remove_file(Path(self.builder._sources_dir) / f"{docname}{end}")


def _remove_file(path: Path) -> None:
    """Remove a file where it stands, and its folder when it was the last one there."""
    with suppress(OSError):
        path.unlink()
        path.parent.rmdir()
