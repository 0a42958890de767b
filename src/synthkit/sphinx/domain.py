"""The domain ``synth``: the records each document holds, and how they are found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from synthkit.diagnostics import Problem, Where
from synthkit.index.occurrences import Concordance, Mention
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.changelog import latest
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.people import Person
from synthkit.model.works import Chapter
from synthkit.sphinx.context import context_of
from synthkit.sphinx.node_helpers import language_mark
from synthkit.sphinx.tracking import Query

#: What each kind of record is called by roles and directives.
TYPES: dict[type[Record], str] = {
    Event: "event",
    Session: "session",
    Person: "speaker",
    Chapter: "chapter",
    Proceedings: "proceedings",
}


# noncharacters, which no source holds: the id between them is named when all records are known
_MENTION = re.compile("\ufdd0([a-z]+):([^\ufdd1]*)\ufdd1")


@dataclass(frozen=True)
class PlacedView:
    """A list or timetable in a document: the directive, its options, where it stands; what kind of view it is."""

    name: str
    choice: dict[str, str]
    where: Where
    needs_event: bool
    is_sought: bool


@dataclass
class Document:
    """What one document holds: its records as written, its problems and views, the keys it cites with their places, the
    places that name people, the targets it links to, and whether its page shows anything another document may change.

    ``pictures`` are the files there were by a name that may mean several: « name.* », or the one of a language.
    """

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    views: list[PlacedView] = field(default_factory=list)
    cited: list[tuple[str, Where]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    links: tuple[str, ...] = ()
    pictures: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_filled_in: bool = False


class SynthDomain(Domain):
    """Records by document name: purging is a pop, merging an assignment."""

    name = "synth"
    label = "Proceedings"
    # 4: mentions. 6: links. 7: kinds of views. 9: titles with markup. 10: volumes. 11: pictures
    data_version = 11
    initial_data: ClassVar[dict[str, Any]] = {"documents": {}}
    object_types: ClassVar[dict[str, ObjType]] = {name: ObjType(name, name) for name in TYPES.values()}
    roles: ClassVar[dict[str, Any]] = {
        name: XRefRole(warn_dangling=True, innernodeclass=nodes.inline) for name in TYPES.values()
    }

    @classmethod
    def of(cls, env: BuildEnvironment) -> SynthDomain:
        """The domain of an environment."""
        domain = env.get_domain(cls.name)
        assert isinstance(domain, cls)
        return domain

    @property
    def documents(self) -> dict[str, Document]:
        """What each document holds, by document name."""
        documents: dict[str, Document] = self.data["documents"]
        return documents

    def document(self, docname: str) -> Document:
        """What a document holds, made empty when nothing was noted yet."""
        return self.documents.setdefault(docname, Document())

    def note_problems(self, docname: str, problems: Iterable[Problem]) -> None:
        """Keep what is wrong with a document; each build reports it until it is mended."""
        self.document(docname).problems.extend(problems)

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.documents.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take what a parallel process read."""
        for docname in docnames:
            if docname in otherdata["documents"]:
                self.documents[docname] = otherdata["documents"][docname]

    # -- the catalogue ---------------------------------------------------------------------

    @property
    def catalogue(self) -> Catalogue:
        """All records in document order, as of the last reading."""
        return context_of(self.env).tracked("catalogue", self._catalogue)

    @property
    def concordance(self) -> Concordance:
        """Where texts mention people, and the pages of the indexes; as of the last reading."""
        return context_of(self.env).tracked("concordance", self._concordance)

    @property
    def has_changes(self) -> bool:
        """Whether anything in the book is dated: every page shows it, so it is looked up once."""
        context_of(self.env).tracker.record(Query("book", "has_changes"), self._has_changes)
        return self._has_changes

    def invalidate(self) -> None:
        """Forget the catalogue: documents were read or removed."""
        for name in ("_catalogue", "_concordance", "_has_changes"):
            vars(self).pop(name, None)

    @cached_property
    def _catalogue(self) -> Catalogue:
        """Records that abstracts and biographies mention by id are called by their titles there; works without pages of
        their own have those of the printed edition.
        """
        raw = self._catalogue_of([record for document in self._in_order() for record in document.records])
        pages = context_of(self.env).pages
        return self._catalogue_of(
            [
                replace(record, pages=pages.of_work(record.id))
                if isinstance(record, Session | Chapter) and not record.pages
                else record
                for record in with_titles(raw)
            ]
        )

    def _catalogue_of(self, records: Sequence[Record]) -> Catalogue:
        return Catalogue.of(context_of(self.env).publication, records)

    @cached_property
    def _concordance(self) -> Concordance:
        documents = self._in_order()
        placed = [view for document in documents for view in document.views if view.is_sought]
        sought = [view for view in placed if view.needs_event or not view.choice.get("event")]
        # of two pages the first of the book: it is written last
        pages = {view.name: view.where.docname for view in reversed(sought)}
        return Concordance(tuple(mention for document in documents for mention in document.mentions), pages)

    @cached_property
    def _has_changes(self) -> bool:
        return bool(latest(self._catalogue, 1))

    def _in_order(self) -> list[Document]:
        return [self.documents[docname] for docname in reading_order(self.env) if docname in self.documents]

    # -- cross-references ------------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """A link to the record, called by its title unless the author words it otherwise."""
        record = find_record(self.catalogue, typ, target)
        if record is None:
            return None
        title = target if typ == "speaker" and target != record.id else record.title
        language = record.language if isinstance(record, Session | Chapter) else ""
        classes = ["xref", f"synth-{typ}", *language_mark(language, env.config.language or "en")]
        content = contnode if node.get("refexplicit") else nodes.inline(title, title, classes=classes)
        return make_refnode(builder, fromdocname, record.where.docname, record.id, content)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Links for ``any`` and for Markdown's ``[](id)``, from every kind that has such a record."""
        links = (
            (kind, self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode))
            for kind in self.object_types
        )
        return [(f"synth:{kind}", link) for kind, link in links if link is not None]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every record for objects.inv: name, title, kind, document, anchor, priority.

        Sphinx's search leaves out what is below 0; the site's own finds each record (``html/search.py``).
        """
        for record in self.catalogue.records:
            yield record.id, record.title, TYPES[type(record)], record.where.docname, record.id, -1


def mention(kind: str, target: str) -> str:
    """A link to a record within a text that is kept plain: an abstract or a biography."""
    return f"\ufdd0{kind}:{target}\ufdd1"


def with_titles(catalogue: Catalogue) -> Iterator[Record]:
    """Every record, with what its text mentions by id called by its title."""

    def title(link: re.Match[str]) -> str:
        record = find_record(catalogue, link[1], link[2])
        return record.title if record else link[2]

    for record in catalogue.records:
        if isinstance(record, Person):
            text = _MENTION.sub(title, record.biography)
            yield record if text == record.biography else replace(record, biography=text)
        else:
            text = _MENTION.sub(title, record.abstract)
            yield record if text == record.abstract else replace(record, abstract=text)


def find_record(catalogue: Catalogue, kind: str, target: str) -> Record | None:
    """The record a role of that kind leads to; a speaker answers to names too."""
    if kind == "speaker":
        people = catalogue.people_called(target)
        return people[0] if len(people) == 1 else None
    found: Record | None = getattr(catalogue, kind)(target)
    return found


def reading_order(env: BuildEnvironment) -> list[str]:
    """All documents as the table of contents has them, then those it doesn't mention, by name. It may mention one more
    whose source is gone.
    """
    relations = env.collect_relations()
    order: dict[str, None] = {}
    docname: str | None = env.config.root_doc
    while docname is not None and docname not in order:
        order[docname] = None
        docname = relations[docname][2] if docname in relations else None
    return [*(found for found in order if found in env.found_docs), *sorted(set(env.found_docs) - set(order))]
