"""``revision``: a dated correction, erratum or addition to the session or chapter it stands in."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from synthkit.diagnostics import Code, Where
from synthkit.i18n import N_
from synthkit.labels import REVISION_KINDS
from synthkit.model.dates import parse_day
from synthkit.model.revisions import Revision, RevisionKind
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.directives._record import plain_text
from synthkit.sphinx.directives.options import AnyOption, Options
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.node_helpers import label
from synthkit.sphinx.nodes import revision_note


class RevisionDirective(SphinxDirective):
    """A note whose argument is a day and whose body says what changed. It belongs to a record by where it stands."""

    fields: ClassVar[tuple[str, ...]] = ("kind",)
    option_spec = AnyOption(fields)
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The note; without a day that can be read it is told and shown, but no revision."""
        path, line = self.get_source_info()
        where = Where(self.env.docname, path, line)
        written = " ".join(self.arguments).strip()
        given = {**self.options, "date": written or "–"}
        options = Options(given, (*self.fields, "date"), "revision", where)
        day = options.parsed("date", parse_day, Code.INVALID_DATE, N_("a date such as 2026-01-27"))
        kind = options.choice("kind", RevisionKind, RevisionKind.CORRECTION)
        SynthDomain.of(self.env).note_problems(self.env.docname, options.problems)
        body = self.parse_content_to_nodes()
        note = revision_note("", *body, classes=["synth-revision", f"synth-{kind}"])
        self.set_source_info(note)
        if day:
            note["revision"] = Revision(day, kind, plain_text(note))
            i18n = i18n_of(self.config)
            note.insert(0, label(i18n(REVISION_KINDS[kind]) % i18n.date(day)))
        return [note]
