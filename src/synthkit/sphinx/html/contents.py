"""The contents beside the text: the parts of the book and, within the page's own, the pages.

Written for each page from titles alone. What would grow with the square of the book is cut: of many parts or pages
those around the page's own stand there, and a link to all.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx

from synthkit.i18n import N_, I18n
from synthkit.sphinx.config import THEME, i18n_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.render.outline import Entry, nested

#: As many entries stand below each other before they are cut.
MOST = 40
_WORDS = {
    "skip": N_("Skip to the text"),
    "contents": N_("Outline"),
    "search": N_("Search"),
    "search_book": N_("Search this book"),
    "all_results": N_("All results"),
    "mode": N_("Theme"),
    "above": N_("Above this page"),
    "around": N_("Next pages"),
    "before": N_("Previous"),
    "after": N_("Next"),
    "here": N_("On this page"),
}
_MODES = {"auto": N_("as the system"), "light": N_("Light"), "dark": N_("Dark")}


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give the templates of the theme the contents and its words."""
    if app.config.html_theme == THEME:
        i18n = i18n_of(app.config)
        context["words"] = {name: i18n(message) for name, message in _WORDS.items()}
        context["words"]["modes"] = [(name, i18n(message)) for name, message in _MODES.items()]
        context["contents"] = _Contents(app, pagename, context, i18n).written()


class _Contents:
    def __init__(self, app: Sphinx, pagename: str, context: dict[str, Any], i18n: I18n) -> None:
        self._env, self._root, self._here = app.env, app.config.root_doc, pagename
        self._to, self._i18n, self._catalogue = context["pathto"], i18n, SynthDomain.of(app.env).catalogue
        relations = getattr(app.builder, "relations", {})
        self._path = {pagename := pagename.partition("~")[0]}  # of a part of a long page the page
        while (above := relations.get(pagename, [None])[0]) not in (None, *self._path):
            self._path.add(pagename := above)

    def written(self) -> str:
        """A list of lists; empty for a book of one page."""
        return "".join(self._list(self._root))

    def _entries(self, docname: str) -> list[Entry]:
        tables = self._env.tocs[docname].findall(toctree) if docname in self._env.tocs else ()
        return [(title, self._root if page == "self" else page) for one in tables for title, page in one["entries"]]

    def _list(self, docname: str) -> Iterator[str]:
        entries = self._entries(docname)
        if not entries:
            return
        own = next((number for number, (_, page) in enumerate(entries) if page in self._path - {self._root}), 0)
        start = max(0, min(own - MOST // 2, len(entries) - MOST))
        yield "<ul>"
        for (title, page), parts in nested(entries[start : start + MOST], self._catalogue):
            yield from self._item(title or "", page, parts)
        if len(entries) > MOST:
            whole = self._i18n(N_("The whole outline"))
            yield f'<li><a href="{escape(self._to(docname))}">{escape(whole)}</a></li>'
        yield "</ul>"

    def _item(self, title: str, page: str, parts: list[Entry]) -> Iterator[str]:
        if "://" in page:
            yield f'<li><a class="external" href="{escape(page)}">{escape(title or page)}</a></li>'
            return
        if page not in self._env.titles:
            return
        here = ' aria-current="page"' if page == self._here else ""
        text = escape(title or self._env.titles[page].astext())
        yield f'<li><a href="{escape(self._to(page))}"{here}>{text}</a>'
        if parts:
            yield f"<ul>{''.join(item for name, part in parts for item in self._item(name or '', part, []))}</ul>"
        if page in self._path and page != self._root:
            yield from self._list(page)
        yield "</li>"
