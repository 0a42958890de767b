"""The domain of sphinxcontrib-bibtex with citations and entries found by their key.

The base class looks through all citations of the book for each of them, and again for each entry of a bibliography.
Its methods are given what they look for instead, so that a citation costs the same in a book of ten sessions and in
one of a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain

from synthkit.watched import Question, Watch

if TYPE_CHECKING:
    from pathlib import Path

    from docutils.nodes import Element
    from pybtex.database import Entry
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import Citation
    from sphinxcontrib.bibtex.roles import CitationRef


class CiteDomain(BibtexDomain):
    """What is cited where, and how each entry reads.

    A *citation*, in the words of the base class, is an entry of a bibliography; a *citation ref* stands in a text.
    """

    # what the base class finds when it asks for all, while it works for one key
    _citations_in_view: list[Citation] | None = None
    _refs_in_view: list[CitationRef] | None = None
    _prefix: str | None = None

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.purged: set[str] = set()
        #: notes what a page asks while it is filled in (``start`` of the extension)
        self.watch = Watch()
        self._index()

    @property
    def citations(self) -> list[Citation]:
        """The entries of all bibliographies, in their order."""
        if self._citations_in_view is not None:
            return self._citations_in_view
        if self.watch.noted is not None:
            self._note("told_by_all")
        found: list[Citation] = self.data["citations"]
        return found

    @property
    def citation_refs(self) -> list[CitationRef]:
        """The citations in the texts."""
        return self.data["citation_refs"] if self._refs_in_view is None else self._refs_in_view

    def cited(self, keys: Iterable[str]) -> list[Citation]:
        """The entries of those keys, in the order of the bibliographies."""
        asked = dict.fromkeys(keys)
        for key in asked:
            self._note("told_by_key", key)
        found = [place for key in asked for place in self._places.get(key, ())]
        return [self.data["citations"][place] for place in sorted(found)]

    def key_of(self, citation_id: str) -> str:
        """The key of the entry with that anchor; empty for none."""
        self._note("key_of", citation_id)
        return self._keys.get(citation_id, "")

    def listed_keys(self) -> list[str]:
        """The keys that any bibliography lists, as the .bib files have them, in the order of the bibliographies."""
        self._note("listed_keys")
        return list(dict.fromkeys(citation.entry.key for citation in self.data["citations"]))

    def listed_in(self, bibliography_key: BibliographyKey) -> list[Citation]:
        """The entries of one bibliography, in its order."""
        self._note("told_by_bibliography", *bibliography_key)
        return self._by_bibliography.get(bibliography_key, [])

    # -- what a page shows of entries, to be noted and asked again (``watched``) --------------------------

    def told_by_key(self, key: str) -> list[tuple[str, ...]]:
        """What the entries of a key show."""
        return [self._told(self.data["citations"][place]) for place in self._places.get(key, ())]

    def told_by_bibliography(self, docname: str, id_: str) -> list[tuple[str, ...]]:
        """What the entries of one bibliography show."""
        return [self._told(citation) for citation in self._by_bibliography.get(BibliographyKey(docname, id_), ())]

    def told_by_all(self) -> list[tuple[str, ...]]:
        """What all entries show, and where each is cited: sphinxcontrib-bibtex makes some lists by itself."""
        cited = [
            (ref.docname, ref.citation_ref_id, *(target.key for target in ref.targets)) for ref in self.citation_refs
        ]
        return [*map(self._told, self.data["citations"]), *cited]

    def _told(self, citation: Citation) -> tuple[str, ...]:
        place, entry, tooltip = citation.bibliography_key, citation.formatted_entry, citation.tooltip_entry
        list_ = self.bibliographies[place].list_
        return (*place, list_, citation.citation_id, entry.label, repr(entry.text), repr(tooltip and tooltip.text))

    def _note(self, name: str, *arguments: str) -> None:
        if self.watch.noted is not None:
            with self.watch.apart():
                answer = getattr(self, name)(*arguments)
            self.watch.note(Question("cite", name, arguments), answer)

    def clear_doc(self, docname: str) -> None:
        """Forget a document; one that was never read has left nothing to look for."""
        if docname in self.purged:
            self.purged.discard(docname)
            super().clear_doc(docname)

    def env_updated(self) -> Iterable[str]:
        """Number and format the entries once all is read."""
        self._index_refs()
        changed: Iterable[str] = super().env_updated()
        self._index()
        return changed

    def get_all_cited_keys(self, docnames: list[str]) -> Iterator[str]:
        """The keys in the order of the documents, then of the citations."""
        place = {docname: number for number, docname in enumerate(docnames)}
        for ref in sorted(self.citation_refs, key=lambda ref: place[ref.docname]):
            for target in ref.targets:
                yield target.key

    def get_filtered_entries(self, bibliography_key: BibliographyKey) -> Iterator[tuple[str, Entry]]:
        """The entries a bibliography asks for, in the order of the files."""
        self._prefix = self.bibliographies[bibliography_key].keyprefix
        try:
            yield from super().get_filtered_entries(bibliography_key)
        finally:
            self._prefix = self._refs_in_view = None

    def get_entries(self, bibfiles: list[Path]) -> Iterator[Entry]:
        """The entries of the files; while they are filtered, each with the citations of its key in view."""
        for entry in super().get_entries(bibfiles):
            if self._prefix is not None:
                self._refs_in_view = self._refs.get(self._prefix + entry.key, [])
            yield entry

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Any:
        """A citation as links to its entries."""
        self._citations_in_view = self.cited(found.key for found in parse_citation_targets(target))
        try:
            return super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
        finally:
            self._citations_in_view = None

    def _index_refs(self) -> None:
        self._refs: dict[str, list[CitationRef]] = {}
        for ref in self.citation_refs:
            for target in ref.targets:
                self._refs.setdefault(target.key, []).append(ref)

    def _index(self) -> None:
        self._places: dict[str, list[int]] = {}
        self._keys: dict[str, str] = {}
        self._by_bibliography: dict[BibliographyKey, list[Citation]] = {}
        for place, citation in enumerate(self.citations):
            self._places.setdefault(citation.key, []).append(place)
            self._keys[citation.citation_id] = citation.key
            self._by_bibliography.setdefault(citation.bibliography_key, []).append(citation)


def note_purged(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Tell the domain of a document that was read before: when it is asked to forget it, nobody knows any more."""
    if docname in env.all_docs:
        cast(CiteDomain, env.get_domain(CiteDomain.name)).purged.add(docname)
