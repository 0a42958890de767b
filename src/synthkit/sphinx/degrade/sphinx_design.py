"""The parts of sphinx-design in editions without its style sheet and scripts: EPUB, LaTeX, text, man.

There a tab would hide its panels, a dropdown its body, and markup for browsers alone would break the page. Each part
becomes plain nodes that lose nothing: a titled block, a sequence of blocks, a line, a link. sphinx-design is not
imported: its nodes are known by ``design_component``, by class, or by their type's name, so a book may do without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.sphinx.builders import is_online
from synthkit.sphinx.context import context_of
from synthkit.sphinx.degrade.sphinx_design_inline import badge, button, icon_label, without_children
from synthkit.sphinx.node_helpers import paragraph

#: The paragraphs ``article-info`` is made of; nothing else tells it from a grid.
_ARTICLE_INFO = {"sd-p-0", "sd-m-0"}
_AVATAR_WIDTH = "1.6cm"


class PlainParts(SphinxPostTransform):
    """Makes plain nodes of the parts of sphinx-design, but for the HTML edition.

    Runs behind the cross-references (10) and what sphinx-design mends in them (12), before its own
    transforms for HTML (199), which are EPUB's too.
    """

    def run(self, **kwargs: Any) -> None:
        """Visit one document, or the one document a LaTeX edition is made of."""
        builder = context_of(self.env).builder
        if is_online(builder):
            return
        # an editor who loads a font of icons for LaTeX wants them there
        keeps_icons = builder.format == "latex" and bool(getattr(self.config, "sd_fontawesome_latex", None))
        _make_plain(self.document, keeps_icons)
        for element in self.document.findall(nodes.Element):
            element["classes"] = [name for name in element["classes"] if not name.startswith("sd-")]


def _make_plain(element: nodes.Element, keeps_icons: bool) -> None:
    """Children first. Walked by children: sphinx-design puts nodes together without telling them their parent."""
    found: list[nodes.Node] = []
    had_icon = False
    for child in element.children:
        label = None if keeps_icons and type(child).__name__ == "fontawesome" else icon_label(child)
        if label is not None:
            had_icon = True
            found += [nodes.Text(label)] if label else []
            continue
        if isinstance(child, nodes.Element):
            _make_plain(child, keeps_icons)
            found += _plain(child)
        elif (
            had_icon
            and isinstance(child, nodes.Text)
            and child[:1].isspace()
            and (not found or found[-1].astext()[-1:].isspace())
        ):
            found.append(nodes.Text(child.lstrip()))  # one gap is left where an icon stood between two
        else:
            found.append(child)
    element.children = []
    element.extend(found)


def _plain(node: nodes.Element) -> list[nodes.Node]:
    """What stands for a node whose children are plain already."""
    part = _PARTS.get(node.get("design_component", ""))
    if part is not None:
        return [*_anchors(node), *part(node)]
    if type(node).__name__ == "sd_line_break":
        return [nodes.Text(" ")]
    if "sd-badge" in node["classes"]:
        return badge(node)
    if "sd-btn" in node["classes"] and isinstance(node, nodes.reference):
        return button(node)
    if "sd-d-grid" in node["classes"] and isinstance(node, nodes.inline):
        return list(node.children)
    if isinstance(node, nodes.image) and "sd-avatar-sm" in node["classes"]:
        node.setdefault("width", _AVATAR_WIDTH)
    return [node]


def _anchors(node: nodes.Element) -> list[nodes.Node]:
    """What a link to a node leads to, where not every writer gives the node itself an anchor."""
    return [nodes.target("", "", ids=node["ids"])] if node["ids"] else []


def _title(words: Iterable[nodes.Node]) -> nodes.container:
    return nodes.container("", paragraph(nodes.strong("", "", *words)), classes=["synth-block-title"])


def _block(children: Iterable[nodes.Node], kind: str) -> nodes.container:
    return nodes.container("", *map(_as_block, children), classes=["synth-block", f"synth-{kind}"])


def _as_block(node: nodes.Node) -> nodes.Node:
    """An image stands in a line of its own, or it would run into the text that follows it."""
    is_image = isinstance(node, nodes.image) or (isinstance(node, nodes.reference) and any(node.findall(nodes.image)))
    return paragraph(node) if is_image else node


def _content(node: nodes.Element) -> list[nodes.Node]:
    return list(node.children)


def _titled(kind: str) -> Callable[[nodes.Element], list[nodes.Node]]:
    """A block whose first rubric is its title, its links kept."""

    def part(node: nodes.Element) -> list[nodes.Node]:
        title = node.children[0] if node.children and isinstance(node.children[0], nodes.rubric) else None
        if title is None or node.get("has_title") is False:
            return [_block(node.children, kind)]
        return [*_anchors(title), _block([_title(title.children), *node.children[1:]], kind)]

    return part


def _sequence(kind: str) -> Callable[[nodes.Element], list[nodes.Node]]:
    return lambda node: [
        nodes.container("", *map(_as_block, node.children), classes=["synth-sequence", f"synth-{kind}"])
    ]


def _grid(node: nodes.Element) -> list[nodes.Node]:
    paragraphs = list(node.findall(nodes.paragraph))
    if paragraphs and all(set(one["classes"]) >= _ARTICLE_INFO for one in paragraphs):
        lines = [nodes.line("", "", *one.children) for one in paragraphs]
        return [nodes.container("", nodes.line_block("", *lines), classes=["synth-article-info"])]
    return _sequence("grid")(node)


def _cell(node: nodes.Element) -> list[nodes.Node]:
    """An item of a grid: what it holds when that is one block already, else a block of its own."""
    if len(node.children) == 1 and isinstance(node.children[0], nodes.container | nodes.image | nodes.reference):
        return list(node.children)
    return [_block(node.children, "cell")]


def _slot(kind: str) -> Callable[[nodes.Element], list[nodes.Node]]:
    return lambda node: [nodes.container("", *node.children, classes=[f"synth-block-{kind}"])]


def _card(card: nodes.Element) -> list[nodes.Node]:
    """Title, text, and the link: on the title, or a line of its own where there is none or it holds a link."""
    link = next(filter(None, map(_stretched_link, card.children)), None)
    found: list[nodes.Node] = []
    for child in card.children:
        if _stretched_link(child) is not None:
            continue
        if isinstance(child, nodes.Element) and child.get("design_component") == "card-title":
            words = [word for line in child.children for word in line.children]
            is_linked = link is not None and not any(child.findall(nodes.reference))
            if is_linked and isinstance(link, nodes.reference):
                words = [_link_called(link, words)]
                link = None
            found.append(_title(words))
        else:
            found.append(child)
    if link is not None:
        found.append(paragraph(link))
    return [_block(found, "card")]


def _stretched_link(node: nodes.Node) -> nodes.Element | None:
    """The link that covers a card, or the text of one that leads nowhere."""
    if type(node).__name__ != "PassthroughTextElement":
        return None
    return next((one for one in node.findall(nodes.Element) if "sd-stretched-link" in one["classes"]), None)


def _link_called(link: nodes.reference, words: list[nodes.Node]) -> nodes.reference:
    """The same link on other words; what it was called before stays as its title."""
    said = link.astext()
    called = without_children(link)
    called.extend(words)
    if said not in (called.astext(), link.get("refuri", "")):
        called["reftitle"] = said
    return called


def _steps(node: nodes.Element) -> list[nodes.Node]:
    kept = {name: node[name] for name in ("enumtype", "prefix", "suffix", "start") if name in node}
    return [nodes.enumerated_list("", *node.children, **kept)]


def _step(node: nodes.Element) -> list[nodes.Node]:
    children = [
        paragraph(nodes.strong("", "", *child.children)) if isinstance(child, nodes.rubric) else child
        for child in node.children
    ]
    return [nodes.list_item("", *children)]


#: ``design_component`` → what stands for it. ``div`` is plain as it is, ``card-title`` is the card's affair.
_PARTS: dict[str, Callable[[nodes.Element], list[nodes.Node]]] = {
    "tab-set": _sequence("tabs"),
    "tab-item": _titled("tab"),
    "tab-content": _content,
    "dropdown": _titled("dropdown"),
    "accordion": _sequence("accordion"),
    "aside": _titled("aside"),
    "aside-body": _content,
    "card": _card,
    "card-header": _slot("header"),
    "card-footer": _slot("footer"),
    "card-body": _content,
    "card-overlay": _content,
    "card-carousel": _sequence("carousel"),
    "grid-container": _grid,
    "grid-row": _content,
    "grid-item": _cell,
    "steps": _steps,
    "step": _step,
    "step-content": _content,
}
