"""Where the running text names a person: noted when a document is read, with an anchor for whoever leads there."""

import itertools
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment

from synthkit.index.occurrences import Mention
from synthkit.model.ids import is_id
from synthkit.sphinx.collect.headings import heading_of
from synthkit.sphinx.domain import Document, SynthDomain
from synthkit.sphinx.nodes import record_slot

_WITHIN: tuple[type[Any], ...] = (nodes.Inline, nodes.title)


def note_mentions(env: BuildEnvironment, document: nodes.document) -> None:
    """Give each paragraph that names a person an anchor, and note whom it names."""
    links = document.findall(lambda node: isinstance(node, pending_xref | nodes.reference))
    named = [(link, target) for link in links if (target := _target(link))]
    held = SynthDomain.of(env).document(env.docname) if named else Document()
    anchors = (f"synth-mention-{number}" for number in itertools.count(1))
    records = {record.id for record in held.records}
    for link, target in named:
        block: Any = link.parent  # the paragraph it stands in; of a heading its section
        while isinstance(block, _WITHIN):
            block = block.parent
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
    parent = node.parent
    while parent is not None:
        if isinstance(parent, record_slot):
            yield parent["record"]
        elif isinstance(parent, nodes.section):
            yield from parent["ids"]
        parent = parent.parent
