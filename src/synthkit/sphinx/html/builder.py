"""The builder ``html``: Sphinx's own, whose processes share the pages, and that writes no page as it was."""

import tempfile
from collections import defaultdict
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from jinja2 import FileSystemBytecodeCache
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util._files import FilenameUniqDict
from sphinx.util.osutil import relative_uri
from sphinx.util.parallel import ParallelTasks
from sphinx.writers.html5 import HTML5Translator

from synthkit.figures import typst
from synthkit.fs.atomic import write_if_other
from synthkit.site.long_pages import split
from synthkit.sphinx.builders import SHARE_WRITTEN, SharingBuilder
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.html import exports

_INDEX_TABLES = ("_titles", "_filenames", "_all_titles", "_index_entries", "_mapping", "_title_mapping")


class _Share(NamedTuple):
    """What a process that wrote some pages knows beside them."""

    tables: list[dict[str, Any]]
    images: dict[str, str]
    env_images: FilenameUniqDict
    figures: dict[typst.Drawing, bytes]


class WebsiteTranslator(HTML5Translator):
    """Sphinx's translator, which states the level of every heading."""

    def visit_title(self, node: nodes.title) -> None:
        """A name above a table of contents is a heading, whose level Sphinx doesn't state."""
        start = len(self.body)
        super().visit_title(node)
        heading = 'role="heading"'
        self.body[start:] = [tag.replace(heading, f'{heading} aria-level="2"') for tag in self.body[start:]]


class WebsiteBuilder(SharingBuilder, StandaloneHTMLBuilder):
    """Writes what Sphinx's builder writes."""

    default_translator_class = WebsiteTranslator

    def init_templates(self) -> None:
        """Templates don't change while a book is built: no look at their files for each part of each page.

        As they were compiled they stand beside the environment: to compile those of a theme is a fifth of a start.
        """
        super().init_templates()
        environment = getattr(self.templates, "environment", None)
        if environment is not None:
            environment.auto_reload = False
            compiled = Path(self.doctreedir) / "synthkit-templates"
            compiled.mkdir(parents=True, exist_ok=True)
            environment.bytecode_cache = FileSystemBytecodeCache(str(compiled))

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Begin with no title known: those of the last writing may have changed."""
        self._titles: dict[int, tuple[nodes.title, dict[str, str]]] = {}
        self._letters: defaultdict[Path, list[Path]] = defaultdict(list)  # looked for once, not for each page
        pages = {Path(self.get_outfilename(docname)) for docname in self.env.found_docs}  # an author's may have a « ~ »
        for path in {*Path(self.outdir).rglob("*~*")} - pages:
            self._letters[path.with_name(path.name.partition("~")[0])].append(path)
        super().prepare_writing(docnames)

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Write a page. One without a source is made at each build, and left alone where it stands as it would be.

        That of a source is written whenever it is out of date: Sphinx compares their times.
        """
        if event_arg is not None:
            addctx = self._without_long_lists(pagename, addctx)
            super().handle_page(pagename, addctx, templatename, outfilename=outfilename, event_arg=event_arg)
            return
        with tempfile.TemporaryDirectory() as folder:
            draft = Path(folder) / "page"
            super().handle_page(pagename, addctx, templatename, outfilename=draft)
            if draft.is_file():  # Sphinx tells a page that can't be made, and goes on
                write_if_other(Path(outfilename or self.get_outfilename(pagename)), draft.read_bytes())

    def _without_long_lists(self, pagename: str, page: dict[str, Any]) -> dict[str, Any]:
        """The page; of one that is too long what stays there, while its entries are written as pages of letters."""

        def name(letters: str) -> str:
            return f"{pagename}~{letters}" if letters else pagename

        def sorted_as(id_: str) -> str:
            person = catalogue.person(id_)
            return person.name.sort_key[0] if person else ""

        catalogue = SynthDomain.of(self.env).catalogue
        here = self.get_target_uri(pagename)
        found = split(page["body"], lambda letters: relative_uri(here, self.get_target_uri(name(letters))), sorted_as)
        rest, parts = found or (page["body"], {})
        file = Path(self.get_outfilename(pagename))
        for old in {*self._letters[file.with_suffix("")]} - {Path(self.get_outfilename(name(one))) for one in parts}:
            old.unlink(missing_ok=True)
        for letters, body in parts.items():
            title = f"{page['title']} – {letters.title()}"
            made = {**page, "title": title, "body": f"<section><h1>{title}</h1>{body}</section>", "display_toc": False}
            self.handle_page(name(letters), made)
        return {**page, "body": rest, "display_toc": page["display_toc"] and not parts}

    def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        """Fill in and write the pages, a share in each process: Sphinx fills in all of them in one."""
        self._write_serial(docnames[-1:])  # what it makes ready is there for all
        nproc += 1  # Sphinx keeps a process to itself
        tasks = ParallelTasks(nproc)
        for share in filter(None, (docnames[start:-1:nproc] for start in range(nproc))):
            tasks.add_task(self._write_share, share, self._take)
        try:
            exports.write_records(self._app)  # while they write
        finally:
            tasks.join()

    def _write_share(self, docnames: Sequence[str]) -> _Share:
        for table in self._index_tables():
            table.clear()
        for docname in docnames:
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.write_doc_serialized(docname, doctree)
            self.write_doc(docname, doctree)
        self.events.emit(SHARE_WRITTEN)
        figures = {drawing: typst.known[drawing] for drawing in typst.requested}
        return _Share(self._index_tables(), self.images, self.env.images, figures)

    def _take(self, docnames: Sequence[str], share: _Share) -> None:
        for table, found in zip(self._index_tables(), share.tables, strict=True):
            for key, value in found.items():
                table[key] = table.get(key, set()) | value if isinstance(value, set) else value
        self.images.update(share.images)
        self.env.images.merge_other(set(docnames), share.env_images)
        typst.requested.update(dict.fromkeys(share.figures))
        typst.known.update(share.figures)

    def _index_tables(self) -> list[dict[str, Any]]:
        """What the search index knows of pages, by page or by word."""
        return [getattr(self.indexer, name) for name in _INDEX_TABLES] if self.indexer else []

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """A part of a page as HTML. A title stands on its own page, on those beside it and on those below it."""
        if not isinstance(node, nodes.title):
            return super().render_partial(node)
        if id(node) not in self._titles:
            self._titles[id(node)] = (node, super().render_partial(node))  # held, so that no other has its number
        return dict(self._titles[id(node)][1])
