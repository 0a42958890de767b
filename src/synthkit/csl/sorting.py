"""The order a style wants: ``cs:sort``, by the letters names stand on."""

import re
import unicodedata
from typing import Any, TypeVar

from synthkit.csl import inline
from synthkit.csl.elements.base import Scope
from synthkit.csl.elements.dates import sortable
from synthkit.csl.elements.name import Name
from synthkit.csl.elements.texts import SPECIAL, Text
from synthkit.csl.markup import read
from synthkit.csl.stylesheet import NOTHING
from synthkit.csl.work import Context, Hints, Work
from synthkit.model.ids import folded

Sorted = TypeVar("Sorted", Work, Any)


class SortKey:
    """``cs:key``."""

    def __init__(self, element: Any, scope: Scope) -> None:
        self._scope = scope
        self._macro = element.get("macro")
        self._variable = element.get("variable", "")
        self._options = dict(element.attrib)
        self._names = Name(NOTHING, scope)
        self.is_number = self._variable == "citation-number"
        self.is_descending = element.get("sort") == "descending"

    def of(self, work: Work, cite: Any = None) -> tuple[Any, ...]:
        """What the work is sorted by; works without come last."""
        if self._macro:
            context = Context(work, cite, sort=self._options)
            context.hints = Hints(number=work.hints.number)  # what tells works apart follows their order
            text = inline.text_of(Text({"macro": self._macro}, self._scope).render(context))
        else:
            text = self._of_variable(work)
        return _letters(text) if text else ()

    def _of_variable(self, work: Work) -> str:
        name = self._variable
        value = work.item.get(name)
        if name == "citation-number":
            return f"{work.hints.number:06}"
        if name in SPECIAL or name == "page-first":
            return inline.text_of(Text({"variable": name}, self._scope).render(Context(work)))
        if isinstance(value, list):
            return inline.text_of(self._names.names(work.people(name), Context(work, sort=self._options)))
        if isinstance(value, dict):
            return sortable(value)
        return inline.text_of(read(str(value or "")))


def _letters(text: str) -> tuple[Any, ...]:
    """What a text is sorted by: its letters without case, accents and signs, numbers by their value."""
    text = unicodedata.normalize("NFC", re.sub("<[^<>]*>", "", text))
    words = (re.sub(r"[^\w-]|_", "", word) for word in text.strip().split(" "))  # of « – » between names an empty one
    pieces = (piece for word in words for piece in (re.findall(r"\d+|\D+", word) or ("",)))
    return (
        "",
        *((1, int(piece), "") if piece.isdecimal() else (2 * bool(piece), 0, folded(piece)) for piece in pieces),
    )


def in_order(found: list[Sorted], keys: list[SortKey], work_of: Any = lambda work: (work, None)) -> list[Sorted]:
    """What was found in the order of the keys; each is made for those alone that are alike before it."""
    if not keys or len(found) < 2:
        return found
    groups: dict[tuple[Any, ...], list[Sorted]] = {}
    for one in found:
        groups.setdefault(keys[0].of(*work_of(one)), []).append(one)
    values: list[tuple[Any, ...]] = sorted(filter(None, groups), reverse=keys[0].is_descending)
    return [one for value in (*values, ()) for one in in_order(groups.get(value, []), keys[1:], work_of)]
