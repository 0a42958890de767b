"""What an editor wrote as options, read with every mistake noted and none fatal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from docutils.parsers.rst import directives

from synthkit.diagnostics import Code, Problem, Where, nearest
from synthkit.i18n import N_
from synthkit.model.credits import parse_credits, parse_list
from synthkit.model.dates import meant_date
from synthkit.model.people import Credit, CreditRole

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


class AnyOption(dict[str, Callable[[str], str]]):
    """An option_spec that lets unknown names through, to be told in our own words."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(names, directives.unchanged))

    def __missing__(self, name: str) -> Callable[[str], str]:
        return directives.unchanged

    def __contains__(self, name: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True  # a directive without options of its own has unknown ones to tell


class Options:
    """The options of one directive. A value that can't be read is a problem and counts as not given."""

    def __init__(self, given: Mapping[str, str | None], known: Iterable[str], record: str, where: Where) -> None:
        self.problems: list[Problem] = []
        self._given = {name: _clean(value or "") for name, value in given.items()}
        self._record = record
        self._where = where
        for name, value in given.items():
            if _clean(value or "") != (value or ""):
                self._note(
                    Code.CONTROL_CHARACTER,
                    N_("'%(id)s': option '%(option)s' holds a control character, which is left out; expected: text"),
                    option=name,
                )
        known = sorted(known)
        for name in self._given:
            if name not in known:
                self._note(
                    Code.UNKNOWN_OPTION,
                    N_("'%(id)s' has an unknown option '%(found)s'; known: %(known)s"),
                    found=name,
                    nearest=nearest(name, known),
                    known=", ".join(known),
                )

    def text(self, name: str) -> str:
        """The value as one line; empty when it isn't given."""
        return " ".join(self._given.get(name, "").split())

    def words(self, name: str, separators: str = ",;\n") -> tuple[str, ...]:
        """The values between separators, none of them empty; a separator in parentheses separates nothing."""
        return parse_list(self._given.get(name, ""), separators)

    def credits(self, name: str, role: CreditRole = CreditRole.SPEAKER) -> tuple[Credit, ...]:
        """People as written, each with the affiliation in parentheses behind it."""
        return parse_credits(self._given.get(name, ""), role)

    def choice(self, name: str, kinds: type[Choice], default: Choice) -> Choice:
        """One of the values of an enumeration."""
        given = self.text(name).lower()
        if not given:
            return default
        try:
            return kinds(given)
        except ValueError:
            known = [kind.value for kind in kinds]
            self._note(
                Code.INVALID_VALUE,
                N_("'%(id)s': option '%(option)s' is '%(found)s'; expected one of: %(known)s"),
                option=name,
                found=given,
                nearest=nearest(given, known),
                known=", ".join(known),
            )
            return default

    def parsed(self, name: str, parse: Callable[[str], Value], code: Code, expected: str) -> Value | None:
        """What ``parse`` makes of the value; None when it is missing or ``parse`` raises ValueError.

        ``expected`` is a message key that tells what the value should look like.
        """
        given = self.text(name)
        if not given:
            return None
        try:
            return parse(given)
        except ValueError:
            meant = _meant(given, parse) if code is Code.INVALID_DATE else ""
            self._note(
                code,
                N_("'%(id)s': option '%(option)s' is '%(found)s'; expected: %(expected)s"),
                option=name,
                found=given,
                expected=meant or expected,
            )
            return None

    def number(self, name: str) -> int:
        """A whole number from 1; 0 when it isn't given."""
        return self.parsed(name, _counted, Code.INVALID_VALUE, N_("a whole number from 1")) or 0

    def url(self, name: str) -> str:
        """A web address; empty when it isn't given. Any scheme but http and https is refused."""
        return self.parsed(name, _web_address, Code.INVALID_URL, N_("an address that begins with https://")) or ""

    def timezone(self, name: str) -> str:
        """An IANA time zone; empty when it isn't given."""
        given = self.text(name)
        if not given:
            return ""
        try:
            return ZoneInfo(given).key
        except (ValueError, OSError, KeyError):
            self._note(
                Code.INVALID_TIMEZONE,
                N_("'%(id)s': '%(found)s' is no time zone; expected: an IANA name such as Europe/Paris"),
                found=given,
                nearest=nearest(given, available_timezones()),
            )
            return ""

    def _note(self, code: Code, message: str, **values: object) -> None:
        self.problems.append(Problem(code, message, self._where, {"id": self._record, **values}))


def _meant(given: str, parse: Callable[[str], object]) -> str:
    """The date somebody means, as it has to be written; empty where nobody can tell."""
    meant = meant_date(given)
    try:
        parse(meant)
    except ValueError:
        return ""
    return meant


def _clean(value: str) -> str:
    """Without control characters, which no edition could show."""
    return "".join(char for char in value if char in "\n\t" or (ord(char) >= 32 and ord(char) != 127))


def _counted(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"{}\\^`|]", text):
        raise ValueError(text)
    return text
