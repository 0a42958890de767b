"""``cs:text``, ``cs:number``, ``cs:label``: variables, terms, numbers."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from synthkit.csl import numbers
from synthkit.csl.elements.base import Element, Scope
from synthkit.csl.inline import Node, Parts, nodes_of, text_of
from synthkit.csl.markup import read
from synthkit.csl.person import Person
from synthkit.csl.stylesheet import NAMESPACE
from synthkit.csl.work import Context

#: Variables that are numbers, of which a label tells one from several.
_COUNTS = ("number-of-pages", "number-of-volumes")
_PAGES = ("page", "locator", "page-first")


class Text(Element):
    """``cs:text``: a variable, a macro, a term or words of the style."""

    def __init__(self, element: Any, scope: Scope, outer: Any = None) -> None:
        super().__init__(element, scope)
        self.form = element.get("form", "long")
        self.variable = element.get("variable", "")
        self._macro = element.get("macro")
        macro = scope.style.macros.get(self._macro)
        self._has_date = macro is not None and macro.find(f".//{NAMESPACE}date") is not None
        if self._macro is None and not self.variable:
            term = element.get("term")
            is_plural = element.get("plural") == "true"
            value = scope.locale.term(term, self.form, is_plural=is_plural) if term else element.get("value", "")
            self._value = read(value) if value else []
            self._term = term

    def render(self, context: Context) -> Parts:
        """The text."""
        if self._macro is not None:
            called, shown = context.called, context.shown
            parts = self.scope.macro(self._macro).render(context)
            if context.called > called and context.shown == shown:
                return []
            if parts:
                context.called += 1
                context.shown += 1
            is_date = context.sort is not None and self._has_date  # of which nothing else counts
            return list(nodes_of(parts, "date")) if is_date else self.dressed(parts, context)
        if self.variable:
            parts = self._of_variable(context)
            context.called += 1
            # a letter counts as shown also where there is none: « no date » stands in a group with it
            context.shown += bool(parts) or self.variable == "year-suffix"
            if not parts:
                return []
            context.used.append(self.variable)
            if self.variable == "year-suffix":
                parts = [Node(parts, role="suffix")]
            return self.dressed(parts, context)
        if self._term == "no date":  # works without a date come last, in whatever direction dates are sorted
            return [] if context.sort is not None else [Node(self.dressed(list(self._value), context), role="year")]
        value = list(self._value)
        if self._term == "presented at" and context.item.get("status"):  # what is announced was presented nowhere yet
            value = read(f"{context.item['status']} {text_of(value).rpartition(' ')[2]}")
        parts = self.dressed(value, context)
        return [Node(parts, role="term")] if self._term and self.scope.capitalises else parts

    def _of_variable(self, context: Context) -> Parts:
        name, item = self.variable, context.item
        if name in context.hidden:
            return []
        special = SPECIAL.get(name)
        if special:
            return [found] if (found := special(context)) else []
        if self.form == "short" or name.endswith("-short"):
            text = context.work.short(name)
        else:
            text = str(item.get(name, "") or "")
        if name in _PAGES:
            return self._pages(context, name)
        if not text:
            return []
        if name in ("URL", "DOI"):
            return [text]
        return read(text)

    def _pages(self, context: Context, name: str) -> Parts:
        text = str(context.item.get("page", "") or "") if name != "locator" else ""
        if name == "page-first":
            found = re.match(r"[^\s\-–,&]+", str(context.item.get("page-first", "") or text))
            return [found[0]] if found else []
        form = self.scope.options.get("page-range-format", "")
        if name == "locator":
            cite = context.cite
            if not cite or not cite.locator:
                return []
            text = cite.locator
            form = form if cite.label == "page" else ""
            text = numbers.paged(text, form, self.page_delimiter)
            return read(text)
        return [numbers.paged(text, form, self.page_delimiter)] if text else []

    @property
    def page_delimiter(self) -> str:
        """What the locale sets between the ends of a range."""
        # the hyphen of the French locale (U+2011) is in few fonts, and no search finds it
        return self.scope.locale.term("page-range-delimiter").replace("\u2011", "–") or "–"


def _first_note(context: Context) -> str:
    cite = context.cite
    return str(cite.first_note or "") if cite and cite.position != "first" else ""


def _label(context: Context) -> str:
    label = str(context.item.get("citation-label", "") or "")
    if not label:
        people = next(filter(None, map(context.work.people, ("author", "editor", "translator"))), [])
        people = people or [Person(literal=text_of(read(str(context.item.get("title", "")))))]
        counts = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}.get(len(people), (1, 1, 1, 1))
        label = "".join((one.family or one.literal)[:count] for one, count in zip(people, counts, strict=False))
        issued = context.item.get("issued")
        parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
        label += str(parts[0][0])[-2:] if parts and parts[0] else "00"
    return label + context.hints.suffix


SPECIAL: dict[str, Callable[[Context], str]] = {
    "citation-number": lambda context: str(context.hints.number or context.item.get("citation-number", "") or ""),
    "first-reference-note-number": _first_note,
    "citation-label": _label,
    "year-suffix": lambda context: context.hints.suffix,
}


class Number(Text):
    """``cs:number``: a number in a form; text that is none as it is."""

    def __init__(self, element: Any, scope: Scope, outer: Any = None) -> None:
        super().__init__(element, scope)
        self.form = element.get("form", "numeric")

    def _of_variable(self, context: Context) -> Parts:
        if self.variable in context.hidden:
            return []
        if self.variable in _PAGES and self.form == "numeric":
            return super()._of_variable(context)
        if self.variable in SPECIAL or self.variable in _PAGES:
            text = text_of(super()._of_variable(context))
        else:
            text = str(context.item.get(self.variable, "") or "")
        if not text:
            return []
        if not numbers.is_numeric(text):
            return read(text)
        gender = self.scope.locale.gender(self.variable)
        if self.variable == "locator" and context.cite:
            gender = self.scope.locale.gender(context.cite.label)
        return [numbers.numbered(text, self.form, self.scope.locale, gender)]


class Label(Element):
    """``cs:label``: the term of a number or a locator, of one or of several."""

    def __init__(self, element: Any, scope: Scope, outer: Any = None) -> None:
        super().__init__(element, scope)
        self.variable = element.get("variable", "")
        self.form = element.get("form", "long")
        self.plural = element.get("plural", "contextual")

    def render(self, context: Context) -> Parts:
        """The term; nothing where the variable is empty."""
        if self.variable == "locator":
            cite = context.cite
            text = cite.locator if cite else ""
            # without one it is what styles set before the pages of the work, in a group that shows nothing without them
            if cite and cite.has_sign:
                found = self.of(cite.label, numbers.is_several(text), context, "symbol")
                # a full stop that ends an abbreviation is none of a sign
                return [part.removeprefix(".") if isinstance(part, str) else part for part in found]
            return self.of(cite.label if cite else "page", numbers.is_several(text), context)
        value = str(context.item.get(self.variable, "") or "")
        if not value or self.variable in context.hidden:
            return []
        is_plural = value.isdecimal() and int(value) != 1 if self.variable in _COUNTS else numbers.is_several(value)
        return self.of(self.variable, is_plural, context)

    def of(self, term: str, is_plural: bool, context: Context, form: str = "") -> Parts:
        """A term of one or several, in a form or that of the style."""
        is_plural = is_plural if self.plural == "contextual" else self.plural == "always"
        locale, form = self.scope.locale, form or self.form
        text = locale.term(term, form, is_plural=is_plural) or locale.term(
            term.replace(" ", "-"), form, is_plural=is_plural
        )
        if self.case.startswith("capitalize") or self.case == "title":
            text = text[:1].upper() + text[1:]
        return self.dressed([text], context) if text else []
