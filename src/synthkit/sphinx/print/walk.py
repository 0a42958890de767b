"""A doctree gone through: each node is a call of a function of ``templates/print.typ``, each text a literal.

Nodes that only LaTeX has a name for carry their own call (``node_helpers.latex``). Every block stands behind a comment
with its source and line, by which an error of Typst is reported.
"""

import os
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.highlighting import PygmentsBridge

from synthkit.sphinx.node_helpers import LANGUAGE
from synthkit.sphinx.nodes import ordinal
from synthkit.sphinx.print.markup import call, text, value

#: Begins the comment that names source and line of what follows.
SOURCE = "// at "
_BLOCKS = (nodes.Body, nodes.topic, nodes.sidebar, nodes.transition)
#: Nodes that are a function of the template, or of Typst itself, around their contents.
_CALLED = {
    **dict.fromkeys(("emphasis", "literal_emphasis", "title_reference"), "emph"),
    **dict.fromkeys(("strong", "literal_strong"), "strong"),
    **dict.fromkeys(("title", "caption"), "block-title"),
    "superscript": "super",
    "subscript": "sub",
    "s": "strike",
    "br": "line-end",
    "rubric": "rubric",
    "transition": "transition",
    "block_quote": "quotation",
    "attribution": "attribution",
    "centered": "centered",
    # left out
    **dict.fromkeys(("comment", "index", "substitution_definition", "system_message", "tabular_col_spec", "meta"), ""),
    **dict.fromkeys(("toctree", "colspec", "invisible", "footnotetext", "label"), ""),
}


class Walk:
    """Goes through one document; subclasses have a method for each kind of node, named after it."""

    def __init__(self, builder: LaTeXBuilder, document: nodes.document) -> None:
        self._config, self._env = builder.config, builder.env
        self._images: dict[str, str] = builder.images
        self._srcdir = str(builder.srcdir)
        self._bridge = PygmentsBridge("html", builder.config.pygments_style)
        self._docname: str = document["docname"]
        self._depth = 0
        self._labels: set[str] = set()
        self._aliases: dict[str, str] = {}
        self._notes: dict[tuple[str, str], nodes.Element] = {}
        self._noted: set[tuple[str, str]] = set()
        self._collect(document, self._docname)

    def _collect(self, node: nodes.Element, docname: str) -> None:
        """Note footnotes that stand elsewhere than they are referred to, and the labels of headings."""
        for child in node.children:
            if not isinstance(child, nodes.Element):
                continue
            own = child["docname"] if isinstance(child, addnodes.start_of_file) else docname
            if type(child).__name__ in ("footnote", "footnotetext"):
                self._notes.update({(own, id_): child for id_ in child["ids"]})
            if isinstance(child, nodes.section):
                first, *others = [f"{own}:{id_}" for id_ in child["ids"]]
                self._aliases.update(dict.fromkeys(others, first))
            self._collect(child, own)

    def _write(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Text):
            return self._text(node)
        assert isinstance(node, nodes.Element)
        written = self._of_kind(node)
        if not isinstance(node, nodes.section | addnodes.start_of_file) and "footnote" not in type(node).__name__:
            written = "".join(self._mark(f"{self._docname}:{id_}") for id_ in node["ids"]) + written
        language = next((name for name in node["classes"] if name.startswith(LANGUAGE)), "")
        if language:
            code, _, region = language.removeprefix(LANGUAGE).partition("-")
            of_region = f", region: {value(region)}" if len(region) == 2 else ""
            written = f"#text(lang: {value(code)}{of_region})[{written}]"
        is_block = isinstance(node, _BLOCKS) and not isinstance(node, nodes.Inline | nodes.footnote)
        if is_block and written.strip():
            return f"\n\n{self._position(node)}{written}\n\n"
        return written

    def _of_kind(self, node: nodes.Element) -> str:
        """A node as the nearest of its classes is written that is known; any other is its contents."""
        for kind in (one.__name__.lower() for one in type(node).__mro__):
            if method := getattr(self, f"_{kind}", None):
                return str(method(node))
            if kind in _CALLED:
                return _CALLED[kind] and call(_CALLED[kind], (), self._inner(node))
        return self._inner(node)

    def _inner(self, node: nodes.Element) -> str:
        return "".join(self._write(child) for child in node.children)

    def _position(self, node: nodes.Element) -> str:
        where = self._line_of(node)
        return f"{SOURCE}{where}\n" if where else ""

    def _line_of(self, node: nodes.Element) -> str:
        """A node's file, seen from the book's folder, and its line; empty for what no source has."""
        known = node
        while known.parent is not None and not known.line:
            known = known.parent
        return f"{os.path.relpath(known.source, self._srcdir)}:{known.line}" if known.source and known.line else ""

    def _mark(self, label: str) -> str:
        """A place that links lead to; nothing for one that is marked already."""
        if label in self._labels or label in self._aliases:
            return ""
        self._labels.add(label)
        return call("mark", [label])

    def _text(self, node: nodes.Text) -> str:
        if isinstance(node, ordinal):
            return text(node.number) + call("super", (), text(node.raised))
        return text(str(node))


def printed(node: nodes.Node) -> tuple[Any, ...]:
    """The function that a node of print alone calls, and its arguments; an empty name for any other."""
    return (isinstance(node, nodes.raw) and node.get("printed")) or ("",)
