"""The values an option can hold, from their text: each ``parse_…`` raises ValueError for any other; their formats."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
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

from synthkit.diagnostics import Code, nearest
from synthkit.i18n import N_, I18n
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
_PARTS = re.compile(r"\s[/•·|]\s")
_DASHED = re.compile(r"[^,;\n]+?(?:\s[-–—]\s[^,;\n]+?){2,}")
#: What stands around words elsewhere: what they are, brackets, a full stop.
_AROUND = re.compile(r"(?is:(?:mots[- ]cl[ée]s|key ?words)\s*:\s*(.*)|\[(.*)\]|(.*[^\W\d_]{4})\.)")


def parse_words(text: str) -> tuple[str, ...]:
    """Values with commas or semicolons between them, without any other sign between or around them."""
    if _PARTS.search(text) or _DASHED.fullmatch(text) or _AROUND.fullmatch(text.strip()):
        raise ValueError(text)
    return parse_list(text)


def parse_bodies(text: str) -> tuple[str, ...]:
    """Names of bodies, in which commas may stand, with semicolons between them."""
    if _PARTS.search(text):
        raise ValueError(text)
    return parse_list(text, ";\n")


def _meant_list(separator: str) -> Callable[[str], str]:
    return lambda text: separator.join(parse_list(_PARTS.sub(separator, text), f"{separator.strip()}\n"))


def meant_words(text: str) -> str:
    """Words without what stands around them, with commas between them."""
    while around := _AROUND.fullmatch(text.strip()):
        text = next(filter(None, around.groups()), "")
    if _DASHED.fullmatch(text):
        text = re.sub(r"\s[-–—]\s", ", ", text)
    return ", ".join(word.strip("\"'") for word in parse_list(_PARTS.sub(", ", text)))


#: « Zoé Duval et Luc Roy » outside the braces of a body.
_BETWEEN_PEOPLE = re.compile(r"\s+(?:et|and|&|und|y)\s+(?![^{}]*\})")


def parse_editors(text: str) -> tuple[str, ...]:
    """Ids or names of people, or bodies in braces, between semicolons, or between commas without one, and lines."""
    bare = re.sub(r"\{[^{}]*\}", "", text)  # the braces of a body hold commas and semicolons
    if _BETWEEN_PEOPLE.search(text) or re.search("[{}]", bare):
        raise ValueError(text)
    parts = re.split(rf"[{';' if ';' in bare else ','}\n](?![^{{}}]*\}})", text)
    return tuple(part for one in parts if (part := " ".join(one.split())))


def parse_licence(text: str) -> str:
    """The name of a licence; one of Creative Commons that exists."""
    found = re.match(r"cc[ -]by(?:[ -](?:nc|sa|nd))*(?:[ -](?:1\.0|2\.0|2\.5|3\.0|4\.0))?", text, re.IGNORECASE)
    is_odd = re.match(r"(?:https?://|c?[ -]?by[ -][a-z -]*\d)", text, re.IGNORECASE)
    if is_odd or (
        re.match(r"cc[ -]?(?:by|nc|nd|sa)", text, re.IGNORECASE)
        and (
            not found
            or re.match(r"[ -]?\d|-|\w", text[found.end() :])
            or {"nd", "sa"} <= {*re.split("[ -]", found[0].lower())}
        )
    ):
        raise ValueError(text)
    return text


def meant_licence(text: str) -> str:
    """The licence of Creative Commons somebody means by another spelling or its address; empty for anything else."""
    address = r"https?://creativecommons\.org/licenses/"
    spelled = r"(by(?:[ _-]?(?:nc|sa|nd))*)[ /_-]*(?:v\.? ?)?([1-4](?:[.,]\d)?)?(?:/.*)?"
    found = re.fullmatch(rf"(?:{address}|c{{1,2}}[ _-]?)?{spelled}", text.strip(), re.IGNORECASE)
    if not found:
        return ""
    version = found[2] and re.sub(r"^\d$", r"\g<0>.0", found[2].replace(",", "."))
    return " ".join(filter(None, ("CC", "-".join(re.findall("by|nc|sa|nd", found[1].lower())).upper(), version)))


def parse_file(text: str) -> str:
    """The path of a file of the book."""
    if "://" in text:
        raise ValueError(text)
    return text


#: As people write it behind the name of an institution.
_ROR = r"(?:ROR\s*:?\s*)?(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[0-9a-z]{8})/?"


def parse_affiliations(text: str) -> tuple[tuple[str, str], ...]:
    """Names of institutions with semicolons between them, each with its ROR in parentheses behind, or none."""
    found = []
    for written in parse_bodies(text):
        match = re.fullmatch(rf"(.+?)\s*(?:\(\s*{_ROR}\)|\[\s*{_ROR}\]|[\s,]https?://{_ROR})", written, re.IGNORECASE)
        ror = match and next(filter(None, match.groups()[1:]))
        found.append((match[1], parse_ror(ror)) if match and ror else (written, ""))
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
    host = parts.hostname or ""
    is_host = ":" in host or host == "localhost" or ("." in host.strip(".") and ".." not in host)
    if parts.scheme not in ("http", "https") or not is_host or re.search(r"[\s<>\"{}\\^`|]", text):
        raise ValueError(text)
    return text


#: A word or a sign where a dash has to stand, or a dash that nothing follows.
NO_RANGE = re.compile(r"\d(?:\s+(?:à|a|au|to|bis)\s+|\s*(?:[/_~>…]|\.{2,})\s*)\d|\d\s*[-–]+\s*$")


def parse_pages(text: str) -> str:
    """Pages as « 11–24 », without « p. » before them; a hyphen is a dash where it is the only one."""
    label = r"(?:pages?|pp?|p[áa]gs?|seiten?|s)\b\.?"
    bare = re.sub(rf"^\s*(?:des?\s+)?{label}\s*|\s+{label}\s*$", "", re.sub("[‐‑−]", "-", text), flags=re.IGNORECASE)
    alone = re.fullmatch(r"(\w+)\s*-\s*(\w+)", bare)
    pages = "–".join(alone.groups() if alone else re.split(r"\s*(?:[–—‒]|--+)\s*", bare))
    span = re.fullmatch(r"([A-Za-z]*)([0-9]+)–\1([0-9]+)", pages)
    is_reversed = span and len(span[2]) <= len(span[3]) and int(span[3]) < int(span[2])
    if is_reversed or NO_RANGE.search(bare) or not re.search(r"\w", bare):
        raise ValueError(text)
    return pages


def meant_pages(text: str) -> str:
    """With a dash for the word or the sign between the first and the last."""
    bare = re.sub(r"^(?:de|from)\s+", "", text)
    return re.sub(r"\s+(?:à|a|au|to|bis)\s+|\s*(?:[/_~>…]|\.{2,})\s*", "–", bare).rstrip("-– ")


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
    region = get_global("territory_aliases").get(region.upper(), [region])[0]  # en-UK
    language = str(get_global("language_aliases").get(language, language))
    if language not in _languages() or (region and region.upper() not in Locale("en").territories):
        raise ValueError(text)
    return "-".join(filter(None, (language, script.title(), region.upper())))


def meant_language(text: str) -> str:
    """The code of a language by its name in French, in English or in itself, or by its country's; else empty."""
    of_country = get_global("likely_subtags").get(f"und_{text.strip().upper()}", "")
    return _named_languages().get(folded(text)) or str(of_country).partition("_")[0]


@cache
def _languages() -> Mapping[str, str]:
    return {code: name for code, name in Locale("en").languages.items() if "_" not in code}


@cache
def _named_languages() -> dict[str, str]:
    in_words = ((code, name) for language in ("en", "fr") for code, name in Locale(language).languages.items())
    names = [(name, code.replace("_", "-")) for code, name in in_words]
    own = [(Locale(code).get_language_name() or "", code) for code in _languages() if exists(code)]
    return {folded(name): code for name, code in (*own, *names) if name}


def meant_address(text: str) -> str:
    """An address whose beginning was left out or mistyped, or that stands in brackets; empty for anything else."""
    text = re.sub(r"^<(\S+)>$|^\[[^\]]*\]\((\S+)\)$", r"\1\2", text.strip())
    bare = re.sub(r"^(?:h?tt?ps?(?::/*|/+))+", "", text, flags=re.IGNORECASE)
    is_file = "/" not in bare and re.search(r"\.(?:pdf|html?|md|docx?|pptx?|odt|odp|txt|zip|png|jpe?g|mp[34])$", bare)
    is_address = re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?", bare, re.IGNORECASE)
    return f"https://{bare}" if is_address and not is_file else ""


def parse_web_or_text(text: str) -> str:
    """An address as ``parse_web_address`` takes it, or words."""
    return parse_web_address(text) if re.match(r"[a-z]+://", text) or meant_address(text) else text


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
    bare = re.sub(r"[.,;]+$" if bare.count("(") == bare.count(")") else r"[.,;)]+$", "", bare)
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
    return re.sub("[‐‑‒–—−]", "-", bare)


def _within(parse: Callable[[str], str], pattern: str) -> Callable[[str], str]:
    """The one identifier that stands among other words, as « ISSN : 1234-5679 (imprimé) »; else empty."""

    def meant(text: str) -> str:
        found = set()
        for one in re.findall(pattern, text, re.IGNORECASE):
            with suppress(ValueError):
                found.add(parse(one))
        return found.pop() if len(found) == 1 else ""

    return meant


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


def _called(kinds: type[StrEnum], text: str) -> str:
    """The one of some kinds that readers call so, or almost; empty for none."""
    labels = [(kind, getattr(kind, "label", "")) for kind in kinds]
    called = {folded(I18n(language)(label)): kind for language in ("en", "fr") for kind, label in labels if label}
    return str(called.get(nearest(folded(text), called), ""))


def choice(kinds: type[StrEnum]) -> Format:
    """The format of an option that chooses from ``kinds``, in any case; by what readers call them they are meant."""
    return Format(
        lambda text: kinds(text.lower()),
        expected=", ".join(kinds),
        known=lambda: {*map(str, kinds)},
        message=N_("'%(id)s': option '%(option)s' is '%(found)s'; expected one of: %(expected)s"),
        kinds=kinds,
        meant=lambda text: _called(kinds, text),
    )


TEXT = Format()
FILE = Format(parse_file, expected=N_("the path of a file of the book"))
WORDS = Format(parse_words, expected=N_("commas between values"), write=", ".join, has_lines=True, meant=meant_words)
PAGES = Format(parse_pages, expected=N_("pages such as 12–24"), meant=meant_pages)
LICENCE = Format(parse_licence, expected=N_("the name of a licence, such as CC BY-NC-SA 4.0"), meant=meant_licence)
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
WEB_OR_TEXT = Format(
    parse_web_or_text, Code.INVALID_URL, N_("an address that begins with https://, or words"), meant=meant_address
)
LANGUAGE = Format(parse_language, expected=N_("the code of a language, as fr, en or pt-BR"), meant=meant_language)
ORCID = Format(
    parse_orcid, Code.INVALID_ORCID, N_("an ORCID such as 0000-0002-1825-0097, check digit included"), meant=meant_orcid
)
ROR = Format(
    parse_ror,
    Code.INVALID_ROR,
    N_("a ROR such as 02feahw73, check digits included"),
    meant=_within(parse_ror, r"\b0[0-9a-z]{8}\b"),
)
IDREF = Format(
    parse_idref,
    expected=N_("an IdRef such as 026709635, check digit included"),
    meant=_within(parse_idref, r"\b[0-9]{8}[0-9X]\b"),
)
ISNI = Format(
    parse_isni,
    expected=N_("an ISNI such as 0000 0001 2169 1048, check digit included"),
    meant=_within(parse_isni, r"(?:\d{4}[ -]?){3}\d{3}[0-9X]"),
)
WIKIDATA = Format(
    parse_wikidata, expected=N_("an item of Wikidata such as Q937"), meant=_within(parse_wikidata, r"\bQ[1-9][0-9]*\b")
)
DOI = Format(parse_doi, expected=N_("a DOI such as 10.5555/12345678"), meant=lambda text: re.sub(r"\s+", "", text))
ISSN = Format(
    parse_issn,
    expected=N_("an ISSN such as 0378-5955, check digit included"),
    meant=_within(parse_issn, r"\d{4}[ –-]?\d{3}[0-9X]\b"),
)
ISBN = Format(
    parse_isbn,
    expected=N_("an ISBN such as 978-2-1234-5680-3, check digit included"),
    meant=_within(parse_isbn, r"\d[\d –-]{8,}[0-9X]\b"),
)
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
    known=lambda: {zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")},
    meant=lambda text: next((one for one in available_timezones() if folded(one).endswith(f"/{folded(text)}")), ""),
    message=N_("'%(id)s': '%(found)s' is no time zone; expected: an IANA name such as Europe/Paris"),
)
