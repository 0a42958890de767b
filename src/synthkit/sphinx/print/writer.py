"""A doctree as Typst. Each node is a call of a function of ``templates/print.typ``, each text a literal.

Nodes that only LaTeX has a name for carry their own call (``node_helpers.latex``). Every block stands behind a comment
with its source and line, by which an error of Typst is reported.
"""

import os
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.highlighting import PygmentsBridge
from sphinx.locale import admonitionlabels

from synthkit.sphinx.html import mathml
from synthkit.sphinx.latex.page_references import target_of
from synthkit.sphinx.node_helpers import LANGUAGE
from synthkit.sphinx.nodes import ordinal
from synthkit.sphinx.print.formulas import formula
from synthkit.sphinx.print.markup import call, code, text, value

#: Begins the comment that names source and line of what follows.
SOURCE = "// at "
_CITED = re.compile(r"\\hyperlink\{cite\.(?P<label>[^{}]*)\}\{")
_LENGTH = re.compile(r"([\d.]+)\s*(%|px|cm|mm|in|pt|em|)")
_UNITS = {"px": ("pt", 0.75), "": ("pt", 0.75)}
_BLOCKS = (nodes.Body, nodes.topic, nodes.sidebar, nodes.transition)


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
    """Writes one document: what stands between its chapters, and these one by one."""

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
        self._headings: list[Heading] = []
        self._collect(document, self._docname)

    def chapters(self, document: nodes.document) -> Iterator[Chapter]:
        """The files of a book, in order."""
        part = ""
        for node in _top(document):
            if _printed(node)[0] == "behind-parts":
                part = ""
                continue
            opening = next((one for one in node.children if _printed(one)[0] == "part"), None)
            if opening is not None:
                part = str(_printed(opening)[1])
            before, markup = set(self._labels), self._write(node)
            if markup.strip():
                labels = tuple(sorted(self._labels - before))
                yield Chapter(markup, labels, tuple(self._headings), part, opening is not None)
            self._headings.clear()

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

    # -- walking ------------------------------------------------------------------------------------------------------

    def _write(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Text):
            return self._text(node)
        assert isinstance(node, nodes.Element)
        method = next(
            (found for kind in type(node).__mro__ if (found := getattr(self, f"_{kind.__name__.lower()}", None))),
            self._element,
        )
        written: str = method(node)
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

    def _plain(self, node: nodes.Element) -> str:
        return self._inner(node)

    def _skip(self, node: nodes.Element) -> str:
        return ""

    def _text(self, node: nodes.Text) -> str:
        if isinstance(node, ordinal):
            return text(node.number) + call("super", (), text(node.raised))
        return text(str(node))

    _element = _target = _plain
    _comment = _index = _substitution_definition = _system_message = _tabular_col_spec = _meta = _skip
    _toctree = _colspec = _invisible = _footnotetext = _label = _skip

    def _raw(self, node: nodes.raw) -> str:
        """What print alone shows."""
        if node.astext().strip() == r"\\":  # MyST's hard break
            return "#linebreak();"
        function, *arguments = _printed(node)
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

    # -- structure ----------------------------------------------------------------------------------------------------

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
            label, said = labels[0] if labels else "", self._inner(title)
            if self._depth == 0:
                # what is marked once stays marked there
                shown = text(title.astext()) if any(map(_is_note, title.findall())) else self._inner(title)
                self._headings.append(Heading(shown, label, ", ".join(dict.fromkeys(_who(node)))))
            self._labels.update(labels)
            place = self._position(title)
            heading = f"\n\n{place}" + call("heading-of", [self._depth + 1, label, title.astext()], said)
        return f"{heading}\n\n{rest}"

    def _title(self, node: nodes.title) -> str:
        return call("block-title", (), self._inner(node)) + "\n\n"

    _caption = _title

    def _rubric(self, node: nodes.rubric) -> str:
        return call("rubric", (), self._inner(node))

    def _transition(self, node: nodes.Element) -> str:
        return call("transition")

    # -- paragraphs and lists -----------------------------------------------------------------------------------------

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
            if _printed(child)[0] == "fact":
                name = _printed(child)[1]
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

    def _term(self, node: nodes.Element) -> str:
        return self._inner(node)

    def _line_block(self, node: nodes.Element) -> str:
        lines = [self._write(child) for child in node.children]
        return call("lines", (), *lines)

    def _line(self, node: nodes.Element) -> str:
        return self._inner(node)

    def _block_quote(self, node: nodes.Element) -> str:
        return call("quotation", (), self._inner(node))

    def _attribution(self, node: nodes.Element) -> str:
        return "\n\n" + call("attribution", (), self._inner(node))

    def _admonition(self, node: nodes.Element) -> str:
        named = isinstance(node.children[0], nodes.title) if node.children else False
        title = "" if named else text(str(admonitionlabels.get(node.tagname, "")))
        return call("admonition", (), title, self._inner(node))

    def _topic(self, node: nodes.Element) -> str:
        return call("admonition", (), "", self._inner(node))

    _sidebar = _topic

    def _centered(self, node: nodes.Element) -> str:
        return f"#align(center)[{self._inner(node)}]"

    def _literal_block(self, node: nodes.Element) -> str:
        if node.rawsource != node.astext() and node.children and not isinstance(node.children[0], nodes.Text):
            return call("code-block", [(((node.astext(), "", 0, 0),),)])
        language = node.get("language", "none")
        options = self._config.highlight_options.get(language, {})
        lexer = self._bridge.get_lexer(node.astext(), language, options, node.get("force", False), node)
        return call("code-block", [code(node.astext(), lexer, self._bridge.formatter_args["style"])])

    _doctest_block = _literal_block

    def _desc_signature(self, node: nodes.Element) -> str:
        return "\n\n" + call("label-line", (), call("mono", [node.astext()])) + "\n\n"

    # -- tables and pictures ------------------------------------------------------------------------------------------

    def _table(self, node: nodes.table) -> str:
        groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
        title = "".join(self._caption_of(node, child) for child in node.children if isinstance(child, nodes.title))
        widths = [str(int(column.get("colwidth", 1))) + "fr" for column in groups[0].findall(nodes.colspec)]
        if "colwidths-auto" in node["classes"]:
            widths = ["auto"] * len(widths)
        head, rows = "", ""
        for part in groups[0].children:
            cells = (
                "".join(self._row(row) for row in part.children) if isinstance(part, nodes.thead | nodes.tbody) else ""
            )
            if isinstance(part, nodes.thead):
                head = f"table.header({cells}),"
            elif isinstance(part, nodes.tbody):
                rows = cells
        kind = "programme" if "synth-programme" in node["classes"] else ""
        return f"{title}#grid-of({value(kind)}, ({', '.join(widths)},), {head}{rows})"

    def _row(self, row: nodes.Node) -> str:
        cells = ""
        assert isinstance(row, nodes.Element)
        for entry in row.children:
            assert isinstance(entry, nodes.Element)
            spans = f"colspan: {entry.get('morecols', 0) + 1}, rowspan: {entry.get('morerows', 0) + 1}"
            cells += f"table.cell({spans})[{self._inner(entry)}],"
        return cells

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
        said = ", ".join(map(value, (name, node.get("alt", ""), line)))
        return f"#picture({said}, {', '.join(size)}, {int(is_line)});"

    # -- words --------------------------------------------------------------------------------------------------------

    def _emphasis(self, node: nodes.Element) -> str:
        return call("emph", (), self._inner(node))

    def _strong(self, node: nodes.Element) -> str:
        return call("strong", (), self._inner(node))

    _literal_emphasis = _title_reference = _emphasis
    _literal_strong = _strong

    def _superscript(self, node: nodes.Element) -> str:
        return call("super", (), self._inner(node))

    def _subscript(self, node: nodes.Element) -> str:
        return call("sub", (), self._inner(node))

    def _s(self, node: nodes.Element) -> str:
        return call("strike", (), self._inner(node))

    def _abbreviation(self, node: nodes.Element) -> str:
        """What it stands for behind it, the first time."""
        explained = (node.astext(), node.get("explanation", ""))
        is_new = bool(explained[1]) and explained not in self._noted
        self._noted.add(explained)
        return self._inner(node) + (text(f" ({explained[1]})") if is_new else "")

    def _br(self, node: nodes.Element) -> str:
        return "#linebreak();"

    def _literal(self, node: nodes.Element) -> str:
        return call("mono", [node.astext()])

    def _inline(self, node: nodes.Element) -> str:
        if "printed" in node:
            function, address, named = node["printed"]
            return "\n\n" + call(function, [self._qr_code(address), named], self._inner(node)) + "\n\n"
        if any(isinstance(child, nodes.FixedTextElement) for child in node.children):
            return self._citation(node)
        if "synth-small-caps" in node["classes"]:
            return call("smallcaps", (), self._inner(node))
        return self._inner(node)

    def _qr_code(self, address: str) -> str:
        """The picture as SVG; empty for no address, and where the library that draws it is not installed."""
        if not address or not find_spec("segno"):
            return ""
        drawn: str = import_module("segno").make_qr(address).svg_inline(border=0, omitsize=True)
        return drawn

    def _citation(self, node: nodes.Element) -> str:
        """A citation, whose links sphinxcontrib-bibtex opens and closes for LaTeX."""
        written, is_open = "", False
        for child in node.children:
            if type(child).__name__ != "raw_latex":
                written += self._write(child)
            elif found := _CITED.fullmatch(child.rawsource):  # type: ignore[attr-defined]
                written += f"#goto({value(found['label'])})["
                is_open = True
            elif is_open:
                written += "]"
                is_open = False
        return written + "]" * is_open

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
        said = (self._config.math_eqref_format or "({number})").format(number=number)
        return call("goto", [f"{node['docname']}:equation-{node['target']}"], text(said))

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


#: Containers that look otherwise than their contents: their classes, which are functions of the template.
_CONTAINERS = ("byline", "abstract", "hanging", "block-title", "block-header", "block-footer", "block")


def _top(node: nodes.Element) -> Iterator[nodes.Node]:
    """What a book is made of: its pages, and what stands between them; its title is elsewhere."""
    for child in node.children:
        is_opened = isinstance(child, nodes.section | nodes.compound) and any(child.findall(addnodes.start_of_file))
        if isinstance(child, nodes.Element) and is_opened:
            yield from _top(child)
        elif not isinstance(child, nodes.title):
            yield child


def _printed(node: nodes.Node) -> tuple[Any, ...]:
    """The function that a node of print alone calls, and its arguments; an empty name for any other."""
    return (isinstance(node, nodes.raw) and node.get("printed")) or ("",)


def _who(node: nodes.Element) -> Iterable[str]:
    """Who speaks in a chapter, each once: what the contents name."""
    for child in node.children:
        if _printed(child)[0] == "who":
            yield _printed(child)[1]
        elif isinstance(child, nodes.Element):
            yield from _who(child)


def _is_note(node: nodes.Node) -> bool:
    return type(node).__name__ in ("footnote_reference", "footnote", "footnotemark")


def _length(of: str) -> str:
    found = _LENGTH.fullmatch(str(of))
    if not found:
        return "auto"
    unit, factor = _UNITS.get(found[2], (found[2], 1))
    return f"{float(found[1]) * factor:g}{unit}"
