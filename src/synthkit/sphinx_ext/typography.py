"""French spacing on the screen: no-break spaces where French puts a space that must not end a line.

LaTeX does this by itself (babel-french), and better, so it is left alone there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

_NARROW = "\u202f"
_WIDE = "\u00a0"
_RULES = (
    (re.compile(r"(?<=\S)[ \u00a0](?=[;!?](?:\W|$))"), _NARROW),
    (re.compile(r"(?<=\S)[ \u00a0](?=:(?:\s|$))"), _WIDE),
    (re.compile(r"(?<=«)[ \u00a0]|[ \u00a0](?=»)"), _WIDE),
    (re.compile(r"(?<=\d)[ \u00a0](?=h(?:\W|$))"), _WIDE),
    (re.compile(r"(?<=\d\u00a0h)[ \u00a0](?=\d)"), _WIDE),
)
_VERBATIM = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.comment)


def french_spaced(text: str) -> str:
    """``text`` with no-break spaces before ; : ! ? », behind « and within times of day."""
    for rule, space in _RULES:
        text = rule.sub(space, text)
    return text


class FrenchSpaces(SphinxPostTransform):
    """Spaces the texts of a French page; code, formulas and addresses stay as they are."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Visit the texts of one document."""
        if not (self.config.language or "").startswith("fr"):
            return
        texts = list(_texts(self.document))
        for index, (parent, text) in enumerate(texts):
            if "://" in text:
                continue
            spaced = french_spaced(text)
            # the space may stand at the edge of a text, its sign in the next (« <a>…</a> »)
            follower = texts[index + 1][1] if index + 1 < len(texts) else ""
            if spaced.endswith(" ") and follower[:1] in (";", "!", "?", "»"):
                spaced = spaced[:-1] + (_WIDE if follower[0] == "»" else _NARROW)
            if spaced != text:
                parent.replace(text, nodes.Text(spaced))


def _texts(element: nodes.Element) -> Iterator[tuple[nodes.Element, nodes.Text]]:
    """The texts of prose, each with the element that holds it.

    Walked by children: sphinx-design puts nodes together without telling them their new parent.
    """
    for child in element.children:
        if isinstance(child, nodes.Text):
            yield element, child
        elif isinstance(child, nodes.Element) and not isinstance(child, _VERBATIM):
            yield from _texts(child)
