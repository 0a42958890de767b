"""The elements of a CSL style as citeproc-py processes them, mended and made quick.

Elements are mended by subclasses of their name: citeproc-py's parser takes the last direct subclass of
``CitationStylesElement`` that is called like an element, so that being defined is enough.

What makes them quick changes no output: an element remembers what it found in the style (``Remembers``), and looks
only at the children that can show something for an item of that shape (``shape.py``).
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from citeproc import CitationItem
from citeproc import model as elements
from citeproc.model import CitationStylesElement as Element
from citeproc.source import VariableError
from citeproc.string import MixedString, join

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


class Terms(Remembers, Element):  # type: ignore[misc]
    """``cs:terms``."""


class Date_Part(Remembers, elements.Date_Part, Element):  # type: ignore[misc]  # noqa: N801  # the element's name
    """``cs:date-part`` that leaves the locale as it was.

    citeproc-py writes what the style overrides into the locale, where the next item of another style finds it.
    """

    def process(self, date: dict[str, Any], context: Element = None) -> object:
        """The part as text or number."""
        before = dict(self.attrib)
        try:
            return super().process(date, context=context)
        finally:
            if dict(self.attrib) != before:
                self.attrib.clear()
                self.attrib.update(before)


class Names(Remembers, elements.Names, Element):  # type: ignore[misc]
    """``cs:names`` that says nobody again whom a ``cs:substitute`` has said in the same entry (CSL 1.0.2).

    citeproc-py hides what was substituted from texts but not from later names: an edited volume got its editors
    twice.
    """

    def process(
        self, item: CitationItem, names_context: Element = None, context: Element = None, **options: object
    ) -> object:
        """The names, without those of a variable that stood in for another.

        Names within a substitute are set as those they stand for, also where a condition stands between both
        (Chicago in English): citeproc-py looks at the children of ``cs:substitute`` alone.
        """
        outer = self.xpath_search("./ancestor::cs:substitute[1]/parent::cs:names[1]")
        if names_context is None and self.name is None and outer:
            names_context = outer[0]
        named = self if names_context is None else names_context
        if named.name is None:
            # citeproc-py would put in one more with every item
            named.insert(0, named.makeelement(f"{{{self.nsmap['cs']}}}name"))
        layout = (self if context is None else context).get_layout()
        said = " ".join(filter(None, layout.repressed.get(self.tag, ()))).split()
        hidden = {variable: item.reference.pop(variable) for variable in said if variable in item.reference}
        try:
            text = super().process(item, names_context=names_context, context=context, **options)
        finally:
            item.reference.update(hidden)  # « if variable » still finds it
        if outer and text:
            layout.repressed.setdefault(self.tag, []).append(self.get("variable"))
        return text


class Name(Remembers, elements.Name, Element):  # type: ignore[misc]
    """``cs:name`` that heeds ``initialize="false"``, without which Chicago and MLA cut given names to initials."""

    def get_option(self, name: str, context: Element = None, sort_options: dict[str, str] | None = None) -> object:
        """An option of the element, of what it stands in, or its default."""
        if sort_options:
            return super().get_option(name, context, sort_options)
        return self._once(("option", name, context), lambda: super(Name, self).get_option(name, context))

    def initialize(self, given: str, mark: str, context: Element) -> str:
        """Initials of a given name, or the name where the style wants it whole."""
        return given if self.get("initialize") == "false" else str(super().initialize(given, mark, context))


class Label(Remembers, elements.Label, Element):  # type: ignore[misc]
    """``cs:label`` whose ``text-case`` counts for a term of the locale: « (Éd.) » in APA.

    citeproc-py knows no case for terms that are not English.
    """

    def case(self, text: str, language: str | None = None) -> str:
        """The term in the case the style asks for."""
        if self.get("text-case") in ("capitalize-first", "capitalize-all", "title") and text:
            return text[0].upper() + text[1:]
        return str(super().case(text, language))


class Group(Remembers, elements.Group, Element):  # type: ignore[misc]
    """``cs:group`` that looks at the children that can show something."""

    def process(self, item: Cited, context: Element = None, **options: object) -> str:
        """Its children, joined; raises VariableError where it has variables and shows none of them."""
        needs_variable = self._once(("needs",), lambda: any(child.calls_variable() for child in self.iterchildren()))
        delimiter = self.get("delimiter", "")
        shown, has_variable = [], False
        for child in item.shape.live(self):
            try:
                if isinstance(child, elements.Choose):
                    text = child.render(item, context=context, delimiter=delimiter, **options)
                else:
                    text = child.render(item, context=context, **options)
            except VariableError:
                continue
            if text is not None:
                shown.append(text)
                has_variable = has_variable or child.calls_variable()
        if shown and (has_variable or not needs_variable):
            return self.join(shown)  # type: ignore[no-any-return]
        raise VariableError


class Choose(Remembers, elements.Choose, Element):  # type: ignore[misc]
    """``cs:choose`` that asks what is not known of the item's shape already."""

    def render(self, item: Cited, context: Element = None, delimiter: str = "", **options: object) -> str | None:
        """What the branch shows that the item takes; None for nothing."""
        for branch, certain in item.shape.branches(self):
            if certain:
                return branch.render_children(item, context=context, delimiter=delimiter, **options)  # type: ignore[no-any-return]
            try:
                return branch.render(item, context=context, delimiter=delimiter, **options)  # type: ignore[no-any-return]
            except elements.ConditionFailed:
                continue
        return None


#: The elements that want nothing but a memory; held here, for the parser sees living classes alone.
REMEMBERING = [
    type(name, (Remembers, getattr(elements, name), Element), {})
    for name in (
        *("Style", "Locale", "Term", "Citation", "Bibliography", "Layout", "Macro", "Text", "Number", "Date"),
        *("Name_Part", "Et_Al", "Substitute", "If", "Else_If", "Else"),
    )
]
