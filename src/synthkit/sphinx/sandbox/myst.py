"""Markdown with bounds: what stands between double braces is looked up and never run, what is too long is plain text.

MyST hands ``{{ … }}`` to Jinja, which lets an expression call whatever Python has; any page may switch that on in the
settings above it. Imported where a book has Markdown.
"""

import re
from contextlib import suppress
from typing import Any

import jinja2
from docutils import nodes
from jinja2 import nodes as jinja_nodes
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig, TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.docutils_ import Parser as DocutilsParser
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.warnings_ import create_warning

from synthkit.diagnostics import Code
from synthkit.i18n import N_
from synthkit.sphinx.bibtex import markdown
from synthkit.sphinx.context import context_of
from synthkit.sphinx.sandbox.files import NO_FILE
from synthkit.sphinx.sandbox.limits import LONGEST, PLAIN
from synthkit.sphinx.warnings import note

#: Characters that all values of a page may have, those within values each time they are shown.
_MOST = 100_000
#: Values that the settings above a page may hold, each counted as often as it is named.
_VALUES = 5_000
_ABOVE = re.compile(r"---[^\n]*\n(?:(?!---|\.\.\.).*\n)*(?:---|\.\.\.).*(?:\n|$)")
_TOO_MANY = N_(
    "the settings above this page say more than %(most)s characters and count for nothing; "
    "expected: a few lines, whose values don't name each other over and over"
)
_REFUSED = N_(
    "'{{ %(found)s }}' would run as a program, and is left out; "
    "expected: the name of a value between double braces, and filters such as upper behind a |"
)
_ENDLESS = N_(
    "the values between double braces have more than %(most)s characters on this page, and are left out from here on; "
    "expected: values that hold no others over and over"
)
#: Expressions that look up, choose and join; none calls, multiplies or repeats.
_HARMLESS = (
    *(jinja_nodes.Template, jinja_nodes.Output, jinja_nodes.TemplateData, jinja_nodes.Name, jinja_nodes.Keyword),
    *(jinja_nodes.CondExpr, jinja_nodes.Test, jinja_nodes.Compare, jinja_nodes.Operand),
    *(jinja_nodes.And, jinja_nodes.Or, jinja_nodes.Not, jinja_nodes.Concat, jinja_nodes.Add),
)
#: Filters whose result is about as long as what they get.
_FILTERS = frozenset(
    """abs capitalize count d default e escape first int last length list lower safe sort string striptags title trim
    truncate unique upper urlencode wordcount""".split()  # noqa: SIM905
)


def is_harmless(expression: str) -> bool:
    """Whether an expression of Jinja does no more than show a value; one that is none is reported by MyST."""
    try:
        template = jinja2.Environment().parse(f"{{{{{expression}}}}}")
        return all(map(_is_harmless, template.find_all(jinja_nodes.Node)))
    except (jinja2.TemplateError, RecursionError):
        return True


def _is_harmless(node: jinja_nodes.Node) -> bool:
    match node:
        case jinja_nodes.Filter():
            return node.name in _FILTERS
        case jinja_nodes.Getitem():  # a key that is put together could be any attribute
            return isinstance(node.arg, jinja_nodes.Const)
        case jinja_nodes.Getattr(attr=name) | jinja_nodes.Const(value=name):
            return not re.search(r"(?:^|\.)_", str(name))
    return isinstance(node, _HARMLESS)


class _Bounded(DocutilsRenderer):
    _depth = 0
    _shown = 0

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:
        """Show the value an expression names."""
        if not is_harmless(token.content):
            found = token.content.strip()[:60]
            note(self.document.settings.env, Code.UNSAFE_EXPRESSION, _REFUSED, token_line(token, 0), found=found)
            return
        self._depth += 1
        try:
            super().render_substitution(token, inline)
        finally:
            self._depth -= 1

    def nested_render_text(self, text: str, lineno: int, *arguments: Any, **options: Any) -> None:
        """Render a text within the page; of values no more than can be read."""
        if self._depth:
            is_first = self._shown <= _MOST
            self._shown += len(text) + 1
            if self._shown > _MOST:
                if is_first:
                    note(self.document.settings.env, Code.LONG_TEXT, _ENDLESS, lineno, most=_MOST)
                return
        super().nested_render_text(text, lineno, *arguments, **options)

    def render_inline(self, token: SyntaxTreeNode) -> None:
        """Render a paragraph, a title or a cell."""
        if "characters" in token.meta:
            found = {"found": token.meta["characters"], "most": LONGEST}
            note(self.document.settings.env, Code.LONG_TEXT, PLAIN, token_line(token, 0), **found)
        super().render_inline(token)


class _BoundedSphinx(_Bounded, SphinxRenderer):
    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Render a link; of one to a name that no file can have, its words."""
        try:
            super().render_link_unknown(token)
        except OSError:
            found = str(token.attrGet("href"))[:200]
            note(self.document.settings.env, Code.UNREADABLE_FILE, NO_FILE, token_line(token, 0), found=found)
            self.render_children(token)


def _render(text: str, document: nodes.document, config: MdParserConfig, renderer: type[_Bounded]) -> None:
    parser = create_md_parser(config, renderer)
    parser.core.ruler.before("inline", "synthkit_bounds", _leave_long_plain)
    known = context_of(document.settings.env).references.references
    if known:
        markdown.understand(parser, known)
    parser.options["document"] = document
    parser.render(text)


def _leave_long_plain(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST:
            token.meta["characters"] = len(token.content)
            token.children = [Token("text", "", 0, content=token.content)]
            token.content = ""


def _is_endless(settings: str) -> bool:
    """Whether values that name each other are too many once each stands in its place."""
    try:
        waiting: list[Any] = [read_topmatter(settings)]
    except (TopmatterReadError, ValueError, RecursionError):
        return False  # reported when it is rendered
    for _ in range(_VALUES):
        if not waiting:
            return False
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list | tuple | set):
            waiting += value
    return True


class BoundedMarkdown:
    """Mixed into MyST's parser, whose own work this does with another renderer."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read a page, with the settings above it; with blank lines for those that cost more than they say."""
        config: MdParserConfig = document.settings.env.myst_config
        above = _ABOVE.match(inputstring)
        settings = above[0] if above else ""
        if len(settings) > LONGEST or _is_endless(settings):
            note(document.settings.env, Code.LONG_TEXT, _TOO_MANY, 1, most=LONGEST)
            inputstring = "\n" * settings.count("\n") + inputstring[len(settings) :]
        else:
            with suppress(TopmatterReadError):  # reported when it is rendered
                config = merge_file_level(
                    config,
                    read_topmatter(settings) or {},
                    lambda kind, message: create_warning(document, message, kind, line=1, append_to=document),  # type: ignore[arg-type]
                )
        _render(inputstring, document, config, _BoundedSphinx)


class IncludedMarkdown(DocutilsParser):
    """Reads a file of Markdown that a page of reStructuredText includes; settings above it don't count."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read the file."""
        _render(inputstring, document, MdParserConfig(), _Bounded)
