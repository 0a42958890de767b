"""The values an option can hold, from their text: each ``parse_…`` raises ValueError for any other; their formats."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from babel.localedata import exists
from stdnum import isbn, isni, issn
from stdnum.iso7064 import mod_11_2

from synthkit.diagnostics import Code
from synthkit.i18n import N_
from synthkit.model import dates
from synthkit.model.dates import PartialDate
from synthkit.model.ids import folded, matched

#: The digits a ROR counts with, as those Python does.
_CROCKFORD = str.maketrans("0123456789abcdefghjkmnpqrstvwxyz", "0123456789abcdefghijklmnopqrstuv")


def is_name(text: str) -> bool:
    """Whether ``text`` can be (part of) a name: it has a letter and nothing no name has."""
    return any(char.isalpha() for char in text) and not re.search(r"[\d@_/\\<>{}\[\]|=*#]", text)


def parse_list(text: str, separators: str = ",;\n") -> tuple[str, ...]:
    """The values between separators, none of them empty; a separator in parentheses separates nothing."""
    cuts = [len(text)]
    inside = False
    for sign in reversed(list(re.finditer(rf"[{separators}()]", text))):  # a look ahead from each would take the square
        if sign[0] in "()":
            inside = sign[0] == ")"
        elif not inside:
            cuts.append(sign.start())
    parts = (text[before + 1 : cut] for before, cut in pairwise([-1, *reversed(cuts)]))
    return tuple(part for part in (" ".join(part.split()) for part in parts) if part)


#: Signs that part values elsewhere.
_PARTS = re.compile(r"\s[/•·]\s")


def parse_words(text: str, separators: str = ",;\n") -> tuple[str, ...]:
    """Values with commas or semicolons between them, without any other sign between or around them."""
    if _PARTS.search(text):
        raise ValueError(text)
    return parse_list(text, separators)


def parse_bodies(text: str) -> tuple[str, ...]:
    """Names of bodies, in which commas may stand, with semicolons between them."""
    return parse_words(text, ";\n")


def _meant_list(separator: str) -> Callable[[str], str]:
    return lambda text: separator.join(parse_list(_PARTS.sub(separator, text), f"{separator.strip()}\n"))


#: « Zoé Duval et Luc Roy » outside the braces of a body.
_BETWEEN_PEOPLE = re.compile(r"\s+(?:et|and|&|und|y)\s+(?![^{}]*\})")


def parse_editors(text: str) -> tuple[str, ...]:
    """Ids or names of people, or bodies in braces, between semicolons, or between commas without one, and lines."""
    if _BETWEEN_PEOPLE.search(text):
        raise ValueError(text)
    bare = re.sub(r"\{[^{}]*\}", "", text)  # the braces of a body hold commas and semicolons
    parts = re.split(rf"[{';' if ';' in bare else ','}\n](?![^{{}}]*\}})", text)
    return tuple(part for one in parts if (part := " ".join(one.split())))


def parse_licence(text: str) -> str:
    """The name of a licence; one of Creative Commons that exists."""
    found = re.match(r"cc[ -]by(?:[ -](?:nc|sa|nd))*(?:[ -](?:1\.0|2\.0|2\.5|3\.0|4\.0))?", text, re.IGNORECASE)
    if re.match(r"cc[ -]?(?:by|nc|nd|sa)\b", text, re.IGNORECASE) and (
        not found
        or re.match(r"[ -]?\d|-", text[found.end() :])
        or {"nd", "sa"} <= {*re.split("[ -]", found[0].lower())}
    ):
        raise ValueError(text)
    return text


def parse_file(text: str) -> str:
    """The path of a file of the book."""
    if "://" in text:
        raise ValueError(text)
    return text


def parse_affiliations(text: str) -> tuple[tuple[str, str], ...]:
    """Names of institutions with semicolons between them, each with its ROR in parentheses behind, or none."""
    found = []
    for written in parse_bodies(text):
        match = re.fullmatch(r"(.+?)\s*\((?:(?:https?://)?ror\.org/)?(0[0-9a-z]{8})\)", written, re.IGNORECASE)
        found.append((match[1], parse_ror(match[2])) if match else (written, ""))
    return tuple(found)


def parse_count(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def parse_web_address(text: str) -> str:
    """An address; any scheme but http and https is refused."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"{}\\^`|]", text):
        raise ValueError(text)
    return text


#: A word where a dash has to stand, or a dash that nothing follows.
_NO_RANGE = re.compile(r"\d\s+(?:à|au|to|bis)\s+\d|\d\s*[-–]+\s*$")


def parse_pages(text: str) -> str:
    """Pages as « 11–24 », without « p. » before them; a hyphen is a dash where it is the only one."""
    label = r"(?:pages?|pp?|p[áa]gs?|seiten?|s)\b\.?"
    bare = re.sub(rf"^\s*(?:des?\s+)?{label}\s*|\s+{label}\s*$", "", re.sub("[‐‑−]", "-", text), flags=re.IGNORECASE)
    alone = re.fullmatch(r"(\w+)\s*-\s*(\w+)", bare)
    pages = "–".join(alone.groups() if alone else re.split(r"\s*(?:[–—‒]|--+)\s*", bare))
    span = re.fullmatch(r"([0-9]+)–([0-9]+)", pages)
    is_reversed = span and len(span[1]) <= len(span[2]) and int(span[2]) < int(span[1])
    if is_reversed or _NO_RANGE.search(bare):
        raise ValueError(text)
    return pages


def meant_pages(text: str) -> str:
    """With a dash for the word between the first and the last."""
    return re.sub(r"\s+(?:à|au|to|bis)\s+", "–", text).rstrip("-– ")


def parse_timezone(text: str) -> str:
    """The name of an IANA time zone."""
    try:
        return ZoneInfo(text).key
    except (KeyError, OSError) as error:
        raise ValueError(text) from error


def parse_language(text: str) -> str:
    """A language as BCP 47 has it (``fr``, ``pt-BR``, ``zh-Hant``), from that or from three letters (``fra``)."""
    match = matched(r"([a-z]{2,3})([-_][a-z]{4})?([-_](?:[a-z]{2}|[0-9]{3}))?", text.strip(), re.IGNORECASE)
    language, script, region = (part.lstrip("-_").lower() if part else "" for part in match.groups())
    language = str(get_global("language_aliases").get(language, language))
    if language not in _languages() or (region and region.upper() not in Locale("en").territories):
        raise ValueError(text)
    return "-".join(filter(None, (language, script.title(), region.upper())))


def meant_language(text: str) -> str:
    """The code of a language by its name in French, in English or in itself; empty for anything else."""
    return _named_languages().get(folded(text), "")


@cache
def _languages() -> Mapping[str, str]:
    return {code: name for code, name in Locale("en").languages.items() if "_" not in code}


@cache
def _named_languages() -> dict[str, str]:
    names = [(Locale(language).languages.get(code, ""), code) for language in ("en", "fr") for code in _languages()]
    own = [(Locale(code).get_language_name() or "", code) for code in _languages() if exists(code)]
    return {folded(name): code for name, code in (*own, *names) if name}


def meant_address(text: str) -> str:
    """An address whose beginning was left out, ``www.example.org``; empty for anything else."""
    return f"https://{text}" if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?", text, re.IGNORECASE) else ""


def parse_web_or_text(text: str) -> str:
    """An address as ``parse_web_address`` takes it, or words."""
    return parse_web_address(text) if re.match(r"[a-z]+://", text) else text


def _bare(text: str, address: str) -> str:
    """An identifier without the address it may stand in, a regular expression."""
    return re.sub(rf"^https?://(?:www\.)?{address}", "", text.strip(), flags=re.IGNORECASE)


def parse_orcid(text: str) -> str:
    """An ORCID as ``0000-0002-1825-0097``, from its digits or its address; its check digit is ISO 7064, MOD 11-2."""
    bare = matched(r"([0-9]{4}-){3}[0-9]{3}[0-9X]", _bare(text, r"orcid\.org/").upper())[0]
    mod_11_2.validate(bare.replace("-", ""))  # its errors are ValueErrors
    return bare


def meant_orcid(text: str) -> str:
    """The sixteen signs of an ORCID in groups, whatever stands between and before them."""
    return "-".join(re.findall(r"[0-9X]{4}", re.sub(r"[^0-9X]", "", re.sub("ORCID", "", text.upper()))))


def parse_ror(text: str) -> str:
    """A ROR as its nine characters, from them or from its address; its two check digits are ISO 7064, MOD 97-10."""
    bare = matched(r"0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}", _bare(text, r"ror\.org/").lower())[0]
    if 98 - int(bare[:7].translate(_CROCKFORD), 32) * 100 % 97 != int(bare[7:]):
        raise ValueError(text)
    return bare


def parse_idref(text: str) -> str:
    """An IdRef as its nine signs, from them or from its address; the last is checked as that of an ISBN of ten is."""
    bare = matched(r"[0-9]{8}[0-9X]", re.sub(r"/id$|\.(?:xml|rdf)$", "", _bare(text, r"idref\.fr/")).upper())[0]
    isbn.validate(f"0{bare}")
    return bare


def parse_isni(text: str) -> str:
    """An ISNI as its sixteen signs, from them or from its address; its check digit is ISO 7064, MOD 11-2."""
    bare: str = isni.validate(re.sub(r"^ISNI:?\s*", "", _bare(text, r"isni\.org/(?:isni/|page/)?").rstrip("/")))
    return bare


def parse_wikidata(text: str) -> str:
    """An item of Wikidata, ``Q937``, from that or from its address."""
    return matched(r"Q[1-9][0-9]*", _bare(text, r"wikidata\.org/(?:entity|wiki)/").upper())[0]


def parse_doi(text: str) -> str:
    """A DOI as ``10.5555/lin``, from that or from its address, in which its signs may be percent-encoded."""
    bare = re.sub(r"^doi[:\s]+", "", text.strip(), flags=re.IGNORECASE)
    if address := re.match(r"(?:https?://)?(?:www\.|dx\.)?doi\.org/([^?#]*)", bare, re.IGNORECASE):
        bare = unquote(address[1])
    return matched(r"10\.\d{4,9}(?:\.\d+)*/[^\s{}<>]+", bare)[0]


def parse_issn(text: str) -> str:
    """An ISSN with its hyphen, ``1234-5679``; its check digit counts."""
    named = re.sub(r"^(?:urn:)?ISSN(?:-L)?[:/]?\s*", "", _bare(text, "portal.issn.org/resource/"), flags=re.IGNORECASE)
    bare: str = issn.format(issn.validate(named))
    return bare


def parse_isbn(text: str) -> str:
    """An ISBN as it was typed, of ten or thirteen digits; the last one checks the others."""
    bare = re.sub(r"^(?:urn:)?ISBN(?:-1[03])?:?\s*", "", text.strip(), flags=re.IGNORECASE)
    isbn.validate(bare)  # its errors are ValueErrors
    return bare


@dataclass(frozen=True)
class Format:
    """How the text of an option becomes a value: ``parse`` raises ValueError for what is not ``expected``.

    ``write`` is the way back. ``has_lines``: line breaks are separators, not spaces. ``known`` are the values there
    are, of which the nearest is proposed; ``message`` replaces the usual one of ``code``. ``kinds`` are those of a
    choice. ``meant`` is the value somebody means who wrote another; empty for none.
    """

    parse: Callable[[str], object] = str
    code: Code = Code.INVALID_VALUE
    expected: str = ""
    write: Callable[[Any], str] = str
    has_lines: bool = False
    known: Callable[[], set[str]] | None = None
    message: str = N_("'%(id)s': option '%(option)s' is '%(found)s'; expected: %(expected)s")
    kinds: type[StrEnum] | None = None
    meant: Callable[[str], str] | None = None

    def meaning(self, text: str) -> str:
        """What somebody means who wrote ``text``, as it has to be written; empty where that isn't certain."""
        meant = self.meant(text) if self.meant else ""
        try:
            self.parse(meant)
        except ValueError:
            return ""
        return meant


def choice(kinds: type[StrEnum]) -> Format:
    """The format of an option that chooses from ``kinds``, in any case."""
    return Format(
        lambda text: kinds(text.lower()),
        expected=", ".join(kinds),
        known=lambda: {*map(str, kinds)},
        message=N_("'%(id)s': option '%(option)s' is '%(found)s'; expected one of: %(expected)s"),
        kinds=kinds,
    )


TEXT = Format()
FILE = Format(parse_file, expected=N_("the path of a file of the book"))
WORDS = Format(
    parse_words, expected=N_("commas between values"), write=", ".join, has_lines=True, meant=_meant_list(", ")
)
PAGES = Format(parse_pages, expected=N_("pages such as 12–24"), meant=meant_pages)
LICENCE = Format(parse_licence, expected=N_("the name of a licence, such as CC BY-NC-SA 4.0"))
#: Names of bodies, in which commas may stand.
BODIES = Format(
    parse_bodies, expected=N_("semicolons between values"), write="; ".join, has_lines=True, meant=_meant_list("; ")
)
#: Ids or names of people, or bodies in braces; where semicolons stand between them, names may hold a comma.
EDITORS = Format(
    parse_editors,
    expected=N_("semicolons between values"),
    write="; ".join,
    has_lines=True,
    meant=lambda text: _BETWEEN_PEOPLE.sub("; ", text),
)
#: Ids or names of people, each of which the checks look up.
PEOPLE = Format(parse_list, write=", ".join, has_lines=True)
DAY = Format(dates.parse_day, Code.INVALID_DATE, N_("a date such as 2026-01-27"), meant=dates.meant_date)
DAYS = Format(
    dates.parse_days,
    Code.INVALID_DATE,
    N_("a date such as 2026-01-27, or the first and last day as 2026-01-27/2026-01-28"),
    lambda days: str(days.iso),
    meant=dates.meant_days,
)
DATE = Format(
    PartialDate.parse, Code.INVALID_DATE, N_("a date such as 2026, 2026-01 or 2026-01-27"), meant=dates.meant_date
)
TIME = Format(
    dates.parse_time, Code.INVALID_TIME, N_("a time such as 9:35"), lambda time: f"{time:%H:%M}", meant=dates.meant_time
)
OCCASIONS = Format(
    lambda text: tuple(map(dates.parse_occasion, parse_list(text, ";\n"))),
    Code.INVALID_TIME,
    N_("days with times, as 2026-01-28 9:00–10:00, Room 2; semicolons between them"),
    lambda occasions: "; ".join(map(str, occasions)),
    has_lines=True,
)
COUNT = Format(parse_count, expected=N_("a whole number from 1"))
WEB = Format(parse_web_address, Code.INVALID_URL, N_("an address that begins with https://"), meant=meant_address)
WEB_OR_TEXT = Format(parse_web_or_text, Code.INVALID_URL, N_("an address that begins with https://, or words"))
LANGUAGE = Format(parse_language, expected=N_("the code of a language, as fr, en or pt-BR"), meant=meant_language)
ORCID = Format(
    parse_orcid, Code.INVALID_ORCID, N_("an ORCID such as 0000-0002-1825-0097, check digit included"), meant=meant_orcid
)
ROR = Format(parse_ror, Code.INVALID_ROR, N_("a ROR such as 02feahw73, check digits included"))
IDREF = Format(parse_idref, expected=N_("an IdRef such as 026709635, check digit included"))
ISNI = Format(parse_isni, expected=N_("an ISNI such as 0000 0001 2169 1048, check digit included"))
WIKIDATA = Format(parse_wikidata, expected=N_("an item of Wikidata such as Q937"))
DOI = Format(parse_doi, expected=N_("a DOI such as 10.5555/12345678"))
ISSN = Format(parse_issn, expected=N_("an ISSN such as 0378-5955, check digit included"))
ISBN = Format(parse_isbn, expected=N_("an ISBN such as 978-2-1234-5680-3, check digit included"))
AFFILIATIONS = Format(
    parse_affiliations,
    Code.INVALID_ROR,
    N_("institutions with semicolons between them, each with its ROR in parentheses, as CNRS (02feahw73)"),
    lambda found: "; ".join(f"{name} ({ror})" if ror else name for name, ror in found),
    has_lines=True,
    meant=_meant_list("; "),
)
ZONE = Format(
    parse_timezone,
    Code.INVALID_TIMEZONE,
    N_("an IANA time zone such as Europe/Paris"),
    known=available_timezones,
    meant=lambda text: next((zone for zone in available_timezones() if zone.endswith(f"/{text.title()}")), ""),
    message=N_("'%(id)s': '%(found)s' is no time zone; expected: an IANA name such as Europe/Paris"),
)
