"""The menu at the head of a page, where a book has more parts than a menu can hold.

The theme lists every part on every page, twice: with a hundred events no reader finds anything there, and the pages
together grow with the square of the book. There the first parts and that of the page stand, and a link to all.
"""

from functools import partial
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
        root = app.config.root_doc
        # titles, empty for that of the page, with documents or addresses
        parts = [
            (title or "", root if part == "self" else part)
            for table in app.env.tocs[root].findall(toctree)
            for title, part in table["entries"]
        ]
        if len(parts) > MOST:
            context[_MENU] = partial(_menu, app, context, parts, _part_of(app, pagename))


def _menu(
    app: Sphinx,
    context: dict[str, Any],
    parts: list[tuple[str, str]],
    current: str,
    n_links_before_dropdown: int | str = 5,
    **_: object,
) -> str:
    """As many parts as the theme shows before its list of the others, the current one among them; a link to all."""

    def link(title: str, part: str, is_current: bool = False) -> str:
        is_elsewhere = "://" in part
        href = part if is_elsewhere else context["pathto"](part)
        said = title or (app.env.titles[part].astext() if part in app.env.titles else part)
        kind = "external" if is_elsewhere else "internal"
        item = "nav-item current active" if is_current else "nav-item"
        here = ' aria-current="page"' if is_current and href == "#" else ""
        return f'<li class="{item}"><a class="nav-link nav-{kind}" href="{escape(href)}"{here}>{escape(said)}</a></li>'

    shown = parts[: int(n_links_before_dropdown)]
    own = next((part for part in parts if part[1] == current), None)
    if own is not None and own not in shown:
        shown = [*shown[:-1], own]
    links = [link(title, part, part == current) for title, part in shown]
    links.append(link(i18n_of(app.config)(N_("All parts")), app.config.root_doc))
    others: list[dict[str, str]] = context.get("theme_external_links") or []
    return "\n".join([*links, *(link(other["name"], other["url"]) for other in others)])


def _part_of(app: Sphinx, pagename: str) -> str:
    """The part of the book a page stands in: the page itself, or the uppermost above it but for the home page."""
    relations: dict[str, list[str | None]] = getattr(app.builder, "relations", {})
    seen, above = {pagename}, pagename
    while (parent := relations.get(above, [None])[0]) not in (None, app.config.root_doc, *seen):
        above = str(parent)
        seen.add(above)
    return above
