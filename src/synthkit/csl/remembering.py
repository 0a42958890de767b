"""Elements of a CSL style that remember what they found in it, which changes no output and is most of the speed."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from citeproc import model as elements
from citeproc.model import CitationStylesElement as Element
from citeproc.source import VariableError
from citeproc.string import MixedString, String, join

from synthkit.csl.pruning import Cited

Found = TypeVar("Found")

_FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


class Remembers(Element):  # type: ignore[misc]
    """An element that asks the style each question once: a style doesn't change after it was read."""

    def _once(self, question: tuple[object, ...], ask: Callable[[], Found]) -> Found:
        # no string: those are the names of children
        answers: dict[Any, Any] = self.__dict__
        try:
            return cast(Found, answers[question])
        except KeyError:
            answers[question] = found = ask()
            return found

    def __getattr__(self, name: str) -> Any:
        """The child of that name. No child is no answer to keep: citeproc-py adds a ``cs:name`` where it finds none."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = super().__getattr__(name)
        if found is not None:
            self.__dict__[name] = found
        return found

    def get_root(self) -> Element:
        """The style or locale the element stands in."""
        return self._once(("root",), super().get_root)

    def xpath_search(self, expression: str) -> list[Element]:
        """The elements found, in document order."""
        return self._once(("xpath", expression), lambda: super(Remembers, self).xpath_search(expression))

    def get_macro(self, name: str) -> Element:
        """The macro of that name."""
        return self._once(("macro", name), lambda: super(Remembers, self).get_macro(name))

    def get_term(self, *wanted: object, **options: object) -> Element | None:
        """A term of the locale; None for none."""
        question = ("term", wanted, tuple(options.items()))
        return self._once(question, lambda: super(Remembers, self).get_term(*wanted, **options))

    def get_locale_option(self, name: str) -> Any:
        """An option of the locale."""
        return self._once(("locale", name), lambda: super(Remembers, self).get_locale_option(name))

    def calls_variable(self) -> Any:
        """Whether the element, or anything in it, shows a variable."""
        return self._once(("calls",), super().calls_variable)

    def format(self, string: str) -> str:
        """The text in the element's typeface."""
        is_plain = self._once(("plain",), lambda: not any(name in self.attrib for name in _FORMATS))
        return string if is_plain and isinstance(string, str | MixedString) else super().format(string)

    def quote(self, string: str) -> str:
        """The text in quotation marks where the element wants them."""
        return super().quote(string) if self._once(("quotes",), lambda: "quotes" in self.attrib) else string

    def wrap(self, string: str | None) -> Any:
        """The text with the element's affixes."""
        if string is None or self._once(("bare",), lambda: not self.get("prefix") and not self.get("suffix")):
            return string
        return super().wrap(string)

    def render_children(self, item: Cited, delimiter: str = "", **options: object) -> Any:
        """What the children show, one behind the other; None for nothing. Those that can't are left alone."""
        shown = []
        item.asked += item.shape.has_idle(self)
        for child in item.shape.live(self):
            try:
                if isinstance(child, elements.Choose):
                    text = child.render(item, delimiter=delimiter, **options)
                else:
                    text = child.render(item, **options)
            except VariableError:
                continue
            if text is not None:
                shown.append(text)
        return join(shown, delimiter) if shown else None


class Shows(Remembers):
    """An element that shows a variable, which its groups want to know, in a case that any text can have.

    citeproc-py asks whether an element could show one: « (Publication) » is left of a group without its number. And
    the text of a macro or of names has none of the methods its cases are made with.
    """

    def process(self, item: Cited, *others: Any, **options: Any) -> Any:
        """What the element shows; noted where that is, or were it there would be, a variable of the item."""
        is_asked = isinstance(item, Cited) and "variable" in self.attrib
        if is_asked and self.get("variable") != "year-suffix":
            item.asked += 1
        found = super().process(item, *others, **options)
        text = found[0] if isinstance(found, tuple) else found
        if is_asked and text not in (None, ""):
            item.shown += 1
        return found

    def case(self, text: Any, language: str | None = None) -> Any:
        """The text in the element's case."""
        return super().case(String(str(text)), language) if str(text) else ""
