"""The directives of the schema, whose options become a record and nodes that stand where it stands; those of views."""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import takewhile
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective

from synthkit import schema
from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_
from synthkit.model.catalogue import Record
from synthkit.model.events import Revision, Translation
from synthkit.model.options import Options, record_of
from synthkit.model.people import Person
from synthkit.model.values import DAY, LANGUAGE
from synthkit.sanitize.paths import lies_within
from synthkit.schema import RevisionKind
from synthkit.sphinx.config import i18n_of, session_kinds
from synthkit.sphinx.domain import PlacedView, SynthDomain, mention
from synthkit.sphinx.node_helpers import LANGUAGE as LANGUAGE_CLASS
from synthkit.sphinx.node_helpers import above, label, paragraph
from synthkit.sphinx.nodes import record_slot, revision_note, translation_note, view_slot
from synthkit.sphinx.render.view import View, views

#: Sphinx writes an anchor into the page as it is, and files are named after ids.
_UNFIT = re.compile(r"[\"'<>&/\\{}\x00-\x1f]")
#: With its ending and what stands before it, a file's name.
_LONGEST_ID = 150


class AnyOption(dict[str, Callable[[str], str]]):
    """An option_spec that lets unknown names through, to be reported in our own words."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(names, directives.unchanged))

    def __missing__(self, name: str) -> Callable[[str], str]:
        return directives.unchanged

    def __contains__(self, name: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True  # a directive without options of its own has unknown ones to report


class RecordDirective(SphinxDirective):
    """A directive whose argument is an id, whose options are ``fields`` of the schema, whose body is text.

    Options nobody knows, values that can't be read, a missing id: each is a problem the domain reports; the record
    stands with what is left.
    """

    fields: ClassVar[tuple[str, ...]] = ()
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    @property
    def directive(self) -> str:
        """The name without its domain."""
        return self.name.rpartition(":")[2]

    @property
    def where(self) -> Where:
        """Where the directive stands."""
        path, line = self.get_source_info()
        return Where(self.env.docname, path, line)

    def nodes_of(self, record: Record, slot: record_slot) -> list[nodes.Node]:
        """What stands in the page: the slot, unless a directive makes more of it."""
        return [slot]

    def completed(self, record: Record) -> Record:
        """The record with what the book's files say of it."""
        return record

    def run(self) -> list[nodes.Node]:
        """Note the record with the domain and leave a slot for it."""
        domain = SynthDomain.of(self.env)
        id_ = _fit(" ".join(self.arguments).strip())
        if not id_:
            message = N_(
                "the directive '%(directive)s' has no id; expected: {%(directive)s} followed by an id of your own"
            )
            missing = Problem(Code.MISSING_ID, message, self.where, {"directive": self.directive})
            domain.note_problems(self.env.docname, [missing])
            return self.parse_content_to_nodes()
        options = Options(self.options, self.fields, id_, self.where, session_kinds(self.config))
        slot = record_slot("", *self.parse_content_to_nodes())
        record = record_of(self.directive, id_, options, plain_text(slot), self.where)
        facts = {"record": id_, "kind": self.directive, "docname": self.env.docname, "part": "head"}
        records = domain.document(self.env.docname).records
        slot.attributes |= facts | {"index": len(records)}
        records.append(self.completed(record))
        domain.note_problems(self.env.docname, options.problems)
        self.set_source_info(slot)
        return self.nodes_of(record, slot)


class SpeakerDirective(RecordDirective):
    """A person; the contributions are found from the sessions, never written here."""

    def completed(self, record: Record) -> Record:
        """Without a portrait the book has no file of, so that the person has initials."""
        if isinstance(record, Person) and record.photo:
            path = self.env.relfn2path(record.photo)[1]
            folders = (self.env.srcdir, *self.config.synthkit_readable)
            return record if lies_within(path, folders) and os.path.isfile(path) else replace(record, photo="")
        return record

    def nodes_of(self, record: Record, slot: record_slot) -> list[nodes.Node]:
        """A section headed by the name, so that the person is in the table of contents."""
        if isinstance(record, Person) and record.photo:
            # before the document is read to its end, so that Sphinx finds the file and copies it, or reports it missing
            slot.insert(0, nodes.image(uri=record.photo, alt=record.photo_alt, width="30%", classes=["synth-photo"]))
        section = nodes.section("", nodes.title(record.title, record.title or record.id), slot)
        self.set_source_info(section)
        return [section]


class RevisionDirective(RecordDirective):
    """A note whose argument is a day and whose body says what changed. It belongs to a record by where it stands."""

    def run(self) -> list[nodes.Node]:
        """The note; without a day that can be read it is reported and shown, but no revision."""
        given = {**self.options, "date": " ".join(self.arguments).strip() or "–"}
        options = Options(given, (*self.fields, "date"), "revision", self.where)
        day = options.value("date", DAY)
        kind = options.choice("kind", RevisionKind.CORRECTION)
        SynthDomain.of(self.env).note_problems(self.env.docname, options.problems)
        note = revision_note("", *self.parse_content_to_nodes(), classes=["synth-revision", f"synth-{kind}"])
        self.set_source_info(note)
        if day:
            note["revision"] = Revision(day, kind, plain_text(note))
            i18n = i18n_of(self.config)
            note.insert(0, label(i18n(kind.dated) % i18n.date(day)))
        return [note]


class TranslationDirective(RecordDirective):
    """A part of a record in another language, its argument. It belongs to a record by where it stands."""

    def run(self) -> list[nodes.Node]:
        """The title and the body; in no language that can be read they are reported and shown all the same."""
        given = {**self.options, "language": " ".join(self.arguments).strip() or "–"}
        options = Options(given, (*self.fields, "language"), "translation", self.where)
        language = options.value("language", LANGUAGE)
        SynthDomain.of(self.env).note_problems(self.env.docname, options.problems)
        body = self.parse_content_to_nodes()
        title, subtitle = options.text("title"), options.text("subtitle")
        note = translation_note("", *body, classes=["synth-translation"])
        self.set_source_info(note)
        if language:
            note["translation"] = Translation(language, title, subtitle, plain_text(note))
        note[:0] = [paragraph(nodes.strong(shown, shown)) for shown in (title, subtitle) if shown]
        if language:
            for child in note.findall(nodes.Element):
                if child.parent is note:
                    child["classes"].append(LANGUAGE_CLASS + language)
            i18n = i18n_of(self.config)
            note.insert(0, label(i18n(N_("Title and abstract (%s)")) % i18n.language_name(language)))
        return [note]


def record_directives() -> dict[str, type[RecordDirective]]:
    """A directive for each row of the schema, by name."""
    special = {"speaker": SpeakerDirective, "revision": RevisionDirective, "translation": TranslationDirective}
    found = {}
    for name, options in {**schema.RECORDS, "revision": schema.REVISION, "translation": schema.TRANSLATION}.items():
        names = tuple(option.name for option in options)
        facts = {"fields": names, "option_spec": AnyOption(names)}
        base: type[RecordDirective] = special.get(name, RecordDirective)
        found[name] = type(base.__name__, (base,), facts)
    return found


class ViewDirective(SphinxDirective):
    """A directive that leaves a place for a view; its argument is the event, as the option ``event``."""

    view: ClassVar[View]
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Leave a slot for the view."""
        path, line = self.get_source_info()
        where = Where(self.env.docname, path, line)
        options = Options(self.options, self.view.fields, self.view.name, where, session_kinds(self.config))
        choice = self.view.choice(options)
        if self.arguments:
            choice["event"] = self.arguments[0].strip()
        document, view = SynthDomain.of(self.env).document(self.env.docname), self.view
        document.problems += options.problems
        document.views.append(PlacedView(view.name, choice, where, view.needs_event, view.is_sought))
        slot = view_slot(view=self.view.name, choice=choice, docname=self.env.docname)
        self.set_source_info(slot)
        return [slot]


def view_directives() -> dict[str, type[ViewDirective]]:
    """A directive for each view, by name."""
    return {
        name: type("ViewDirective", (ViewDirective,), {"view": view, "option_spec": AnyOption(view.fields)})
        for name, view in views().items()
    }


def _fit(id_: str) -> str:
    """An id without what would end an attribute or leave a folder; such an id is reported."""
    fit = _UNFIT.sub("\ufffd", id_)
    return fit if len(fit) <= _LONGEST_ID else f"{fit[:_LONGEST_ID]}\ufffd"


def plain_text(body: nodes.Element) -> str:
    """The paragraphs of a body as text, citations left out, links to records to be named by the domain."""
    blocks = (block for block in body.findall(nodes.TextElement) if not _is_inline(block, body))
    texts = (" ".join(_text(block).split()) for block in blocks if not isinstance(block, nodes.literal_block))
    return "\n\n".join(filter(None, (re.sub(r"\s+(?=[,.])|\(\s*\)\s*", "", text) for text in texts)))


def _is_inline(node: nodes.Node, body: nodes.Element) -> bool:
    """Whether a node stands within a text, or within what is no text of the body's own: a revision, a translation.

    A link that is still to be resolved is no text, what it holds is.
    """
    within = takewhile(lambda parent: parent is not body, above(node))
    others = nodes.TextElement | pending_xref | revision_note | translation_note
    return isinstance(node, nodes.Inline) or any(isinstance(parent, others) for parent in within)


def _text(node: nodes.Node) -> str:
    if isinstance(node, pending_xref):
        if node.get("refdomain") == "cite":
            return ""
        if node.get("refdomain") == SynthDomain.name and not node.get("refexplicit"):
            return mention(node["reftype"], node["reftarget"])
    if isinstance(node, nodes.Element):
        return "".join(_text(child) for child in node.children)
    return node.astext()
