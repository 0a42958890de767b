"""Dates of BibTeX and biblatex (EDTF, ISO 8601-2 level 1) as CSL dates."""

import re
from collections.abc import Mapping
from contextlib import suppress

from synthkit.bibliography.latex import decoded
from synthkit.model.dates import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FRENCH_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_SEASONS = ("spring|printemps", "summer|ete", "autumn|fall|automne", "winter|hiver")
#: « 3 juillet 2019 », « July 3, 2019 »; what people write where there is no date.
_IN_WORDS = re.compile(r"(?:(?P<day>\d{1,2}) )?(?P<month>[^\W\d_]+)\.? (?:(?P<after>\d{1,2}), )?(?P<year>\d{4})")
_UNDATED = re.compile(r"[\[(]?(?:[ns]\.?\s?d\.?|no date|sans date)[\])]?", re.IGNORECASE)
Date = dict[str, object]


#: What people write for a year where biblatex has a state of publication.
_STATES = ("inpreparation", "submitted", "forthcoming", "inpress")


def pubstate(year: str) -> str:
    """The state of publication that stands where a year should (« in press »); empty for anything else."""
    bare = re.sub(r"[\W_]", "", year).lower()
    return {"toappear": "forthcoming"}.get(bare, bare if bare in _STATES else "")


def date(fields: Mapping[str, str], kind: str = "") -> Date:
    """The date of an entry (``kind`` is ``event``, ``url``, ``orig`` for its others); empty without one.

    ``date`` comes before ``year``, ``month`` and ``day``. What is no date is kept as words.
    """
    if not fields.get(f"{kind}date") and not fields.get(f"{kind}year"):
        return {}
    raw = fields.get(f"{kind}date", "")  # where « ~ » is no space of LaTeX
    written = decoded(raw) or _joined(*(decoded(fields.get(f"{kind}{part}", "")) for part in ("year", "month", "day")))
    if (words := _IN_WORDS.fullmatch(written)) and month_number(words["month"]):
        written = _joined(words["year"], words["month"], words["day"] or words["after"] or "")
    is_unknown = pubstate(written) or _UNDATED.fullmatch(written)
    return parsed(raw) or parsed(written) or ({} if is_unknown or not written else {"literal": written})


def parsed(text: str) -> Date:
    """One EDTF date or range: ``2019``, ``2019-05/2020``, ``2020/..``, ``1996~``, ``2004-21``, ``199X``; else empty."""
    text = re.sub(r"^(\d{4})-(?=\d{4}$)", r"\1/", re.sub(r"(?<=\d-)(\d)(?=[-/]|$)", r"0\1", text.strip()))
    ends = re.split(r"/|--|–", text) if re.fullmatch(r"[\d\sX~?%./T:Z+–-]+", text) else []
    if not 1 <= len(ends) <= 2:
        return {}
    parts: list[list[int]] = []
    found: Date = {}
    seasons: list[int] = []
    for end in ends:
        bare = re.sub(r"T.*", "", end.strip())
        if re.search("[~?%]", bare):
            found["circa"] = True
        bare = bare.strip("~?% ")
        if bare in ("", ".."):
            parts.append([])
            continue
        first, last, season = _parts(bare)
        if not first:
            return {}
        parts += [first, last] if last else [first]
        seasons += [season] if season else []
    if len(parts) > 2 or not any(parts):
        return {}
    if len(parts) == 2 and not parts[0]:
        return {"literal": f"–{ends[1].strip()}"}
    # as others write a range without an end, and one of seasons
    if seasons and len(ends) == 2:
        return {"date-parts": [[*part, season + 20] for part, season in zip(parts, seasons, strict=False)], **found}
    return {"date-parts": [part or [0] for part in parts], **found} | ({"season": seasons[0]} if seasons else {})


def _parts(text: str) -> tuple[list[int], list[int], int]:
    """A date's year, month and day; the last day of unspecified digits; a season from 1 to 4."""
    if match := re.fullmatch(r"(\d{2,3})(X{1,2})", text):
        digits = 4 - len(match[1])
        if len(match[2]) == digits:
            return [int(match[1] + "0" * digits)], [int(match[1] + "9" * digits)], 0
    text = re.sub(r"(?:-XX)+$", "", text)
    if match := re.fullmatch(r"-(\d{4})", text):
        return [-int(match[1]) - 1], [], 0  # EDTF has a year 0, which is 1 BC
    if match := re.fullmatch(r"(\d{4})-(2[1-4])", text):
        return [int(match[1])], [], int(match[2]) - 20
    with suppress(ValueError):
        day = PartialDate.parse(text)
        return [part for part in (day.year, day.month, day.day) if part], [], 0
    return [], [], 0


def _joined(year: str, month: str, day: str) -> str:
    """BibTeX's three fields as one EDTF date, as far as they can be read; the year alone otherwise."""
    number = month_number(month)
    if not re.fullmatch(r"\d{4}", year) or not number:
        return year
    several = [found for word in re.findall(r"[^\W\d_]+", month) if (found := month_number(word))]
    if len(several) == 2 and several[0] < several[1]:  # « July/August », « fall--winter »
        return "/".join(f"{year}-{number:02d}" for number in several)
    day_within = re.search(r"\d{1,2}", month) if not month.isdigit() else None
    day = day or (day_within[0] if day_within else "")
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if re.fullmatch(r"\d{1,2}", day) else "")


def month_number(text: str) -> int:
    """1 to 12 for a number, an English or French name or its beginning, a day beside it, 21 for spring; else 0."""
    if re.fullmatch(r"\d{1,2}", text) and 1 <= int(text) <= 12:
        return int(text)
    words = re.findall("[a-z]+", text.lower().replace("é", "e").replace("û", "u"))
    word = words[0] if words else ""
    for names in (_MONTHS, _FRENCH_MONTHS):
        for number, name in enumerate(names, 1):
            if word.startswith(name):
                return number
    return next((number for number, names in enumerate(_SEASONS, 21) if re.fullmatch(names, word)), 0)
