"""The elements of a CSL style as citeproc-py processes them, mended and made quick.

Elements are mended by subclasses of their name: citeproc-py's parser takes the last direct subclass of
``CitationStylesElement`` that is called like an element, so that being defined is enough.

What makes them quick changes no output: an element remembers what it found in the style (``remembering.py``), and looks
only at the children that can show something for an item of that shape (``pruning.py``). Those of numbers and dates are
in ``numbers.py``.
"""

from typing import Any, cast

from citeproc import CitationItem
from citeproc import model as elements
from citeproc.model import CitationStylesElement as Element
from citeproc.source import VariableError
from citeproc.string import String

from synthkit.csl import numbers  # noqa: F401  # its classes are the parser's too
from synthkit.csl.pruning import Cited
from synthkit.csl.remembering import Remembers, Shows


class Terms(Remembers, Element):  # type: ignore[misc]
    """``cs:terms``."""


class Substitute(Remembers, elements.Substitute, Element):  # type: ignore[misc]
    """``cs:substitute`` that hides what a macro of it has shown, not only what a variable has (CSL 1.0.2)."""

    def add_to_repressed_list(self, child: Any, context: Any) -> None:
        """Note what the child shows, so that the rest of the entry doesn't."""
        if not child.get("macro"):
            super().add_to_repressed_list(child, context)
            return
        repressed = context.get_layout().repressed
        for text in self._once(("texts", child), lambda: _texts(child)):
            repressed.setdefault(text.tag, []).append(text.get("variable"))


def _texts(element: Any) -> list[Any]:
    """The ``cs:text`` of variables that an element shows, those of its macros too."""
    found = list(element.iter("{*}text"))
    of_macros = [inner for text in found if text.get("macro") for inner in _texts(text.get_macro(text.get("macro")))]
    return [*(text for text in found if text.get("variable")), *of_macros]


class Names(Shows, elements.Names, Element):  # type: ignore[misc]
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

    def process(
        self,
        item: Cited,
        variable: str,
        context: Element = None,
        sort_options: dict[str, str] | None = None,
        **options: object,
    ) -> object:
        """The names; « others » at their end, as BibTeX has it, is « et al. »."""
        people = item.reference.get(variable, [])
        if len(people) > 1 and people[-1].get("literal") == "others" and not sort_options:
            least = cast(int, self.get_option("et-al-min", context))
            if not least or len(people) <= least:
                sort_options = {"et-al-min": str(len(people)), "et-al-use-first": str(len(people) - 1)}
        return super().process(item, variable, context=context, sort_options=sort_options, **options)

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
        return str(super().case(String(str(text)), language))


class Group(Remembers, elements.Group, Element):  # type: ignore[misc]
    """``cs:group`` that looks at the children that can show something."""

    def process(self, item: Cited, context: Element = None, **options: object) -> str:
        """Its children, joined; raises VariableError where it asks for variables and shows none of them."""
        delimiter = self.get("delimiter", "")
        shown, asked_before, shown_before = [], item.asked, item.shown
        item.asked += item.shape.has_idle(self)
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
        if shown and (item.shown > shown_before or item.asked == asked_before):
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


class Name_Part(Shows, elements.Name_Part, Element):  # type: ignore[misc]  # noqa: N801  # the element's name
    """``cs:name-part`` whose parts are texts that can be joined."""

    def format_part(self, given: Any, family: Any) -> tuple[Any, Any]:
        """Given and family name, one of them in the element's typeface and case."""
        return tuple(part and str(part) for part in super().format_part(given, family))  # type: ignore[return-value]


#: The elements that want nothing but a memory; held here, for the parser sees living classes alone.
REMEMBERING = [
    type(name, (Remembers, getattr(elements, name), Element), {})
    for name in (
        *("Style", "Locale", "Term", "Citation", "Bibliography", "Layout", "Macro"),
        *("Et_Al", "If", "Else_If", "Else"),
    )
]
