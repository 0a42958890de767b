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


class Paged(Shows):
    """What shows pages: the last of a range is shortened only where both ends are numbers of one length (CSL 1.0.2).

    citeproc-py makes « 9–7 » of 9–17 in styles of the format « minimal ».
    """

    def _format_last_page(self, first: str, last: str) -> str:
        if not (first.isdigit() and last.isdigit()):
            return last
        last = first[: max(0, len(first) - len(last))] + last  # « 321–25 » is how some write 325
        return str(super()._format_last_page(first, last)) if len(first) == len(last) else last


class Text(Paged, elements.Text, Element):  # type: ignore[misc]
    """``cs:text``."""

    def process(self, item: Cited, *others: Any, **options: Any) -> Any:
        """The text, a number too, and its language."""
        text, language = super().process(item, *others, **options)
        return (String(str(text)) if isinstance(text, int) else text), language


class Number(Paged, elements.Number, Element):  # type: ignore[misc]
    """``cs:number``."""


class Date(Shows, elements.Date, Element):  # type: ignore[misc]
    """``cs:date`` whose ranges say once what both ends share: « 1–14 octobre 2004 », « October 1–14, 2004 »."""

    def render_date_range(self, date_range: Any, show_parts: Any = None, context: Any = None) -> Any:
        """The range from the largest part in which its ends differ; open at an end that isn't known."""
        begin, end = date_range.begin, date_range.end
        order = [part.get("name") for part in self.iterchildren() if part.get("name") in show_parts]
        shown = [part for part in ("year", "month", "day") if part in order]
        if end.is_nil():
            text = self.render_single_date(begin, shown, context)
            return text and f"{text.rstrip()}–"
        same = 0
        while same < len(shown) and begin.get(shown[same]) == end.get(shown[same]) is not None:
            same += 1
        if same == len(shown):
            return self.render_single_date(begin, shown, context)
        differ = [order.index(part) for part in shown[same:]]
        first, last = min(differ), max(differ) + 1
        style = context if self.is_locale_date() else self
        ends = [style.join(self.parts(date, order[first:last], context) or [""]) for date in (begin, end)]
        range_ = join([str(ends[0]).rstrip(), str(ends[1]).lstrip()], "–")
        return style.join([*self.parts(begin, order[:first], context), range_, *self.parts(end, order[last:], context)])


def _ordinal(number: int, context: Any) -> str:
    """A number with its ordinal ending from the first locale that has any, of the noun's gender where it has several.

    citeproc-py takes English endings where the language has none for that very number: « 2nd éd. ».
    """
    noun = context.get("variable") or f"month-{number:02}"
    for locale in context.get_root().locales:
        terms = locale.xpath_search("./cs:terms/cs:term[starts-with(@name, 'ordinal')]")
        genders = [term.get("gender") for term in locale.xpath_search(f"./cs:terms/cs:term[@name='{noun}']")]
        gender = next(filter(None, genders), "masculine")
        for name in (f"ordinal-{number:02}", f"ordinal-{number % 100:02}", f"ordinal-{number % 10:02}", "ordinal"):
            is_whole = name == f"ordinal-{number:02}"
            fitting = [
                term for term in terms if term.get("name") == name and (is_whole or term.get("match") != "whole-number")
            ]
            fitting.sort(key=lambda term: (term.get("gender-form") != gender, term.get("gender-form") is not None))
            if fitting:
                return f"{number}{fitting[0].single}"
    return str(number)


elements.to_ordinal = _ordinal


class Terms(Remembers, Element):  # type: ignore[misc]
    """``cs:terms``."""


class Date_Part(Remembers, elements.Date_Part, Element):  # type: ignore[misc]  # noqa: N801  # the element's name
    """``cs:date-part`` that leaves the locale as it was, and shows no season where a month is a number.

    citeproc-py writes what the style overrides into the locale, where the next item of another style finds it.
    """

    def process(self, date: dict[str, Any], context: Element = None) -> object:
        """The part as text or number; None where the date hasn't it."""
        before = dict(self.attrib)
        try:
            found = super().process(date, context=context)
            return String(str(found)) if isinstance(found, int) else found
        except AssertionError:
            return None
        finally:
            if dict(self.attrib) != before:
                self.attrib.clear()
                self.attrib.update(before)


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
