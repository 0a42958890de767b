"""``synthkit check``: every page read and resolved as an edition does, none written, all problems in one report.

What an edition reports while it writes is reported here too: code no lexer can read, images an edition can't hold.
Beside it stand remarks on style, which no edition makes.
"""

import contextlib
import io
import logging as python_logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.dummy import DummyBuilder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.environment import BuildEnvironment
from sphinx.highlighting import PygmentsBridge
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util import logging
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.images import guess_mimetype

from synthkit.build.check import Finding, Level, Report
from synthkit.build.check import report as report_of
from synthkit.diagnostics import Code, Problem, Where
from synthkit.editor.extension.upstream import kind_of, message_of, place_of, warning_handlers
from synthkit.editor.lint import remarks
from synthkit.fs.encoding import decoded
from synthkit.i18n import N_, i18n_of_terminal, language_of
from synthkit.sphinx.builders import CHECKER
from synthkit.sphinx.config import i18n_of, is_french
from synthkit.sphinx.context import context_of
from synthkit.sphinx.diagnostics.exceptions import explained
from synthkit.sphinx.tracking import digest
from synthkit.sphinx.warnings import report

logger = logging.getLogger(__name__)

_EDITIONS: tuple[type[Builder], ...] = (StandaloneHTMLBuilder, Epub3Builder, LaTeXBuilder)


class CheckBuilder(DummyBuilder):
    """Writes nothing; its problems are logged like those of any builder, of each page each time."""

    name = CHECKER
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
        transforms = self._app.registry.get_post_transforms()
        converters = (transform for transform in transforms if issubclass(transform, ImageConverter))
        self._convertible = {source for converter in converters for source, _ in converter.conversion_rules}

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Look at one page, its links resolved."""
        for node in doctree.findall(nodes.literal_block):
            if node.rawsource == node.astext():
                language = node.get("language", "default")
                arguments: dict[str, Any] = {**node.get("highlight_args", {}), "force": node.get("force", False)}
                options = self.config.highlight_options.get(language, {})
                self._highlighter.highlight_block(node.rawsource, language, options, location=node, **arguments)
        for image in doctree.findall(nodes.image):
            if "chart" not in image:  # that is drawn as each edition can show it
                self._look_at(image)
        if any(doctree.findall(nodes.image)):  # what transforms made of them has no line
            path = self.env.doc2path(docname)
            found = _without_alt(self.env.get_doctree(docname), _read(path).split("\n"), Where(docname, str(path)))
            report(found, i18n_of(self.config))

    def finish(self) -> None:
        """Remarks on the sources, those that pages include among them."""
        curled, french, cache = bool(self.config.smartquotes), is_french(self.config), context_of(self.env).cache
        known: dict[object, tuple[Problem, ...]] = cache.get("remarks") or {}  # a quarter of a check
        kept: dict[object, tuple[Problem, ...]] = {}
        for path in source_files(self._app):
            text = _read(path)
            made_of = str(path), digest(text), french, curled
            where = Where(path=str(path))
            found = known[made_of] if made_of in known else remarks(text, where, french=french, curled=curled)
            kept[made_of] = tuple(found)
            report(kept[made_of], i18n_of(self.config))
        if kept.keys() != known.keys():
            cache.put("remarks", kept)

    def _look_at(self, image: nodes.image) -> None:
        """Report an image no file of which suits an edition, in Sphinx's own words."""
        candidates: dict[str, str] = image.get("candidates", {})
        # a single file Sphinx takes as it is, and TeX stumbles over it
        guessed = guess_mimetype(image.get("uri", "")) if "*" in candidates else None
        kinds = {guessed} if guessed else set(candidates) - {"*"}
        for edition in (LaTeXBuilder,) if guessed else _EDITIONS:
            suits = kinds & {*edition.supported_image_types, *self._convertible}
            if kinds and not suits and "?" not in candidates:
                message = "a suitable image for %s builder not found: %s"
                logger.warning(message, edition.name, image["uri"], location=image)


class WithoutCitations(SphinxPostTransform):
    """Takes citations out of the pages that are checked: unknown keys are reported already, formatting takes time."""

    default_priority = 3  # ahead of sphinxcontrib-bibtex (5), and added ahead of what fills in a page (3)
    builders = (CHECKER,)

    def run(self, **kwargs: Any) -> None:
        """Leave the text of each citation in its place."""
        for node in list(self.document.findall(pending_xref)):
            if node.get("refdomain") == "cite":
                node.replace_self(nodes.inline("", node.astext()))


def documents_of(env: BuildEnvironment, path: str | Path) -> set[str]:
    """The documents made of a file: its own, and those that include it."""
    relative = os.path.relpath(path, env.srcdir)
    including = (name for name, files in env.dependencies.items() if relative in map(str, files))
    return {str(env.path2doc(path)), *including} & env.found_docs


def source_files(app: Sphinx) -> list[Path]:
    """The files pages are made of: their own, and those within the book that they include."""
    env, book = app.env, Path(app.srcdir)
    found = {Path(env.doc2path(docname)) for docname in env.found_docs}
    found.update(book / name for docname in env.found_docs for name in env.dependencies.get(docname, ()))
    texts = (path for path in found if path.suffix in (".md", ".rst") and path.is_file())
    return sorted(path for path in texts if path.resolve().is_relative_to(book))


def _read(path: Path) -> str:
    """The file as it is, its mark and line ends too; empty when it can't be read."""
    try:
        raw = path.read_bytes()
    except OSError:
        return ""
    return ("\ufeff" if raw.startswith(b"\xef\xbb\xbf") else "") + decoded(raw)


def _without_alt(doctree: nodes.document, lines: list[str], where: Where) -> Iterator[Problem]:
    message = N_(
        "the image '%(found)s' has no alternative text, which those read who don't see it; "
        "expected: what it shows, as ![what it shows](file) or in the option alt"
    )
    for node in doctree.findall(nodes.image):
        if not str(node.get("alt", "")).strip():
            name = Path(node.get("uri", "")).name
            start = get_source_line(node)[1] or 1
            # the line, at or behind that of the node, that holds the name
            line = next((number for number, text in enumerate(lines, 1) if number >= start and name in text), start)
            yield Problem(Code.MISSING_ALT, message, where.at(line), {"found": name})


class CollectingSphinx(Sphinx):
    """Sphinx whose warnings end in a list, from the loading of the extensions on."""

    #: Whether pages with problems of ours are read again too, which a build that writes no other page reports.
    rereads_all = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.findings: list[Finding] = []
        super().__init__(*arguments, **options)

    def collect(self) -> None:
        """Take the warnings where they would be printed; for ``setup`` of the extension, behind all other filters."""
        for handler in warning_handlers():
            handler.addFilter(self._take)

    def _take(self, record: python_logging.LogRecord) -> bool:
        kind = kind_of(record)
        path, line = place_of(record)
        is_ours = kind.startswith("synthkit.")
        is_style = is_ours and Code(kind.removeprefix("synthkit.")).is_style
        level = Level.WARNING if is_style else Level.ERROR
        self.findings.append(Finding(path, line, level, kind or "sphinx", message_of(record)))
        if path and hasattr(self, "env") and (not is_ours or self.rereads_all):
            # have the pages of the file read again next time: what they lacked may be there then
            self.env.reread_always |= documents_of(self.env, path)
        return False


def check(book: Path, cache: Path) -> Report:
    """What is wrong with a book; doctrees of pages that didn't change are taken from ``cache``."""
    book = book.resolve()
    app = None
    try:
        with patch_docutils(book), docutils_namespace(), contextlib.redirect_stdout(io.StringIO()):
            folders = (book, book, cache / "pages", cache / "doctrees")
            app = CollectingSphinx(*folders, CHECKER, status=None, warning=io.StringIO())
            app.build()
    except Exception as error:  # whatever it is, an editor reads it in one line
        problem, i18n = explained(error, app, book, cache), i18n_of_terminal(language_of(book))
        code = f"synthkit.{problem.code.value}"
        ending = Finding(problem.where.path, problem.where.line, Level.ERROR, code, problem.format(i18n))
        return report_of([ending, *(app.findings if app else ())], (), i18n.language)
    wrong = {(finding.path, finding.line) for finding in app.findings if finding.level is Level.ERROR}
    # no remarks on lines that have to be mended anyway
    found = [one for one in app.findings if one.level is Level.ERROR or (one.path, one.line) not in wrong]
    sources = map(str, source_files(app))
    language = i18n_of_terminal(app.config.language or "en").language
    return report_of(found, sources, language, french=is_french(app.config))
