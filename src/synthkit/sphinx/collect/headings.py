"""Records find their headings, and revisions their records, while a document is read."""

from dataclasses import replace
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_
from synthkit.model.catalogue import Record
from synthkit.model.events import Session
from synthkit.model.people import Person
from synthkit.model.works import Chapter
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.node_helpers import cite_anchor, section_of
from synthkit.sphinx.nodes import record_slot, revision_note, view_slot


class RecordPlaces(SphinxTransform):
    """Gives each record its heading as title and its id as the section's first anchor.

    Runs behind SmartQuotes (750), so that a title is what readers see, and before the document is read to its
    end (880), so that collectors see the anchors.
    """

    def apply(self, **kwargs: Any) -> None:
        """Visit the slots of one document."""
        domain = SynthDomain.of(self.env)
        docname = self.env.docname
        slots = list(self.document.findall(record_slot))
        has_links = any(node.get("refdomain") == "synth" for node in self.document.findall(pending_xref))
        citations = [node for node in self.document.findall(pending_xref) if node.get("refdomain") == "cite"]
        if citations:
            domain.document(docname).cited += [
                (target.key, _line_of(node))
                for node in citations
                for target in parse_citation_targets(node["reftarget"])
            ]
        if slots or has_links or citations or any(self.document.findall(view_slot)):
            domain.document(docname).is_filled_in = True
        for slot in slots:
            section = section_of(slot)
            record = domain.document(docname).records[slot["index"]]
            has_heading = section is not None and (isinstance(record, Person) or not record.title)
            if section is not None and has_heading:
                self._refuse_markup(section, domain)
                domain.note_title(docname, slot["index"], heading_of(section))
                self._anchor(section, slot["record"])
                if slot["kind"] in ("session", "chapter"):
                    self._append_end(section, slot)
            else:
                self._anchor(slot, slot["record"])

    def _refuse_markup(self, section: nodes.section, domain: SynthDomain) -> None:
        """A title is text in every edition and every citation: raw markup in it becomes the text it is."""
        title = section.next_node(nodes.title)
        for raw in list(title.findall(nodes.raw)) if title is not None else []:
            problem = Problem(
                Code.MARKUP_IN_TITLE,
                N_("the title holds the markup '%(found)s', which is shown as text; expected: text"),
                Where(self.env.docname, str(self.env.doc2path(self.env.docname)), section.line or 0),
                {"found": raw.astext()},
            )
            domain.note_problems(self.env.docname, [problem])
            raw.parent.replace(raw, nodes.Text(raw.astext()))

    def _anchor(self, node: nodes.Element, id_: str) -> None:
        taken = self.document.ids.get(id_)
        if taken is not None and taken is not node:
            if not isinstance(taken, nodes.section) or any(
                slot["record"] == id_ and section_of(slot) is taken for slot in taken.findall(record_slot)
            ):
                # a second record of that id: reported as such, the first keeps the anchor
                if not node["ids"]:
                    self.document.set_id(node)
                return
            # an implicit anchor of another heading gives way to an id the editor chose
            taken["ids"].remove(id_)
            self.document.ids[id_] = node
            self.document.set_id(taken)
        if id_ in node["ids"]:
            node["ids"].remove(id_)
        node["ids"].insert(0, id_)
        self.document.ids[id_] = node

    def _append_end(self, section: nodes.section, head: record_slot) -> None:
        i18n = i18n_of(self.config)
        record = SynthDomain.of(self.env).document(self.env.docname).records[head["index"]]
        if isinstance(record, Session) and not record.is_citable:
            return
        title = i18n(N_("Cite this session") if head["kind"] == "session" else N_("Cite this chapter"))
        slot = record_slot("", **{key: head[key] for key in ("record", "kind", "docname", "index")}, part="end")
        head["has_end"] = True
        end = nodes.section("", nodes.title(title, title), slot, ids=[cite_anchor(head["record"])])
        end["classes"] += ["synth-end", "no-search"]
        section += end


class RevisionPlaces(SphinxTransform):
    """Gives each session and chapter its revisions, by day. Runs behind RecordPlaces (870)."""

    def apply(self, **kwargs: Any) -> None:
        """Visit the notes of one document."""
        domain = SynthDomain.of(self.env)
        records = domain.document(self.env.docname).records if any(self.document.findall(revision_note)) else []
        for note in self.document.findall(revision_note):
            index = _index_of(note, records)
            if index is None:
                where = Where(self.env.docname, str(self.env.doc2path(self.env.docname)), note.line or 0)
                message = N_("a revision stands in no session and no chapter; expected: the section of one")
                domain.note_problems(self.env.docname, [Problem(Code.MISPLACED_REVISION, message, where)])
            elif "revision" in note:
                record = cast(Session | Chapter, records[index])
                records[index] = replace(record, revisions=tuple(sorted((*record.revisions, note["revision"]))))


def _index_of(note: nodes.Node, records: list[Record]) -> int | None:
    """The place of the session or chapter whose section holds a note most closely; None for none."""
    section = section_of(note)
    while section is not None:
        for child in section.children:
            if isinstance(child, record_slot) and isinstance(records[child["index"]], Session | Chapter):
                return int(child["index"])
        section = section_of(section)
    return None


def _line_of(node: nodes.Node | None) -> int:
    """The line of a node, or of what it stands in; 0 when nobody noted one."""
    while node is not None and node.line is None:
        node = node.parent
    return node.line or 0 if node is not None else 0


def heading_of(node: nodes.Element) -> str:
    """The first heading in a node as text; empty for none."""
    title = node.next_node(nodes.title)
    return " ".join(title.astext().split()) if title is not None else ""
