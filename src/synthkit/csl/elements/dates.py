"""``cs:date``: dates and ranges in the locale's form or the style's."""

import re
from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from synthkit.csl import inline
from synthkit.csl.elements.base import Element, Scope
from synthkit.csl.inline import Node, Parts
from synthkit.csl.markup import read
from synthkit.csl.numbers import ordinal
from synthkit.csl.stylesheet import NAMESPACE
from synthkit.csl.work import Context

_ORDER = ("year", "month", "day")


class Day(NamedTuple):
    """A date as far as it is known; 0 for what isn't; ``season`` from 1."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: int = 0


def days(value: Any) -> list[Day]:
    """The date of a variable: none, one, or both ends of a range; an open end has no year."""
    if not isinstance(value, Mapping):
        return []
    parts = value.get("date-parts")
    found = []
    for part in parts or []:
        figures = [_whole(figure) for figure in part][:3]
        day = Day(*figures)
        if 13 <= day.month <= 24:
            day = Day(day.year, season=(day.month - 1) % 4 + 1 if day.month > 20 else day.month - 12)
        found.append(day)
    if found and value.get("season") and not found[0].month:
        season = _whole(value["season"])
        found = [day._replace(season=season) for day in found] if season else found
    return found if any(day.year for day in found) else []


def _whole(figure: Any) -> int:
    text = str(figure or 0).strip()
    return int(text) if re.fullmatch(r"-?\d+", text) else 0


def _in_order(parts: list[dict[str, str]], scope: Scope) -> list[dict[str, str]]:
    """The day before the month where the language has it so, though the style was made for English."""
    local = [part.get("name") for part in scope.locale.dates.get("text", ())]
    names = [part["name"] for part in parts]
    place = names.index("month") if "month" in names else -1
    if names[place : place + 2] != ["month", "day"] or "numeric" in parts[place].get("form", ""):
        return parts
    if "day" not in local or local.index("day") > local.index("month"):
        return parts
    month, day = parts[place : place + 2]
    affixes = ("prefix", "suffix")
    turned = [
        {key: value for key, value in one.items() if key not in affixes}
        | {key: other[key] for key in affixes if key in other}
        for one, other in ((day, month), (month, day))
    ]
    return [*parts[:place], *turned, *parts[place + 2 :]]


class _Part(Element):
    """``cs:date-part``."""

    def __init__(self, attributes: Mapping[str, str], scope: Scope) -> None:
        super().__init__(attributes, scope)
        self.name = attributes["name"]
        self.form = attributes.get("form", "long" if self.name != "day" else "numeric")
        self.range_delimiter = attributes.get("range-delimiter", "–")

    def of(self, date: Day, context: Context, *, has_suffix: bool = True) -> Parts:
        """The part of a date; nothing where the date hasn't it."""
        if self.name == "year":
            return self.dressed(self._year(date, context, has_suffix), context)
        if self.name == "month" and date.season:
            text = self.scope.locale.term(f"season-{date.season:02}")
            return self.dressed([text], context) if text else []
        number = date.month if self.name == "month" else date.day
        if not number:
            return []
        return self.dressed([self._month(number) if self.name == "month" else self._day(number, date)], context)

    def _year(self, date: Day, context: Context, has_suffix: bool) -> Parts:
        if not date.year:
            return []
        text = str(abs(date.year))
        if self.form == "short" and len(text) == 4:
            text = text[2:]
        if date.year < 0:
            text += self.scope.locale.term("bc")
        elif date.year < 1000:
            text += self.scope.locale.term("ad")
        parts: Parts = [Node([text], role="year")]
        if has_suffix and context.year_wanted and not self.scope.style.has_suffix:
            context.year_wanted = False
            parts.append(Node([context.hints.suffix], role="suffix"))
        return parts

    def _month(self, number: int) -> str:
        if self.form.startswith("numeric"):
            return f"{number:02}" if self.form.endswith("zeros") else str(number)
        return self.scope.locale.term(f"month-{number:02}", self.form)

    def _day(self, number: int, date: Day) -> str:
        if self.form == "numeric-leading-zeros":
            return f"{number:02}"
        locale = self.scope.locale
        is_limited = locale.options["limit-day-ordinals-to-day-1"] == "true"
        if self.form == "ordinal" and (number == 1 or not is_limited):
            return ordinal(number, locale, locale.gender(f"month-{date.month:02}"))
        return str(number)


class Date(Element):
    """``cs:date``."""

    def __init__(self, element: Any, scope: Scope, outer: Any = None) -> None:
        self.variable = element.get("variable", "")
        form = element.get("form")
        own = {part.get("name"): dict(part.attrib) for part in element.iterfind(f"{NAMESPACE}date-part")}
        attributes = dict(element.attrib)
        if form:
            local = scope.locale.dates.get(form)
            wanted = element.get("date-parts", "year-month-day").split("-")
            parts = [dict(part.attrib) for part in local if part.get("name") in wanted] if local is not None else []
            for part in parts:
                part |= {
                    name: value for name, value in own.get(part["name"], {}).items() if name not in ("prefix", "suffix")
                }
            if local is not None:
                attributes = {**dict(local.attrib), **attributes}
        else:
            parts = list(own.values())
        super().__init__(attributes, scope)
        self.parts = [_Part(part, scope) for part in parts]
        #: of a date with a day
        self.whole = self.parts if form else [_Part(part, scope) for part in _in_order(parts, scope)]

    def render(self, context: Context) -> Parts:
        """The date; the words it is stated in, where it isn't numbers."""
        context.called += 1
        if self.variable in context.hidden:
            return []
        value = context.item.get(self.variable)
        if not value or not isinstance(value, Mapping):
            return []
        found = days(value)
        if context.sort is not None:
            names = [part.name for part in self.parts] or _ORDER
            context.shown += not found or any(any(_of(found[0], name)) for name in names)
            return [Node([sortable(value, names)], role="date")]
        if found:
            own = self.whole if found[0].day else self.parts
            parts = (
                self._range(found[0], found[1], own, context) if len(found) > 1 else self._date(found[0], own, context)
            )
        else:
            literal = str(value.get("literal") or value.get("raw") or "")
            parts = [Node(read(literal), role="year")] if literal else []
            if parts and context.year_wanted and not self.scope.style.has_suffix:
                context.year_wanted = False
                parts.append(Node([context.hints.suffix], role="suffix"))
        if not parts:
            return []
        context.shown += 1
        context.used.append(self.variable)
        return self.dressed(parts, context)

    def _date(self, date: Day, parts: list[_Part], context: Context, end: str = "") -> Parts:
        """Some parts of a date; ``first`` and ``last`` of a range are without the affix beside the other end."""
        has_suffix = end != "first" and self.variable != "accessed"
        shown = [(part, found) for part in parts if (found := part.of(date, context, has_suffix=has_suffix))]
        if shown and end == "first" and shown[-1][0].suffix:
            shown[-1][1].pop()
        if shown and end == "last" and shown[0][0].prefix:
            del shown[0][1][0]
        return inline.joined([found for _, found in shown], self.delimiter)

    def _range(self, begin: Day, end: Day, parts: list[_Part], context: Context) -> Parts:
        if not end.year:
            years = [part for part in parts if part.name == "year"] or parts
            return [*self._date(begin, years, context, "first"), "–", years[-1].suffix.rstrip(" ,/\u00a0")]
        names = [part.name for part in parts]
        shown = [name for name in _ORDER if name in names]
        differ = [name for name in shown if _of(begin, name) != _of(end, name)]
        if not differ:
            return self._date(begin, parts, context)
        places = [names.index(name) for name in shown[shown.index(differ[0]) :]]
        first, last = (0, len(names)) if differ[0] == shown[0] else (min(places), max(places) + 1)
        middle = [
            *self._date(begin, parts[first:last], context, "first"),
            next(part.range_delimiter for part in parts if part.name == differ[0]),
            *self._date(end, parts[first:last], context, "last"),
        ]
        before, after = self._date(begin, parts[:first], context), self._date(end, parts[last:], context)
        return inline.joined([before, middle, after], self.delimiter)


def _of(date: Day, part: str) -> tuple[int, int]:
    return {"month": (date.month, date.season), "year": (date.year, 0)}.get(part, (date.day, 0))


def sortable(value: Mapping[str, Any], names: Container[str] = _ORDER) -> str:
    """Digits a date is sorted by, as many of one day as of a range; the words of a date without a number.

    Two dates in a row are one number, by which reprints (« (1901) 2019 ») come behind the other works of the year.
    """
    ends = [*days(value), Day()][:2]
    if not ends[0].year:
        return str(value.get("literal", ""))
    return "".join(
        f"{date.year * ('year' in names) + 10000:05}"
        + (f"{date.month or date.season:02}" if "month" in names else "00")
        + (f"{date.day:02}" if "day" in names else "00")
        for date in ends
    )
