"""What MyST and editors write for browsers alone, and what the other editions get in its place.

A check box, a line break, raw HTML: in Markdown's doctree each is markup that only an HTML writer prints, and that is
no XHTML. Print and text would lose it without a word, an e-reader would refuse the whole page.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from typing import Any, cast
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.addnodes import number_reference
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_
from synthkit.sanitize import html
from synthkit.sphinx.builders import is_online
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.node_helpers import paragraph

_CHECK_BOX = re.compile(r'<input class="task-list-item-checkbox"[^>]*>')
_BREAK = "<br />\n"
#: What may stand in a line, and in addition between blocks: of XHTML's elements those that need no file, no script
#: and no mention in the manifest of an EPUB.
_INLINE = set(
    """a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time
    u var wbr""".split()  # noqa: SIM905 - one name a line would hide the rest of the module
)
_BLOCKS = _INLINE | set(
    """address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4
    h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_ATTRIBUTES = {"cite", "class", "colspan", "datetime", "dir", "href", "id", "lang", "open", "reversed", "role"}
_ATTRIBUTES |= {"rowspan", "scope", "start", "title"}
_SCHEMES = {"", "http", "https", "mailto"}


_NO_XHTML = N_(
    "the raw HTML '%(found)s' would make an e-reader refuse the page, so the EPUB keeps its words "
    "alone; expected: elements of text, all of them closed (<br />), or Markdown in their place"
)
_ACTIVE = N_(
    "the raw HTML '%(found)s' runs or loads something, or is unknown, so no edition has it; "
    "expected: elements of text, without scripts, styles and handlers"
)


class RawMarkup(SphinxTransform):
    """Notes raw HTML that no EPUB can hold, so that it is told whatever edition is built.

    Runs behind RecordPlaces (870), which makes text of the markup in titles.
    """

    def apply(self, **kwargs: Any) -> None:
        """Visit one document."""
        domain = SynthDomain.of(self.env)
        path = str(self.env.doc2path(self.env.docname))
        for parent, refused in _refused(self.document):
            where = Where(self.env.docname, path, _line(refused, parent))
            is_active = any(html.tamed(raw.astext())[1] for raw in _raws(parent))
            message = _ACTIVE if is_active else _NO_XHTML
            values = {"found": " ".join(refused.astext().split())[:60]}
            domain.note_problems(self.env.docname, [Problem(Code.RAW_HTML, message, where, values)])


class PlainMarkup(SphinxPostTransform):
    """Check boxes and line breaks in each edition's own way, boxes named; in EPUB no markup that breaks the page."""

    def run(self, **kwargs: Any) -> None:
        """Visit one document."""
        builder = context_of(self.env).builder
        if is_online(builder):
            for parent in _parents(self.document):
                _name_boxes(parent, i18n_of(self.config)(N_("Task")))
            return
        if builder.format == "html":
            for parent, _ in list(_refused(self.document)):
                for raw in _raws(parent):
                    parent.replace(raw, _words(raw, parent))
        boxes = ("☐ ", "☑ ") if builder.format in ("html", "latex") else ("[ ] ", "[x] ")
        for parent in _parents(self.document):
            _check(parent, boxes)
            if builder.format not in ("html", "latex"):
                _break_lines(parent)


class WordsAlone(SphinxPostTransform):
    """In editions of text alone, what an image shows in brackets; nothing for one that only decorates.

    Runs before the parts of sphinx-design are made plain (190). Sphinx's own writers say « [image] » twice, and
    print the pattern of a number (« Fig. %s ») instead of what it makes.
    """

    formats = ("text", "man")

    def run(self, **kwargs: Any) -> None:
        """Visit one document."""
        i18n = i18n_of(self.config)
        for number in self.document.findall(number_reference):
            number["title"] = number.astext()
        for parent in list(_parents(self.document)):
            if not any(isinstance(child, nodes.image) for child in parent.children):
                continue
            found: list[nodes.Node] = []
            for child in parent.children:
                if not isinstance(child, nodes.image):
                    found.append(child)
                elif child.get("alt"):
                    said = i18n(N_("[image: %s]")) % child["alt"]
                    found.append(nodes.Text(said) if isinstance(parent, nodes.TextElement) else paragraph(said))
            parent.children = []
            parent.extend(found)


def _parents(element: nodes.Element) -> Iterator[nodes.Element]:
    """An element and all below it, walked by children: not every extension tells a node its parent."""
    yield element
    for child in list(element.children):
        if isinstance(child, nodes.Element):
            yield from _parents(child)


def _is_html(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split()


def _name_boxes(parent: nodes.Element, name: str) -> None:
    """A box on the website is a field, which wants a name; its state is told by the field itself."""
    for child in list(parent.children):
        if _is_html(child) and _CHECK_BOX.fullmatch(child.astext()):
            named = child.astext().replace("<input ", f'<input aria-label="{escape(name)}" ', 1)
            parent.replace(child, nodes.raw("", named, format="html"))


def _check(parent: nodes.Element, boxes: tuple[str, str]) -> None:
    for child in list(parent.children):
        if _is_html(child) and _CHECK_BOX.fullmatch(child.astext()):
            parent.replace(child, nodes.Text(boxes['checked="checked"' in child.astext()]))


def _break_lines(parent: nodes.Element) -> None:
    """A break becomes the line break of plain text, its mate for LaTeX goes with it."""
    if isinstance(parent, nodes.paragraph) and any(_is_break(child) for child in parent.children):
        line: list[nodes.Node] = []
        lines = [line]
        for child in parent.children:
            if _is_break(child):
                lines.append(line := [])
            elif not (isinstance(child, nodes.raw) and child.get("format") == "latex"):
                line.append(child)
        parent.replace_self(nodes.line_block("", *(nodes.line("", "", *words) for words in lines)))
    else:
        for child in list(parent.children):
            if _is_break(child):
                parent.replace(child, nodes.Text(" "))


def _is_break(node: nodes.Node) -> bool:
    return _is_html(node) and node.astext() == _BREAK


def _refused(document: nodes.document) -> Iterator[tuple[nodes.Element, nodes.raw]]:
    """The elements that hold raw HTML no EPUB can take, each with the first of it.

    Markdown makes a node of each tag, so what counts is what an element's children are together.
    """
    for parent in _parents(document):
        raws = _raws(parent)
        if raws and not _is_xhtml(parent):
            yield parent, raws[0]


def _raws(parent: nodes.Element) -> list[nodes.raw]:
    """The raw HTML an element holds, but for check boxes, which every edition has in its own way."""
    return [
        cast(nodes.raw, child) for child in parent.children if _is_html(child) and not _CHECK_BOX.match(child.astext())
    ]


class _Words(HTMLParser):
    """What a browser would show of a piece of HTML as text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.is_silent = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.is_silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.is_silent = False

    def handle_data(self, data: str) -> None:
        self.said += [] if self.is_silent else [data]


def _words(raw: nodes.raw, parent: nodes.Element) -> list[nodes.Node]:
    said = " ".join("".join(_Words(raw.astext()).said).split())
    if not said:
        return []
    return [nodes.Text(said) if isinstance(parent, nodes.TextElement) else paragraph(said)]


def _is_xhtml(parent: nodes.Element) -> bool:
    markup = "".join(
        "" if _CHECK_BOX.match(child.astext()) else child.astext() if _is_html(child) else "·"
        for child in parent.children
    )
    try:
        tree = ET.fromstring(f"<x>{markup}</x>")
    except ET.ParseError:
        return False
    allowed = _INLINE if isinstance(parent, nodes.TextElement) else _BLOCKS
    return all(
        element.tag in allowed and set(element.attrib) <= _ATTRIBUTES and _scheme(element.get("href", "")) in _SCHEMES
        for element in tree.iter()
        if element is not tree
    )


def _scheme(address: str) -> str:
    try:
        return urlsplit(address.strip()).scheme
    except ValueError:
        return "none"


def _line(raw: nodes.raw, parent: nodes.Element) -> int:
    return raw.line or parent.line or 0
