"""What the directives that write a record have in common."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_
from synthkit.model.catalogue import Record
from synthkit.sphinx.directives.options import AnyOption, Options
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.inline_records import mention
from synthkit.sphinx.nodes import record_slot

#: Sphinx writes an anchor into the page as it is, and files are named after ids.
_UNFIT = re.compile(r"[\"'<>&/\\{}\x00-\x1f]")
#: With its ending and what stands before it, a file's name.
_LONGEST_ID = 150


class RecordDirective(SphinxDirective, ABC):
    """A directive whose argument is an id, whose options are fields, whose body is text.

    A subclass names its ``fields`` and makes its record of them. Options nobody knows, values that can't be
    read, a missing id: each is a problem the domain reports; the record stands with what is left.
    """

    fields: ClassVar[tuple[str, ...]] = ()
    has_content = True
    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True

    def __init_subclass__(cls) -> None:
        cls.option_spec = AnyOption(cls.fields)

    @abstractmethod
    def record(self, id_: str, options: Options, body: str, where: Where) -> Record:
        """The record of the options; ``body`` is the directive's text without markup."""

    def nodes_of(self, record: Record, slot: record_slot) -> list[nodes.Node]:
        """What stands in the page: the slot, unless a directive makes more of it."""
        return [slot]

    def run(self) -> list[nodes.Node]:
        """Note the record with the domain and leave a slot for it."""
        domain = SynthDomain.of(self.env)
        path, line = self.get_source_info()
        where = Where(self.env.docname, path, line)
        id_ = _fit(" ".join(self.arguments).strip())
        if not id_:
            missing = Problem(
                Code.MISSING_ID,
                N_("the directive '%(directive)s' has no id; expected: {%(directive)s} followed by an id of your own"),
                where,
                {"directive": self.name.rpartition(":")[2]},
            )
            domain.note_problems(self.env.docname, [missing])
            return self.parse_content_to_nodes()
        options = Options(self.options, self.fields, id_, where)
        slot = record_slot("", *self.parse_content_to_nodes())
        record = self.record(id_, options, plain_text(slot), where)
        slot["record"], slot["kind"], slot["docname"], slot["part"] = (
            id_,
            self.name.rpartition(":")[2],
            where.docname,
            "head",
        )
        slot["index"] = domain.note(record)
        domain.note_problems(self.env.docname, options.problems)
        self.set_source_info(slot)
        return self.nodes_of(record, slot)


def _fit(id_: str) -> str:
    """An id without what would end an attribute or leave a folder; what stands for it makes the id one that is told."""
    fit = _UNFIT.sub("\ufffd", id_)
    return fit if len(fit) <= _LONGEST_ID else f"{fit[:_LONGEST_ID]}\ufffd"


def plain_text(body: nodes.Element) -> str:
    """The paragraphs of a body as text, citations left out, links to records to be named by the domain."""
    blocks = (block for block in body.findall(nodes.TextElement) if not _is_inline(block, body))
    texts = (" ".join(_said(block).split()) for block in blocks if not isinstance(block, nodes.literal_block))
    return "\n\n".join(filter(None, (re.sub(r"\s+(?=[,.])|\(\s*\)\s*", "", text) for text in texts)))


def _is_inline(node: nodes.Node, body: nodes.Element) -> bool:
    """Whether a node stands within a text: a link that is still to be resolved is no text, what it holds is."""
    parent = node.parent
    while parent is not None and parent is not body:
        if isinstance(parent, nodes.TextElement | pending_xref):
            return True
        parent = parent.parent
    return isinstance(node, nodes.Inline)


def _said(node: nodes.Node) -> str:
    if isinstance(node, pending_xref):
        if node.get("refdomain") == "cite":
            return ""
        if node.get("refdomain") == SynthDomain.name and not node.get("refexplicit"):
            return mention(node["reftype"], node["reftarget"])
    if isinstance(node, nodes.Element):
        return "".join(_said(child) for child in node.children)
    return node.astext()
