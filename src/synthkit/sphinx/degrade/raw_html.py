"""What MyST and editors write for browsers alone, and what the other editions get in its place.

A check box, a line break, raw HTML: in Markdown's doctree each is markup that only an HTML writer prints, and that is
no XHTML. Print and text would lose it without a word, an e-reader would refuse the whole page.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape
from typing import cast
from urllib.parse import urlsplit

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.addnodes import number_reference
from sphinx.environment import BuildEnvironment

from synthkit.diagnostics import Code
from synthkit.i18n import N_
from synthkit.sanitize import html
from synthkit.sphinx.builders import is_online
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.node_helpers import paragraph
from synthkit.sphinx.warnings import note

_CHECK_BOX = re.compile(r'<input class="task-list-item-checkbox"[^>]*>')
_BREAK = "<br />\n"
#: What may stand in a line, and in addition between blocks: of XHTML's elements those that need no file, no script
#: and no mention in the manifest of an EPUB.
_INLINE = frozenset(
    """a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time
    u var wbr""".split()  # noqa: SIM905 - one name a line would hide the rest of the module
)
_BLOCKS = _INLINE | frozenset(
    """address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4
    h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_ATTRIBUTES = frozenset(
    "cite class colspan datetime dir href id lang open reversed role rowspan scope start title".split()  # noqa: SIM905
)
#: Tags of a paragraph of which one may be what breaks it.
_MOST_TRIED = 50
_SCHEMES = frozenset(["", "http", "https", "mailto"])

_NO_XHTML = N_(
    "the raw HTML '%(found)s' would make an e-reader refuse the page, so the EPUB keeps its words "
    "alone; expected: elements of text, all of them closed (<br />), or Markdown in their place"
)
_ACTIVE = N_(
    "the raw HTML '%(found)s' runs or loads something, or is unknown, so no edition has it; "
    "expected: elements of text, without scripts, styles and handlers"
)


#: Tags that have a node of their own, so that every edition has what they say.
_NODES: dict[str, type[nodes.TextElement]] = {
    **dict.fromkeys(("b", "strong"), nodes.strong),
    **dict.fromkeys(("i", "em"), nodes.emphasis),
    "sub": nodes.subscript,
    "sup": nodes.superscript,
}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>b|strong|i|em|sub|sup|br)\s*/?>", re.IGNORECASE)


def read_raw_html(env: BuildEnvironment, document: nodes.document) -> None:
    """Make nodes of the tags that mean what Markdown has signs for, and of line breaks."""
    for parent in list(document.findall(nodes.TextElement)):
        found: list[nodes.Node] = []
        open_: list[tuple[str, int]] = []
        for child in parent.children:
            tag = _TAG.fullmatch(child.astext().strip()) if _is_html(child) and child.astext() != _BREAK else None
            name = tag["name"].lower() if tag else ""
            found.append(child)
            if name == "br":
                found[-1:] = [nodes.raw("", _BREAK, format="html"), nodes.raw("", "\\\\\n", format="latex")]
            elif tag and not tag["end"]:
                open_.append((name, len(found) - 1))
            elif tag and open_ and open_[-1][0] == name:
                start = open_.pop()[1]
                found[start:] = [_NODES[name]("", "", *found[start + 1 : -1])]
            elif tag:
                open_.clear()
        if found != parent.children:
            parent[:] = found


def note_raw_html(env: BuildEnvironment, document: nodes.document) -> None:
    """Note raw HTML that no EPUB can hold, so that it is reported whatever edition is built."""
    for parent, raws in _no_xhtml(document):
        active = [raw for raw in raws if html.clean(raw.astext()).refused]
        alone = (raw for raw in raws[:_MOST_TRIED] if _is_xhtml(parent, but=raw))
        for at_fault in active or [next(alone, raws[0])]:
            found = " ".join(at_fault.astext().split())[:60]
            source, line = get_source_line(at_fault)
            # each line of a paragraph has that of its first
            before = parent.children[: parent.index(at_fault)] if isinstance(parent, nodes.TextElement) else ()
            line = (line or 1) + sum(child.astext().count("\n") for child in before)
            note(env, Code.RAW_HTML, _ACTIVE if active else _NO_XHTML, line, source or "", found=found)


def make_plain(env: BuildEnvironment, document: nodes.document) -> None:
    """Check boxes and line breaks in each edition's own way, boxes named; in EPUB no markup that breaks the page."""
    builder = context_of(env).builder
    label = escape(i18n_of(env.config)(N_("Task")))
    empty, checked = ("☐ ", "☑ ") if builder.format in ("html", "latex") else ("[ ] ", "[x] ")
    if builder.format == "html" and not is_online(builder):
        for parent, raws in list(_no_xhtml(document)):
            for raw in raws:
                parent.replace(raw, _in_place(html.clean(raw.astext()).words, parent))
    for parent in list(document.findall(nodes.Element)):
        for box in filter(_is_box, list(parent.children)):
            if is_online(builder):  # a field, which wants a name
                named = box.astext().replace("<input ", f'<input aria-label="{label}" ', 1)
                new: nodes.Node = nodes.raw("", named, format="html")
            else:
                new = nodes.Text(checked if 'checked="checked"' in box.astext() else empty)
            parent.replace(box, new)
        if builder.format not in ("html", "latex"):
            _break_lines(parent)


def describe_images(env: BuildEnvironment, document: nodes.document) -> None:
    """In editions of text alone, what an image shows in brackets; nothing for one that only decorates.

    Sphinx's own writers say « [image] » twice, and print the pattern of a number (« Fig. %s »), not what it makes.
    """
    label = i18n_of(env.config)(N_("[image: %s]"))
    for number in document.findall(number_reference):
        number["title"] = number.astext()
    # by their parents: not every extension tells a node its own
    for parent in list(document.findall(nodes.Element)):
        for image in [child for child in parent.children if isinstance(child, nodes.image)]:
            parent.replace(image, _in_place(label % image["alt"] if image.get("alt") else "", parent))


def _in_place(words: str, parent: nodes.Element) -> list[nodes.Node]:
    """Words that stand where markup stood; nothing where there are none."""
    if not words:
        return []
    return [nodes.Text(words) if isinstance(parent, nodes.TextElement) else paragraph(words)]


def _is_html(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split()


def _is_box(node: nodes.Node) -> bool:
    return _is_html(node) and _CHECK_BOX.fullmatch(node.astext()) is not None


def _break_lines(parent: nodes.Element) -> None:
    """A break becomes the line break of plain text, its mate for LaTeX goes with it."""
    breaks = [child for child in parent.children if _is_html(child) and child.astext() == _BREAK]
    if breaks and isinstance(parent, nodes.paragraph):
        lines = [nodes.line("", "")]
        for child in parent.children:
            if child in breaks:
                lines.append(nodes.line("", ""))
            elif not (isinstance(child, nodes.raw) and child.get("format") == "latex"):
                lines[-1] += child
        parent.replace_self(nodes.line_block("", *lines))
    else:
        for child in breaks:
            parent.replace(child, nodes.Text(" "))


def _no_xhtml(document: nodes.document) -> Iterator[tuple[nodes.Element, list[nodes.raw]]]:
    """The elements that hold raw HTML no EPUB can take, each with all of it but check boxes.

    Markdown makes a node of each tag, so what counts is what an element's children are together.
    """
    for parent in list(document.findall(nodes.Element)):
        raws = [cast(nodes.raw, child) for child in parent.children if _is_html(child) and not _is_box(child)]
        if raws and (any(html.clean(raw.astext()).refused for raw in raws) or not _is_xhtml(parent)):
            yield parent, raws


def _is_xhtml(parent: nodes.Element, but: nodes.Node | None = None) -> bool:
    children = [child for child in parent.children if not _is_box(child) and child is not but]
    markup = "".join(html.clean(child.astext()).markup if _is_html(child) else "·" for child in children)
    try:
        tree = ET.fromstring(f"<x>{markup}</x>")
        schemes = {urlsplit(element.get("href", "").strip()).scheme for element in tree.iter()}
    except (ET.ParseError, ValueError):  # of an address that is none
        return False
    allowed = _INLINE if isinstance(parent, nodes.TextElement) else _BLOCKS
    tags = {element.tag for element in tree.iter() if element is not tree}
    names = {name for element in tree.iter() for name in element.attrib}
    return tags <= allowed and names <= _ATTRIBUTES and schemes <= _SCHEMES
