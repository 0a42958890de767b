"""« ——— » for an author who was named by the entry before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from synthkit.csl import inline
from synthkit.csl.inline import Node, Parts

Entry = TypeVar("Entry")


def substituted(entries: list[tuple[Entry, Parts]], options: Mapping[str, str]) -> list[tuple[Entry, Parts]]:
    """Entries with ``subsequent-author-substitute`` in the place of names that are those before."""
    sign = options.get("subsequent-author-substitute")
    if sign is None:
        return entries
    rule = options.get("subsequent-author-substitute-rule", "complete-all")
    before: list[str] = []
    whole = ""
    for _, parts in entries:
        names = next(inline.nodes_of(parts, "names"), None)
        if names is None:
            before, whole = [], ""
            continue
        each = list(inline.nodes_of(names.parts, "name"))
        texts, text = [inline.text_of(name.parts) for name in each], inline.text_of(names.parts)
        same = _same(texts, before)
        if text == whole and text and (rule == "complete-all" or not each):
            names.parts = [sign]
        elif rule == "complete-each" and text == whole:
            _replace(each, sign)
        elif rule == "partial-each":
            _replace(each[:same], sign)
        elif rule == "partial-first" and same:
            _replace(each[:1], sign)
        before, whole = texts, text
    return entries


def _same(texts: list[str], before: list[str]) -> int:
    same = 0
    while same < min(len(texts), len(before)) and texts[same] == before[same]:
        same += 1
    return same


def _replace(names: list[Node], sign: str) -> None:
    for name in names:
        name.parts = [sign] if sign else []
