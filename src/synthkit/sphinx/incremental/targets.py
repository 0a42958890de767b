"""What the links of a page show of other documents: titles, labels, terms, as a digest of their targets.

Links are resolved by whoever owns them, so nothing is hooked into Sphinx's tables. A document's targets are collected
when it is read; before writing each is looked up in all tables under its name.
"""

import posixpath
from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.tracking import digest

#: Metadata of a document that no page shows.
_UNSHOWN = {"wordcount"}


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
        return digest([self._found.get(name, 0) for link in links for name in self._names(docname, link)])

    def _names(self, docname: str, link: str) -> Iterator[str]:
        """The names a link may mean: as it stands, its last word (of an option), a document seen from the page."""
        path, _, anchor = link.lower().partition("#")
        yield from (link.lower(), link.lower().split(" ")[-1], anchor)
        document = posixpath.normpath(posixpath.join("/", posixpath.dirname(docname).lower(), path))
        for name in (document, posixpath.splitext(document)[0]):
            yield from (name, f"{name}#") if anchor else (name,)
