"""French spacing and ordinals in every edition, from the rules of ``french.py``; one switch turns it off.

A document gets them when it is read. So every place that Sphinx takes from a document has them: the table of
contents, the titles of pages, the navigation, an EPUB's contents, the search. What is written into pages later (the
programme, references) gets them when its page is written. Both may meet: a text that has them stays as it is.

In print babel-french makes the gaps: there the rules put plain spaces where it wants them, and it adds none itself.

A rule looks at a whole line (a paragraph, a heading, a cell, whatever stands in italics or is a link within): the space
before « ? » may stand in one node and the sign in the next. What is no prose in it (code, a formula) is one sign.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from synthkit.sphinx.builders import is_checked
from synthkit.sphinx.config import is_french
from synthkit.sphinx.context import context_of
from synthkit.sphinx.nodes import ordinal
from synthkit.sphinx.typography.languages import in_another, language_of
from synthkit.typography import french

#: Attributes a reader meets as words: of images, links, tables of contents.
_HIDDEN = {"alt", "reftitle", "caption"}
#: Strings of a page that come from conf.py.
_CONTEXT = ("project", "shorttitle", "docstitle", "copyright")
#: Sphinx's own default of ``smartquotes_excludes``, and what replaces it: plain text has French quotes too.
_EXCLUDES = ({"languages": ["ja", "zh_CN", "zh_TW"], "builders": ["man", "text"]}, {"builders": ["man"]})
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


def set_up(app: Sphinx, config: Config) -> None:
    """In print without it, nothing is to be spaced by babel either."""
    if is_french(config):
        theirs, ours = _EXCLUDES
        if config.smartquotes_excludes == theirs:
            config.smartquotes_excludes = {**theirs, **ours}
    elif (config.language or "").startswith("fr"):
        preamble = config.latex_elements.get("preamble", "") + "\n\\synthkitaswritten\n"
        config.latex_elements = {**config.latex_elements, "preamble": preamble}


def space_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Space the titles that templates get."""
    if is_french(app.config):
        for name in _CONTEXT:
            if isinstance(context.get(name), str):
                context[name] = french.spaced(context[name])
        links = [context.get("prev"), context.get("next"), *context.get("parents", ())]
        for titled in (context, *filter(None, links)):
            if "title" in titled:
                # a template that strips markup makes plain spaces of the characters
                titled["title"] = titled["title"].replace("\u202f", "&#8239;").replace("\u00a0", "&#160;")


def end_elisions(env: BuildEnvironment, document: nodes.document) -> None:
    """Make elided words end in an apostrophe also where what follows is in italics, a link or code.

    SmartQuotes looks at a text alone: there « l' » before *italics* would end in a closing quotation mark.
    """
    if env.config.smartquotes:
        for element in _lines_of(env, document):
            leaves = list(_leaves(element))
            _rewrite(leaves, french.apostrophes("".join([leaf.text for leaf in leaves])))


def space_source(env: BuildEnvironment, document: nodes.document) -> None:
    """Space a document that is read, and what is read aloud, shown on hovering, or no text in it."""
    polish(_lines_of(env, document), french.SCREEN)
    if is_french(env.config):
        for element in document.findall(nodes.Element):
            for attribute in _HIDDEN & element.attributes.keys():
                if isinstance(element[attribute], str):
                    element[attribute] = french.spaced(element[attribute])
        for tree in document.findall(addnodes.toctree):
            tree["entries"] = [(title and french.spaced(title), page) for title, page in tree["entries"]]


def space_page(env: BuildEnvironment, document: nodes.document) -> None:
    """Space what a page was filled with; in print take no-break spaces out where babel makes them."""
    builder = context_of(env).builder
    if not is_checked(builder):
        polish(_lines_of(env, document), french.PRINT if builder.name == "latex" else french.SCREEN)


def _lines_of(env: BuildEnvironment, document: nodes.document) -> Iterator[nodes.TextElement]:
    """All lines; in a book of another language those marked as French; none where it is switched off."""
    if is_french(env.config):
        yield from _lines(document)
    elif env.config.synthkit_french_typography == "auto":
        for part in in_another(document):
            yield from _lines(part) if language_of(part) == "fr" else ()


def polish(elements: Iterable[nodes.TextElement], spaces: french.Spaces) -> None:
    """Space each line, and make nodes of its ordinals."""
    for element in elements:
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
        elif not changes:  # one that was changed is looked at once more if it comes back, which few do
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
