"""A table of contents on the website: below each title who speaks and when, or what the chapter is about."""

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.addnodes import toctree

from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Session
from synthkit.model.works import Chapter
from synthkit.sphinx.node_helpers import joined, paragraph, stated, web_link
from synthkit.sphinx.render import people
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import View

#: The title that a table gives, None for the page's own, and a page or an address.
Entry = tuple[str | None, str]
#: As many signs of an abstract are shown.
_SHOWN = 160


def outline(page: RenderContext, table: toctree) -> list[nodes.Node]:
    """The pages of a table that shows titles alone, nested as deep as it says; that of any other, as it is.

    Titles alone: ``titlesonly``, or a depth of 1. A numbered table is left to Sphinx, which knows the numbers.
    """
    depth = table.get("maxdepth", -1)
    if table.get("hidden") or table.get("numbered") or not (table.get("titlesonly") or depth == 1):
        return [table]
    listed = list(_items(page, table["entries"], depth, frozenset({page.docname})))
    caption = stated(table.get("caption"), classes=["caption"])
    return [*caption, nodes.bullet_list("", *listed, classes=["synth-outline"])] if listed else []


def nested(entries: Iterable[Entry], catalogue: Catalogue) -> list[tuple[Entry, list[Entry]]]:
    """Entries of a table of contents, each with those that are parts of its session: talks stand below their block."""
    found: list[tuple[Entry, list[Entry]]] = []
    parts: dict[str, list[Entry]] = {}
    for entry in entries:
        block = catalogue.page_of_block(entry[1])
        if block in parts:
            parts[block].append(entry)
        else:
            parts[entry[1]] = []
            found.append((entry, parts[entry[1]]))
    return found


def _items(
    page: RenderContext, entries: Iterable[Entry], depth: int, above: frozenset[str]
) -> Iterator[nodes.list_item]:
    env = page.builder.env
    for (title, name), parts in nested(entries, page.catalogue):
        if "://" in name:
            yield nodes.list_item("", paragraph(web_link(name, title or "")))
        elif name in env.titles and name not in above:
            link = page.link_to(name, "", title or env.titles[name].astext())
            lines = [paragraph(link, classes=["synth-title"]), *_described(page, name, depth)]
            own = [entry for one in env.tocs[name].findall(toctree) for entry in one["entries"]] if depth != 1 else []
            below = [*_items(page, parts, depth, above), *_items(page, own, depth - 1, above | {name})]
            yield nodes.list_item("", *lines, *([nodes.bullet_list("", *below)] if below else []))


def _described(page: RenderContext, docname: str, depth: int) -> list[nodes.Node]:
    """Who and when of a session; of a chapter, in the table of its own part, what."""
    record = page.catalogue.text_of_page(docname)
    if isinstance(record, Session):
        who = people.names(page, page.catalogue.attributions(record))
        return stated(joined((who, page.i18n.times(record.start, record.end)), " · "), classes=["synth-gist"])
    if isinstance(record, Chapter) and record.abstract and depth == 1:
        text = " ".join(record.abstract.split())
        text = text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"
        return [paragraph(text, classes=["synth-gist"])]
    return []


def _whole(page: RenderContext) -> list[nodes.Node]:
    """All below the page, whether its tables are shown or hidden; other editions have contents of their own."""
    tables = page.builder.env.tocs[page.docname].findall(toctree) if page.is_online else ()
    listed = [item for table in tables for item in _items(page, table["entries"], -1, frozenset({page.docname}))]
    return [nodes.bullet_list("", *listed, classes=["synth-outline"])] if listed else []


VIEW = View("outline", lambda page, place: _whole(page))
