"""``cs:choose`` and the conditions of its branches."""

from collections.abc import Callable
from typing import Any

from synthkit.csl import numbers
from synthkit.csl.elements.base import Element, Scope, Sequence
from synthkit.csl.elements.texts import SPECIAL
from synthkit.csl.inline import Parts
from synthkit.csl.work import Context


class Choose(Element):
    """``cs:choose``: the first branch whose conditions hold."""

    def __init__(self, element: Any, scope: Scope, outer: Any = None) -> None:
        super().__init__({}, scope)
        self.branches = [(_predicate(branch), Sequence(branch, scope, outer)) for branch in element]

    def render(self, context: Context) -> Parts:
        """What the branch shows."""
        branch = self._branch(context)
        return branch.render(context) if branch else []

    def shown_by(self, context: Context) -> list[Element]:
        """Each child of the branch."""
        branch = self._branch(context)
        return branch.shown_by(context) if branch else []

    def _branch(self, context: Context) -> Sequence | None:
        for holds, branch in self.branches:  # half of all that a style does: no generator
            if holds(context):
                return branch
        return None


def _predicate(branch: Any) -> Callable[[Context], bool]:
    conditions, match = tests(branch), branch.get("match", "all")
    if len(conditions) == 1 and match != "none":
        return conditions[0]
    is_all = not conditions or match == "all"

    def holds(context: Context) -> bool:
        for test in conditions:
            if test(context) is not is_all:
                return match == "any" and not is_all
        return is_all or match == "none"

    return holds


def tests(branch: Any) -> list[Callable[[Context], bool]]:
    """The conditions of ``cs:if``."""
    found: list[Callable[[Context], bool]] = []
    for name, values in branch.attrib.items():
        make = _TESTS.get(name)
        if name == "type":  # a work has one: several mean either, also where the style forgets to say so
            found.append(_is_of(frozenset(values.split())))
        elif make:
            found += [make(value) for value in values.split()]
    return found


def _is_of(types: frozenset[str]) -> Callable[[Context], bool]:
    return lambda context: context.work.type in types


def _has(variable: str) -> Callable[[Context], bool]:
    special = _OF_CITE.get(variable)
    if special:
        return lambda context: bool(special(context))
    return lambda context: bool(context.item.get(variable))


def _is_numeric(variable: str) -> Callable[[Context], bool]:
    special = _OF_CITE.get(variable)
    if special:
        return lambda context: numbers.is_numeric(special(context))
    return lambda context: numbers.is_numeric(str(context.item.get(variable, "") or ""))


def _is_at(position: str) -> Callable[[Context], bool]:
    def test(context: Context) -> bool:
        now = context.cite.position if context.cite else ""
        near, _, now = now.rpartition("/")
        if position == "near-note":
            return bool(near)
        if position == "subsequent":
            return now not in ("first", "")
        if position == "ibid":
            return now.startswith("ibid")
        return now == position

    return test


def _is_alike(value: str) -> Callable[[Context], bool]:
    def test(context: Context) -> bool:
        context.met += 1
        return (context.met <= context.hints.conditions) == (value == "true")

    return test


#: What no item holds.
_OF_CITE: dict[str, Callable[[Context], str]] = {
    **SPECIAL,
    "locator": lambda context: context.cite.locator if context.cite else "",
}
_TESTS: dict[str, Callable[[str], Callable[[Context], bool]]] = {
    "variable": _has,
    "is-numeric": _is_numeric,
    "is-uncertain-date": lambda variable: lambda context: bool((context.item.get(variable) or {}).get("circa")),
    "locator": lambda label: (
        lambda context: bool(context.cite and context.cite.locator and context.cite.label == label)
    ),
    "position": _is_at,
    "disambiguate": _is_alike,
}
