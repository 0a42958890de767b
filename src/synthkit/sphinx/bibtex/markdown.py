"""Citations as pandoc, Quarto, mystmd and LaTeX write them, understood in Markdown: ``[see @key, p. 3; @other]``.

Each becomes the role that says the same. ``@key`` outside of brackets is a citation where a .bib has the key; in
brackets any key is one, so that a slip is reported.
"""

import re
from collections.abc import Container, Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_KEY = r"(?P<minus>-?)@(?:\{(?P<braced>[^{}\s,]+)\}|(?P<key>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
_IN_TEXT = re.compile(rf"(?<![\w@./-]){_KEY}(?:[ ]\[(?P<post>[^\[\]@]+)\](?![(\[]))?")
_BRACKET = re.compile(r"\[(?P<items>[^\[\]]*@[^\[\]]*)\](?![(\[:])")
_ITEM = re.compile(rf"\s*(?P<pre>(?:[^@{{}}]*\s)?){_KEY}\s*,?(?P<post>[^@{{}}]*)")
#: Figures and the like of Quarto, which are no references.
_CROSS_REFERENCE = re.compile(r"(?:fig|tbl|sec|eq|lst|thm)-", re.IGNORECASE)
_COMMAND = re.compile(
    r"\\(?P<name>cite[pt]?|parencite|autocite|textcite)\*?"
    r"(?:\[(?P<pre>[^\[\]{}]*)\](?=\[))?(?:\[(?P<post>[^\[\]{}]*)\])?\{(?P<keys>[^{}]+)\}"
)
_TEXTUAL = ("citet", "textcite")


def understand(parser: MarkdownIt, known: Container[str]) -> None:
    """Read such citations too; ``known`` are the keys of the book's references."""

    def rule(state: StateInline, silent: bool) -> bool:
        found = _bracketed(state, known) or _of_command(state) or _in_text(state, known)
        if not found or state.linkLevel:
            return False
        role, content, state.pos = found
        if not silent:
            token = state.push("myst_role", "", 0)
            token.meta = {"name": f"cite:{role}"}
            token.content = " ".join(content.split())
        return True

    parser.inline.ruler.before("escape", "synthkit_citation", rule)


_Found = tuple[str, str, int]


def _bracketed(state: StateInline, known: Container[str]) -> _Found | None:
    found = _BRACKET.match(state.src, state.pos)
    items = [_ITEM.fullmatch(item) for item in found["items"].split(";")] if found else []
    if not found or None in items:
        return None
    cited = [item for item in items if item]
    if any(_CROSS_REFERENCE.match(item["key"] or "") and item["key"] not in known for item in cited):
        return None
    role = "yearpar" if all(item["minus"] for item in cited) else "p"
    return role, _targets((item["pre"], item["braced"] or item["key"], item["post"]) for item in cited), found.end()


def _in_text(state: StateInline, known: Container[str]) -> _Found | None:
    found = _IN_TEXT.match(state.src, state.pos)
    key = found and (found["braced"] or found["key"])
    if not found or key not in known:
        return None
    return "year" if found["minus"] else "t", _targets([("", str(key), found["post"] or "")]), found.end()


def _of_command(state: StateInline) -> _Found | None:
    found = _COMMAND.match(state.src, state.pos)
    if not found:
        return None
    keys = found["keys"].split(",")
    texts = {0: found["pre"], len(keys): found["post"]}  # before the first, behind the last
    targets = [(texts.get(place) or "", key, texts.get(place + 1) or "") for place, key in enumerate(keys)]
    return "t" if found["name"] in _TEXTUAL else "p", _targets(targets), found.end()


def _targets(items: Iterable[tuple[str, str, str]]) -> str:
    """Keys with what stands before and behind them, as the roles take them."""
    written = ((f"{{{pre.strip()}}}" if pre.strip() else "", key, post.strip()) for pre, key, post in items)
    return ",".join(before + key.strip() + (f"{{{post}}}" if post else "") for before, key, post in written)
