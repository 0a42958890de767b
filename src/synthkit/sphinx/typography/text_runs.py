"""The lines of a document as texts: a paragraph, a heading, a cell, whatever stands in italics or is a link within.

A rule of typography looks at a whole line: the space before « ? » may stand in one node and the sign in the next.
What is no prose in it (code, a formula) counts as one sign.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from synthkit.sphinx.nodes import ordinal
from synthkit.typography import french

#: Start and end within a line, and what stands there instead: a text, or an ordinal, which is a node.
_Change = tuple[int, int, str]
#: What is not prose: code, formulas, identifiers, what has no words.
_COVERED = (
    *(nodes.FixedTextElement, nodes.literal, nodes.math, nodes.raw, nodes.image, nodes.footnote_reference),
    *(nodes.citation_reference, nodes.label, nodes.problematic, nodes.system_message, nodes.substitution_definition),
    *(nodes.option_string, addnodes.desc_signature, addnodes.literal_emphasis, addnodes.literal_strong),
    addnodes.production,
)
#: Lines in which there is nothing to do, by hash: most are read and then written.
_POLISHED: set[int] = set()


class _Leaf(NamedTuple):
    """A piece of a line: its element and its text, or what stands there instead."""

    parent: nodes.Element
    node: nodes.Node
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def change(document: nodes.Element, edits: Callable[[str], list[french.Edit]]) -> None:
    """Make edits in each line below an element."""
    for element in _lines(document):
        leaves = list(_leaves(element))
        if changes := edits("".join([leaf.text for leaf in leaves])):
            _rewrite(leaves, changes)


def polish(document: nodes.Element, spaces: french.Spaces) -> None:
    """Space each line below an element, and make nodes of its ordinals."""
    for element in _lines(document):
        leaves = list(_leaves(element))
        line = "".join([leaf.text for leaf in leaves])
        if hash((spaces, line)) in _POLISHED:
            continue
        if changes := french.edits(line, spaces):
            _rewrite(leaves, changes)
            leaves = list(_leaves(element))
            line = "".join([leaf.text for leaf in leaves])
        if found := french.ordinals(line):
            _rewrite(leaves, [(one.start, one.end, ordinal(line[one.start : one.end])) for one in found])
        elif not changes or not french.edits(line, spaces):
            _POLISHED.add(hash((spaces, line)))


def _lines(element: nodes.Element) -> Iterator[nodes.TextElement]:
    """The elements below an element, each of which holds a line of prose.

    Walked by children: sphinx-design puts nodes together without telling them their parent.
    """
    if isinstance(element, _COVERED) or _is_foreign(element):
        return
    if isinstance(element, nodes.TextElement):
        yield element
        return
    for child in list(element.children):
        if isinstance(child, nodes.Element):
            yield from _lines(child)


def _leaves(element: nodes.Element, start: int = 0) -> Iterator[_Leaf]:
    for child in element.children:
        if not isinstance(child, nodes.Element):
            found: Iterable[_Leaf] = (_Leaf(element, child, start, str(child)),)
        elif isinstance(child, _COVERED) or _is_foreign(child) or _is_identifier(child):
            found = (_Leaf(element, child, start, french.COVER),)
        else:
            found = _leaves(child, start)
        for leaf in found:
            yield leaf
            start = leaf.end


def _is_foreign(element: nodes.Element) -> bool:
    """Whether an element is in another language, said the way docutils says it: by a class ``language-en``."""
    classes: list[str] = element.get("classes", [])
    return any(name.startswith("language-") and name[9:11] != "fr" for name in classes)


def _is_identifier(element: nodes.Element) -> bool:
    return isinstance(element, addnodes.pending_xref) and not element.get("refexplicit")


def _rewrite(leaves: list[_Leaf], changes: Sequence[_Change]) -> None:
    """Make the changes of a line, in order; one that would reach from a leaf into the next is left out."""
    at = 0
    for leaf in leaves:
        own = []
        while at < len(changes) and changes[at][0] < leaf.end:
            if changes[at][1] <= leaf.end:
                own.append(changes[at])
            at += 1
        if own and isinstance(leaf.node, nodes.Text) and not isinstance(leaf.node, ordinal):
            leaf.parent.replace(leaf.node, list(_pieces(leaf, own)))


def _pieces(leaf: _Leaf, changes: list[_Change]) -> Iterator[nodes.Text]:
    """The text of a leaf with its changes made: one text, but for ordinals, which are nodes of their own."""
    text, at = "", leaf.start
    for start, end, instead in changes:
        text += leaf.text[at - leaf.start : start - leaf.start]
        at = end
        if not isinstance(instead, ordinal):
            text += instead
            continue
        if text:
            yield nodes.Text(text)
        yield instead
        text = ""
    text += leaf.text[at - leaf.start :]
    if text:
        yield nodes.Text(text)
