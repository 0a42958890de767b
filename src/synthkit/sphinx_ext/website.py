"""The builder ``html``: Sphinx's own, that renders once what many pages show."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class WebsiteBuilder(StandaloneHTMLBuilder):
    """Writes what Sphinx's builder writes."""

    def init_templates(self) -> None:
        """Templates don't change while a book is built: no look at their files for each part of each page."""
        super().init_templates()
        environment = getattr(self.templates, "environment", None)
        if environment is not None:
            environment.auto_reload = False

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Begin with no title known: those of the last writing may have changed."""
        self._titles: dict[int, tuple[nodes.title, dict[str, str]]] = {}
        super().prepare_writing(docnames)

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
