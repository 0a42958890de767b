"""Markdown with bounds: what stands between double braces is looked up and never run, what is too long is plain text.

MyST hands ``{{ … }}`` to Jinja, which lets an expression call whatever Python has; any page may switch that on in the
settings above it. Imported where a book has Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes as jinja_nodes
from markdown_it import MarkdownIt
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
from synthkit.sphinx.sandbox.limits import LONGEST, note, note_long

if TYPE_CHECKING:
    from docutils import nodes

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
    [
        *("abs", "capitalize", "count", "d", "default", "e", "escape", "first", "int", "last", "length", "list"),
        *("lower", "safe", "sort", "string", "striptags", "title", "trim", "truncate", "unique", "upper"),
        *("urlencode", "wordcount"),
    ]
)


def is_harmless(expression: str) -> bool:
    """Whether an expression of Jinja does no more than show a value; one that is none is told by MyST."""
    try:
        template = jinja2.Environment().parse(f"{{{{{expression}}}}}")
        return all(map(_is_harmless, template.find_all(jinja_nodes.Node)))
    except (jinja2.TemplateError, RecursionError):
        return True


def _is_harmless(found: jinja_nodes.Node) -> bool:
    if isinstance(found, jinja_nodes.Filter):
        return found.name in _FILTERS
    if isinstance(found, jinja_nodes.Getitem):  # a key that is put together could be any attribute
        return isinstance(found.arg, jinja_nodes.Const)
    if isinstance(found, jinja_nodes.Getattr | jinja_nodes.Const):
        name = found.attr if isinstance(found, jinja_nodes.Getattr) else found.value
        return not re.search(r"(?:^|\.)_", str(name))
    return isinstance(found, _HARMLESS)


class _Bounded:
    """Mixed into a renderer of MyST."""

    _depth = 0
    _shown = 0

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:
        """Show the value an expression names."""
        if not is_harmless(token.content):
            self._note(Code.UNSAFE_EXPRESSION, _REFUSED, token_line(token, 0), found=token.content.strip()[:60])
            return
        self._depth += 1
        try:
            super().render_substitution(token, inline)  # type: ignore[misc]
        finally:
            self._depth -= 1

    def nested_render_text(self, text: str, lineno: int, *arguments: Any, **options: Any) -> None:
        """Render a text within the page; of values no more than can be read."""
        if self._depth:
            before = self._shown
            self._shown += len(text) + 1
            if self._shown > _MOST:
                if before <= _MOST:
                    self._note(Code.LONG_TEXT, _ENDLESS, lineno, most=_MOST)
                return
        super().nested_render_text(text, lineno, *arguments, **options)  # type: ignore[misc]

    def render_inline(self, token: SyntaxTreeNode) -> None:
        """Render a paragraph, a title or a cell."""
        if "characters" in token.meta:
            note_long(self.sphinx_env, token.meta["characters"], token_line(token, 0))  # type: ignore[attr-defined]
        super().render_inline(token)  # type: ignore[misc]

    def _note(self, code: Code, message: str, line: int, **values: object) -> None:
        note(self.sphinx_env, code, message, line, **values)  # type: ignore[attr-defined]


class _Renderer(_Bounded, SphinxRenderer):
    pass


class _IncludedRenderer(_Bounded, DocutilsRenderer):
    pass


def _leave_long_plain(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST:
            token.meta["characters"] = len(token.content)
            token.children = [Token("text", "", 0, content=token.content)]
            token.content = ""


def _render(text: str, document: nodes.document, config: MdParserConfig, renderer: type[DocutilsRenderer]) -> None:
    parser: MarkdownIt = create_md_parser(config, renderer)
    parser.core.ruler.before("inline", "synthkit_bounds", _leave_long_plain)
    parser.options["document"] = document
    parser.render(text)


def _parted(text: str, document: nodes.document) -> tuple[str, str]:
    """The text, with blank lines for settings above it that cost more than they say; the settings that count."""
    above = _ABOVE.match(text)
    if not above:
        return text, ""
    if len(above[0]) <= LONGEST and not _is_endless(above[0]):
        return text, above[0]
    note(document.settings.env, Code.LONG_TEXT, _TOO_MANY, 1, most=LONGEST)
    return "\n" * above[0].count("\n") + text[above.end() :], ""


def _is_endless(settings: str) -> bool:
    """Whether values that name each other are too many once each stands in its place."""
    try:
        waiting: list[Any] = [read_topmatter(settings)]
    except (TopmatterReadError, ValueError, RecursionError):
        return False  # told when it is rendered
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
        """Read a page, with the settings above it."""
        inputstring, settings = _parted(inputstring, document)
        config: MdParserConfig = document.settings.env.myst_config
        try:
            above = read_topmatter(settings)
        except TopmatterReadError:
            above = None  # told when it is rendered
        if above:

            def warn(kind: Any, message: str) -> None:
                create_warning(document, message, kind, line=1, append_to=document)

            config = merge_file_level(config, above, warn)
        _render(inputstring, document, config, _Renderer)


class IncludedMarkdown(DocutilsParser):
    """Reads a file of Markdown that a page of reStructuredText includes; settings above it don't count."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read the file."""
        _render(inputstring, document, MdParserConfig(), _IncludedRenderer)
