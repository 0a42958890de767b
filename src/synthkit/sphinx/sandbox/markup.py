"""Nothing a source holds runs: no script in a page, no command of TeX that reads, writes or defines.

Seen to when a page is read, for all editions: what is refused stands there as its words, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.utils.math import latex2mathml, tex2unichar
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.diagnostics import NOWHERE, Code, Problem, Where
from synthkit.i18n import N_
from synthkit.sanitize import html, tex, urls
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.diagnostics.warnings import report
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.html import mathml

if TYPE_CHECKING:
    pass

_LINK = N_(
    "the address '%(found)s' is none a reader can be led to; expected: https://…, mailto:… or a path of the book"
)
_TEX = N_(
    "'%(found)s' is no command of TeX for mathematics or layout, so this stands as it was written or is left out; "
    "expected: known commands alone"
)
_META = N_("the page's metadata '%(found)s' would lead readers elsewhere, and is left out; expected: a name and a text")
_LABEL = re.compile(r"[\w:./ +-]+")
_CLASS = re.compile(r"[\w:.+/@-]+")
_PLAIN_META = ("content-type", "content-language")


@cache
def formula_commands() -> frozenset[str]:
    """What a formula may use: all that docutils has a sign for, and what sets it."""
    tables = [found for name, found in vars(tex2unichar).items() if isinstance(found, dict) and name[0] != "_"]
    tables += [found for name, found in vars(latex2mathml).items() if isinstance(found, dict) and name[0] != "_"]
    names = {name for table in tables for name in table if isinstance(name, str) and name.isalpha()}
    return tex.FORMULA | names


class GuardedMarkup(SphinxTransform):
    """Raw passages, formulas, columns of tables, addresses and metadata of one document."""

    def apply(self, **kwargs: Any) -> None:
        """Visit it."""
        for raw in list(self.document.findall(nodes.raw)):
            self._raw(raw)
        for block in list(self.document.findall(nodes.math_block)):
            self._label(block)
        for columns in list(self.document.findall(addnodes.tabular_col_spec)):
            if tex.refused(columns["spec"], tex.COLUMNS):
                self._note(Code.UNSAFE_TEX, _TEX, tex.refused(columns["spec"], tex.COLUMNS), columns)
                columns.parent.remove(columns)
        for meta in list(self.document.findall(nodes.meta)):
            if meta.get("http-equiv", "content-type").lower() not in _PLAIN_META:
                self._note(Code.RAW_HTML, _META, str(meta.get("http-equiv")), meta)
                meta.parent.remove(meta)
        for node, address in _unsafe_links(self.document):
            self._note(Code.UNSAFE_LINK, _LINK, address, node)
            _unlink(node)
        for toctree in self.document.findall(addnodes.toctree):
            for entry in [entry for entry in toctree["entries"] if not _is_entry(entry[1] or "")]:
                self._note(Code.UNSAFE_LINK, _LINK, entry[1], toctree)
                toctree["entries"].remove(entry)

    def _raw(self, raw: nodes.raw) -> None:
        formats = str(raw.get("format", "")).split()
        if "latex" in formats and not raw.get("is_ours"):
            command = tex.refused(raw.astext(), tex.PASSAGE | formula_commands())
            if command:
                self._note(Code.UNSAFE_TEX, _TEX, command, raw)
                formats.remove("latex")
                raw["format"] = " ".join(formats)
        if "html" in formats:  # told by ``browser_markup``, with what no e-book can hold
            raw[:] = [nodes.Text(html.tamed(raw.astext())[0])]
        if not formats:
            raw.parent.remove(raw)

    def _label(self, formula: nodes.math_block) -> None:
        label = formula.get("label")
        if label is not None and not _LABEL.fullmatch(str(label)):
            self._note(Code.UNSAFE_TEX, _TEX, str(label), formula)
            self.env.domains.math_domain.equations.pop(label, None)
            formula["label"] = formula["number"] = None

    def _note(self, code: Code, message: str, found: str, node: nodes.Node) -> None:
        line, parent = node.line, node.parent
        while not line and parent is not None:
            line, parent = parent.line, parent.parent
        where = Where(self.env.docname, str(self.env.doc2path(self.env.docname)), line or 1)
        domain = SynthDomain.of(self.env)
        domain.note_problems(self.env.docname, [Problem(code, message, where, {"found": found[:200]})])


class SafeLinks(SphinxPostTransform):
    """The same for addresses that come from a record or a .bib file, which are told where those are read."""

    def run(self, **kwargs: Any) -> None:
        """Visit one document."""
        for node, _ in _unsafe_links(self.document):
            _unlink(node)
        for element in self.document.findall(nodes.Element):
            if not all(map(_CLASS.fullmatch, element.get("classes", ()))):  # Sphinx tells TeX their names as they are
                element["classes"] = [name for name in element["classes"] if _CLASS.fullmatch(name)]
        for link in list(self.document.findall(nodes.reference)):
            # a card cut short leaves one among blocks, where Sphinx's writer ends with an AssertionError
            is_picture = len(link) == 1 and isinstance(link[0], nodes.image)
            if not isinstance(link.parent, nodes.TextElement) and not is_picture:
                blocks = [child for child in link.children if not isinstance(child, nodes.Inline | nodes.Text)]
                link.replace_self(link.children if blocks else nodes.paragraph("", "", link.deepcopy()))


class SafeFormulas(SphinxPostTransform):
    """Formulas as they were written where TeX would do what it is told; MathML has no such commands, and tells them."""

    def run(self, **kwargs: Any) -> None:
        """Visit one document."""
        builder = context_of(self.env).builder
        if builder.format == "html" and builder.math_renderer_name == mathml.RENDERER:  # type: ignore[attr-defined]
            return
        for formula in list(self.document.findall(_is_formula)):
            text = formula.astext()
            command = tex.refused(text, formula_commands())
            if command:
                problem = Problem(Code.UNSAFE_TEX, _TEX, NOWHERE, {"found": command})
                report([problem], i18n_of(self.config), formula)
                kind = nodes.literal_block if isinstance(formula, nodes.math_block) else nodes.literal
                cast(nodes.Element, formula).replace_self(kind(text, text))


def _is_formula(node: nodes.Node) -> bool:
    return isinstance(node, nodes.math | nodes.math_block)


def _is_entry(target: str) -> bool:
    return "://" not in target or urls.is_safe_link(target)


def _unsafe_links(document: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    for node in list(document.findall(nodes.Element)):
        address = node.get("refuri")
        if isinstance(address, str) and not isinstance(node, nodes.target) and not urls.is_safe_link(address):
            yield node, address
        if isinstance(node, addnodes.download_reference) and not urls.is_safe_link(node.get("reftarget", "")):
            yield node, node["reftarget"]
        if isinstance(node, nodes.image) and not urls.is_safe_picture(node.get("uri", "")):
            yield node, node["uri"]


def _unlink(node: nodes.Element) -> None:
    """Leave the words of a link, the alternative text of a picture."""
    if node.parent is None:
        return
    if isinstance(node, nodes.image):
        words = node.get("alt") or ""
        in_line = isinstance(node.parent, nodes.TextElement)
        node.replace_self(nodes.inline("", words) if in_line else nodes.paragraph("", words))
    else:
        node.replace_self(node.children or [nodes.Text(node.astext())])
