"""Paragraphs, lists, code, tables, pictures."""

import re

from docutils import nodes
from pygments.filters import ErrorToken
from sphinx.locale import admonitionlabels

from synthkit.sphinx.print.markup import call, code, text, value
from synthkit.sphinx.print.walk import printed
from synthkit.sphinx.print.words import Words

_LENGTH = re.compile(r"([\d.]+)\s*(%|px|cm|mm|in|pt|em|)")
_UNITS = {"px": ("pt", 0.75), "": ("pt", 0.75)}
#: Containers that look otherwise than their contents: their classes, which are functions of the template.
_CONTAINERS = ("byline", "abstract", "hanging", "block-title", "block-header", "block-footer", "block")


class Blocks(Words):
    """Writes blocks."""

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
        words = ", ".join(map(value, (name, node.get("alt", ""), line)))
        return f"#picture({words}, {', '.join(size)}, {int(is_line)});"


def _length(of: str) -> str:
    found = _LENGTH.fullmatch(str(of))
    if not found:
        return "auto"
    unit, factor = _UNITS.get(found[2], (found[2], 1))
    return f"{float(found[1]) * factor:g}{unit}"
