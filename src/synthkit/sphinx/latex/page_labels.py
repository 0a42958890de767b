r"""Where each work begins and ends on paper, as labels in LaTeX's ``.aux`` file: ``synth:first:ID``, ``synth:last:ID``.

``\pageref`` of such a label is the printed page, ``\ref`` the number of the sheet in the file, from 1; whoever splits
the volume reads both.
"""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.texescape import escape

from synthkit.build.page_numbers import latex_name
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.node_helpers import latex, section_of
from synthkit.sphinx.nodes import record_slot

#: The attributes of the marks where a work begins and ends, and where a record that is no work stands: its id.
WORK_BEGINS, WORK_ENDS, RECORD_BEGINS = "synth_begins", "synth_ends", "synth_record"


class WorkPlaces(SphinxPostTransform):
    """Marks where sessions and chapters that can be cited begin and end, and names who speaks in the contents.

    Runs before Parts (1) and FillSlots (4): while records stand in their own sections, unfilled.
    """

    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Visit the slots of the one document that a LaTeX edition is."""
        domain = SynthDomain.of(self.env)
        for slot in list(self.document.findall(record_slot)):
            record = domain.documents[slot["docname"]].records[slot["index"]]
            work = domain.catalogue.work(record.id)
            if slot["part"] != "head":
                continue
            if slot["kind"] not in ("session", "chapter") or work is None:
                slot.parent.insert(slot.parent.index(slot), _mark(RECORD_BEGINS, "record", record.id))
                continue
            first, last = _mark(WORK_BEGINS, "first", record.id), _mark(WORK_ENDS, "last", record.id)
            section = _section_with_end(slot)
            if section is None:  # titled by an option: the directive is all there is of it
                place = slot.parent.index(slot)
                slot.parent.insert(place, first)
                slot.parent.insert(place + 2, last)
                continue
            section.insert(1, first)
            section.append(last)
            if slot["kind"] == "session" and work.authors:
                names = escape(", ".join(map(str, work.authors)), "lualatex")
                section.insert(2, latex(rf"\synthkitwho{{{names}}}", "who", ", ".join(map(str, work.authors))))


class LastLines(SphinxPostTransform):
    """Moves the mark of a work's end into its last line: behind it, a page might break between the two."""

    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Visit the marks, found by children: pages that moved don't know their parents."""
        for holder, mark in list(_marks(self.document)):
            place = next(index for index, child in enumerate(holder.children) if child is mark)
            line = _last_line(holder.children[:place])
            if line is not None:
                del holder.children[place]
                line.append(mark)


def _mark(kind: str, which: str, record: str) -> nodes.raw:
    classes = ["synth-end"] if kind == WORK_ENDS else []  # references of the chapter come before it
    command = rf"\synthkit{which}{{{latex_name(record)}}}"
    mark = latex(command, "mark", f"{'at:record' if which == 'record' else which}:{latex_name(record)}")
    mark["classes"], mark[kind] = classes, record
    return mark


def _section_with_end(slot: record_slot) -> nodes.section | None:
    """The section a record's heading opens; None where it stands under another's heading."""
    section = section_of(slot)
    ends = (part for part in section.findall(record_slot) if part["part"] == "end") if section is not None else ()
    return section if any(end["record"] == slot["record"] for end in ends) else None


def _marks(node: nodes.Element) -> Iterator[tuple[nodes.Element, nodes.raw]]:
    for child in node.children:
        if isinstance(child, nodes.raw) and WORK_ENDS in child:
            yield node, child
        elif isinstance(child, nodes.Element):
            yield from _marks(child)


def _last_line(found: list[nodes.Node]) -> nodes.paragraph | None:
    """The paragraph that ends all these nodes; None when they end otherwise, with a table or code."""
    for node in reversed(found):
        if isinstance(node, nodes.paragraph):
            return node
        if isinstance(node, nodes.table | nodes.raw | nodes.FixedTextElement) or not isinstance(node, nodes.Element):
            return None
        if node.children:
            return _last_line(node.children)
    return None
