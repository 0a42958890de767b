"""The domain ``synth``: what the environment keeps of each document, and how it is found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from synthkit.build.page_numbers import PrintedPages
from synthkit.csl.style import RememberingStyle, Style
from synthkit.diagnostics import Problem, Where
from synthkit.editor.lint import Vocabulary
from synthkit.forge import Repository
from synthkit.i18n import N_, I18n
from synthkit.index.occurrences import Concordance, Mention
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.changelog import latest
from synthkit.model.events import Event, Session
from synthkit.model.people import Person
from synthkit.model.works import Chapter, Publication
from synthkit.sphinx.incremental.domain import Lending
from synthkit.sphinx.incremental.page_dependencies import Written
from synthkit.sphinx.incremental.tracking import Question
from synthkit.sphinx.inline_records import found, named

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: The directives that show an event, and nothing without one.
ABOUT_AN_EVENT = ("programme", "theme-map")
#: The directives that show an index.
INDEX_DIRECTIVES = ("person-index", "keyword-index", "institution-index")


@dataclass(frozen=True)
class View:
    """A list or timetable that is asked for: the directive, its options, where it stands."""

    name: str
    choice: dict[str, str]
    where: Where


@dataclass
class Document:
    """What one document holds: its records as written, what is wrong with them, and whether the
    page shows anything that another document may change. ``cited`` has the keys it cites with their lines,
    ``mentions`` where its running text names people.
    """

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    cited: list[tuple[str, int]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    is_filled_in: bool = False


class SynthDomain(Lending):
    """Records by document name: purging is a pop, merging an assignment."""

    name = "synth"
    label = "Proceedings"
    # documents, by output folder the fingerprint of the catalogue they were last written with, formatted references
    # (JSON by digest); what was found wrong with the .bib files; the files of the library, and what they were made of
    # 4: mentions. 5: the last two
    data_version = 5
    initial_data: ClassVar[dict[str, Any]] = {
        "documents": {},
        "fingerprints": {},
        "formatted": {},
        "checked": None,
        "library": (b"", ()),
    }
    object_types: ClassVar[dict[str, ObjType]] = {
        "event": ObjType("event", "event"),
        "session": ObjType("session", "session"),
        "speaker": ObjType("speaker", "speaker"),
        "chapter": ObjType("chapter", "chapter"),
    }
    roles: ClassVar[dict[str, Any]] = {
        name: XRefRole(warn_dangling=True, innernodeclass=nodes.inline)
        for name in ("event", "session", "speaker", "chapter")
    }

    # set when a build starts (``setup``): what the records' document can't know
    builder: Builder
    publication = Publication()
    repository: Repository | None = None
    pages = PrintedPages()
    editions: Path | None = None
    #: when the .bib files of the references were changed
    bibfile_dates: Mapping[Path, float] = MappingProxyType({})
    #: what the pages of the HTML edition were written from; None for other editions
    written: Written | None = None
    #: Sphinx's own notes of pages that list another one, while they are hidden from it
    containing: dict[str, set[str]] | None = None
    #: the catalogue as JSON, and a digest of all that records and references show, as of the last reading
    records = ""
    fingerprint = ""
    #: what the exports were last written from, in this process
    exported = b""
    #: the styles of citations, the book's own first: it remembers what it formatted
    styles: tuple[RememberingStyle, *tuple[Style, ...]]
    #: the directives and roles of sources, and what they were last collected from
    vocabulary: tuple[object, Vocabulary] | None = None
    _catalogue: Catalogue | None = None
    _concordance: Concordance | None = None
    _has_changes: bool | None = None

    @property
    def documents(self) -> dict[str, Document]:
        """What each document holds, by document name."""
        found: dict[str, Document] = self.data["documents"]
        return found

    def document(self, docname: str) -> Document:
        """What a document holds, made empty when nothing was noted yet."""
        return self.documents.setdefault(docname, Document())

    def note(self, record: Record) -> int:
        """Keep a record; its place among those of its document, from 0."""
        records = self.document(record.where.docname).records
        records.append(record)
        return len(records) - 1

    def note_title(self, docname: str, index: int, title: str) -> None:
        """Give a record the heading it stands under, unless an option gave it a title."""
        records = self.documents[docname].records
        record = records[index]
        if not isinstance(record, Person) and not record.title:
            records[index] = replace(record, title=title)

    def note_problems(self, docname: str, problems: Iterable[Problem]) -> None:
        """Keep what is wrong with a document, told again at each build until it is mended."""
        self.document(docname).problems.extend(problems)

    def note_view(self, view: View) -> None:
        """Keep what a list asks for, to be checked once all records are known."""
        self.document(view.where.docname).views.append(view)

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
        if self._catalogue is None:
            self._catalogue = self._collected()
        return self.lent("catalogue", self._catalogue)

    def forget_catalogue(self) -> None:
        """Something was read: the next one who asks gets a new catalogue."""
        self._catalogue = self._concordance = self._has_changes = None

    @property
    def concordance(self) -> Concordance:
        """Where texts mention people, and the pages of the indexes; as of the last reading."""
        if self._concordance is None:
            documents = self._in_order()
            views = [view for document in documents for view in document.views if not view.choice.get("event")]
            # of two pages the first of the book: it is written last
            pages = {view.name: view.where.docname for view in reversed(views) if view.name in INDEX_DIRECTIVES}
            mentions = tuple(mention for document in documents for mention in document.mentions)
            self._concordance = Concordance(mentions, pages)
        return self.lent("concordance", self._concordance)

    def _in_order(self) -> list[Document]:
        return [self.documents[docname] for docname in reading_order(self.env) if docname in self.documents]

    @property
    def has_changes(self) -> bool:
        """Whether anything in the book is dated: every page asks, and it is found once."""
        if self._has_changes is None:
            with self.watch.apart():
                self._has_changes = bool(latest(self.catalogue, 1))
        self.watch.note(Question("book", "has_changes"), self._has_changes)
        return self._has_changes

    def _collected(self) -> Catalogue:
        """The catalogue: what abstracts and biographies mention by id is called by its title, and works that state no
        pages have those of the printed edition.
        """
        raw = self._catalogue_of(record for document in self._in_order() for record in document.records)

        def placed(record: Record) -> Record:
            if not isinstance(record, Session | Chapter) or record.pages:
                return record
            pages = self.pages.of_work(record.id)
            return replace(record, pages=pages) if pages else record

        return self._catalogue_of(placed(record) for record in named(raw))

    def _catalogue_of(self, found: Iterable[Record]) -> Catalogue:
        records = list(found)
        return Catalogue(
            self.publication,
            events=(record for record in records if isinstance(record, Event)),
            sessions=(record for record in records if isinstance(record, Session)),
            persons=(record for record in records if isinstance(record, Person)),
            chapters=(record for record in records if isinstance(record, Chapter)),
        )

    def find(self, kind: str, target: str) -> Record | None:
        """The record a role of that kind leads to; a speaker answers to names too."""
        return found(self.catalogue, kind, target)

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
        record = self.find(typ, target)
        if record is None:
            return None
        said = target if isinstance(record, Person) and target != record.id else record.title
        content = contnode if node.get("refexplicit") else nodes.inline(said, said, classes=["xref", f"synth-{typ}"])
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
        found = []
        for kind in self.object_types:
            link = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if link is not None:
                found.append((f"synth:{kind}", link))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every record for objects.inv and the search: name, title, kind, document, anchor, priority.

        Below 0 the search leaves a record out: one with a page of its own is found as that page.
        """
        for record in self.catalogue.records:
            priority = 1 if isinstance(record, Person) else -1
            yield record.id, record.title, KINDS[type(record)], record.where.docname, record.id, priority

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        """What the page of search results calls a kind of record."""
        return I18n(self.env.config.language or "en")(_TYPE_NAMES[type.lname])


_TYPE_NAMES = {"event": N_("Event"), "session": N_("Session"), "speaker": N_("Person"), "chapter": N_("Chapter")}
KINDS: dict[type[Record], str] = {Event: "event", Session: "session", Person: "speaker", Chapter: "chapter"}


def reading_order(env: BuildEnvironment) -> list[str]:
    """All documents as the table of contents has them, then those it doesn't mention, by name."""
    relations = env.collect_relations()
    order: dict[str, None] = {}
    docname: str | None = env.config.root_doc
    while docname is not None and docname not in order:
        order[docname] = None
        docname = relations[docname][2] if docname in relations else None
    return [*order, *sorted(set(env.found_docs) - set(order))]
