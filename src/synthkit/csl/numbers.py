"""Texts, numbers, pages and dates as CSL 1.0.2 sets them, where citeproc-py does otherwise (how: ``patches.py``)."""

from typing import Any

from citeproc import model as elements
from citeproc.model import CitationStylesElement as Element
from citeproc.string import String, join

from synthkit.csl.pruning import Cited
from synthkit.csl.remembering import Remembers, Shows


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
