"""Records find their headings, revisions their records, and persons where texts name them, while a document is read."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref, toctree
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from synthkit.diagnostics import Code, Where
from synthkit.i18n import N_
from synthkit.index.occurrences import Mention
from synthkit.model.catalogue import Record
from synthkit.model.events import Session
from synthkit.model.ids import is_id
from synthkit.model.people import Person
from synthkit.model.works import Chapter
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.domain import Document, SynthDomain
from synthkit.sphinx.node_helpers import above, cite_anchor, section_of
from synthkit.sphinx.nodes import record_slot, revision_note, translation_note, view_slot
from synthkit.sphinx.warnings import note

#: The markup of CSL-JSON, by the nodes that are set so.
_MARKUP: dict[type[nodes.Node], str] = {
    nodes.emphasis: "i",
    nodes.title_reference: "i",
    nodes.strong: "b",
    nodes.superscript: "sup",
    nodes.subscript: "sub",
}
#: What the section is called that says how to cite a record, by the kind of those that have one.
_CITED = {
    "event": N_("Cite this page"),
    "session": N_("Cite this session"),
    "chapter": N_("Cite this chapter"),
    "proceedings": N_("Cite this volume"),
}


def place_records(env: BuildEnvironment, document: nodes.document) -> None:
    """Give each record its heading as title and its id as the section's first anchor."""
    domain, docname = SynthDomain.of(env), env.docname
    links = list(document.findall(pending_xref))
    citations = [node for node in links if node.get("refdomain") == "cite"]
    if citations:
        domain.document(docname).cited += [
            (target.key, _place_of(node, Where(docname, str(env.doc2path(docname)))))
            for node in citations
            for target in parse_citation_targets(node["reftarget"])
        ]
    slots = list(document.findall(record_slot))
    has_links = any(node.get("refdomain") == "synth" for node in links)
    if slots or has_links or citations or any(document.findall(lambda node: isinstance(node, view_slot | toctree))):
        domain.document(docname).is_filled_in = True
    named = set[tuple[int, str]]()
    for slot in slots:
        section = section_of(slot)
        record = domain.document(docname).records[slot["index"]]
        if section is None or not (isinstance(record, Person) or not record.title):
            _anchor(document, slot, slot["record"])
            continue
        _refuse_markup(env, section)
        if not isinstance(record, Person):
            if (id(section), slot["kind"]) in named:
                message = N_("'%(id)s' has no title of its own; expected: a heading above it, or the option 'title'")
                note(env, Code.MISSING_TITLE, message, record.where.line, id=record.id)
            named.add((id(section), slot["kind"]))
            titled = replace(record, title=heading_of(section), rich_title=_rich_heading_of(section))
            domain.document(docname).records[slot["index"]] = titled
        _anchor(document, section, slot["record"])
        if slot["kind"] in _CITED and not (isinstance(record, Session) and not record.is_citable):
            title = i18n_of(env.config)(_CITED[slot["kind"]])
            end = record_slot("", **{key: slot[key] for key in ("record", "kind", "docname", "index")}, part="end")
            slot["has_end"] = True
            classes = ["synth-end", "no-search"]
            section += nodes.section(
                "", nodes.title(title, title), end, ids=[cite_anchor(slot["record"])], classes=classes
            )


def _refuse_markup(env: BuildEnvironment, section: nodes.section) -> None:
    """A title is text in every edition and every citation: raw markup in it becomes the text it is."""
    title = section.next_node(nodes.title)
    message = N_("the title holds the markup '%(found)s', which is shown as text; expected: text")
    for raw in list(title.findall(nodes.raw)) if title is not None else []:
        note(env, Code.MARKUP_IN_TITLE, message, section.line or 0, found=raw.astext())
        raw.parent.replace(raw, nodes.Text(raw.astext()))


def _anchor(document: nodes.document, node: nodes.Element, id_: str) -> None:
    taken = document.ids.get(id_)
    if taken is not None and taken is not node:
        if not isinstance(taken, nodes.section) or any(
            slot["record"] == id_ and section_of(slot) is taken for slot in taken.findall(record_slot)
        ):
            # a second record of that id: reported as such, the first keeps the anchor
            if not node["ids"]:
                document.set_id(node)
            return
        # an implicit anchor of another heading gives way to an id the editor chose
        taken["ids"].remove(id_)
        document.ids[id_] = node
        document.set_id(taken)
    if id_ in node["ids"]:
        node["ids"].remove(id_)
    node["ids"].insert(0, id_)
    document.ids[id_] = node


def place_notes(env: BuildEnvironment, document: nodes.document) -> None:
    """Give each session and chapter its revisions, by day, and its translations, in the order in which they stand."""
    no_revision = N_("a revision stands in no session and no chapter; expected: the section of one")
    no_translation = N_("a translation stands in no session and no chapter; expected: the section of one")
    found = [*document.findall(revision_note), *document.findall(translation_note)]
    records = SynthDomain.of(env).document(env.docname).records if found else []
    for one in found:
        index, is_revision = _index_of(one, records), isinstance(one, revision_note)
        held = one.get("revision" if is_revision else "translation")
        if index is None:
            note(env, Code.MISPLACED_REVISION, no_revision if is_revision else no_translation, one.line or 0)
        elif held:
            record = cast(Session | Chapter, records[index])
            revisions = tuple(sorted((*record.revisions, held))) if is_revision else record.revisions
            translations = record.translations if is_revision else (*record.translations, held)
            records[index] = replace(record, revisions=revisions, translations=translations)


def _index_of(note: nodes.Node, records: list[Record]) -> int | None:
    """The place of the session or chapter whose section holds a note most closely; None for none."""
    slots = (
        child
        for section in above(note)
        for child in section.children
        if isinstance(section, nodes.section) and isinstance(child, record_slot)
    )
    return next((slot["index"] for slot in slots if isinstance(records[slot["index"]], Session | Chapter)), None)


def _place_of(node: nodes.Node, page: Where) -> Where:
    """The file and the line of a node, or of what it stands in; the page where nobody noted them."""
    noted = (one for one in (node, *above(node)) if one.line is not None)
    return next((replace(page, path=one.source or page.path, line=one.line or 0) for one in noted), page)


def heading_of(node: nodes.Element) -> str:
    """The first heading in a node as text; empty for none."""
    title = node.next_node(nodes.title)
    return " ".join(title.astext().split()) if title is not None else ""


def _rich_heading_of(node: nodes.Element) -> str:
    """The first heading in a node in the markup of CSL-JSON; empty where it has none."""
    title = node.next_node(nodes.title)
    has_markup = title is not None and any(type(part) in _MARKUP for part in title.findall())
    return " ".join(_marked(title).split()) if title is not None and has_markup else ""


def _marked(node: nodes.Node) -> str:
    text = "".join(map(_marked, node.children)) if node.children else node.astext()
    tag = _MARKUP.get(type(node))
    return f"<{tag}>{text}</{tag}>" if tag else text


def note_mentions(env: BuildEnvironment, document: nodes.document) -> None:
    """Give each paragraph that names a person an anchor, and note whom it names."""
    links = document.findall(lambda node: isinstance(node, pending_xref | nodes.reference))
    named = [(link, target) for link in links if (target := _target(link))]
    held = SynthDomain.of(env).document(env.docname) if named else Document()
    anchors = (f"synth-mention-{number}" for number in itertools.count(1))
    records = {record.id for record in held.records}
    for link, target in named:
        # the paragraph it stands in; of a heading its section
        block = next(one for one in above(link) if not isinstance(one, nodes.Inline | nodes.title))
        if not block["ids"]:
            anchor = next(name for name in anchors if name not in document.ids)
            block["ids"].append(anchor)
            document.ids[anchor] = block
        record = next((id_ for id_ in _ids_above(link) if id_ in records), "")
        held.mentions.append(Mention(target, env.docname, str(block["ids"][0]), record, heading_of(document)))


def _target(link: Any) -> str:
    """What a link leads to that may be a person: of the role a name or an id, of ``any`` and ``[](#id)`` an id."""
    if isinstance(link, nodes.reference):  # as MyST leaves a link until it looks for the id (879)
        target = str(link.get("refuri", "")).removeprefix("#") if link.get("id_link") else ""
        return target if is_id(target) else ""
    if link.get("refdomain") == SynthDomain.name and link["reftype"] == "speaker":
        return str(link["reftarget"])
    return link["reftarget"] if link["reftype"] == "any" and is_id(link["reftarget"]) else ""


def _ids_above(node: nodes.Node) -> Iterator[str]:
    """What a record may be known by above a node: the ids of sections, and the record whose body it stands in."""
    for parent in above(node):
        if isinstance(parent, record_slot):
            yield parent["record"]
        elif isinstance(parent, nodes.section):
            yield from parent["ids"]
