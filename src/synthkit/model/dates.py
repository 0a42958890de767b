"""Dates that may be partial, and spans of days."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names

from synthkit.i18n import I18n
from synthkit.model.ids import folded, matched


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day, as much as is known; 0 stands for what is not."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """From ``2026``, ``2026-01`` or ``2026-01-27``; ValueError for anything else."""
        parts = matched(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text.strip()).groups()
        # refuses the 30th of February, and a month 00: what is unknown is left out
        dt.date(*(int(part or 1) for part in parts))
        return cls(*(int(part or 0) for part in parts))

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """A day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        """ISO 8601, as precise as is known."""
        parts = (f"{self.year:04}", f"{self.month:02}", f"{self.day:02}")
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])

    def formatted(self, i18n: I18n) -> str:
        """« 27 janvier 2026 », « janvier 2026 » or « 2026 »."""
        if self.day:
            return i18n.date(dt.date(self.year, self.month, self.day))
        return i18n.month(self.year, self.month) if self.month else str(self.year)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an event, first and last included."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    @property
    def is_single(self) -> bool:
        """Whether the event takes one day."""
        return self.first == self.last

    @property
    def iso(self) -> str:
        """``2026-01-27``, or ``2026-01-27/2026-01-28`` as biblatex takes it."""
        return str(self.first) if self.is_single else f"{self.first}/{self.last}"

    @property
    def in_common(self) -> PartialDate | None:
        """The day, or the month or the year all of them are in; None for days of two years."""
        if self.is_single:
            return PartialDate.of(self.first)
        if self.first.year != self.last.year:
            return None
        return PartialDate(self.first.year, self.first.month if self.first.month == self.last.month else 0)

    def formatted(self, i18n: I18n) -> str:
        """« mardi 27 janvier 2026 », or the first and the last day."""
        if self.is_single:
            return i18n.date(self.first, weekday=True)
        return i18n.days(self.first, self.last)


def parse_day(text: str) -> dt.date:
    """A full date ``2026-01-27``; ValueError for anything else."""
    return dt.date.fromisoformat(matched(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip())[0])


def parse_days(text: str) -> Days:
    """One day, or a first and a last day around a slash; ValueError when they are reversed."""
    first, slash, last = text.partition("/")
    days = Days(parse_day(first), parse_day(last if slash else first))
    if days.last < days.first:
        raise ValueError(text)
    return days


def parse_time(text: str) -> dt.time:
    """``9:35``, ``09:35`` or ``9 h 35``, in the event's own zone; ValueError otherwise."""
    match = matched(r"([0-9]{1,2})\s*(?::(?=.)|h)\s*([0-9]{2})?", text.strip())
    return dt.time(int(match[1]), int(match[2] or 0))


@dataclass(frozen=True, slots=True)
class Occasion:
    """A further time of what happens several times; ``room`` is empty where it is the same."""

    day: dt.date
    start: dt.time
    end: dt.time
    room: str = ""

    def __str__(self) -> str:
        """As it is written: ``2026-01-28 9:00–10:00, Salle bleue``."""
        times = f"{self.day} {self.start:%H:%M}–{self.end:%H:%M}"
        return f"{times}, {self.room}" if self.room else times


def parse_occasion(text: str) -> Occasion:
    """From ``2026-01-28 9:00–10:00``, with a comma and the room behind it where it is another one."""
    match = matched(r"(\S+)\s+([^,–-]+?)\s*[–-]\s*([^,]+?)\s*(?:,\s*(.+))?", text.strip())
    return Occasion(parse_day(match[1]), parse_time(match[2]), parse_time(match[3]), match[4] or "")


_IN_FIGURES = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})")
_ALMOST_ISO = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?:[T ]\S*)?")
_IN_WORDS = re.compile(r"(?:(?:[a-z]+ )?([0-9]{1,2})(?:er|st|nd|rd|th)? )?([a-z]+)\.? ([0-9]{4})")
_MONTH_FIRST = re.compile(r"^([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})$")
#: What people write between a first and a last day.
_UNTIL = re.compile(
    r"\s+(?:[-–—/]|au|à|et|to|and)\s+|\s*(?:[;–—]|,(?!\s*[0-9]{4}$)|\.{2,})\s*|(?<=^[0-9])-|(?<=^[0-9]{2})-|(?<=/[0-9]{4})-"
)


def meant_date(text: str) -> str:
    """What « 27/01/2026 », « mardi 27 janvier 2026 » or « janvier 2026 » is as ISO 8601; empty for anything else."""
    figures, almost = _IN_FIGURES.fullmatch(text.strip()), _ALMOST_ISO.fullmatch(text.strip())
    words = _IN_WORDS.fullmatch(re.sub(_MONTH_FIRST, r"\2 \1 \3", " ".join(folded(text).split())))
    if figures or almost:
        parts = almost.groups() if almost else reversed(figures.groups())  # type: ignore[union-attr]
        year, month, day = filter(None, parts)
        found = f"{year}-{int(month):02}-{int(day):02}"
    elif words and words[2] in _months():
        found = f"{words[3]}-{_months()[words[2]]:02}" + (f"-{int(words[1]):02}" if words[1] else "")
    else:
        return ""
    try:
        return str(PartialDate.parse(found))
    except ValueError:
        return ""


def meant_days(text: str) -> str:
    """What « 2–3 mai 2024 » or « du 2 mai au 3 juin 2024 » is, as ``2024-05-02/2024-05-03``; a day alone as a date."""
    first, *more = _UNTIL.split(re.sub(r"^(?:du|from)\s+", "", text.strip()))
    if not more:
        return meant_date(first)
    last = meant_date(more[-1])
    begins = meant_date(first) or meant_date(f"{first} {last[:4]}")
    if first.isdecimal() and not begins:
        begins = f"{last[:7]}-{int(first):02}"
    return f"{begins}/{last}" if len(more) == 1 and begins and last else ""


def meant_time(text: str) -> str:
    """What « 9.30 », « 09:30:00 », « 0930 » or « 2:00 PM » is, as ``14:00``; empty for anything else."""
    found = re.fullmatch(r"(\d{1,2})\s*[.:h]?\s*(\d{2})?(?:[.:]\d{2})?\s*(?:(a|p)\.?m\.?)?", text.strip().lower())
    if not found:
        return ""
    hour = int(found[1]) % 12 + 12 * (found[3] == "p") if found[3] else int(found[1])
    return f"{hour}:{found[2] or '00'}"


@cache
def _months() -> dict[str, int]:
    names = (get_month_names(width, locale=language) for language in ("fr", "en") for width in ("wide", "abbreviated"))
    return {folded(name).rstrip("."): number for months in names for number, name in months.items()}
