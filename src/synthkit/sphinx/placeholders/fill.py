"""Slots are filled once the whole book is known."""

from dataclasses import replace

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.environment import BuildEnvironment

from synthkit.bibliography.csl_fields import Item
from synthkit.model.catalogue import Record
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.people import Person
from synthkit.model.works import Chapter
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.builders import is_checked, is_online
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.node_helpers import label_of, latex, paragraph, section_of
from synthkit.sphinx.nodes import record_slot, view_slot
from synthkit.sphinx.render import citation, events, outline, people, sessions
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import ViewPlace, views

#: As fast are texts without stories read silently, French and English alike.
_WORDS_A_MINUTE = 220


def fill_slots(env: BuildEnvironment, document: nodes.document) -> None:
    """Put what the catalogue knows where the slots of a page stand, or of the one document a LaTeX edition is."""
    filling, builder = _Filling(env, document), context_of(env).builder
    if is_checked(builder):
        return
    for slot in list(document.findall(record_slot)):
        if slot["part"] == "end" and builder.format == "latex":
            # on paper the citation stands at the foot of the first page, and the next session on the next one
            slot.parent.parent.remove(slot.parent)
        elif slot["part"] != "end" or not is_online(builder):
            slot.replace_self(filling.record(slot))
    for view in list(document.findall(view_slot)):
        view.replace_self(filling.view(view))
    filling.anchor_rows()
    if is_online(builder):
        for table in list(document.findall(toctree)):
            table.replace_self(outline.outline(filling.page(table["parent"]), table))


def fill_ends(env: BuildEnvironment, document: nodes.document) -> None:
    """Fill the section « Citer » of a page of the website, which holds nothing another transform is to find."""
    if is_online(context_of(env).builder):
        for slot in list(document.findall(record_slot)):
            slot.replace_self(_Filling(env, document).record(slot))


class _Filling:
    def __init__(self, env: BuildEnvironment, document: nodes.document) -> None:
        self._env, self._document = env, document
        self._domain, self._context = SynthDomain.of(env), context_of(env)
        #: Of sessions that are rows of a programme and nothing else: a mark where each was written, and its anchors.
        self._rows: dict[str, tuple[nodes.Element, record_slot]] = {}

    def page(self, docname: str) -> RenderContext:
        domain, context = self._domain, self._context
        return RenderContext(
            domain.catalogue,
            i18n_of(self._env.config),
            context.styles,
            context.builder,
            docname,
            context.repository,
            context.offered,
            domain.concordance,
        )

    def record(self, slot: record_slot) -> list[nodes.Node]:
        page = self.page(slot["docname"])
        record = self._domain.documents[slot["docname"]].records[slot["index"]]
        if isinstance(record, Session) and (known := page.catalogue.session(record.id)) and known.where == record.where:
            record = known  # with the times of its parts
        if slot["part"] == "end":
            work = page.catalogue.work(record.id)
            cited = citation.citations(page, work) if work else []
            around = sessions.neighbours(page, record) if isinstance(record, Session) else []
            also = sessions.related(page, record) if isinstance(record, Session | Chapter) else []
            return [*cited, *around, *also]
        if page.is_online and (section := section_of(slot)):
            page = replace(page, minutes=len(section.astext().split()) // _WORDS_A_MINUTE)
        found = self._head(page, record, list(slot.children), has_end="has_end" in slot)
        if not found and slot["ids"]:
            self._rows[record.id] = (nodes.container(), slot)
            return [self._rows[record.id][0]]
        anchors = _anchors(page, slot)
        work = page.catalogue.work(record.id)
        if page.is_printed and work and slot["kind"] in ("session", "chapter"):
            anchors.append(citation.printed(page, work))
        return [*anchors, *found]

    def _head(self, page: RenderContext, record: Record, body: list[nodes.Node], *, has_end: bool) -> list[nodes.Node]:
        if isinstance(record, Event):
            return events.head(page, record, body, has_end=has_end)
        if isinstance(record, Person):
            return people.notice(page, record, body)
        if isinstance(record, Proceedings):
            return events.volume(page, record, body, has_end=has_end)
        if isinstance(record, Chapter):
            return citation.chapter(page, record, body, has_end=has_end)
        if record.kind.has_page or body:
            return sessions.head(page, record, body, has_end=has_end)
        return []  # a break or a discussion without a text is a row of the programme and nothing else

    def anchor_rows(self) -> None:
        """Give such a session's anchor to its row; where no programme stands, to the place where it was written."""
        rows: dict[str, nodes.Element] = {}
        if self._rows:
            for node in self._document.findall(nodes.Element):
                if "session" in node.attributes:
                    rows.setdefault(node["session"], node)
        for id_, (mark, slot) in self._rows.items():
            anchors, row = _anchors(self.page(slot["docname"]), slot), rows.get(id_)
            mark["ids"] = []  # docutils hands them on to what takes a node's place
            mark.replace_self(anchors if row is None else [])
            if row is None:
                continue
            cell = row.next_node(nodes.paragraph)
            if self._context.builder.format == "latex" and cell is not None:
                cell.extend(anchors)  # within its line: ahead of it TeX would push the cell down
            else:
                row["ids"] += slot["ids"]

    def _cited_references(self) -> list[Item]:
        references = self._context.references
        return [references.find(key) for key in CiteDomain.of(self._env).listed_keys()]

    def view(self, slot: view_slot) -> list[nodes.Node]:
        page = self.page(slot["docname"])
        choice: dict[str, str] = slot["choice"]
        view, event = views()[slot["view"]], page.catalogue.event(choice.get("event"))
        if event is None and (choice.get("event") or view.needs_event):
            return [paragraph(choice.get("event", ""))]  # reported as a problem; what was written stays to be seen
        place = ViewPlace(choice, event, _depth_of(slot) + 1, self._document, self._cited_references)
        return view.render(page, place)


def _anchors(page: RenderContext, slot: record_slot) -> list[nodes.Node]:
    """What marks the place of a record without a heading; on paper as TeX has it: Sphinx drops it before one."""
    if page.is_printed:
        name = slot["docname"]
        return [
            latex(rf"\phantomsection\label{{{label_of(name, id_)}}}", "mark", f"{name}:{id_}") for id_ in slot["ids"]
        ]
    return [nodes.target("", "", ids=slot["ids"])] if slot["ids"] else []


def _depth_of(node: nodes.Node) -> int:
    section = section_of(node)
    return 0 if section is None else 1 + _depth_of(section)
