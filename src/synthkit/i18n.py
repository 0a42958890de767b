"""Words, dates and times in a reader's language.

The messages of the source are English. Catalogues of other languages are read as ``.po`` files, so nothing has to be
compiled: what a translator edits is what a reader sees.
"""

import datetime as dt
import io
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import takewhile
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.units import format_unit


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, don't translate"
    """Mark a message for the catalogues where it is written, translate it later."""
    return message


@cache
def _translations(language: str) -> Mapping[str, str]:
    catalogue = resources.files("synthkit") / "locale" / language / "LC_MESSAGES" / "synthkit.po"
    found = read_po(io.BytesIO(catalogue.read_bytes()), locale=language) if catalogue.is_file() else ()
    return {str(message.id): str(message.string) for message in found if message.string and not message.fuzzy}


class I18n:
    """Everything synthkit says, in one language; English where a message is missing.

    ``language`` is a code as Sphinx takes it (``fr``, ``en``, ``pt_BR``).
    """

    def __init__(self, language: str) -> None:
        self.language = language
        try:
            self._locale = Locale.parse(language.replace("-", "_"))
        except (ValueError, UnknownLocaleError):
            self._locale = Locale("en")
        self._translations = _translations(self._locale.language)

    def __call__(self, message: str) -> str:
        """A message of the catalogues in this language; itself where there is none."""
        return self._translations.get(message, message) if message else ""

    def date(self, date: dt.date, *, weekday: bool = False) -> str:
        """« 27 janvier 2026 », or with its weekday « mardi 27 janvier 2026 »; « 1er » for a first day in French."""
        text = format_date(date, "full" if weekday else "long", locale=self._locale)
        # the CLDR has the ordinal of the first day in no pattern
        return re.sub(r"\b1 (?=\w)", "1er ", text, count=1) if self._locale.language == "fr" and date.day == 1 else text

    def days(self, first: dt.date, last: dt.date) -> str:
        """« 4–5 mars 2027 », « 31 mars – 1er avril 2027 »: what both days have in common stands once."""
        one, other = (re.findall(r"\w+\.?|\W+", self.date(day)) for day in (first, last))
        head = tail = 0
        if first.year == last.year:
            tail = _shared(one[::-1], other[::-1], str(first.day))
            head = _shared(one, other) if first.month == last.month else 0
        begin, end = one[: len(one) - tail], other[head : len(other) - tail]
        between = " – " if " " in "".join((*begin[head:], *end)) else "–"
        return "".join((*begin, between, *end, *one[len(one) - tail :]))

    def month(self, year: int, month: int) -> str:
        """« janvier 2026 »."""
        return format_date(dt.date(year, month, 1), "MMMM y", locale=self._locale)

    def time(self, time: dt.time) -> str:
        """« 9 h 35 », « 9 h » for a full hour; « 9:35 AM » in English. Spaces don't break."""
        # Translators: patterns of the Unicode CLDR; left as they are, the language's own short form is used
        key = N_("time pattern with minutes") if time.minute else N_("time pattern of a full hour")
        pattern = self(key)
        text = format_time(time, "short" if pattern == key else pattern, locale=self._locale)
        return re.sub("[ \u202f]", "\u00a0", text)

    def times(self, start: dt.time | None, end: dt.time | None) -> str:
        """« 9 h 35 – 10 h 55 »; one end alone is shown as such; empty when both are unknown."""
        if start and end:
            return f"{self.time(start)}\u00a0– {self.time(end)}"
        if start:
            return self(N_("from %s")) % self.time(start)
        return self(N_("until %s")) % self.time(end) if end else ""

    def number(self, number: float) -> str:
        """« 1 234,5 »: up to three decimals."""
        return format_decimal(number, locale=self._locale)

    def language_name(self, code: str) -> str:
        """« anglais »; the code where nobody names it."""
        return str(self._locale.languages.get(code.partition("-")[0], code))

    def size(self, size: int) -> str:
        """« 412 ko », « 1,2 Mo »: bytes as readers count them; a file of any size has one thousand of them at least."""
        if size < 999_500:
            return format_unit(max(1, round(size / 1000)), "digital-kilobyte", "short", "0", locale=self._locale)
        return format_unit(size / 1_000_000, "digital-megabyte", "short", "#,##0.0", locale=self._locale)

    def listed(self, items: list[str]) -> str:
        """« A, B et C »; empty for no item."""
        return format_list(items, locale=self._locale) if items else ""


def i18n_of_terminal(otherwise: str = "en") -> I18n:
    """The words of the terminal, in the language that gettext's variables state; where they state none, another."""
    variables = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    stated = re.split("[.@:]", next(filter(None, variables), ""))[0]
    return I18n(otherwise if stated in ("", "C", "POSIX") else stated)


def language_of(book: Path) -> str:
    """The language that a book's conf.py states plainly, which isn't run; English where it states none."""
    conf = book / "conf.py"
    text = conf.read_text(encoding="utf-8", errors="replace") if conf.is_file() else ""
    stated = re.search(r"^language\s*=\s*[\"'“”„‘’«»]\s*([\w-]+)", text, re.MULTILINE)
    return stated[1] if stated else "en"


def _shared(one: Sequence[str], other: Sequence[str], end: str = "") -> int:
    """How many words two texts begin with in common, before ``end``."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1] != end, zip(one, other, strict=False))))
