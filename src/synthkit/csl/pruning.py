"""What citeproc-py need not ask again for items of one type with the same variables.

For each item it walks all branches of ``cs:choose`` and all groups of a style, most of which show nothing.
"""

from typing import Any

from citeproc import CitationItem
from citeproc import model as elements
from citeproc.model import CitationStylesElement as Element

#: Tests of ``cs:if`` that depend on an item's values or on the citation.
_UNKNOWN_TESTS = ("is-numeric", "is-uncertain-date", "locator", "position")


class Shape:
    """What the items of one type with the same variables have in common: the elements that can show something.

    Found out element by element, when an item first meets it.
    """

    def __init__(self, type: str, variables: frozenset[str]) -> None:
        self.type = type
        self.variables = variables
        self._live: dict[Element, tuple[Element, ...]] = {}
        self._idle: dict[Element, bool] = {}
        self._branches: dict[Element, tuple[tuple[Element, bool], ...]] = {}
        self._shows: dict[Element, bool] = {}

    def live(self, parent: Element) -> tuple[Element, ...]:
        """The children that can show something, in their order."""
        found = self._live.get(parent)
        if found is None:
            found = self._live[parent] = tuple(child for child in parent.iterchildren() if self.can_show(child))
        return found

    def has_idle(self, parent: Element) -> bool:
        """Whether one of the children that can't show anything asks for a variable."""
        found = self._idle.get(parent)
        if found is None:
            live = self.live(parent)
            found = any(child.calls_variable() for child in parent.iterchildren() if child not in live)
            self._idle[parent] = found
        return found

    def branches(self, choose: Element) -> tuple[tuple[Element, bool], ...]:
        """The branches an item may take, each with whether it takes it for certain; the last one it may reach."""
        found = self._branches.get(choose)
        if found is None:
            possible: list[tuple[Element, bool]] = []
            for branch in choose.iterchildren():
                taken = self._decided(branch)
                if taken is not False:
                    possible.append((branch, bool(taken)))
                if taken:
                    break
            found = self._branches[choose] = tuple(possible)
        return found

    def can_show(self, element: Element) -> bool:
        """Whether an item of this shape may show anything there."""
        found = self._shows.get(element)
        if found is None:
            found = self._shows[element] = self._found_to_show(element)
        return found

    def _found_to_show(self, element: Element) -> bool:
        match element:
            case elements.Text() if "macro" in element.attrib:
                return self.can_show(element.get_macro(element.get("macro")))
            case elements.Text() | elements.Number() | elements.Date():
                return "variable" not in element.attrib or self._has(element.get("variable"), element.get("form"))
            case elements.Names():
                return self._has_names(element)
            case elements.Choose():
                return any(not certain or self.can_show(branch) for branch, certain in self.branches(element))
            case elements.Group() if any(child.calls_variable() for child in element.iterchildren()):
                return any(child.calls_variable() for child in self.live(element))
        return not isinstance(element, elements.Parent) or bool(self.live(element))

    def _has_names(self, names: Element) -> bool:
        substitute = names.substitute()
        has_role = any(role.replace("-", "_") in self.variables for role in names.get("variable").split())
        return has_role or (substitute is not None and self.can_show(substitute))

    def _has(self, variable: str, form: str | None = None) -> bool:
        name = variable.replace("-", "_")
        if name in ("locator", "citation_number"):  # facts of the citation, not of the item
            return True
        if name.startswith("page"):
            return "page" in self.variables
        return name in self.variables or (form == "short" and f"{name}_short" in self.variables)

    def _decided(self, branch: Element) -> bool | None:
        """Whether an item of this shape takes the branch; None where that depends on its values."""
        if not isinstance(branch, elements.If):
            return True
        if any(test in branch.attrib for test in _UNKNOWN_TESTS):
            return None
        variables = branch.get("variable", "").split()
        if "locator" in variables:
            return None
        results = [name.lower() == self.type for name in branch.get("type", "").split()]
        results += [name.replace("-", "_") in self.variables for name in variables]
        match = branch.get("match")
        return any(results) if match == "any" else not any(results) if match == "none" else all(results)


class Cited(CitationItem):  # type: ignore[misc]
    """An item on its way through a style: its reference at hand, and its shape."""

    #: how many variables elements asked for, and how many of them were there
    asked = 0
    shown = 0

    def __init__(self, reference: dict[str, Any], shape: Shape) -> None:
        super().__init__("item")
        self.__dict__.update(known=reference, shape=shape)

    def __setattr__(self, name: str, value: object) -> None:
        """An attribute as any object has it, where citeproc-py writes it into the item."""
        object.__setattr__(self, name, value)

    @property
    def number(self) -> int:
        """The item's number in the book; 1 for one alone."""
        return int(str(self.reference.get("citation_number", 1)))

    @property
    def reference(self) -> dict[str, Any]:
        """The item's variables; asking for one it doesn't have raises VariableError."""
        found: dict[str, Any] = self.__dict__["known"]
        return found
