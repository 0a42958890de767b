"""Words within a line: citations, links, notes, formulas."""

import re
from importlib import import_module
from importlib.util import find_spec

from docutils import nodes

from synthkit.sphinx.html import mathml
from synthkit.sphinx.latex.page_references import target_of
from synthkit.sphinx.print.formulas import formula
from synthkit.sphinx.print.markup import call, text, value
from synthkit.sphinx.print.walk import Walk

_CITED = re.compile(r"\\hyperlink\{cite\.(?P<label>[^{}]*)\}\{")


class Words(Walk):
    """Writes words."""

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
