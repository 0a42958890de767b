r"""Where each work begins and ends on paper, and where a link leads there.

A work has labels in LaTeX's ``.aux`` file: ``synth:first:ID``, ``synth:last:ID``. ``\pageref`` of such a label is the
printed page, ``\ref`` the number of the sheet in the file, from 1; whoever splits the volume reads both.

« (p. 45) » stands behind the first link to a place in each chapter, and in lists behind each. People have no page
there: the index has theirs. Addresses out of the book are Sphinx's (``latex_show_urls``).
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.environment import BuildEnvironment
from sphinx.util.texescape import escape

from synthkit.build.page_numbers import latex_name
from synthkit.model.events import Event
from synthkit.model.people import REGISTRIES, Person
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.latex.front_matter import in_argument
from synthkit.sphinx.node_helpers import label_of, latex, section_of
from synthkit.sphinx.nodes import record_slot

#: The attributes of the marks where a work begins and ends, and where a record that is no work stands: its id.
WORK_BEGINS, WORK_ENDS, RECORD_BEGINS = "synth_begins", "synth_ends", "synth_record"
#: Lists that are looked things up in: each of their lines has its page.
_LISTS = frozenset({"synth-contributions", "synth-parts", "synth-list", "synth-people"})
#: Where an event is named beside what takes place there, and its page would only be in the way.
_ASIDE = frozenset({"synth-facts", *_LISTS})
#: What an address begins with that is called by its rest.
_STARTS = ("", "https://", "http://", "https://doi.org/", *REGISTRIES.values())
_CLOSING = re.compile(r"\s*[»”]")


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


def number_links(env: BuildEnvironment, document: nodes.document) -> None:
    """Write the page behind links within the book."""
    records = SynthDomain.of(env).catalogue.records
    people, events = (
        {(one.where.docname, one.id) for one in records if isinstance(one, kind)} for kind in (Person, Event)
    )
    seen: set[tuple[str, str, str]] = set()
    for docname, link, classes in list(links(document, env.current_document.docname)):
        target = target_of(docname, link)
        if target[0] in ("", docname) or target in people or "synth-programme" in classes:
            continue
        is_new = (docname, *target) not in seen
        if (is_new or classes & _LISTS) and not (target in events and classes & _ASIDE):
            seen.add((docname, *target))
            _number(link, *target)


def print_addresses(env: BuildEnvironment, document: nodes.document) -> None:
    """Print a link that is called by its own address, or by a DOI or what a registry calls a person, as that address.

    It breaks over lines then, and needs no footnote to say it again.
    """
    for link in list(document.findall(nodes.reference)):
        uri, words = str(link.get("refuri", "")), link.astext()
        if words == uri or unquote(uri) not in {start + words for start in _STARTS}:
            continue
        if unquote(uri) == words:  # readable, and breaking anywhere: Sphinx would set it as a word
            shown = rf"\sphinxhref{{{in_argument(uri)}}}{{\sphinxnolinkurl{{{in_argument(words)}}}}}"
            link.parent.replace(link, latex(shown, "address", uri, words))
        else:
            link.children = [nodes.Text(uri)]


def links(
    node: nodes.Element, docname: str, above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, nodes.reference, frozenset[str]]]:
    """Every link of a text with its document and the classes of what it stands in.

    Headings and captions are passed over, because they are copied. Walked by children: pages that moved don't know
    their parents.
    """
    for child in node.children:
        if isinstance(child, start_of_file):
            yield from links(child, child["docname"])
        elif isinstance(child, nodes.reference):
            yield docname, child, above
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.title | nodes.caption):
            classes = child.get("classes")
            yield from links(child, docname, above.union(classes) if classes else above)


def target_of(docname: str, link: nodes.reference) -> tuple[str, str]:
    """The document and the anchor a link leads to; two empty texts for one out of the book."""
    if "refid" in link:
        return docname, link["refid"]
    uri = str(link.get("refuri", ""))
    if not uri.startswith("%"):
        return "", ""
    target, _, anchor = uri[1:].partition("#")
    return target, anchor or ":doc"


def _number(link: nodes.reference, docname: str, anchor: str) -> None:
    """Writes the page behind a link, and behind the quotation mark that closes there."""
    holder = link.parent
    place = holder.index(link) + 1
    after = holder.children[place] if place < len(holder) else None
    closing = _CLOSING.match(after) if isinstance(after, nodes.Text) else None
    number = latex(rf" \synthkitpage{{{label_of(docname, anchor)}}}", "page-behind", f"{docname}:{anchor}")
    if isinstance(after, nodes.Text) and closing:
        holder.remove(after)
        holder.insert(place, [nodes.Text(closing[0]), number, nodes.Text(after[closing.end() :])])
    else:
        holder.insert(place, number)
