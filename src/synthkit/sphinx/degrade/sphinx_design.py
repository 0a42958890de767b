"""The parts of sphinx-design in editions without its style sheet and scripts: EPUB, LaTeX, text, man.

There a tab would hide its panels, a dropdown its body, and markup for browsers alone would break the page. Each part
becomes plain nodes that lose nothing: a titled block, a sequence of blocks, a line, a link. sphinx-design is not
imported: its nodes are known by ``design_component``, by class, or by their type's name, so a book may do without it.
"""

import re
from collections.abc import Iterable
from typing import cast

from docutils import nodes
from sphinx.environment import BuildEnvironment

from synthkit.i18n import N_
from synthkit.sphinx.builders import is_checked, is_online
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.node_helpers import paragraph

#: An icon of older versions of sphinx-design; today's are nodes.
_ICON_MARKUP = re.compile(r"<svg [^>]*class=\"sd-(?:octicon|material-icon)")
_ICON_LABEL = re.compile(r'aria-label="([^"]*)"')
#: What the blocks of a part are called, where not by the name of the part.
_KINDS = {"tab-set": "tabs", "tab-item": "tab", "card-carousel": "carousel"}
_SVG_VERSION = re.compile(r' version="[^"]*"')


def make_plain(env: BuildEnvironment, document: nodes.document) -> None:
    """Make plain nodes of the parts of sphinx-design, but for the HTML edition; before its own transforms (199)."""
    builder = context_of(env).builder
    if not is_online(builder) and not is_checked(builder):
        # an editor who loads a font of icons for LaTeX wants them there
        keeps_icons = builder.format == "latex" and getattr(env.config, "sd_fontawesome_latex", False)
        _make_plain(document, keeps_icons)
        for element in document.findall(nodes.Element):
            element["classes"] = [name for name in element["classes"] if not name.startswith("sd-")]


def make_valid(env: BuildEnvironment, document: nodes.document) -> None:
    """On the website no attributes that HTML refuses, and no part without a name."""
    for node in list(document.findall(nodes.Element)) if is_online(context_of(env).builder) else ():
        if type(node).__name__ == "sd_tab_label":
            # on a label of a field HTML refuses it: a screen reader has it of the field
            node.attributes.pop("aria_controls", None)
        elif "sd-summary-text" in node.get("classes", ()) and {*map(_icon_label, node.children)} <= {""}:
            # a dropdown without a title: three dots, which nobody hears
            node[:] = [nodes.Text(i18n_of(env.config)(N_("More")))]
        elif isinstance(node, nodes.raw) and _icon_label(node) is not None:
            node[:] = [nodes.Text(_SVG_VERSION.sub("", node.astext(), count=1))]
        elif "svg" in node.attributes and _icon_label(node) is not None:
            node["svg"] = _SVG_VERSION.sub("", str(node["svg"]), count=1)


def _make_plain(element: nodes.Element, keeps_icons: bool) -> None:
    """Children first. Walked by children: sphinx-design puts nodes together without telling them their parent."""
    plain: list[nodes.Node] = []
    had_icon = False
    for child in element.children:
        label = None if keeps_icons and type(child).__name__ == "fontawesome" else _icon_label(child)
        if label is not None:
            had_icon = True
            plain += [nodes.Text(label)] if label else []
        elif isinstance(child, nodes.Element):
            _make_plain(child, keeps_icons)
            plain += _plain(child)
        else:
            # one gap is left where an icon stood between two
            is_second_gap = had_icon and (not plain or plain[-1].astext()[-1:].isspace())
            plain.append(nodes.Text(child.astext().lstrip()) if is_second_gap else child)
    element.children = []
    element.extend(plain)


def _plain(node: nodes.Element) -> list[nodes.Node]:
    """What stands for a node whose children are plain already; ``div`` is plain, ``card-title`` the card's affair."""
    part, children = node.get("design_component", ""), list(node.children)
    match part:
        case "tab-content" | "aside-body" | "card-body" | "card-overlay" | "grid-row" | "step-content":
            plain = children
        case "tab-set" | "accordion" | "card-carousel":
            plain = _block(children, _KINDS.get(part, part), "sequence")
        case "tab-item" | "dropdown" | "aside":
            plain = _titled(node, _KINDS.get(part, part))
        case "card":
            plain = _card(node)
        case "card-header" | "card-footer":
            plain = [nodes.container("", *children, classes=[f"synth-block-{part.removeprefix('card-')}"])]
        case "grid-container":
            plain = _grid(node)
        case "grid-item":
            is_block = len(children) == 1 and isinstance(children[0], nodes.container | nodes.image | nodes.reference)
            plain = children if is_block else _block(children, "cell")
        case "steps":
            kept = {name: node[name] for name in ("enumtype", "prefix", "suffix", "start") if name in node}
            plain = [nodes.enumerated_list("", *children, **kept)]
        case "step":
            for title in [child for child in children if isinstance(child, nodes.rubric)]:
                node.replace(title, paragraph(nodes.strong("", "", *title.children)))
            plain = [nodes.list_item("", *node.children)]
        case _:
            return _plain_by_class(node)
    return [*_anchors(node), *plain]


def _plain_by_class(node: nodes.Element) -> list[nodes.Node]:
    classes = node["classes"]
    if type(node).__name__ == "sd_line_break":
        return [nodes.Text(" ")]
    if "sd-badge" in classes:
        return _badge(node)
    if "sd-btn" in classes and isinstance(node, nodes.reference):
        return _button(node)
    if "sd-d-grid" in classes and isinstance(node, nodes.inline):
        return node.children
    if isinstance(node, nodes.image) and "sd-avatar-sm" in classes:
        node.setdefault("width", "1.6cm")
    return [node]


def _icon_label(node: nodes.Node) -> str | None:
    """The text of an icon, empty for a decorative one; None for anything else."""
    if type(node).__name__ in ("sd_icon", "fontawesome"):
        markup = str(cast(nodes.Element, node).get("svg", ""))
    elif isinstance(node, nodes.raw) and _ICON_MARKUP.match(node.astext()):
        markup = node.astext()
    else:
        return None
    return next(iter(_ICON_LABEL.findall(markup)), "")


def _badge(node: nodes.Element) -> list[nodes.Node]:
    """A badge in bold, what hovering would show behind it in parentheses."""
    hint = node.get("tooltip") or node.get("reftitle")
    badge: nodes.Element = nodes.strong("", "", *node.children, classes=["synth-badge"])
    if isinstance(node, nodes.reference):
        link = node.copy()
        link["classes"] = []
        link += badge
        badge = link
    return [badge, nodes.Text(f" ({hint})")] if hint else [badge]


def _button(node: nodes.reference) -> list[nodes.Node]:
    """A link; its address is its text where it has only an icon."""
    hint = node.attributes.pop("reftitle", "")
    if not node.astext().strip():
        node[:] = [nodes.Text(node.get("refuri", ""))]
    node["classes"] = ["synth-button"]
    return [node, nodes.Text(f" ({hint})")] if hint else [node]


def _anchors(node: nodes.Element) -> list[nodes.Node]:
    """What a link to a node leads to, where not every writer gives the node itself an anchor."""
    return [nodes.target("", "", ids=node["ids"])] if node["ids"] else []


def _block(children: Iterable[nodes.Node], kind: str, outer: str = "block") -> list[nodes.Node]:
    """A container. An image stands in a line of its own, or it would run into the text that follows it."""
    blocks = [
        paragraph(node) if isinstance(node, nodes.image | nodes.reference) and any(node.findall(nodes.image)) else node
        for node in children
    ]
    return [nodes.container("", *blocks, classes=[f"synth-{outer}", f"synth-{kind}"])]


def _title(words: Iterable[nodes.Node]) -> nodes.container:
    return nodes.container("", paragraph(nodes.strong("", "", *words)), classes=["synth-block-title"])


def _titled(node: nodes.Element, kind: str) -> list[nodes.Node]:
    """A block whose first rubric is its title, its links kept."""
    title = next(iter(node.children), None)
    if not isinstance(title, nodes.rubric) or node.get("has_title") is False:
        return _block(node.children, kind)
    return [*_anchors(title), *_block([_title(title.children), *node.children[1:]], kind)]


def _grid(node: nodes.Element) -> list[nodes.Node]:
    paragraphs = list(node.findall(nodes.paragraph))
    # nothing else tells ``article-info`` from a grid
    if paragraphs and all({"sd-p-0", "sd-m-0"} <= set(one["classes"]) for one in paragraphs):
        lines = [nodes.line("", "", *one.children) for one in paragraphs]
        return [nodes.container("", nodes.line_block("", *lines), classes=["synth-article-info"])]
    return _block(node.children, "grid", "sequence")


def _card(card: nodes.Element) -> list[nodes.Node]:
    """Title, text, and the link: on the title, or a line of its own where there is none or it holds a link."""
    link = next(filter(None, map(_stretched_link, card.children)), None)
    children: list[nodes.Node] = []
    for child in card.children:
        if isinstance(child, nodes.Element) and child.get("design_component") == "card-title":
            words = [word for line in child.children for word in line.children]
            if isinstance(link, nodes.reference) and not any(child.findall(nodes.reference)):
                called = link.copy()
                called.extend(words)
                if link.astext() not in (called.astext(), link.get("refuri", "")):
                    called["reftitle"] = link.astext()  # its own words stay as its title
                words, link = [called], None
            children.append(_title(words))
        elif _stretched_link(child) is None:
            children.append(child)
    return _block(children if link is None else [*children, paragraph(link)], "card")


def _stretched_link(node: nodes.Node) -> nodes.Element | None:
    """The link that covers a card, or the text of one that leads nowhere."""
    if type(node).__name__ != "PassthroughTextElement":
        return None
    return next((one for one in node.findall(nodes.Element) if "sd-stretched-link" in one["classes"]), None)
