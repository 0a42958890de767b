"""Nothing a source holds runs: no script in a page, no command of TeX that reads, writes or defines.

Pages are guarded when they are read, for all editions: what is refused stands there as its words, and is reported.
"""

import re
from collections.abc import Iterator
from functools import cache

from docutils import nodes
from docutils.utils.math import latex2mathml, tex2unichar
from sphinx import addnodes
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from synthkit.diagnostics import NOWHERE, Code, Problem
from synthkit.i18n import N_
from synthkit.sanitize import html, macros
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.html import mathml
from synthkit.sphinx.sandbox.files import unlink
from synthkit.sphinx.warnings import note, report

_LINK = N_(
    "the address '%(found)s' is none a reader can be led to; expected: https://…, mailto:… or a path of the book"
)
_TEX = N_(
    "'%(found)s' is no command of TeX for mathematics or layout, so this stands as it was written or is left out; "
    "expected: known commands alone"
)
_META = N_("the page's metadata '%(found)s' would lead readers elsewhere, and is left out; expected: a name and a text")
_LABEL = re.compile(r"[\w:./ +-]+")
_is_class = cache(re.compile(r"[\w:.+/@-]+").fullmatch)
_ADDRESSES = ("uri", "refuri", "reftarget")
_PLAIN_META = ("content-type", "content-language")


@cache
def _commands_of_docutils() -> frozenset[str]:
    """All that docutils has a sign for, or sets in a way of its own."""
    tables = [
        table
        for module in (tex2unichar, latex2mathml)
        for name, table in vars(module).items()
        if isinstance(table, dict) and name[0] != "_"
    ]
    return frozenset(name for table in tables for name in table if isinstance(name, str) and name.isalpha())


def formula_commands(config: Config) -> set[str]:
    """What a formula may use, the macros of conf.py among it."""
    return {*_commands_of_docutils(), *macros.FORMULA, *config[mathml.MACROS]}


def guard_markup(env: BuildEnvironment, document: nodes.document) -> None:
    """Guard raw passages, formulas, columns of tables, addresses and metadata of a document that is read."""
    for node in list(document.findall(nodes.Element)):
        for code, message, found in _refused(env, node):
            note(env, code, message, node, found=found[:200])


def _refused(env: BuildEnvironment, node: nodes.Element) -> Iterator[tuple[Code, str, str]]:
    """What is wrong with a node; each is taken away once it was given."""
    match node:
        case nodes.raw():
            yield from _of_raw(env, node)
        case nodes.math_block() if not _LABEL.fullmatch(str(node.get("label") or "none")):
            yield Code.UNSAFE_TEX, _TEX, str(node["label"])
            env.domains.math_domain.equations.pop(node["label"], None)
            node["label"] = node["number"] = None
        case addnodes.tabular_col_spec() if command := macros.unknown_command(node["spec"], macros.COLUMNS):
            yield Code.UNSAFE_TEX, _TEX, command
            node.parent.remove(node)
        case nodes.meta() if node.get("http-equiv", "content-type").lower() not in _PLAIN_META:
            yield Code.RAW_HTML, _META, str(node["http-equiv"])
            node.parent.remove(node)
        case addnodes.toctree():
            for entry in list(node["entries"]):
                if "://" in (entry[1] or "") and not html.is_safe_link(entry[1]):
                    yield Code.UNSAFE_LINK, _LINK, entry[1]
                    node["entries"].remove(entry)
        case _ if address := _unsafe_address(node):
            yield Code.UNSAFE_LINK, _LINK, address
            unlink(node)


def _of_raw(env: BuildEnvironment, raw: nodes.raw) -> Iterator[tuple[Code, str, str]]:
    formats = str(raw.get("format", "")).split()
    if "latex" in formats and not raw.get("is_ours"):
        command = macros.unknown_command(raw.astext(), macros.PASSAGE | formula_commands(env.config))
        if command:
            yield Code.UNSAFE_TEX, _TEX, command
            formats.remove("latex")
            raw["format"] = " ".join(formats)
    if "html" in formats:  # reported by ``raw_html``, with what no e-book can hold
        raw[:] = [nodes.Text(html.clean(raw.astext()).markup)]
    if not formats:
        raw.parent.remove(raw)


def guard_links(env: BuildEnvironment, document: nodes.document) -> None:
    """The same for addresses that come from a record or a .bib file, which are reported where those are read."""
    links = []
    for element in list(document.findall(nodes.Element)):
        attributes = element.attributes
        if not attributes.keys().isdisjoint(_ADDRESSES) and _unsafe_address(element):
            unlink(element)
        elif isinstance(element, nodes.reference):
            links.append(element)
        classes = attributes["classes"]
        if classes and not all(map(_is_class, classes)):  # Sphinx gives TeX names as they are
            attributes["classes"] = list(filter(_is_class, classes))
    for link in links:
        if "refuri" in link:
            link["refuri"] = html.encoded(link["refuri"])
        # a card cut short leaves one among blocks, where Sphinx's writer ends with an AssertionError
        is_picture = len(link) == 1 and isinstance(link[0], nodes.image)
        if not isinstance(link.parent, nodes.TextElement) and not is_picture:
            blocks = [child for child in link.children if not isinstance(child, nodes.Inline | nodes.Text)]
            link.replace_self(link.children if blocks else nodes.paragraph("", "", link.deepcopy()))


def guard_formulas(env: BuildEnvironment, document: nodes.document) -> None:
    """Formulas as they were written where TeX would run them; MathML has no such commands, and reports them."""
    builder = context_of(env).builder
    if builder.format == "html" and builder.math_renderer_name == mathml.RENDERER:  # type: ignore[attr-defined]
        return
    known = formula_commands(env.config)
    for kind, literal in ((nodes.math, nodes.literal), (nodes.math_block, nodes.literal_block)):
        for formula in list(document.findall(kind)):
            text = formula.astext()
            command = macros.unknown_command(text, known)
            if command:
                report([Problem(Code.UNSAFE_TEX, _TEX, NOWHERE, {"found": command})], i18n_of(env.config), formula)
                formula.replace_self(literal(text, text))


def _unsafe_address(node: nodes.Element) -> str:
    """Where a link leads, or a picture comes from, where no reader may be led; empty for all others."""
    if isinstance(node, nodes.image):
        return "" if html.is_safe_picture(node.get("uri", "")) else str(node["uri"])
    addresses = [] if isinstance(node, nodes.target) else [node.get("refuri")]
    addresses += [node.get("reftarget")] if isinstance(node, addnodes.download_reference) else []
    return next((address for address in addresses if isinstance(address, str) and not html.is_safe_link(address)), "")
