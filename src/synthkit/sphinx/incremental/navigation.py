"""What a page shows of other pages: the menu, the pages around it, tables of contents, titles and labels it links to.

A theme's templates can't be tracked (they share menus between pages), so what a theme may show is written down here: of
an unknown theme, everything.

Links are resolved by whoever owns them, so nothing is hooked into Sphinx's tables. A document's targets are collected
when it is read; before writing each is looked up in all tables under its name.
"""

import posixpath
from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref, toctree
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.tracking import digest

#: What the menu of a theme shows: "section", the top of the book and all pages of the page's own part, by title;
#: "path", of each page above a page the headings and the pages below it; "none", nothing.
_MENUS = {"synthkit": "section", "alabaster": "path", "basic": "none"}
#: Options that change it.
_CHANGING = {"sidebar_collapse", "startdepth"}
#: Templates of a sidebar that show no more.
_SIDEBARS = {
    *("about", "ethical-ads", "indices", "navigation", "page-toc", "relations", "search-field", "searchbox"),
    *("sidebar-collapse", "sourcelink"),
}
_NO_HEADINGS = (0, b"", b"")
#: Metadata of a document that no page shows.
_UNSHOWN = {"wordcount"}


def menu_of(config: Config) -> str:
    """« none », « section », « path », or « book » for a menu that may show all headings of the book."""
    templates = {name.removesuffix(".html") for names in config.html_sidebars.values() for name in names}
    known = templates <= _SIDEBARS and not _CHANGING & config.html_theme_options.keys()
    return _MENUS.get(config.html_theme, "book") if known else "book"


class Navigation:
    """A digest for each page of what it may show of the others, as the environment is now.

    ``known`` are the ``headings`` of an earlier one, by document with the time it was read and its section numbers.
    """

    def __init__(self, env: BuildEnvironment, known: dict[str, tuple[object, bytes, bytes]]) -> None:
        self._root = env.config.root_doc
        self._includes = dict(sorted(env.toctree_includes.items()))
        self._parents = {child: parent for parent, children in self._includes.items() for child in children}
        self._relations = env.collect_relations()
        self._menu = menu_of(env.config)
        # section numbers depend on documents that were not read again
        states = {docname: (read, env.toc_secnumbers.get(docname)) for docname, read in env.all_docs.items()}
        self.headings = {
            docname: known[docname] if known.get(docname, (None,))[0] == state else (state, *_headings(env, docname))
            for docname, state in states.items()
        }
        #: the tables of contents of each document
        self._toctrees = {docname: list(env.tocs[docname].findall(toctree)) for docname in self._includes}
        self._menus: dict[str, bytes] = {}

    def shown_on(self, docname: str) -> bytes:
        """The digest of one page."""
        contents = [
            part for table in self._toctrees.get(docname, ()) for part in self._within(table, frozenset({docname}))
        ]
        return digest((self._around(docname), self._menu_on(docname), contents))

    def _title(self, docname: str | None) -> bytes:
        return self.headings.get(docname or "", _NO_HEADINGS)[1]

    def _all(self, docname: str) -> bytes:
        return self.headings.get(docname, _NO_HEADINGS)[2]

    def _around(self, docname: str) -> list[tuple[str, bytes]]:
        parent, before, behind = self._relations.get(docname, (None, None, None))
        around = [before, behind]
        while parent is not None:
            around.append(parent)
            parent = self._relations.get(parent, (None,))[0]
        return [(one or "", self._title(one)) for one in around]

    def _menu_on(self, docname: str) -> bytes:
        path = self._path(docname)
        key = {"book": "", "none": "", "section": path[-1]}.get(self._menu, docname)
        if key not in self._menus:
            self._menus[key] = digest(list(self._menu_parts(path)))
        return self._menus[key]

    def _menu_parts(self, path: list[str]) -> Iterator[object]:
        if self._menu == "section":
            yield self._listed(self._root)
            for docname in self._below(path[-1]) if path[-1] != self._root else ():
                yield docname, self._title(docname), self._listed(docname)
        elif self._menu != "none":
            for docname in sorted(self.headings) if self._menu == "book" else dict.fromkeys((self._root, *path)):
                yield docname, self._all(docname), self._listed(docname)

    def _path(self, docname: str) -> list[str]:
        path: dict[str, None] = {docname: None}
        parent = self._parents.get(docname)
        while docname != self._root and parent not in (None, self._root, *path):
            path[str(parent)] = None
            parent = self._parents.get(str(parent))
        return list(path)

    def _below(self, docname: str) -> dict[str, None]:
        below: dict[str, None] = {}
        waiting = [docname]
        while waiting:
            if (one := waiting.pop()) not in below:
                below[one] = None
                waiting += reversed(self._includes.get(one, []))
        return below

    def _listed(self, docname: str) -> list[object]:
        """The tables of contents a document has, each with the titles of its pages."""
        return [
            (_options(table), [self._title(child) for _, child in table["entries"]])
            for table in self._toctrees.get(docname, ())
        ]

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
    contents = env.tocs.get(docname, nodes.bullet_list())
    top = [reference.pformat() for item in contents.children for reference in list(item.findall(nodes.reference))[:1]]
    return digest((titles, top)), digest((titles, contents.pformat()))


def _options(table: toctree) -> str:
    """A table of contents as it was written, but for where it stands in its source."""
    return repr([(name, value) for name, value in sorted(table.attributes.items()) if name != "rawentries"])


def collect_links(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the targets of a document that was just read."""
    docname = app.env.current_document.docname
    links = {
        str(node.get("reftarget") or node.get("refuri") or "")
        for node in doctree.findall(nodes.Element)
        if isinstance(node, pending_xref | nodes.reference)
    }
    if local := sorted(link for link in links if link and "://" not in link):
        SynthDomain.of(app.env).document(docname).links = tuple(local)


class Targets:
    """Every target of a book by its names, as the environment is now."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._found: dict[str, list[Any]] = {}
        standard = env.get_domain("std").data
        for table in ("labels", "anonlabels", "objects", "progoptions"):
            for key, value in sorted(standard.get(table, {}).items(), key=repr):
                self._add(str(key[-1]) if isinstance(key, tuple) else key, (table, key, value))
        for docname in env.all_docs:
            self._add(f"/{docname}", (env.titles.get(docname), env.longtitles.get(docname)))
            # parsers keep the anchors of headings there
            metadata = {name: value for name, value in env.metadata[docname].items() if name not in _UNSHOWN}
            self._add(f"/{docname}#", metadata)

    def _add(self, name: str, value: object) -> None:
        self._found.setdefault(name.lower(), []).append(value)

    def shown_by(self, docname: str, links: Iterable[str]) -> bytes:
        """The digest of all that the links of a document may lead to."""
        return digest([self._found.get(name, 0) for link in links for name in names_of(docname, link)])


def names_of(docname: str, link: str) -> Iterator[str]:
    """The names a link may mean: as it stands, its last word (of an option), a document seen from the page."""
    path, _, anchor = link.lower().partition("#")
    yield from (link.lower(), link.lower().split(" ")[-1], anchor)
    document = posixpath.normpath(posixpath.join("/", posixpath.dirname(docname).lower(), path))
    for name in (document, posixpath.splitext(document)[0]):
        yield from (name, f"{name}#") if anchor else (name,)
