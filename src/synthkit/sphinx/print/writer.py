"""A book as Typst, chapter by chapter: each node is a call of a function of ``print.typ``, each text a literal.

Nodes that only LaTeX has a name for carry their own call (``node_helpers.latex``). Every block stands behind a comment
with its source and line, by which an error of Typst is reported.
"""

import os
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from typing import Any, NamedTuple

from docutils import nodes
from pygments.filters import ErrorToken
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.highlighting import PygmentsBridge
from sphinx.locale import admonitionlabels

from synthkit.sphinx.html import mathml
from synthkit.sphinx.latex.page_references import target_of
from synthkit.sphinx.node_helpers import LANGUAGE, placed
from synthkit.sphinx.nodes import ordinal
from synthkit.sphinx.print.markup import call, code, formula, text, value

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
_NOTES = ("footnote_reference", "footnote", "footnotemark")
_LENGTH = re.compile(r"([\d.]+)\s*(%|px|cm|mm|in|pt|em|)")
_UNITS = {"px": ("pt", 0.75), "": ("pt", 0.75)}
#: Containers that look otherwise than their contents: their classes, which are functions of the template.
_CONTAINERS = ("byline", "abstract", "hanging", "block-title", "block-header", "block-footer", "block")


class Heading(NamedTuple):
    """A line of the contents; ``title`` is markup, ``label`` empty for a part, ``who`` speaks in the chapter."""

    title: str
    label: str = ""
    who: str = ""


class Chapter(NamedTuple):
    """One file of the book, which begins a page; ``part`` is the name of the part it is in.

    ``labels`` are all places in it.
    """

    markup: str
    labels: tuple[str, ...]
    headings: tuple[Heading, ...]
    part: str
    opens_part: bool


class Writer:
    """Writes one document; a method for each kind of node, named after it."""

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
        self._headings: list[Heading] = []
        self._noted: set[tuple[str, str]] = set()
        # footnotes that stand elsewhere than they are referred to, and the labels of headings
        for docname, node in placed(document, self._docname):
            if type(node).__name__ in ("footnote", "footnotetext"):
                self._notes.update({(docname, id_): node for id_ in node["ids"]})
            if isinstance(node, nodes.section):
                first, *others = [f"{docname}:{id_}" for id_ in node["ids"]]
                self._aliases.update(dict.fromkeys(others, first))

    def chapters(self, document: nodes.document) -> Iterator[Chapter]:
        """The files of a book, in order."""
        part = markup = ""
        before = set(self._labels)
        for key, group in groupby(_top(document), key=_begins_page):
            found = list(group)
            if key and printed(found[0])[0] == "behind-parts":
                part = ""
                continue
            opening = next((one for node in found for one in node.children if printed(one)[0] == "part"), None)
            if opening is not None:
                part = str(printed(opening)[1])
            markup += "".join(map(self._write, found))
            # marks alone are of what follows
            if markup.strip() and (
                key or any(node.astext().strip() or any(node.findall(nodes.image)) for node in found)
            ):
                labels = tuple(sorted(self._labels - before))
                yield Chapter(markup, labels, tuple(self._headings), part, opening is not None)
                before, markup = set(self._labels), ""
            self._headings.clear()

    def _raw(self, node: nodes.raw) -> str:
        if node.astext().strip() == r"\\":  # MyST's hard break
            return "#linebreak();"
        function, *arguments = printed(node)
        if function == "mark":
            return self._mark(arguments[0])
        if function == "pages-of":
            return call("span", [f"first:{arguments[0]}", f"last:{arguments[0]}"])
        if function in ("page-of", "page-behind"):
            arguments = [self._aliases.get(arguments[0], arguments[0])]
        if function == "part":
            self._headings.append(Heading(text(arguments[0])))
        elif function == "index":
            self._labels.add(arguments[0])
            self._headings.append(Heading(text(arguments[1]), arguments[0]))
        return call(function, arguments) if function and function not in ("who", "fact", "keywords") else ""

    def _start_of_file(self, node: nodes.Element) -> str:
        before, self._docname = self._docname, node["docname"]
        written = self._inner(node)
        self._docname = before
        return written

    def _section(self, node: nodes.section) -> str:
        self._depth += 1
        labels = [f"{self._docname}:{id_}" for id_ in node["ids"]][:1]
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        title = next((child for child in titles if child.astext().strip()), None)
        rest = "".join(self._write(child) for child in node.children if child not in titles)
        self._depth -= 1
        heading = ""
        if title is not None:
            label, words = labels[0] if labels else "", self._inner(title)
            if self._depth == 0:
                # what is marked once stays marked there
                has_note = any(type(one).__name__ in _NOTES for one in title.findall())
                shown = text(title.astext()) if has_note else self._inner(title)
                who = dict.fromkeys(printed(one)[1] for one in node.findall(nodes.raw) if printed(one)[0] == "who")
                self._headings.append(Heading(shown, label, ", ".join(who)))
            self._labels.update(labels)
            place = self._position(title)
            heading = f"\n\n{place}" + call("heading-of", [self._depth + 1, label, title.astext()], words)
        return f"{heading}\n\n{rest}"

    def _write(self, node: nodes.Node) -> str:
        if isinstance(node, ordinal):
            return text(node.number) + call("super", (), text(node.raised))
        if isinstance(node, nodes.Text):
            return text(str(node))
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
        return f"// at {where}\n" if where else ""

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

    def _paragraph(self, node: nodes.paragraph) -> str:
        return call("label-line", (), self._inner(node)) if "synth-label" in node["classes"] else self._inner(node)

    def _container(self, node: nodes.container) -> str:
        classes = node["classes"]
        if "synth-facts" in classes:
            return self._facts(node)
        name = next((name for name in _CONTAINERS if f"synth-{name}" in classes), "")
        name = "synth-block" if name == "block" else name
        return f"\n\n#{name}[{self._inner(node)}]\n\n" if name and node.children else self._inner(node)

    def _facts(self, node: nodes.container) -> str:
        facts: list[str] = []
        name = ""
        for child in node.children:
            if printed(child)[0] == "fact":
                name = printed(child)[1]
            else:
                facts.append(f"({value(name)}, [{self._write(child)}])")
                name = ""
        return f"\n\n#facts({', '.join(facts)})\n\n" if facts else ""

    def _bullet_list(self, node: nodes.Element) -> str:
        if "synth-hanging" in node.parent["classes"]:  # a list without signs would leave empty labels to who listens
            return "\n\n".join(map(self._inner, node.children))  # type: ignore[arg-type]
        return call("bullets", (), *map(self._inner, node.children))  # type: ignore[arg-type]

    def _enumerated_list(self, node: nodes.Element) -> str:
        kinds = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
        pattern = f"{node.get('prefix', '')}{kinds.get(node.get('enumtype', ''), '1')}{node.get('suffix', '.')}"
        return call("numbers", [pattern, int(node.get("start", 1))], *map(self._inner, node.children))  # type: ignore[arg-type]

    def _definition_list(self, node: nodes.Element) -> str:
        items = []
        for item in node.children:
            assert isinstance(item, nodes.Element)
            terms = [self._write(one) for one in item.children if isinstance(one, nodes.term | nodes.field_name)]
            rest = [self._write(one) for one in item.children if isinstance(one, nodes.definition | nodes.field_body)]
            items.append(call("term", (), text(", ").join(terms), "".join(rest)))
        return "\n\n".join(items)

    _field_list = _definition_list

    def _line_block(self, node: nodes.Element) -> str:
        return call("lines", (), *map(self._write, node.children))

    def _admonition(self, node: nodes.Element) -> str:
        named = isinstance(node.children[0], nodes.title) if node.children else False
        title = "" if named else text(str(admonitionlabels.get(node.tagname, "")))
        return call("admonition", (), title, self._inner(node))

    _topic = _sidebar = _admonition

    def _literal_block(self, node: nodes.Element) -> str:
        if node.rawsource != node.astext() and node.children and not isinstance(node.children[0], nodes.Text):
            return call("code-block", [(((node.astext(), "", 0, 0),),)])
        language = node.get("language", "none")
        options = self._config.highlight_options.get(language, {})
        source, bridge = node.astext(), self._bridge
        try:
            lexer = bridge.get_lexer(source, language, options, node.get("force", False), node)
            pieces = code(source, lexer, bridge.formatter_args["style"])
        except ErrorToken:  # as Sphinx has it elsewhere: what is in no language that was stated isn't highlighted
            lexer = bridge.get_lexer(source, "none" if language == "default" else language, options, force=True)
            pieces = code(source, lexer, bridge.formatter_args["style"])
        return call("code-block", [pieces])

    _doctest_block = _literal_block

    def _desc_signature(self, node: nodes.Element) -> str:
        return "\n\n" + call("label-line", (), call("mono", [node.astext()])) + "\n\n"

    def _table(self, node: nodes.table) -> str:
        groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
        title = "".join(self._caption_of(node, child) for child in node.children if isinstance(child, nodes.title))
        widths = [str(int(column.get("colwidth", 1))) + "fr" for column in groups[0].findall(nodes.colspec)]
        if "colwidths-auto" in node["classes"] and "colwidths-given" not in node["classes"]:  # MyST writes both
            widths = ["auto"] * len(widths)
        cells = "".join(map(self._cells, groups[0].children))
        kind = "programme" if "synth-programme" in node["classes"] else ""
        return f"{title}#grid-of({value(kind)}, ({', '.join(widths)},), {cells})"

    def _cells(self, part: nodes.Node) -> str:
        """Those of the head or the body of a table."""
        cells = ""
        for entry in (entry for row in part.children for entry in row.children):
            assert isinstance(entry, nodes.Element)
            spans = f"colspan: {entry.get('morecols', 0) + 1}, rowspan: {entry.get('morerows', 0) + 1}"
            cells += f"table.cell({spans})[{self._inner(entry)}],"
        return f"table.header({cells})," if isinstance(part, nodes.thead) else cells

    def _caption_of(self, node: nodes.Element, caption: nodes.Element) -> str:
        """A caption, behind its number where the book numbers figures."""
        kind = "table" if isinstance(node, nodes.table) else "figure"
        numbers = self._env.toc_fignumbers.get(self._docname, {}).get(kind, {})
        number = next((numbers[id_] for id_ in node["ids"] if id_ in numbers), None)
        named = self._config.numfig_format.get(kind, "%s") % ".".join(map(str, number)) if number else ""
        return call("caption", [named], self._inner(caption))

    def _figure(self, node: nodes.figure) -> str:
        parts = [
            self._caption_of(node, child) if isinstance(child, nodes.caption) else self._write(child)
            for child in node.children
        ]
        return call("picture-block", (), "\n\n".join(parts))

    def _image(self, node: nodes.image) -> str:
        name = self._images.get(node["uri"])
        if name is None:
            return text(node.get("alt", ""))
        line = self._line_of(node)
        beside = [one for one in node.parent.children if not isinstance(one, nodes.raw)]
        is_line = isinstance(node.parent, nodes.TextElement) and (len(beside) > 1 or "width" in node)
        size = _length(node.get("width", "")), _length(node.get("height", ""))
        words = ", ".join(map(value, (name, node.get("alt", ""), line)))
        return f"#picture({words}, {', '.join(size)}, {int(is_line)});"

    def _abbreviation(self, node: nodes.Element) -> str:
        """What it stands for behind it, the first time."""
        explained = (node.astext(), node.get("explanation", ""))
        is_new = bool(explained[1]) and explained not in self._noted
        self._noted.add(explained)
        return self._inner(node) + (text(f" ({explained[1]})") if is_new else "")

    def _literal(self, node: nodes.Element) -> str:
        return call("mono", [node.astext()])

    def _inline(self, node: nodes.Element) -> str:
        if "printed" in node:
            function, address, named = node["printed"]
            return "\n\n" + call(function, [self._qr_code(address), named], self._inner(node)) + "\n\n"
        if "synth-small-caps" in node["classes"]:
            return call("smallcaps", (), self._inner(node))
        return self._inner(node)

    def _qr_code(self, address: str) -> str:
        """The picture as SVG; empty for no address, and where the library that draws it is not installed."""
        if not address or not find_spec("segno"):
            return ""
        drawn: str = import_module("segno").make_qr(address).svg_inline(border=0, omitsize=True)
        return drawn

    def _reference(self, node: nodes.reference) -> str:
        docname, anchor = target_of(self._docname, node)
        if docname:
            label = f"{docname}:{anchor}"
            return call("goto", [self._aliases.get(label, label)], self._inner(node))
        uri = str(node.get("refuri", ""))
        if not uri or node.astext() == uri:
            return call("address", [uri, uri]) if uri else self._inner(node)
        return call("link", [uri], self._inner(node))

    _number_reference = _reference

    def _math_reference(self, node: nodes.Element) -> str:
        number = self._env.domains.math_domain.get_equation_number_for(node["target"])
        words = (self._config.math_eqref_format or "({number})").format(number=number)
        return call("goto", [f"{node['docname']}:equation-{node['target']}"], text(words))

    def _footnote(self, node: nodes.Element) -> str:
        key = (self._docname, node["ids"][0])
        return self._footnote_at(key) if key not in self._noted else ""

    def _footnotemark(self, node: nodes.Element) -> str:
        return self._footnote_at((self._docname, node.get("refid", "")))

    _footnote_reference = _footnotemark

    def _footnote_at(self, key: tuple[str, str]) -> str:
        note = self._notes.get(key)
        if note is None:
            return ""
        own = (key[0], note["ids"][0])
        label = f"note:{own[0]}:{own[1]}"
        if own in self._noted:
            return call("note-again", [label])
        self._noted.add(own)
        return call("note", [label], self._inner(note).strip())

    def _math(self, node: nodes.math | nodes.math_block) -> str:
        tex, is_block = node.astext(), isinstance(node, nodes.math_block)
        if not tex.strip():
            return ""
        number = f"({node['number']})" if is_block and node.get("number") else ""
        try:
            inside = formula(tex, self._config[mathml.MACROS], is_block=is_block)
        except ValueError as error:
            mathml.report_unreadable(node, self._config, error)
            return call("code-block", [((("".join(tex), "", 0, 0),),)]) if is_block else call("mono", [tex])
        return f"#formula({value(' '.join(tex.split()))}, {value(number)}, {int(is_block)}, $ {inside} $);"

    _math_block = _math


def _top(node: nodes.Element) -> Iterator[nodes.Node]:
    """What a book is made of: its pages, and what stands between them; its title is elsewhere."""
    for child in node.children:
        is_opened = isinstance(child, nodes.section | nodes.compound) and any(child.findall(addnodes.start_of_file))
        if isinstance(child, nodes.Element) and is_opened:
            yield from _top(child)
        elif not isinstance(child, nodes.title):
            yield child


def _begins_page(node: nodes.Node) -> int:
    """One number for what stands loose between chapters, another for each other node."""
    is_own = isinstance(node, nodes.section | addnodes.start_of_file) or printed(node)[0] == "behind-parts"
    return id(node) if is_own or any(printed(one)[0] == "part" for one in node.children) else 0


def printed(node: nodes.Node) -> tuple[Any, ...]:
    """The function that a node of print alone calls, and its arguments; an empty name for any other."""
    return (isinstance(node, nodes.raw) and node.get("printed")) or ("",)


def _length(of: str) -> str:
    found = _LENGTH.fullmatch(str(of))
    if not found:
        return "auto"
    unit, factor = _UNITS.get(found[2], (found[2], 1))
    return f"{float(found[1]) * factor:g}{unit}"
