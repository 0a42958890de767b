"""What sphinx-design puts within a line, for editions without its style sheet: icons, badges, buttons."""

from __future__ import annotations

import re
from typing import TypeVar, cast

from docutils import nodes

_Node = TypeVar("_Node", bound=nodes.Element)

#: What has no text of its own in print: icons of today's sphinx-design; its older versions wrote raw SVG.
_ICONS = ("sd_icon", "fontawesome")
_ICON_MARKUP = re.compile(r"<svg [^>]*class=\"sd-(?:octicon|material-icon)")
_ICON_LABEL = re.compile(r'aria-label="([^"]*)"')


def icon_label(node: nodes.Node) -> str | None:
    """What an icon says, empty for a decorative one; None for anything else."""
    if type(node).__name__ in _ICONS:
        markup = str(cast(nodes.Element, node).get("svg", ""))
    elif isinstance(node, nodes.raw) and _ICON_MARKUP.match(node.astext()):
        markup = node.astext()
    else:
        return None
    said = _ICON_LABEL.search(markup)
    return said[1] if said else ""


def badge(node: nodes.Element) -> list[nodes.Node]:
    """A badge in bold, what hovering would tell behind it in parentheses."""
    hint = node.get("tooltip") or node.get("reftitle")
    told = [nodes.Text(f" ({hint})")] if hint else []
    words = nodes.strong("", "", *node.children, classes=["synth-badge"])
    if not isinstance(node, nodes.reference):
        return [words, *told]
    link = without_children(node)
    link["classes"] = []
    link += words
    return [link, *told]


def button(node: nodes.reference) -> list[nodes.Node]:
    """A link; its address is its text where an icon was all it said."""
    hint = node.attributes.pop("reftitle", "")
    if not node.astext().strip():
        node.children = []
        node += nodes.Text(node.get("refuri", ""))
    node["classes"] = ["synth-button"]
    return [node, nodes.Text(f" ({hint})")] if hint else [node]


def without_children(node: _Node) -> _Node:
    """A node of the same kind and attributes that holds nothing."""
    copied: _Node = node.copy()
    copied.children = []
    return copied
