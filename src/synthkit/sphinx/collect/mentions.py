"""Where the running text names a person: noted when a document is read, with an anchor for whoever leads there."""

import itertools
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform

from synthkit.index.occurrences import Mention
from synthkit.model.ids import is_id
from synthkit.sphinx.collect.headings import heading_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.nodes import record_slot


class NamedPlaces(SphinxTransform):
    """Gives each paragraph that names a person an anchor, and notes whom it names.

    Runs behind RecordPlaces (870), which gives sections the ids of their records, and before the document is read to
    its end (880).
    """

    def apply(self, **kwargs: Any) -> None:
        """Visit the links of one document that are still to be resolved."""
        domain = SynthDomain.of(self.env)
        self._anchors = (f"synth-mention-{number}" for number in itertools.count(1))
        docname = self.env.docname
        links = self.document.findall(lambda node: isinstance(node, pending_xref | nodes.reference))
        named = [(link, target) for link in links if (target := _target(link))]
        if not named:
            return
        records = {record.id for record in domain.document(docname).records}
        title = heading_of(self.document)
        for link, target in named:
            anchor = self._anchor(link)
            record = next((id_ for id_ in _ids_above(link) if id_ in records), "")
            mention = Mention(target, docname, anchor, record, title)
            domain.document(docname).mentions.append(mention)

    def _anchor(self, link: nodes.Node) -> str:
        """That of the paragraph the link stands in; of a heading its section's."""
        block = link.parent
        while isinstance(block, nodes.Element) and isinstance(block, nodes.Inline):
            block = block.parent
        if isinstance(block, nodes.title):
            block = block.parent
        assert block is not None  # above each link is at least its document
        if not block["ids"]:
            anchor = next(name for name in self._anchors if name not in self.document.ids)
            block["ids"].append(anchor)
            self.document.ids[anchor] = block
        return str(block["ids"][0])


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
