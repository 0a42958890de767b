"""Lines of the website as HTML, for what no transform is to find: there docutils' writer is half of a page's work."""

from collections.abc import Iterable
from html import escape

from docutils import nodes

from synthkit.csl.rich_text import Segment
from synthkit.sanitize.html import encoded, is_safe_link
from synthkit.sphinx.node_helpers import LANGUAGE, inline
from synthkit.sphinx.nodes import html_inline, ordinal
from synthkit.sphinx.typography.transforms import polish
from synthkit.typography import french

_TAGS: dict[type[nodes.Node], str] = {
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.superscript: "sup",
    nodes.subscript: "sub",
}


def line(parts: Iterable[nodes.Node | Segment | str], *, is_french: bool) -> str:
    """Texts, formatted texts and elements of ``html_inline`` as docutils' writer would have them; in French spaced, but
    for what is in another language.
    """
    whole = nodes.inline()
    for part in parts:
        if isinstance(part, Segment):
            whole += inline([part])
        else:
            whole += nodes.Text(part) if isinstance(part, str) else part
    if is_french:
        polish([whole], french.SCREEN)
    return "".join(map(_written, whole.children))


def _written(node: nodes.Node) -> str:
    match node:
        case ordinal():
            return f"{escape(node.number, quote=False)}<sup>{escape(node.raised, quote=False)}</sup>"
        case nodes.Text():
            return escape(node, quote=False)
    inside = "".join(map(_written, node.children))
    attributes: dict[str, str] = {}
    match node:
        case html_inline():
            tag, attributes = node["tag"], {"class": " ".join(node["classes"]), **node["attributes_of_tag"]}
        case nodes.reference():
            if not is_safe_link(node["refuri"]):
                return inside
            tag, attributes = "a", {"class": "reference external", "href": encoded(node["refuri"])}
        case nodes.inline(attributes={"classes": [name]}):
            tag = "span"
            attributes = {"lang": name.removeprefix(LANGUAGE)} if name.startswith(LANGUAGE) else {"class": name}
        case _:
            tag = _TAGS[type(node)]
    written = "".join(f' {name}="{escape(attributes[name])}"' for name in sorted(attributes))
    return f"<{tag}{written}>{inside}</{tag}>"
