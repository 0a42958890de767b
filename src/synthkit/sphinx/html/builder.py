"""The builder ``html``: Sphinx's own, that renders once what many pages show and writes no page as it was."""

import tempfile
from collections.abc import Callable, Set
from pathlib import Path
from typing import Any

from docutils import nodes
from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from synthkit.fs.atomic import write_if_other
from synthkit.site.long_pages import split
from synthkit.sphinx.domain import SynthDomain

Visit = Callable[[nodes.Node], None]


class QuickTranslator(HTML5Translator):
    """Writes what Sphinx's translator writes; how a kind of node is written is looked up once a page."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._visits: dict[type[nodes.Node], Visit] = {}
        self._departures: dict[type[nodes.Node], Visit] = {}

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Call ``visit_…`` of the node's class, or of the next one above that has it."""
        kind = node.__class__
        if kind not in self._visits:
            self._visits[kind] = self._method("visit", kind) or super().dispatch_visit
        self._visits[kind](node)

    def dispatch_departure(self, node: nodes.Node) -> None:
        """The same for ``depart_…``."""
        kind = node.__class__
        if kind not in self._departures:
            self._departures[kind] = self._method("depart", kind) or super().dispatch_departure
        self._departures[kind](node)

    def visit_title(self, node: nodes.title) -> None:
        """A name above a table of contents is a heading, whose level Sphinx doesn't state."""
        start = len(self.body)
        super().visit_title(node)
        heading = 'role="heading"'
        self.body[start:] = [tag.replace(heading, f'{heading} aria-level="2"') for tag in self.body[start:]]

    def _method(self, name: str, kind: type[nodes.Node]) -> Visit | None:
        found = (getattr(self, f"{name}_{base.__name__}", None) for base in kind.__mro__)
        return next((method for method in found if method), None)


class WebsiteBuilder(StandaloneHTMLBuilder):
    """Writes what Sphinx's builder writes."""

    default_translator_class = QuickTranslator

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
        for old in set(file.parent.glob(f"{file.stem}~*")) - {Path(self.get_outfilename(name(one))) for one in parts}:
            old.unlink()
        for letters, body in parts.items():
            title = f"{page['title']} – {letters.title()}"
            made = {**page, "title": title, "body": f"<section><h1>{title}</h1>{body}</section>", "display_toc": False}
            self.handle_page(name(letters), made)
        return {**page, "body": rest, "display_toc": page["display_toc"] and not parts}

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """A part of a page as HTML. A title stands on its own page, on those beside it and on those below it."""
        if not isinstance(node, nodes.title):
            return super().render_partial(node)
        if id(node) not in self._titles:
            self._titles[id(node)] = (node, super().render_partial(node))  # held, so that no other has its number
        return dict(self._titles[id(node)][1])


def register(app: Sphinx) -> None:
    """Take the place of Sphinx's builder."""
    app.add_builder(WebsiteBuilder, override=True)
