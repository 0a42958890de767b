"""``speaker``: a person or a body, with a heading made of the name."""

from __future__ import annotations

import os

from docutils import nodes

from synthkit.diagnostics import Code, Where
from synthkit.i18n import N_
from synthkit.model.catalogue import Record
from synthkit.model.people import Affiliation, Name, Person, PersonId, parse_orcid, parse_ror
from synthkit.sanitize.paths import lies_within
from synthkit.sphinx.directives._record import RecordDirective
from synthkit.sphinx.directives.options import Options
from synthkit.sphinx.nodes import record_slot


class SpeakerDirective(RecordDirective):
    """A person; the contributions are found from the sessions, never written here."""

    fields = (
        "family",
        "given",
        "particle",
        "literal",
        "variants",
        "role",
        "affiliation",
        "ror",
        "orcid",
        "note",
        "photo",
        "photo-alt",
    )

    def record(self, id_: str, options: Options, body: str, where: Where) -> Person:
        """A Person of the options; the body is the biography."""
        affiliation = options.text("affiliation")
        ror = options.parsed("ror", parse_ror, Code.INVALID_ROR, N_("a ROR such as 02feahw73, check digits included"))
        return Person(
            id=PersonId(id_),
            name=Name(
                family=options.text("family"),
                given=options.text("given"),
                particle=options.text("particle"),
                literal=options.text("literal"),
            ),
            variants=options.words("variants"),
            role=options.text("role"),
            affiliation=Affiliation(affiliation, ror or "") if affiliation else None,
            orcid=options.parsed(
                "orcid",
                parse_orcid,
                Code.INVALID_ORCID,
                N_("an ORCID such as 0000-0002-1825-0097, check digit included"),
            )
            or "",
            biography=body,
            note=options.text("note"),
            photo=self._portrait(options.text("photo")),
            photo_alt=options.text("photo-alt"),
            where=where,
        )

    def _portrait(self, written: str) -> str:
        """The portrait as it was written; empty where the book has no such file, so that the person has initials."""
        self._photo = written
        if not written:
            return ""
        path = self.env.relfn2path(written)[1]
        folders = (self.env.srcdir, *self.env.config.synthkit_readable)
        return written if lies_within(path, folders) and os.path.isfile(path) else ""

    def nodes_of(self, record: Record, slot: record_slot) -> list[nodes.Node]:
        """A section headed by the name, so that the person is in the table of contents."""
        if isinstance(record, Person) and self._photo:
            # before the document is read to its end, so that Sphinx finds the file and copies it, or tells it missing
            slot.insert(0, nodes.image(uri=self._photo, alt=record.photo_alt, width="30%", classes=["synth-photo"]))
        section = nodes.section("", nodes.title(record.title, record.title or record.id), slot)
        self.set_source_info(section)
        return [section]
