"""The domain of sphinxcontrib-bibtex with citations and entries found by their key.

The base class looks through all citations of the book for each of them, and again for each entry of a bibliography.
Its methods see what they look for instead, so that a citation costs the same in a book of ten sessions and in one of a
thousand. The entries are formatted again when something they are made of has changed.
"""

from __future__ import annotations

import ast
import hashlib
import logging
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pybtex_docutils
from docutils import nodes
from docutils.nodes import Element
from pybtex.database import Entry
from pybtex.richtext import BaseText, HRef, Tag, Text
from pybtex.style import FormattedEntry
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging as sphinx_logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyKey, BibliographyValue
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation
from sphinxcontrib.bibtex.roles import CitationRef

from synthkit.bibliography.csl_items import Bibliography
from synthkit.csl.processor import Processor
from synthkit.csl.rich_text import Segment
from synthkit.csl.style import Label, Style
from synthkit.csl.work import Hints
from synthkit.sphinx.bibtex.roles import words_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import reading_order
from synthkit.sphinx.node_helpers import LANGUAGE, foreign, small_caps
from synthkit.sphinx.tracking import Query

#: Where sphinxcontrib-bibtex reports what it finds while it formats.
_LOGGER = logging.getLogger("sphinx.sphinxcontrib.bibtex.domain")
_REPORTER = sphinx_logging.getLogger("sphinxcontrib.bibtex.domain")
#: The name of the book's style for sphinxcontrib-bibtex and pybtex.
PLUGIN = "synthkit"
_TAGS = {"i": "em", "b": "strong", "sup": "sup", "sub": "sub", "sc": "sc"}
pybtex_docutils.Backend.tags["sc"] = small_caps  # type: ignore[assignment]  # it calls them
#: Set apart in an entry's label: what names the authors, what names the year.
SPLIT = "\x1f"


@dataclass(eq=False)
class CslEntry(FormattedEntry):  # type: ignore[misc]
    """An entry that becomes a text of pybtex when it is shown: each build loads all of them.

    So it is kept packed, and stays it until somebody looks into it. ``names`` are those it begins with, where the style
    has a sign for them; ``hints`` tell it from others.
    """

    key: str
    segments: Sequence[Segment]
    label: str
    names: str
    hints: Hints

    def __getstate__(self) -> dict[str, object]:
        own = self.__dict__
        return own if "_packed" in own else {"_packed": pickle.dumps(own, pickle.HIGHEST_PROTOCOL)}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or "_packed" not in self.__dict__:
            raise AttributeError(name)
        self.__dict__.update(pickle.loads(self.__dict__.pop("_packed")))
        return getattr(self, name)

    def with_number(self, number: int) -> CslEntry:
        """The same entry under another number."""
        first, *rest = self.segments
        first = replace(first, text=re.sub(r"\d+", str(number), first.text, count=1))
        label = SPLIT.join((str(number), label_of(self).who, str(number)))
        return replace(self, segments=(first, *rest), label=label, hints=replace(self.hints, number=number))

    @property
    def text(self) -> Text:
        """As pybtex wants it."""
        return Text(*map(rich, self.segments))


def label_of(entry: FormattedEntry) -> Label:
    """The label of an entry in its parts; an entry of another style than ours has but one text for all of them."""
    parts = str(entry.label).split(SPLIT)
    return Label(*parts) if len(parts) > 1 else Label(*parts * 3)


def rich(segment: Segment) -> BaseText:
    """A segment as a text of pybtex."""
    text = Tag(_TAGS[segment.emphasis], segment.text) if segment.emphasis else Text(segment.text)
    if segment.language:
        mark = LANGUAGE + segment.language
        pybtex_docutils.Backend.tags[mark] = partial(foreign, segment.language)  # type: ignore[assignment]
        text = Tag(mark, text)
    return HRef(segment.url, text) if segment.url else text


class CiteDomain(BibtexDomain):
    """What is cited where, and how each entry reads.

    A *citation*, in the words of the base class, is an entry of a bibliography; a *citation ref* stands in a text.
    """

    # made_of: a digest of what the citations were made of; empty where they are to be made again
    data_version = 100 * BibtexDomain.data_version + 6
    initial_data: ClassVar[dict[str, Any]] = {**BibtexDomain.initial_data, "made_of": ""}
    #: what entries in the style of the book depend on beside its pages
    made_by = ""
    #: whether the entries were formatted for this build
    is_formatted = False
    # what the base class finds when it looks through all, while it works for one key
    _citations_in_view: list[Citation] | None = None
    _refs_in_view: list[CitationRef] | None = None
    _prefix: str | None = None
    _first_cited: Mapping[str, int] | None = None
    #: what the .bib files hold; what a page shows of it is recorded as what its entries show
    references: Bibliography
    _disambiguated: Processor | None = None

    @classmethod
    def of(cls, env: BuildEnvironment) -> CiteDomain:
        """The domain of an environment."""
        domain = env.get_domain(cls.name)
        assert isinstance(domain, cls)
        return domain

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._tracker = context_of(env).tracker
        self._index()

    @property
    def citations(self) -> list[Citation]:
        """The entries of all bibliographies, in their order."""
        if self._citations_in_view is not None:
            return self._citations_in_view
        self._record("shown_by_all")
        return self._citations

    @property
    def citation_refs(self) -> list[CitationRef]:
        """The citations in the texts."""
        return self.data["citation_refs"] if self._refs_in_view is None else self._refs_in_view

    @property
    def _citations(self) -> list[Citation]:
        citations: list[Citation] = self.data["citations"]
        return citations

    def cited(self, keys: Iterable[str]) -> list[Citation]:
        """The entries of those keys, in the order of the bibliographies."""
        wanted = dict.fromkeys(keys)
        for key in wanted:
            self._record("shown_by_key", key)
        return [self._citations[place] for place in sorted(place for key in wanted for place in self._places_of(key))]

    def key_of(self, citation_id: str) -> str:
        """The key of the entry with that anchor; empty for none."""
        found = self._keys.get(citation_id, "")
        self._tracker.record(Query("cite", "key_of", (citation_id,)), found)
        return found

    def listed_keys(self) -> list[str]:
        """The keys that any bibliography lists, as the .bib files have them, in the order of the bibliographies."""
        found = list(dict.fromkeys(citation.entry.key for citation in self._citations))
        self._tracker.record(Query("cite", "listed_keys"), found)
        return found

    def listed_in(self, bibliography_key: BibliographyKey) -> list[Citation]:
        """The entries of one bibliography, in its order."""
        self._record("shown_by_bibliography", *bibliography_key)
        return self._listed.get(bibliography_key, [])

    def _places_of(self, key: str) -> list[int]:
        return self._places.get(key, [])

    # -- what a page shows of entries: the queries that are recorded ------------------------------------

    def shown_by_key(self, key: str) -> list[tuple[str, ...]]:
        """What the entries of a key show."""
        return [self._shown(self._citations[place]) for place in self._places_of(key)]

    def shown_by_bibliography(self, docname: str, id_: str) -> list[tuple[str, ...]]:
        """What the entries of one bibliography show."""
        return list(map(self._shown, self._listed.get((docname, id_), ())))

    def shown_by_all(self) -> list[tuple[str, ...]]:
        """What all entries show, and where each is cited: sphinxcontrib-bibtex makes some lists by itself."""
        return [*map(self._shown, self._citations), *map(_where_cited, self.data["citation_refs"])]

    def state(self) -> str:
        """What differs where any of these answers does."""
        return self.data["made_of"] or repr((self.shown_by_all(), [one.entry.key for one in self._citations]))

    def _shown(self, citation: Citation) -> tuple[str, ...]:
        place, entry = citation.bibliography_key, citation.formatted_entry
        list_ = self.bibliographies[place].list_
        return (*place, list_, citation.citation_id, citation.key, entry.label, repr(entry.text))

    def _record(self, name: str, *arguments: str) -> None:
        if self._tracker.recorded is not None:
            self._tracker.record(Query("cite", name, arguments), getattr(self, name)(*arguments))

    # -- while documents are read ------------------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget a document; its entries stay until it is known whether they are made again."""
        citations, self._citations_in_view = self._citations, []
        super().clear_doc(docname)
        self.data["citations"], self._citations_in_view = citations, None

    def env_updated(self) -> Iterable[str]:
        """Number and format the entries once all is read; those that brought warnings are formatted by each build."""
        self._first_cited = self._disambiguated = None
        self._refs: dict[str, list[CitationRef]] = {}
        for ref in self.citation_refs:
            for target in ref.targets:
                self._refs.setdefault(target.key, []).append(ref)
        made_of = self._made_of()
        self.is_formatted = not made_of or made_of != self.data["made_of"]
        if self.is_formatted:
            warnings: list[logging.LogRecord] = []

            def note(record: logging.LogRecord) -> bool:
                kind = getattr(record, "type", ""), getattr(record, "subtype", "")
                if not sphinx_logging.is_suppressed_warning(*kind, self.env.config.suppress_warnings):
                    warnings.append(record)
                return True

            self._citations_in_view = self._citations
            _LOGGER.addFilter(note)
            try:
                super().env_updated()
            finally:
                _LOGGER.removeFilter(note)
                self._citations_in_view = None
            self.data["made_of"] = "" if warnings else made_of
            self._index()
        return []

    def _made_of(self) -> str:
        """A digest of all that the entries are made of; empty where a style is another's, who may look at anything."""
        config = self.env.config
        if any(bibliography.style != PLUGIN for bibliography in self.bibliographies.values()):
            return ""
        order = {docname: place for place, docname in enumerate(reading_order(self.env))}
        known = (
            self.made_by,
            (config.bibtex_encoding, config.suppress_warnings),
            [_wanted(key, bibliography) for key, bibliography in self.bibliographies.items()],
            [_where_cited(ref) for ref in sorted(self.citation_refs, key=lambda ref: order[ref.docname])],
        )
        return hashlib.sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest()

    def _index(self) -> None:
        self._places: dict[str, list[int]] = {}
        self._keys: dict[str, str] = {}
        self._listed: dict[tuple[str, str], list[Citation]] = {}
        for place, citation in enumerate(self._citations):
            self._places.setdefault(citation.key, []).append(place)
            self._keys[citation.citation_id] = citation.key
            self._listed.setdefault(citation.bibliography_key, []).append(citation)

    # -- what the base class looks for -------------------------------------------------------------------

    def get_all_cited_keys(self, docnames: list[str]) -> Iterator[str]:
        """The keys in the order of the documents, then of the citations."""
        place = {docname: number for number, docname in enumerate(docnames)}
        for ref in sorted(self.citation_refs, key=lambda ref: place[ref.docname]):
            for target in ref.targets:
                yield target.key

    def first_cited(self) -> Mapping[str, int]:
        """The place of each key among those the book cites, in the order in which it first does; found once a build."""
        if self._first_cited is None:
            keys = dict.fromkeys(self.get_all_cited_keys(reading_order(self.env)))
            self._first_cited = {key: place for place, key in enumerate(keys)}
        return self._first_cited

    def disambiguated(self, style: Style) -> Processor:
        """The processor of a style with the works the book cites, in that order; made once a build."""
        if self._disambiguated is None:
            self._disambiguated, known = style.processor, self.references.references
            items = [known[key] for key in self.first_cited() if key in known]
            cache, state = context_of(self.env).cache, self.data["made_of"]
            hints = cache.get("told-apart", state) if state else None
            if hints is None:
                self._disambiguated.add(items)
                if state:
                    cache.put("told-apart", self._disambiguated.hints, state)
            else:
                self._disambiguated.restore(items, hints)
        return self._disambiguated

    def hints_in(self, docname: str, keys: Iterable[str]) -> dict[str, Hints]:
        """What tells works from others, and their numbers, as a document shows them; of keys that are no works none."""
        works = self.disambiguated(context_of(self.env).styles[0]).works
        listed = {one.key: one.formatted_entry for one in self.cited(keys)}
        shown = self.numbered_in(docname, listed).items()
        own = {key: entry.hints for key, entry in shown if isinstance(entry, CslEntry)}
        return {key: works[key].hints for key in keys if key in works} | own

    def numbered_in(self, docname: str, entries: dict[str, Any]) -> dict[str, Any]:
        """Entries in the order and with the numbers of a chapter, where these begin anew in each."""
        context = context_of(self.env)
        if context.styles[0].kind != "numeric" or not self.env.config.synthkit_chapter_numbering:
            return entries
        refs = [ref for ref in self.data["citation_refs"] if ref.docname == docname]
        keys = dict.fromkeys(target.key for ref in refs for target in ref.targets)
        numbers = {key: number for number, key in enumerate(keys, 1)}
        ours = {name: entry for name, entry in entries.items() if isinstance(entry, CslEntry) and entry.key in numbers}
        ordered = sorted(ours, key=lambda name: numbers[ours[name].key])
        rest = {name: entry for name, entry in entries.items() if name not in ours}
        return {name: ours[name].with_number(numbers[ours[name].key]) for name in ordered} | rest

    def cited_before(self, docname: str) -> list[str]:
        """The keys that the documents before one cite."""
        docnames = reading_order(self.env)
        earlier = set(docnames[: docnames.index(docname)])
        keys = [target.key for ref in self.data["citation_refs"] if ref.docname in earlier for target in ref.targets]
        found = list(dict.fromkeys(keys))
        self._tracker.record(Query("cite", "cited_before", (docname,)), found)
        return found

    def get_filtered_entries(self, bibliography_key: BibliographyKey) -> Iterator[tuple[str, Entry]]:
        """The entries a bibliography asks for, in the order of the files."""
        bibliography = self.bibliographies[bibliography_key]
        self._prefix = bibliography.keyprefix
        try:
            yield from super().get_filtered_entries(bibliography_key)
        except (TypeError, re.error) as error:
            message, place = "syntax error in :filter: expression; %s", (bibliography_key.docname, bibliography.line)
            _REPORTER.warning(message, error, location=place, type="bibtex", subtype="filter_syntax_error")
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
        """A citation as links to its entries; where no list of the book has them, its words alone."""
        keys = [found.key for found in parse_citation_targets(target)]
        found = self.cited(keys)
        words = None if found else words_of(env, typ, target, self.hints_in(fromdocname, keys))
        if words is not None:
            return nodes.inline("", words)
        entries = self.numbered_in(fromdocname, {one.citation_id: one.formatted_entry for one in found})
        self._citations_in_view = [one._replace(formatted_entry=entries[one.citation_id]) for one in found]
        try:
            return super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
        finally:
            self._citations_in_view = None


def _where_cited(ref: CitationRef) -> tuple[str, ...]:
    return (ref.docname, ref.citation_ref_id, *(target.key for target in ref.targets))


def _wanted(key: BibliographyKey, bibliography: BibliographyValue) -> tuple[object, ...]:
    """A bibliography as its directive asks for it, but for its line and the numbers of a list."""
    anchors = [(cited, node["ids"]) for cited, node in bibliography.citation_nodes.items()]
    rest = bibliography._asdict() | {"line": 0, "enumtype": "", "start": 0, "citation_nodes": anchors}
    return (*key, rest | {"filter_": ast.dump(bibliography.filter_)})
