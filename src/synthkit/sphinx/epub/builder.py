"""The EPUB edition: Sphinx writes the pages, ``synthkit.epub`` puts the book together.

Registered under Sphinx's own name ``epub``, so that ``-b epub``, conf.py and other extensions go on to work.
"""

import datetime as dt
import os
import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder, validate_config_values
from sphinx.environment.adapters.indexentries import IndexEntries

from synthkit.diagnostics import Code, Problem, Where
from synthkit.epub import book
from synthkit.fs.atomic import write_whole
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.model.people import Name
from synthkit.sphinx.builders import SharingBuilder
from synthkit.sphinx.config import i18n_of, is_french
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain, reading_order
from synthkit.sphinx.html.mathml import RENDERER
from synthkit.sphinx.warnings import report
from synthkit.typography import french

THEME = "synthkit_epub"
_THEME_FOLDER = Path(__file__).parents[2] / "templates" / "epub_theme"


class BookBuilder(SharingBuilder, Epub3Builder):
    """EPUB 3.3 with a package file, a navigation and a cover of our own; in it the book's pages and what they show."""

    @property
    def math_renderer_name(self) -> str:
        """MathML, whatever conf.py chooses for the HTML edition: nothing runs scripts here."""
        return RENDERER

    def init_css_files(self) -> None:
        """The sheets of the theme and of ``epub_css_files`` alone."""
        self._css_files = []
        for name in ("pygments.css", *self._get_style_filenames()):
            super().add_css_file(name)
        for name, attributes in self.config.epub_css_files:
            super().add_css_file(name, **attributes)

    def add_css_file(self, filename: str, **kwargs: Any) -> None:
        """Leave an extension's sheet out: those are made for the screen, and hide what a script would show."""

    def handle_finish(self) -> None:
        """Put the book together, once all pages are written."""
        manuscript = self._manuscript()
        files, missing = book.book_files(manuscript)
        message = N_("the page shows a file '%(found)s', which is not there; expected: a file of the book")
        # of an author's image Sphinx has reported it
        sheets = [(page, path) for page, path in missing if page.endswith(".css") or path.endswith(".css")]
        problems = (Problem(Code.MISSING_FILE, message, self._where(page), {"found": path}) for page, path in sheets)
        report(problems, i18n_of(self.config))
        target = Path(self.outdir) / f"{self.config.epub_basename}.epub"
        write_whole(target, book.archive(files, manuscript.modified))

    def _manuscript(self) -> book.Manuscript:
        domain, printed = SynthDomain.of(self.env), context_of(self.env).pages
        headings = list(self._headings())
        rights = self.config.epub_copyright  # a line or, as Sphinx lets conf.py state them, several
        roles = self._roles(headings)
        paths = [*dict.fromkeys(unquote(href.partition("#")[0]) for _, _, href in headings)]
        # pages no table of contents names come last: nothing of the book is lost
        paths += [self._path(docname) for docname in sorted(self.env.found_docs) if self._path(docname) not in paths]
        return book.Manuscript(
            catalogue=_as_configured(domain.catalogue, self.config),
            i18n=i18n_of(self.config),
            modified=_now(),
            pages={path: page for path in paths if (page := self._read(path)) is not None},
            roles=roles,
            headings=headings,
            resource=self._read,
            sheets=[str(sheet.filename) for sheet in self._css_files],
            depth=self.config.epub_tocdepth,
            places={
                record.id: f"{self.get_target_uri(record.where.docname)}#{record.id}"
                for record in domain.catalogue.records
            },
            rights="; ".join(map(str, rights)) if isinstance(rights, list | tuple) else str(rights),
            beginnings={
                self._path(docname): marks for docname, marks in printed.beginnings(reading_order(self.env)).items()
            },
            print_edition=printed.edition,
            spaced=french.spaced if is_french(self.config) else str,
            identifier="" if self.config.epub_identifier == "unknown" else self.config.epub_identifier,
        )

    def _headings(self) -> Iterator[tuple[int, str, str]]:
        """The contents of the book: the root, all its tables of contents name, hidden or not, and the index."""
        root = self.config.root_doc
        yield from ((1, title, quote(file)) for file, title in self.config.epub_pre_files)
        yield 1, self.env.titles[root].astext(), self.get_target_uri(root)
        contents = self.env.get_and_resolve_doctree(
            root, self, tags=self.tags, prune_toctrees=False, includehidden=True
        )
        for link in contents.findall(nodes.reference):
            levels = [name[len("toctree-l") :] for name in link.parent["classes"] if name.startswith("toctree-l")]
            address = link.get("refuri", "")
            # « Citer » stands at the end of a page, behind the pages below it, which the contents name first
            is_page = "://" not in address and not address.startswith("mailto:") and not address.endswith("-cite")
            if levels and address and is_page:
                path = posixpath.normpath(posixpath.join(posixpath.dirname(root), address))
                yield int(levels[0]), link.astext(), path
        for name, index, _, _ in self.domain_indices:
            yield 1, str(index.localname), f"{name}{self.out_suffix}"
        if self._has_index:
            yield 1, i18n_of(self.config)(N_("Index")), f"genindex{self.out_suffix}"
        yield from ((1, title, quote(file)) for file, title in self.config.epub_post_files)

    @property
    def _has_index(self) -> bool:
        return bool(self.use_index and IndexEntries(self.env).create_index(self))

    def _roles(self, headings: list[tuple[int, str, str]]) -> dict[str, str]:
        """What each page is: a part where pages stand below it, else a chapter; the bibliography; the index."""
        root = self.config.root_doc
        documents = [docname for docname in self.env.found_docs if docname != root]
        roles = {self._path(name): "part" if self.env.toctree_includes.get(name) else "chapter" for name in documents}
        order = {unquote(href): place for place, (_, _, href) in enumerate(headings)}
        lists = {self._path(key.docname) for key in self.env.get_domain("cite").data["bibliographies"]}
        # chapters may end with a list of their own: the book's is the last
        last = max((path for path in lists if path in roles), key=lambda path: order.get(path, -1), default="")
        roles |= {last: "bibliography"} if last else {}
        return roles | ({f"genindex{self.out_suffix}": "index"} if self._has_index else {})

    def _path(self, docname: str) -> str:
        return f"{docname}{self.out_suffix}"

    def _read(self, path: str) -> bytes | None:
        file = Path(self.outdir) / path
        return file.read_bytes() if os.path.isfile(file) else None  # pathlib raises at a name too long for a file

    def _where(self, path: str) -> Where:
        docname = path.removesuffix(self.out_suffix)
        if docname in self.env.found_docs:
            return Where(docname, str(self.env.doc2path(docname)))
        return Where(path=str(Path(self.confdir) / "conf.py"), line=1)


def register(app: Sphinx) -> None:
    """Take the place of Sphinx's own builder."""
    app.add_builder(BookBuilder, override=True)
    app.add_html_theme(THEME, str(_THEME_FOLDER))
    # asks conf.py for facts that Sphinx's package file would state and ours takes from the publication
    for listener in list(app.events.listeners.get("builder-inited", ())):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)


def _as_configured(catalogue: Catalogue, config: Any) -> Catalogue:
    """The catalogue with what the settings of Sphinx's own EPUB say otherwise."""
    names = ("title", "language", "description", "author", "publisher")
    facts: dict[str, Any] = {name: stated for name in names if (stated := config[f"epub_{name}"])}
    defaults = {"description": "unknown", "author": config.author, "publisher": config.author}
    facts = {name: fact for name, fact in facts.items() if fact != defaults.get(name)}
    if author := facts.pop("author", ""):
        facts |= {"authors": (Name(literal=author),), "editors": ()}
    publication = replace(catalogue.publication, **facts)
    return Catalogue(publication, catalogue.events, catalogue.sessions, catalogue.persons, catalogue.chapters)


def _now() -> dt.datetime:
    """The time of the build, or the one the environment sets so that builds of one source are alike."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdecimal() else dt.datetime.now(dt.UTC)
