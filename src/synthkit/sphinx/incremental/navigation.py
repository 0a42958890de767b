"""What a page shows of other pages beside its text: the menu, the pages around it, tables of contents.

A theme's templates can't be watched (they share menus between pages), so what each may show is told here: of a theme
that is not known, everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import toctree

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: What the menu of a theme shows: "section", the top of the book and all pages of the page's own part, by title;
#: "path", of each page above a page the headings and the pages below it; "none", nothing.
_MENUS = {"pydata_sphinx_theme": "section", "alabaster": "path", "basic": "none"}
#: Options that change it.
_CHANGING = {"sidebar_collapse", "startdepth"}
#: Templates of a sidebar that show no more.
_SIDEBARS = {
    "about",
    "ethical-ads",
    "indices",
    "navigation",
    "page-toc",
    "relations",
    "search-field",
    "searchbox",
    "sidebar-collapse",
    "sidebar-nav-bs",
    "sourcelink",
}


def menu_of(config: Config) -> str:
    """« none », « section », « path », or « book » for a menu that may show all headings of the book."""
    templates = {name.removesuffix(".html") for names in config.html_sidebars.values() for name in names}
    known = templates <= _SIDEBARS and not _CHANGING & config.html_theme_options.keys()
    return _MENUS.get(config.html_theme, "book") if known else "book"


class Navigation:
    """A digest for each page of what it may show of the others, as the environment is now.

    ``known`` are the headings of documents as an earlier one left them in ``headings``, by the time they were read.
    """

    def __init__(self, env: BuildEnvironment, known: dict[str, tuple[int, bytes, bytes]]) -> None:
        self._env = env
        self._includes = dict(sorted(env.toctree_includes.items()))
        self._parents = {child: parent for parent, children in self._includes.items() for child in children}
        self._relations = env.collect_relations()
        self._menu = menu_of(env.config)
        # numbers depend on documents that were not read again
        kept = {} if env.toc_secnumbers else known
        self.headings = {
            docname: kept[docname] if kept.get(docname, (None,))[0] == read else (read, *_headings(env, docname))
            for docname, read in env.all_docs.items()
        }
        self._toctrees = {docname: list(env.tocs[docname].findall(toctree)) for docname in self._includes}
        self._menus: dict[str, bytes] = {}

    def shown_on(self, docname: str) -> bytes:
        """The digest of one page."""
        return _digest(self._around(docname), self._menu_on(docname), self._contents(docname))

    def _title(self, docname: str) -> bytes:
        return self.headings[docname][1] if docname in self.headings else b""

    def _all(self, docname: str) -> bytes:
        return self.headings[docname][2] if docname in self.headings else b""

    def _around(self, docname: str) -> bytes:
        """The page before, the page behind, the pages above."""
        parent, before, behind = self._relations.get(docname, (None, None, None))
        around = [before, behind]
        while parent is not None:
            around.append(parent)
            parent = self._relations.get(parent, (None,))[0]
        return _digest(*(part for one in around for part in (one or "", self._title(one or ""))))

    def _menu_on(self, docname: str) -> bytes:
        path = list(self._path(docname))
        key = {"book": "", "none": "", "section": path[-1]}.get(self._menu, docname)
        if key not in self._menus:
            self._menus[key] = _digest(*self._menu_parts(docname, path))
        return self._menus[key]

    def _menu_parts(self, docname: str, path: list[str]) -> Iterator[bytes]:
        root = self._env.config.root_doc
        if self._menu == "book":
            for one in self.headings:
                yield _digest(one, self._all(one), *self._listed(one))
        elif self._menu == "none":
            return
        elif self._menu == "section":
            yield _digest(*self._listed(root))
            if path[-1] != root:
                for one in self._below(path[-1]):
                    yield _digest(one, self._title(one), *self._listed(one))
        else:
            for one in {root: None, **dict.fromkeys(path)}:
                yield _digest(one, self._all(one), *self._listed(one))

    def _path(self, docname: str) -> Iterator[str]:
        """A page and those above it, but for the home page."""
        root, seen = self._env.config.root_doc, set()
        one: str | None = docname
        while one is not None and one not in seen:
            seen.add(one)
            yield one
            one = self._parents.get(one)
            if one == root:
                return

    def _below(self, docname: str) -> Iterator[str]:
        seen: dict[str, None] = {}
        waiting = [docname]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen[one] = None
                waiting += reversed(self._includes.get(one, []))
        yield from seen

    def _listed(self, docname: str) -> Iterator[str | bytes]:
        """The tables of contents a document has, each with the titles of its pages."""
        for table in self._toctrees.get(docname, ()):
            yield _options(table)
            for _, child in table["entries"]:
                yield self._title(child)

    def _contents(self, docname: str) -> bytes:
        """What the tables of contents within a page show."""
        shown = (
            part for table in self._toctrees.get(docname, ()) for part in self._within(table, frozenset({docname}))
        )
        return _digest(*shown)

    def _within(self, table: toctree, above: frozenset[str], depth: int | None = None) -> Iterator[str | bytes]:
        depth = (table.get("maxdepth", -1) if depth is None else depth) or -1
        yield _options(table)
        for _, child in table["entries"]:
            if child not in above:
                yield self._title(child) if depth == 1 else self._all(child)
                if depth != 1:
                    for below in self._toctrees.get(child, ()):
                        yield from self._within(below, above | {child}, depth - 1)


def _headings(env: BuildEnvironment, docname: str) -> tuple[bytes, bytes]:
    """The digest of a document's title as others show it, and that of all its headings."""
    titles = [holder[docname].pformat() for holder in (env.titles, env.longtitles) if docname in holder]
    contents = env.tocs.get(docname)
    top = [
        reference.pformat()
        for item in (contents.children if contents is not None else ())
        for reference in list(item.findall(nodes.reference))[:1]
    ]
    return _digest(*titles, *top), _digest(*titles, contents.pformat() if contents is not None else "")


def _options(table: toctree) -> str:
    """A table of contents as it was asked for, but for where it stands in its source."""
    return repr([(name, value) for name, value in sorted(table.attributes.items()) if name != "rawentries"])


def _digest(*parts: str | bytes) -> bytes:
    found = blake2b(digest_size=12)
    for part in parts:
        found.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass"))
        found.update(b"\0")
    return found.digest()
