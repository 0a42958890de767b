"""The menu at the head of a page, where a book has more parts than a menu can hold.

The theme lists every part on every page, twice: with a hundred events no reader finds anything there, and the pages
together grow with the square of the book. There the first parts and that of the page stand, and a link to all.
"""

from html import escape
from typing import Any

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx

from synthkit.i18n import N_
from synthkit.sphinx.config import i18n_of

#: As many parts as the theme's menu shows at the head and in its list of the others.
MOST = 16
#: The theme's function in the templates.
_MENU = "generate_header_nav_html"


def shorten(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates a menu of a few parts, in a theme and a book that need it."""
    if _MENU in context:
        menu = _Menu(app, pagename, context)
        if len(menu.parts) > MOST:
            context[_MENU] = menu.made


class _Menu:
    """The menu of one page, in the markup of pydata-sphinx-theme."""

    def __init__(self, app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
        self._app, self._context = app, context
        root = app.config.root_doc
        #: Titles, empty for that of the page, with documents or addresses.
        self.parts = [
            (title or "", root if part == "self" else part)
            for table in app.env.tocs[root].findall(toctree)
            for title, part in table["entries"]
        ]
        self._current = _part_of(app, pagename)

    def made(self, n_links_before_dropdown: int | str = 5, **_: object) -> str:
        """As many parts as the theme shows before its list of the others, the page's own among them; a link to all."""
        shown = self.parts[: int(n_links_before_dropdown)]
        own = next((part for part in self.parts if part[1] == self._current), None)
        if own is not None and own not in shown:
            shown = [*shown[:-1], own]
        all_parts = i18n_of(self._app.config)(N_("All parts")), self._app.config.root_doc
        links = [self._link(title, part, part == self._current) for title, part in shown]
        links.append(self._link(*all_parts, is_current=False))
        others: list[dict[str, str]] = self._context.get("theme_external_links") or []
        return "\n".join([*links, *(self._link(link["name"], link["url"], is_current=False) for link in others)])

    def _link(self, title: str, part: str, is_current: bool) -> str:
        is_elsewhere = "://" in part
        href = part if is_elsewhere else self._context["pathto"](part)
        titles = self._app.env.titles
        said = title or (titles[part].astext() if part in titles else part)
        kind = "external" if is_elsewhere else "internal"
        item = "nav-item current active" if is_current else "nav-item"
        here = ' aria-current="page"' if is_current and href == "#" else ""
        return f'<li class="{item}"><a class="nav-link nav-{kind}" href="{escape(href)}"{here}>{escape(said)}</a></li>'


def _part_of(app: Sphinx, pagename: str) -> str:
    """The part of the book a page stands in: the page itself, or the uppermost above it but for the home page."""
    relations: dict[str, list[str | None]] = getattr(app.builder, "relations", {})
    seen, above = {pagename}, pagename
    while (parent := relations.get(above, [None])[0]) not in (None, app.config.root_doc, *seen):
        above = str(parent)
        seen.add(above)
    return above
