"""The builder behind ``synthkit check``: reads and resolves every page as an edition does, and writes none.

What an edition tells while it writes is told here too: code no lexer can read, images an edition can't hold. Beside it
stand remarks on style, which no edition makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.highlighting import PygmentsBridge
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util import logging
from sphinx.util.images import guess_mimetype

from synthkit.diagnostics import Code, Problem, Where
from synthkit.editor.lint import encoding, remarks
from synthkit.i18n import N_
from synthkit.sphinx.builders import CHECKER
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.diagnostics.warnings import report
from synthkit.sphinx.typography.transforms import is_french

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

_EDITIONS: tuple[type[Builder], ...] = (StandaloneHTMLBuilder, Epub3Builder, LaTeXBuilder)


class CheckBuilder(Builder):
    """Writes nothing; its problems are told through Sphinx's logging like those of any builder."""

    name = CHECKER
    format = ""  # extensions take a builder of HTML for one that writes pages
    epilog = ""
    allow_parallel = False
    supported_image_types: ClassVar[list[str]] = StandaloneHTMLBuilder.supported_image_types
    supported_remote_images = True
    supported_data_uri_images = True

    def init(self) -> None:
        """What stands in ``only`` is looked at for every edition, so each has its tag."""
        for tag in ("html", "epub", "latex"):
            self.tags.add(tag)
        # what a missing theme raises and an option it doesn't know warns of
        html = StandaloneHTMLBuilder(self._app, self.env)
        html.init_templates()
        html.theme.get_options(self.config.html_theme_options)
        self._highlighter = PygmentsBridge("html", "default")
        self._convertible = _convertible_images(self._app)

    def get_outdated_docs(self) -> Set[str]:
        """All: what is wrong with a page is told each time."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """As HTML has it."""
        return f"{docname}.html"

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Look at one page, its links resolved."""
        self._try_code(doctree)
        self._look_for_images(doctree)
        source = self.env.get_doctree(docname)
        lines = _read(Path(self.env.doc2path(docname))).split("\n")
        where = Where(docname, str(self.env.doc2path(docname)))
        report(_alt(source, lines, where), i18n_of(self.config))

    def finish(self) -> None:
        """Remarks on the sources, those that pages include among them."""
        curled = bool(self.config.smartquotes)
        french = is_french(self.config)
        for path in source_files(self._app):
            found = remarks(_read(path), Where(path=str(path)), french=french, curled=curled)
            report(found, i18n_of(self.config))

    def _try_code(self, doctree: nodes.document) -> None:
        for node in doctree.findall(nodes.literal_block):
            if node.rawsource == node.astext():
                language = node.get("language", "default")
                arguments: dict[str, Any] = {**node.get("highlight_args", {}), "force": node.get("force", False)}
                options = self.config.highlight_options.get(language, {})
                self._highlighter.highlight_block(node.rawsource, language, options, location=node, **arguments)

    def _look_for_images(self, doctree: nodes.document) -> None:
        """Tell an image no file of which suits an edition, in Sphinx's own words."""
        for node in doctree.findall(nodes.image):
            candidates: dict[str, str] = node.get("candidates", {})
            # of a single file Sphinx asks nothing, and TeX stumbles over it
            guessed = guess_mimetype(node.get("uri", "")) if "*" in candidates else None
            kinds = {guessed} if guessed else set(candidates) - {"*"}
            editions = (LaTeXBuilder,) if guessed else _EDITIONS
            for edition in () if "?" in candidates or not kinds else editions:
                if not kinds & {*edition.supported_image_types, *self._convertible}:
                    message = "a suitable image for %s builder not found: %s"
                    logger.warning(message, edition.name, node["uri"], location=node)


def _convertible_images(app: Sphinx) -> set[str]:
    """Kinds of images something of this book turns into others."""
    transforms = app.registry.get_post_transforms()
    converters = (transform for transform in transforms if issubclass(transform, ImageConverter))
    return {source for converter in converters for source, _ in converter.conversion_rules}


class WithoutCitations(SphinxPostTransform):
    """Takes citations out of the pages that are checked: unknown keys are told already, formatting takes its time."""

    default_priority = 3
    builders = (CHECKER,)

    def run(self, **kwargs: Any) -> None:
        """Leave the text of each citation in its place."""
        for node in list(self.document.findall(pending_xref)):
            if node.get("refdomain") == "cite":
                node.replace_self(nodes.inline("", node.astext()))


def source_files(app: Sphinx) -> list[Path]:
    """The files pages are made of: their own, and those within the book that they include."""
    env = app.env
    found = {Path(env.doc2path(docname)) for docname in env.found_docs}
    for docname in env.found_docs:
        found |= {Path(app.srcdir, name) for name in env.dependencies.get(docname, ())}
    book = Path(app.srcdir)
    texts = (path for path in found if path.suffix in (".md", ".rst") and path.is_file())
    return sorted(path for path in texts if path.resolve().is_relative_to(book))


def _read(path: Path) -> str:
    """The file as it is, its mark and line ends too; empty when it can't be read."""
    try:
        raw = path.read_bytes()
    except OSError:
        return ""
    return ("\ufeff" if raw.startswith(b"\xef\xbb\xbf") else "") + encoding.decoded(raw)


def _alt(doctree: nodes.document, lines: list[str], where: Where) -> Iterator[Problem]:
    for node in doctree.findall(nodes.image):
        if not str(node.get("alt", "")).strip():
            name = Path(node.get("uri", "")).name
            yield Problem(
                Code.MISSING_ALT,
                N_(
                    "the image '%(found)s' has no alternative text, which those read who don't see it; "
                    "expected: what it shows, as ![what it shows](file) or in the option alt"
                ),
                Where(where.docname, where.path, _line_with(name, node, lines)),
                {"found": name},
            )


def _line_with(text: str, node: nodes.Node, lines: list[str]) -> int:
    """The line, at or behind that of a node, that holds a text; that of the node where none does."""
    parent: nodes.Node | None = node
    while parent is not None and parent.line is None:
        parent = parent.parent
    start = max((parent.line or 1) if parent is not None else 1, 1)
    return next((number for number, line in enumerate(lines, 1) if number >= start and text in line), start)
