"""Which fields an entry of a .bib has, and what they hold.

Which fields an entry type requires is what BibTeX (Patashnik, *BibTeXing*, § 3.1) and biblatex (Kime, Wemheuer &
Lehman, § 2.1.1) have in common, so that a gap nobody could fill (no number, no pages, no publisher) stays silent.
"""

import html
import re
from collections.abc import Callable, Iterator

from pylatexenc.latex2text import LatexNodes2Text
from stdnum import isbn, issn

from synthkit.bibliography import dates
from synthkit.bibliography.csl_fields import TYPES, addresses, bare_doi, is_language, is_printed
from synthkit.bibliography.csl_items import resolved
from synthkit.bibliography.latex import decoded, is_known
from synthkit.bibliography.lint import at, problem, short, unescaped
from synthkit.bibliography.parser import SourceEntry, SourceField
from synthkit.diagnostics import Code, Problem, nearest
from synthkit.i18n import N_
from synthkit.model.values import NO_RANGE

_REQUIRED: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year"),
    **dict.fromkeys(("book", "mvbook", "inbook"), ("author", "title", "year")),
    **dict.fromkeys(("incollection", "inproceedings", "conference"), ("author", "title", "booktitle", "year")),
    **dict.fromkeys(("techreport", "report"), ("author", "title", "institution", "year")),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), ("author", "title", "school", "year")),
    "proceedings": ("title", "year"),
    "collection": ("editor", "title", "year"),
    "unpublished": ("author", "title"),
    **dict.fromkeys(("online", "electronic", "www"), ("title", "url")),
}
#: Every type of BibTeX and biblatex; of one that isn't above a title is enough.
_KNOWN = (*TYPES, "misc", "xdata", "set")
#: What stands for a field that is required.
_INSTEAD: dict[str, tuple[str, ...]] = {
    "author": ("editor",),
    "year": ("date", "pubstate"),
    "journal": ("journaltitle",),
    "school": ("institution",),
    "institution": ("school", "organization", "publisher"),
    "url": ("doi", "eprint"),
}
_UNTITLED = ("xdata", "set")
#: What some works have not: styles print « s. d. », or the title in the author's place.
_INCOMPLETE = ("author", "editor", "year", "school", "institution")


def missing(entry: SourceEntry, known: dict[str, SourceEntry]) -> Iterator[Problem]:
    """Fields a type requires and an entry lacks; those of ``known`` parents (crossref) count as its own."""
    if entry.type not in _KNOWN:
        message = N_("'%(id)s' is a @%(found)s, which is no type of BibTeX or biblatex; @misc stands for what has none")
        near = nearest(entry.type, _KNOWN)
        code = Code.UNKNOWN_ENTRY_TYPE if near else Code.REFERENCE_REMARK
        yield problem(entry, code, message, found=short(entry.type), nearest=near)
    options = entry.field("options")
    if entry.type in _UNTITLED or (options and re.search("skipbib|dataonly", options.value)):
        return
    given = {field.name for field in resolved(entry, known).fields if re.sub(r"[{}\s]", "", field.value)}
    for name in _REQUIRED.get(entry.type, ("title",)):
        accepted = (name, *_INSTEAD.get(name, ()))
        if given.isdisjoint(accepted):
            message = N_("'%(id)s' is a @%(type)s without '%(found)s'; accepted: %(accepted)s")
            found = {"type": short(entry.type), "found": name, "accepted": ", ".join(accepted)}
            code = Code.REFERENCE_REMARK if name in _INCOMPLETE else Code.MISSING_FIELD
            yield problem(entry, code, message, **found)


def dangling(entry: SourceEntry, known: dict[str, SourceEntry]) -> Iterator[Problem]:
    """Entries that one takes fields over from, and that no file has."""
    for field in entry.fields:
        for key in field.value.split(",") if field.name in ("crossref", "xdata") else ():
            if key.strip() and key.strip().casefold() not in known:
                message = N_(
                    "'%(id)s' takes fields over from '%(found)s', which no .bib has; expected: the key of an entry"
                )
                found = {"found": short(key.strip()), "nearest": nearest(key.strip(), known)}
                yield problem(entry, Code.UNKNOWN_REFERENCE, message, field.line, **found)


def _is_doi(value: str) -> bool:
    return re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*/[^\s{}]+", bare_doi(unescaped(value))) is not None


def _is_web_address(value: str) -> bool:
    host = re.match(r"(?:https?|ftp)://([^\s/?#{}<>\"\\]++)[^\s{}<>\"\\]*+\Z", unescaped(value), re.IGNORECASE)
    name = host[1].rpartition("@")[2].partition(":")[0] if host else ""
    return bool(host and host[1].startswith("[")) or ("." in name.strip(".") and ".." not in name)


def _is_year(value: str) -> bool:
    """Four digits (« 198? », « 19xx »), words around them (« vers 1990 ») or alone, but for those of ``pubstate``."""
    if dates.pubstate(value):
        return False
    value = value.strip("{}")
    if re.fullmatch(r"\d{4}(?:\s*(?:--?|[/–])\s*\d+)*", value):  # « 1998–99 » is two years, « 2020-13 » none
        span = re.fullmatch(r"\d\d(\d\d)\D+(\d{1,2})", value)
        return _is_date(value) or bool(span and (span[2] > span[1][-len(span[2]) :] or span.groups() == ("99", "00")))
    has_digits = any(char.isdigit() for char in value)
    has_year = re.search(r"(?<!\d)\d\d(?:\d\d|\d?[xX?-]{1,2})(?!\d)", value)
    return bool(has_year) or (not has_digits and any(map(str.isalpha, value)))


def _is_date(value: str) -> bool:
    """A date or a span of dates, each as precise as is known (EDTF), the first of them first."""
    found = dates.parsed(re.sub(r"[{}]", "", value))
    parts = found.get("date-parts")
    if not isinstance(parts, list) or parts[-1] == [0]:  # an open end
        return bool(found)
    return list(parts[0][: len(parts[-1])]) <= list(parts[-1][: len(parts[0])])


def _are_pages(value: str) -> bool:
    """Without a sign before them, and none that run backwards: « 123--8 » are the pages 123 to 128."""
    for span in re.finditer(r"(?<![^\s,;])([A-Za-z]?)(\d+)\s*(-{1,3}|[–—])\s*\1(\d+)(?![^\s,;])", value):
        first, last = span[2], span[4]
        is_short = len(last) < len(first) and span[3] != "-"  # « 12-3 » is page 3 of part 12
        if (is_short or len(last) == len(first)) and int(last) < int(first[-len(last) :]):
            return False
    return not NO_RANGE.search(value) and not re.match(r"pp?\.|pp?\s|pages?\b|.*[–,;-]$", value, re.IGNORECASE)


def _is_month(value: str) -> bool:
    return bool(dates.month_number(re.sub(r"[{}~]", " ", value).strip()))


def _all(is_valid: Callable[[str], bool]) -> Callable[[str], bool]:
    """Whether a value is one such number, or several behind one another, each with what it is of in brackets."""
    return lambda value: all(map(is_valid, re.split("[,;]| and ", re.sub(r"\([^()]*\)|\b[a-z]{4,}\b", "", value))))


_ADDRESS = N_("an address that begins with https://, without \\url")
_DATE = N_("a date such as 2026, 2026-01 or 2026-01-27, or two around a slash, the earlier first")
_VALUES: dict[str, tuple[Callable[[str], bool], str]] = {
    "doi": (_is_doi, N_("a DOI such as 10.1000/182, without an address before it")),
    "isbn": (_all(isbn.is_valid), N_("10 or 13 digits, the last of which proves the others")),
    "issn": (_all(issn.is_valid), N_("8 digits, the last of which proves the others")),
    "url": (lambda value: all(map(_is_web_address, addresses(value))), _ADDRESS),
    "year": (_is_year, N_("a year of four digits, or pubstate = {inpress} in its place")),
    "date": (_is_date, _DATE),
    "eventdate": (_is_date, _DATE),
    "urldate": (_is_date, _DATE),
    "origdate": (_is_date, _DATE),
    "pages": (
        _are_pages,
        N_("the pages alone, the first one first, such as 12--24; each style has its own sign before them"),
    ),
    "langid": (is_language, N_("a language as babel has it (french) or its code (fr)")),
    "month": (_is_month, N_("a month without braces (jan, feb, mar, apr …) or its number")),
}


def invalid(entry: SourceEntry) -> Iterator[Problem]:
    """Fields given twice, and values of which the form or the check digit is wrong."""
    seen: dict[str, SourceField] = {}
    for field in entry.fields:
        first = seen.setdefault(field.name, field)
        if first is not field:
            message = N_("'%(id)s' has the field '%(field)s' twice, first at %(where)s; the first one counts")
            before = at(entry, first.line)
            is_shown = is_printed(field.name) and field.value != first.value
            code = Code.INVALID_FIELD if is_shown else Code.REFERENCE_REMARK
            yield problem(entry, code, message, field.line, field=field.name, where=before)
        is_valid, expected = _VALUES.get(field.name, (bool, ""))
        if expected and field.value.strip(" ?") and not is_valid(field.value.strip()):  # « ???? » is unknown
            message = N_("'%(id)s': field '%(field)s' is '%(found)s'; expected: %(expected)s")
            found = {"field": field.name, "found": short(field.value), "expected": expected}
            yield problem(entry, Code.INVALID_FIELD, message, field.line, **found)
    day = seen.get("day") or seen.get("month")
    written = dates.date({name: field.value for name, field in seen.items()}).get("literal", "")
    if day and "date" not in seen and re.fullmatch(r"\d{4}-\d\d-\d\d", str(written)):
        message = N_("'%(id)s': field '%(field)s' is '%(found)s'; expected: %(expected)s")
        found = {"field": day.name, "found": short(day.value), "expected": N_("a day that the month has")}
        yield problem(entry, Code.INVALID_FIELD, message, day.line, **found)


_ACCENT = r"""\\(?:['`^"~=.]\s*|[cvuHkrdb](?:\s+|(?=\{)))(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"""
_LETTER = r"\\[A-Za-z]+(?:\{\}|(?![A-Za-z{])\s?)"
_UNICODE_WOULD_DO = re.compile(rf"\{{(?:{_ACCENT}|{_LETTER})\}}|{_ACCENT}|{_LETTER}")
_MATHS = re.compile(r"(?<!\\)\$[^$]*\$|\\\((?:[^\\]|\\[^()])*\\\)")
_MACRO = re.compile(r"(?<!\\)(?:\\\\)*\\(?P<name>[A-Za-z]+)(?:\s*\{(?:[^{}]|\{[^{}]*\})*\})*")
_VERBATIM = ("url", "doi", "eprint", "file", "isbn", "issn")
_PRINTED = re.compile(r".*title(?:addon)?|note|addendum|howpublished|journal|series|publisher|institution|school")
_AS_TEXT = LatexNodes2Text()


def needless_latex(entry: SourceEntry) -> Iterator[Problem]:
    """Macros for what Unicode has a character for."""
    for field in entry.fields:
        if "\\" not in field.value or field.name in _VERBATIM:
            continue
        changes: dict[str, str] = {}
        for macro in _UNICODE_WOULD_DO.findall(_MATHS.sub("", field.value)):
            if macro.strip() not in changes and (text := _as_character(macro)):
                changes[macro.strip()] = text
        if changes:
            message = N_("'%(id)s': field '%(field)s' has LaTeX where Unicode would do; expected: %(changes)s")
            shown = ", ".join(f"{macro} → {text}" for macro, text in list(changes.items())[:5])
            yield problem(entry, Code.LATEX_ACCENT, message, field.line, field=field.name, changes=shown)


#: A sign of its own before a number, to which a style adds its own.
_NUMBERED = re.compile(
    r"(?:vol(?:ume)?s?\.?|tome|t\.|n[°ºo]\.?|num(?:éro)?\.?|iss(?:ue)?\.?|#)\s*(?P<number>\d[\w/–-]*)", re.I
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d+);")
_STARRED = re.compile(r"(?<![\w\\*_])(?P<sign>[*_])(?P<text>[^\W_](?:[^*_{}]*[^\W_])?)(?P=sign)(?![\w*_])")


def of_others(entry: SourceEntry) -> Iterator[Problem]:
    """What is printed as it stands: entities of HTML, stars of Markdown, signs before a number."""
    message = N_("'%(id)s': '%(found)s' in field '%(field)s' stays as it is; expected: %(expected)s")
    for field in entry.fields:
        if field.name in _VERBATIM or not is_printed(field.name):
            continue
        number = _NUMBERED.fullmatch(field.value.strip()) if field.name in ("volume", "number", "issue") else None
        star = _STARRED.search(field.value) if _PRINTED.fullmatch(field.name) else None
        if entity := _ENTITY.search(field.value):
            meant = html.unescape(entity[0]).replace("&", "\\&")
            found = {"found": entity[0], "field": field.name, "expected": meant}
            yield problem(entry, Code.INVALID_FIELD, message, field.line, **found)
        elif number or star:
            meant = number["number"] if number else f"\\emph{{{star['text'] if star else ''}}}"
            shown = short(field.value if number else star[0] if star else "")
            found = {"found": shown, "field": field.name, "expected": meant}
            yield problem(entry, Code.REFERENCE_REMARK, message, field.line, **found)


def unset(entry: SourceEntry) -> Iterator[Problem]:
    """Macros that nobody knows: the formulas that are printed as they are written for one, what is left of others."""
    expected = N_("signs, or their macros")
    for field in entry.fields:
        if "\\" not in field.value or field.name in _VERBATIM or not is_printed(field.name):
            continue
        for formula in _MATHS.findall(decoded(field.value)) if _PRINTED.fullmatch(field.name) else ():
            if "\\" in formula:
                message = N_("'%(id)s': '%(found)s' in field '%(field)s' stays as it is; expected: %(expected)s")
                found = {"found": short(formula), "field": field.name, "expected": expected}
                yield problem(entry, Code.INVALID_FIELD, message, field.line, **found)
        for macro in _MACRO.finditer(_MATHS.sub("", field.value)):
            if not is_known(macro["name"]):
                text = decoded(macro[0])
                message = N_("'%(id)s': of '%(found)s' in field '%(field)s' nothing is printed; expected: %(expected)s")
                if text:
                    message = N_(
                        "'%(id)s': of '%(found)s' in field '%(field)s' '%(text)s' is printed; expected: %(expected)s"
                    )
                found = {"found": short(macro[0]), "field": field.name, "text": short(text), "expected": expected}
                code = Code.REFERENCE_REMARK if text else Code.INVALID_FIELD
                yield problem(entry, code, message, field.line, **found)


def _as_character(macro: str) -> str:
    """The one character beyond ASCII a macro stands for; empty for a macro that is something else."""
    try:
        text = _AS_TEXT.latex_to_text(macro).strip()
    except Exception:  # of half a macro pylatexenc makes an IndexError, a KeyError, a TypeError …
        return ""
    return text if len(text) == 1 and not text.isascii() and text.isprintable() else ""
