"""The domain of sphinxcontrib-bibtex with citations and entries found by their key.

The base class looks through all citations of the book for each of them, and again for each entry of a bibliography.
Its methods are given what they look for instead, so that a citation costs the same in a book of ten sessions and in
one of a thousand. The entries are formatted when something they are made of has changed, and kept packed (``listed``).
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation, get_docnames

from synthkit.sphinx.bibtex.cached_entries import Rows, packed, unpacked, warnings_counted
from synthkit.sphinx.incremental.tracking import Query, Tracker

if TYPE_CHECKING:
    from pathlib import Path

    from docutils.nodes import Element
    from pybtex.database import Entry
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.directives import BibliographyValue
    from sphinxcontrib.bibtex.roles import CitationRef

    from synthkit.sphinx.bibtex.cached_entries import Listed


class CiteDomain(BibtexDomain):
    """What is cited where, and how each entry reads.

    A *citation*, in the words of the base class, is an entry of a bibliography; a *citation ref* stands in a text.
    """

    # rows: the entries of all bibliographies; ``citations`` of the base class is empty but while they are made
    data_version = 100 * BibtexDomain.data_version + 1
    initial_data: ClassVar[dict[str, Any]] = {**BibtexDomain.initial_data, "rows": Rows()}
    #: by name the styles whose entries are kept, with what they depend on beside the book's pages
    made_by: Mapping[str, str] = {}
    #: whether the entries were formatted for this build
    is_formatted = False
    # what the base class finds when it asks for all, while it works for one key
    _citations_in_view: list[Citation] | None = None
    _refs_in_view: list[CitationRef] | None = None
    _prefix: str | None = None
    _first_cited: Mapping[str, int] | None = None

    @classmethod
    def of(cls, env: BuildEnvironment) -> CiteDomain:
        """The domain of an environment."""
        domain = env.get_domain(cls.name)
        assert isinstance(domain, cls)
        return domain

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.purged: set[str] = set()
        #: records what a page depends on
        self.tracker = Tracker()
        self._index()

    @property
    def citations(self) -> list[Citation]:
        """The entries of all bibliographies, in their order."""
        if self._citations_in_view is not None:
            return self._citations_in_view
        if self.tracker.recorded is not None:
            self._note("told_by_all")
        return [self._citation(place) for place in range(len(self._rows))]

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
        return [self._citation(place) for place in sorted(found)]

    def key_of(self, citation_id: str) -> str:
        """The key of the entry with that anchor; empty for none."""
        self._note("key_of", citation_id)
        return self._keys.get(citation_id, "")

    def listed_keys(self) -> list[str]:
        """The keys that any bibliography lists, as the .bib files have them, in the order of the bibliographies."""
        self._note("listed_keys")
        return list(dict.fromkeys(row.entry_key for row in self._rows))

    def listed_in(self, bibliography_key: BibliographyKey) -> list[Citation]:
        """The entries of one bibliography, in its order."""
        self._note("told_by_bibliography", *bibliography_key)
        return [self._citation(place) for place in self._by_bibliography.get(bibliography_key, ())]

    @property
    def _rows(self) -> tuple[Listed, ...]:
        rows: Rows = self.data["rows"]
        return rows.rows

    def _citation(self, place: int) -> Citation:
        if place not in self._unpacked:
            row = self._rows[place]
            self._unpacked[place] = unpacked(row, self.bibdata.data.entries[row.entry_key])
        return self._unpacked[place]

    # -- what a page shows of entries, to be noted and asked again (``watched``) --------------------------

    def told_by_key(self, key: str) -> list[tuple[str, ...]]:
        """What the entries of a key show."""
        return [self._told(self._citation(place)) for place in self._places.get(key, ())]

    def told_by_bibliography(self, docname: str, id_: str) -> list[tuple[str, ...]]:
        """What the entries of one bibliography show."""
        return [self._told(citation) for citation in self.listed_in(BibliographyKey(docname, id_))]

    def told_by_all(self) -> list[tuple[str, ...]]:
        """What all entries show, and where each is cited: sphinxcontrib-bibtex makes some lists by itself."""
        cited = [
            (ref.docname, ref.citation_ref_id, *(target.key for target in ref.targets)) for ref in self.citation_refs
        ]
        return [*map(self._told, self.citations), *cited]

    def state(self) -> str:
        """What tells whether any answer may be another one."""
        rows: Rows = self.data["rows"]
        return rows.made_of or repr((self.told_by_all(), [(row.key, row.entry_key) for row in rows.rows]))

    def _told(self, citation: Citation) -> tuple[str, ...]:
        place, entry, tooltip = citation.bibliography_key, citation.formatted_entry, citation.tooltip_entry
        list_ = self.bibliographies[place].list_
        return (*place, list_, citation.citation_id, entry.label, repr(entry.text), repr(tooltip and tooltip.text))

    def _note(self, name: str, *arguments: str) -> None:
        if self.tracker.recorded is not None:
            with self.tracker.paused():
                answer = getattr(self, name)(*arguments)
            self.tracker.record(Query("cite", name, arguments), answer)

    def clear_doc(self, docname: str) -> None:
        """Forget a document; one that was never read has left nothing to look for."""
        if docname in self.purged:
            self.purged.discard(docname)
            self._citations_in_view = []
            super().clear_doc(docname)
            self._citations_in_view = None

    def env_updated(self) -> Iterable[str]:
        """Number and format the entries once all is read; what was told of them is told by each build."""
        self._index_refs()
        made_of = self._made_of()
        self.is_formatted = not made_of or made_of != self.data["rows"].made_of
        if self.is_formatted:
            citations: list[Citation] = []
            self._citations_in_view = citations
            with warnings_counted(self.env.config.suppress_warnings) as told:
                super().env_updated()
            self._citations_in_view = None
            self.data["rows"] = Rows("" if told else made_of, packed(citations))
            self._index()
            self._unpacked.update(enumerate(citations))
        return []

    def _made_of(self) -> str:
        """A digest of all that the entries are made of; empty where a style is another's, who may look at anything."""
        config = self.env.config
        styles = {bibliography.style for bibliography in self.bibliographies.values()}
        styles |= {config.bibtex_tooltips_style} if config.bibtex_tooltips and config.bibtex_tooltips_style else set()
        if not styles <= self.made_by.keys():
            return ""
        order = {docname: place for place, docname in enumerate(get_docnames(self.env))}  # type: ignore[no-untyped-call]
        known = (
            [self.made_by[style] for style in sorted(styles)],
            (config.bibtex_encoding, config.bibtex_tooltips, config.bibtex_tooltips_style, config.suppress_warnings),
            [_asked(key, bibliography) for key, bibliography in self.bibliographies.items()],
            [
                (ref.docname, ref.citation_ref_id, [target.key for target in ref.targets])
                for ref in sorted(self.citation_refs, key=lambda ref: order[ref.docname])
            ],
        )
        return hashlib.sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest()

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

    def first_cited(self) -> Mapping[str, int]:
        """The place of each key among those the book cites, in the order in which it first does; found once a build."""
        if self._first_cited is None:
            keys = self.get_all_cited_keys(list(get_docnames(self.env)))  # type: ignore[no-untyped-call]
            self._first_cited = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        return self._first_cited

    def _index_refs(self) -> None:
        self._first_cited = None
        self._refs: dict[str, list[CitationRef]] = {}
        for ref in self.citation_refs:
            for target in ref.targets:
                self._refs.setdefault(target.key, []).append(ref)

    def _index(self) -> None:
        self._places: dict[str, list[int]] = {}
        self._keys: dict[str, str] = {}
        self._by_bibliography: dict[tuple[str, str], list[int]] = {}
        self._unpacked: dict[int, Citation] = {}
        for place, row in enumerate(self._rows):
            self._places.setdefault(row.key, []).append(place)
            self._keys[row.citation_id] = row.key
            self._by_bibliography.setdefault(row.bibliography, []).append(place)


def _asked(key: BibliographyKey, bibliography: BibliographyValue) -> tuple[object, ...]:
    """A bibliography as its directive asks for it, but for its line and the numbers of a list."""
    files, anchors = map(str, bibliography.bibfiles), bibliography.citation_nodes.items()
    return (
        *key,
        list(files),
        bibliography.style,
        bibliography.list_,
        bibliography.labelprefix,
        bibliography.keyprefix,
        ast.dump(bibliography.filter_),
        bibliography.keys,
        [(key, node["ids"]) for key, node in anchors],
    )


def note_purged(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Tell the domain of a document that was read before: when it is asked to forget it, nobody knows any more."""
    if docname in env.all_docs:
        CiteDomain.of(env).purged.add(docname)
