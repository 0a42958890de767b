"""The elements of a style, each as an object that shows a work: CSL 1.0.2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from synthkit.csl.casing import cased
from synthkit.csl.inline import FORMATS, Node, Parts, joined, mapped
from synthkit.csl.stylesheet import NAMESPACE, NOTHING, Stylesheet
from synthkit.csl.work import Context


class Scope:
    """A style in one use, ``citation`` or ``bibliography``: options of names count from it, macros are made once.

    ``kinds`` makes an object of an element, by its tag.
    """

    def __init__(self, style: Stylesheet, use: str, kinds: Mapping[str, Callable[..., Element]]) -> None:
        self.style = style
        self.kinds = kinds
        self.locale = style.locale
        #: a note and an entry begin with a capital, also where they begin with a term
        self.capitalises = use == "bibliography" or style.is_note
        found = style.citation if use == "citation" else style.bibliography
        self.element = NOTHING if found is None else found
        self.options: dict[str, str] = {**style.root.attrib, **self.element.attrib}
        self._macros: dict[str, Element] = {}

    def macro(self, name: str) -> Element:
        """The macro of that name; an empty one where the style has none."""
        if name not in self._macros:
            self._macros[name] = Sequence(self.style.macros.get(name, NOTHING), self)
        return self._macros[name]


class Element:
    """What an element shows of a work: parts, in its typeface, between its affixes."""

    def __init__(self, element: Mapping[str, str] | Any, scope: Scope) -> None:
        get = element.get
        self.scope = scope
        self.prefix, self.suffix = get("prefix") or "", get("suffix") or ""
        self.delimiter = get("delimiter") or ""
        self.formats: dict[str, str] = {kind: value for kind in FORMATS if (value := get(kind))}
        self.has_quotes = get("quotes") == "true"
        self.is_stripped = get("strip-periods") == "true"
        self.case = get("text-case") or ""
        affixes = self.prefix or self.suffix
        self._is_bare = not (affixes or self.formats or self.has_quotes or self.is_stripped or self.case)

    def render(self, context: Context) -> Parts:
        """Nothing, of an element that shows nothing."""
        return []

    def shown_by(self, context: Context) -> list[Element]:
        """What stands between the delimiters of a group: the element, or each child of a condition's branch."""
        return [self]

    def dressed(self, parts: Parts, context: Context) -> Parts:
        """Parts as the element sets them; nothing stays nothing."""
        if not parts or self._is_bare:
            return parts
        if self.is_stripped:
            parts = mapped(parts, lambda text: text.replace(".", ""))
        if self.case:
            parts = cased(parts, self.case, context.is_english)
        if self.has_quotes:
            parts = [Node(parts, role="quote")]
        if self.formats:
            parts = [Node(parts, self.formats)]
        if self.prefix or self.suffix:
            parts = [self.prefix, *parts, self.suffix] if self.prefix else [*parts, self.suffix]
        return parts


class Sequence(Element):
    """The children of an element, one behind the other: a macro, a branch, a layout."""

    def __init__(self, element: Any, scope: Scope, outer: Any = None) -> None:
        super().__init__({}, scope)
        self.children = compiled(element, scope, outer)
        self._is_fixed = all(type(child).shown_by is Element.shown_by for child in self.children)

    def render(self, context: Context) -> Parts:
        """What the children show."""
        found: Parts = []
        for child in self.children:
            found += child.render(context)
        return found

    def shown_by(self, context: Context) -> list[Element]:
        """Each child, those of a condition's branch apart."""
        return self.children if self._is_fixed else [one for child in self.children for one in child.shown_by(context)]


class Group(Element):
    """``cs:group``: its children between delimiters; nothing where none of its variables shows anything."""

    def __init__(self, element: Any, scope: Scope, outer: Any = None) -> None:
        super().__init__(element, scope)
        self.body = Sequence(element, scope, outer)

    def render(self, context: Context) -> Parts:
        """The group."""
        called, shown = context.called, context.shown
        parts = joined([child.render(context) for child in self.body.shown_by(context)], self.delimiter)
        if not parts or (context.called > called and context.shown == shown):
            return []
        # a group that shows something is something to the group it stands in
        context.called += 1
        context.shown += 1
        return self.dressed(parts, context)


def compiled(element: Any, scope: Scope, outer: Any = None) -> list[Element]:
    """The children of an element as objects; ``outer`` is the ``cs:names`` a substitute stands in for."""
    made = [(scope.kinds.get(child.tag[len(NAMESPACE) :]), child) for child in element]
    return [kind(child, scope, outer) for kind, child in made if kind]
