r"""Where each work begins and ends on paper, as labels in LaTeX's ``.aux`` file: ``synth:first:ID``, ``synth:last:ID``.

``\pageref`` of such a label is the printed page, ``\ref`` the number of the sheet in the file, from 1; whoever splits
the volume reads both.
"""

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util.texescape import escape

from synthkit.build.page_numbers import latex_name
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.node_helpers import latex, section_of
from synthkit.sphinx.nodes import record_slot

#: The attributes of the marks where a work begins and ends, and where a record that is no work stands: its id.
WORK_BEGINS, WORK_ENDS, RECORD_BEGINS = "synth_begins", "synth_ends", "synth_record"


def mark_works(env: BuildEnvironment, document: nodes.document) -> None:
    """Mark where sessions and chapters that can be cited begin and end, and name who speaks in the contents."""
    domain = SynthDomain.of(env)
    for slot in [slot for slot in document.findall(record_slot) if slot["part"] == "head"]:
        record = domain.documents[slot["docname"]].records[slot["index"]]
        work = domain.catalogue.work(record.id)
        place = slot.parent.index(slot)
        if slot["kind"] not in ("session", "chapter") or work is None:
            slot.parent.insert(place, _mark(RECORD_BEGINS, "record", record.id))
            continue
        first, last = _mark(WORK_BEGINS, "first", record.id), _mark(WORK_ENDS, "last", record.id)
        section = _section_with_end(slot)
        if section is None:  # titled by an option: the directive is all there is of it
            slot.parent.insert(place, first)
            slot.parent.insert(place + 2, last)
            continue
        section.insert(1, first)
        section.append(last)
        if slot["kind"] == "session" and work.authors:
            names = ", ".join(map(str, work.authors))
            section.insert(2, latex(rf"\synthkitwho{{{escape(names, 'lualatex')}}}", "who", names))


def move_ends(env: BuildEnvironment, document: nodes.document) -> None:
    """Move the mark of a work's end into its last line: behind it, a page might break between the two."""
    holders = document.findall(nodes.Element)  # pages that moved don't know their parents
    ends = [(holder, child) for holder in holders for child in holder.children if isinstance(child, nodes.raw)]
    for holder, mark in ends:
        place = holder.index(mark)
        line = _last_line(holder.children[:place]) if WORK_ENDS in mark else None
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
