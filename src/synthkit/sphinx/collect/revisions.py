"""Revisions find the session or chapter they stand in, while a document is read."""

from dataclasses import replace
from typing import Any, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_
from synthkit.model.catalogue import Record
from synthkit.model.events import Session
from synthkit.model.works import Chapter
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.nodes import record_slot, revision_note


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
    section = note.parent
    while section is not None:
        if isinstance(section, nodes.section):
            for child in section.children:
                if isinstance(child, record_slot) and isinstance(records[child["index"]], Session | Chapter):
                    return int(child["index"])
        section = section.parent
    return None
