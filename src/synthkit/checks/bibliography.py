"""The .bib files hold: each entry can be read, found, told from the others, and names whom it means to name.

Which fields an entry type requires is what BibTeX (Patashnik, *BibTeXing*, § 3.1) and biblatex (Kime, Wemheuer &
Lehman, § 2.1.1) have in common, so that a gap nobody could fill (no number, no pages, no publisher) stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from bibtexparser.middlewares.names import split_multiple_persons_names
from pylatexenc.latex2text import LatexNodes2Text
from stdnum import isbn, issn

from synthkit.model.dates import PartialDate
from synthkit.problems import Code, Problem, Where, nearest
from synthkit.wording import N_

if TYPE_CHECKING:
    from synthkit.references import Bibliography, Broken, SourceEntry, SourceField


def check(bibliography: Bibliography, cited: Collection[str] | None) -> Iterator[Problem]:
    """All problems of the files, by file and line; entries nobody cites only where ``cited`` has the keys cited."""
    problems = [
        *map(_broken, bibliography.broken),
        *_duplicates(bibliography.sources),
        *_uncited(bibliography.sources, cited),
    ]
    parents = {entry.key.casefold(): entry for entry in bibliography.sources}
    for entry in bibliography.sources:
        problems += _missing_fields(entry, parents)
        problems += _invalid_fields(entry)
        problems += _latex(entry)
        problems += _people(entry)
    yield from sorted(problems, key=lambda problem: problem.where)


def unknown_citation(key: str, bibliography: Bibliography, where: Where) -> Problem:
    """The problem of a key that is cited and has no entry."""
    return Problem(
        Code.UNKNOWN_REFERENCE,
        N_("the key '%(found)s' is cited, but the bibliography has no entry of that key"),
        where,
        {"found": key, "nearest": nearest(key, bibliography.references)},
    )


# -- what can't be read ----------------------------------------------------------------------------------------------

_CANNOT_BE_READ = N_("the bibliography can't be read at '%(found)s'; expected: %(expected)s")
#: By the flaws of ``references.Flaw``: the code, what is told, what is expected.
_FLAWS: dict[str, tuple[Code, str, str]] = {
    "no file": (
        Code.MISSING_BIBLIOGRAPHY,
        N_("the bibliography '%(found)s' can't be read; expected: %(expected)s"),
        N_("a file that bibtex_bibfiles in conf.py names, seen from the folder of conf.py"),
    ),
    "not UTF-8": (
        Code.BROKEN_REFERENCE,
        N_("the bibliography holds the byte %(found)s, which is not UTF-8; expected: %(expected)s"),
        N_("a file saved as UTF-8"),
    ),
    "control character": (
        Code.CONTROL_CHARACTER,
        N_("the bibliography holds the control character %(found)s; expected: %(expected)s"),
        N_("text alone"),
    ),
    "unclosed": (
        Code.BROKEN_REFERENCE,
        N_("what begins with '%(found)s' has no end; expected: %(expected)s"),
        N_("a closing brace for each opening one, before the next entry"),
    ),
    "outside of any entry": (
        Code.BROKEN_REFERENCE,
        N_("'%(found)s' stands outside of any entry; expected: %(expected)s"),
        N_("an entry such as @book{key, …}, its braces balanced, or a comment after %"),
    ),
    "no key": (
        Code.BROKEN_REFERENCE,
        N_("'%(found)s' can't be the key of an entry; expected: %(expected)s"),
        N_("letters and digits, without spaces, braces, commas or quotation marks"),
    ),
    "no comma after the key": (Code.BROKEN_REFERENCE, _CANNOT_BE_READ, N_("a comma after the key")),
    "no = after the name of a field": (
        Code.BROKEN_REFERENCE,
        _CANNOT_BE_READ,
        N_("the name of a field, '=' and a value in braces"),
    ),
    "no comma between fields": (Code.BROKEN_REFERENCE, _CANNOT_BE_READ, N_("a comma between two fields")),
    "no value": (Code.BROKEN_REFERENCE, _CANNOT_BE_READ, N_("a value in braces after '='")),
    "no name of a field": (
        Code.BROKEN_REFERENCE,
        N_("'%(found)s' can't be the name of a field; expected: %(expected)s"),
        N_("one word of letters without accents"),
    ),
    "unknown macro": (
        Code.INVALID_FIELD,
        N_("'%(found)s' is no macro of the bibliography; expected: %(expected)s"),
        N_("a value in braces, a month such as jan, or an @string above"),
    ),
    "unbalanced": (
        Code.BROKEN_REFERENCE,
        N_("the braces in field '%(found)s' are not balanced; expected: %(expected)s"),
        N_(r"as many } as {, counted behind a backslash too, or \textbraceleft{} and \textbraceright{}"),
    ),
}


def _broken(broken: Broken) -> Problem:
    code, message, expected = _FLAWS[broken.flaw]
    values = {"found": _short(broken.found), "expected": expected}
    return Problem(code, message, Where(path=broken.path, line=broken.line), values)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _at(entry: SourceEntry, line: int = 0) -> Where:
    return Where(path=entry.path, line=line or entry.line)


# -- which entries there are -----------------------------------------------------------------------------------------


def _duplicates(entries: Iterable[SourceEntry]) -> Iterator[Problem]:
    """Keys given twice (BibTeX folds their case), works given twice under two keys."""
    by_key: dict[str, SourceEntry] = {}
    by_doi: dict[str, SourceEntry] = {}
    for entry in entries:
        first = by_key.setdefault(entry.key.casefold(), entry)
        if first is not entry:
            yield Problem(
                Code.DUPLICATE_REFERENCE,
                N_("the key '%(found)s' is taken already, at %(where)s; expected: a key of its own, or one entry"),
                _at(entry),
                {"found": _short(entry.key), "where": _at(first)},
            )
            continue
        field = entry.field("doi")
        doi = _bare_doi(_unescaped(field.value)).casefold() if field else ""
        other = by_doi.setdefault(doi, entry)
        if field and doi and other is not entry:
            yield Problem(
                Code.DUPLICATE_DOI,
                N_("'%(id)s' has the DOI %(found)s, as '%(other)s' at %(where)s; expected: one entry for one work"),
                _at(entry, field.line),
                {"id": _short(entry.key), "found": _short(doi), "other": _short(other.key), "where": _at(other)},
            )


def _uncited(entries: Iterable[SourceEntry], cited: Collection[str] | None) -> Iterator[Problem]:
    if cited is None:
        return
    entries = list(entries)
    used = {key.casefold() for key in cited}
    used |= {
        field.value.casefold()
        for entry in entries
        if entry.key.casefold() in used
        for field in entry.fields
        if field.name in ("crossref", "xdata")
    }
    for entry in entries:
        if entry.key.casefold() not in used:
            used.add(entry.key.casefold())  # a duplicate is told as one
            yield Problem(
                Code.UNCITED_REFERENCE,
                N_("no chapter cites '%(id)s'; expected: a citation, or no entry"),
                _at(entry),
                {"id": _short(entry.key)},
            )


# -- which fields an entry has ---------------------------------------------------------------------------------------

_REQUIRED: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author", "title", "year"),
    "mvbook": ("author", "title", "year"),
    "inbook": ("author", "title", "year"),
    "incollection": ("author", "title", "booktitle", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "conference": ("author", "title", "booktitle", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "report": ("author", "title", "institution", "year"),
    "phdthesis": ("author", "title", "school", "year"),
    "mastersthesis": ("author", "title", "school", "year"),
    "thesis": ("author", "title", "school", "year"),
    "proceedings": ("title", "year"),
    "collection": ("editor", "title", "year"),
    "unpublished": ("author", "title"),
    "online": ("title", "url"),
    "electronic": ("title", "url"),
    "www": ("title", "url"),
}
#: Types of BibTeX and biblatex of which a title is enough.
_TITLED = (
    *("booklet", "manual", "misc", "patent", "periodical", "reference", "inreference", "suppbook", "bookinbook"),
    *("suppcollection", "suppperiodical", "mvcollection", "mvproceedings", "mvreference", "dataset", "software"),
    *("artwork", "audio", "image", "jurisdiction", "legislation", "legal", "letter", "movie", "music"),
    *("performance", "review", "standard", "video", "commentary", "xdata", "set"),
)
#: What stands for a field that is required.
_INSTEAD: dict[str, tuple[str, ...]] = {
    "author": ("editor",),
    "year": ("date",),
    "journal": ("journaltitle",),
    "school": ("institution",),
    "institution": ("school", "organization", "publisher"),
    "url": ("doi", "eprint"),
}
_UNTITLED = ("xdata", "set")


def _missing_fields(entry: SourceEntry, known: dict[str, SourceEntry]) -> Iterator[Problem]:
    if entry.type not in _REQUIRED and entry.type not in _TITLED:
        yield Problem(
            Code.UNKNOWN_ENTRY_TYPE,
            N_("'%(id)s' is a @%(found)s, which is no type of BibTeX or biblatex; @misc stands for what has none"),
            _at(entry),
            {
                "id": _short(entry.key),
                "found": _short(entry.type),
                "nearest": nearest(entry.type, (*_REQUIRED, *_TITLED)),
            },
        )
    if entry.type in _UNTITLED:
        return
    given = {field.name for field in entry.fields if re.sub(r"[{}\s]", "", field.value)}
    for link in ("crossref", "xdata"):
        field = entry.field(link)
        parent = known.get(field.value.casefold()) if field else None
        inherited = {field.name for field in parent.fields} if parent else set()
        given |= inherited | ({"booktitle"} if "title" in inherited else set())
    for name in _REQUIRED.get(entry.type, ("title",)):
        accepted = (name, *_INSTEAD.get(name, ()))
        if given.isdisjoint(accepted):
            yield Problem(
                Code.MISSING_FIELD,
                N_("'%(id)s' is a @%(type)s without '%(found)s'; accepted: %(accepted)s"),
                _at(entry),
                {"id": _short(entry.key), "type": _short(entry.type), "found": name, "accepted": ", ".join(accepted)},
            )


# -- what fields hold ------------------------------------------------------------------------------------------------

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _unescaped(value: str) -> str:
    r"""A verbatim value without the backslashes of ``\_`` and ``\%``."""
    return re.sub(r"\\([_%&#~$])", r"\1", value).strip()


def _bare_doi(value: str) -> str:
    return re.sub(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)\s*", "", value, flags=re.IGNORECASE)


def _is_doi(value: str) -> bool:
    return re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*/[^\s{}]+", _unescaped(value)) is not None


def _is_web_address(value: str) -> bool:
    host = re.match(r"(?:https?|ftp)://([^\s/?#{}<>\"\\]++)[^\s{}<>\"\\]*+\Z", _unescaped(value), re.IGNORECASE)
    name = host[1].rpartition("@")[2].partition(":")[0] if host else ""
    return bool(host and host[1].startswith("[")) or ("." in name.strip(".") and ".." not in name)


def _is_year(value: str) -> bool:
    """Four digits, words around them (« vers 1990 ») or words alone (« à paraître »)."""
    has_digits = any(char.isdigit() for char in value)
    return bool(re.search(r"(?<!\d)\d{4}(?!\d)", value)) or (not has_digits and any(map(str.isalpha, value)))


def _is_date(value: str) -> bool:
    """A date or a span of dates, each as precise as is known; ``~`` and ``?`` where it is not certain."""
    ends = re.sub(r"[{}]", "", value).strip().split("/")
    dates = [end.rstrip("~?%") for end in ends if end not in ("", "..")]
    try:
        return len(ends) <= 2 and bool([PartialDate.parse(re.sub(r"T.*", "", date)) for date in dates])
    except ValueError:
        return False


def _is_month(value: str) -> bool:
    words = re.findall(r"\w+", value.lower())
    numbers = [int(word) for word in words if re.fullmatch(r"[0-9]{1,2}", word)]
    months = [word for word in words if word in _MONTHS]
    is_number = len(words) == 1 and bool(numbers) and 1 <= numbers[0] <= 12
    # a day may stand by its month: jan # "~27"
    return is_number or (bool(months) and len(months) + len(numbers) == len(words))


_ADDRESS = N_("an address that begins with https://, without \\url")
_DATE = N_("a date such as 2026, 2026-01 or 2026-01-27, or two of them around a slash")
_VALUES: dict[str, tuple[Callable[[str], bool], str]] = {
    "doi": (_is_doi, N_("a DOI such as 10.1000/182, without an address before it")),
    "isbn": (isbn.is_valid, N_("10 or 13 digits, the last of which proves the others")),
    "issn": (issn.is_valid, N_("8 digits, the last of which proves the others")),
    "url": (_is_web_address, _ADDRESS),
    "year": (_is_year, N_("a year of four digits")),
    "date": (_is_date, _DATE),
    "eventdate": (_is_date, _DATE),
    "urldate": (_is_date, _DATE),
    "month": (_is_month, N_("a month without braces (jan, feb, mar, apr …) or its number")),
}


def _invalid_fields(entry: SourceEntry) -> Iterator[Problem]:
    seen: dict[str, SourceField] = {}
    for field in entry.fields:
        first = seen.setdefault(field.name, field)
        if first is not field:
            yield Problem(
                Code.INVALID_FIELD,
                N_("'%(id)s' has the field '%(field)s' twice, first at %(where)s; the first one counts"),
                _at(entry, field.line),
                {"id": _short(entry.key), "field": field.name, "where": _at(entry, first.line)},
            )
        is_valid, expected = _VALUES.get(field.name, (bool, ""))
        if expected and field.value.strip() and not is_valid(field.value.strip()):
            yield Problem(
                Code.INVALID_FIELD,
                N_("'%(id)s': field '%(field)s' is '%(found)s'; expected: %(expected)s"),
                _at(entry, field.line),
                {"id": _short(entry.key), "field": field.name, "found": _short(field.value), "expected": expected},
            )


# -- LaTeX where Unicode would do ------------------------------------------------------------------------------------

_ACCENT = r"""\\(?:['`^"~=.]\s*|[cvuHkrdb](?:\s+|(?=\{)))(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"""
_LETTER = r"\\[A-Za-z]+(?:\{\}|(?![A-Za-z{])\s?)"
_UNICODE_WOULD_DO = re.compile(rf"\{{(?:{_ACCENT}|{_LETTER})\}}|{_ACCENT}|{_LETTER}")
_MATHS = re.compile(r"(?<!\\)\$[^$]*\$|\\\((?:[^\\]|\\[^()])*\\\)")
_VERBATIM = ("url", "doi", "eprint", "file", "isbn", "issn")
_AS_TEXT = LatexNodes2Text()


def _latex(entry: SourceEntry) -> Iterator[Problem]:
    for field in entry.fields:
        if "\\" not in field.value or field.name in _VERBATIM:
            continue
        changes: dict[str, str] = {}
        for macro in _UNICODE_WOULD_DO.findall(_MATHS.sub("", field.value)):
            if macro.strip() not in changes and (text := _as_character(macro)):
                changes[macro.strip()] = text
        if changes:
            yield Problem(
                Code.LATEX_ACCENT,
                N_("'%(id)s': field '%(field)s' has LaTeX where Unicode would do; expected: %(changes)s"),
                _at(entry, field.line),
                {
                    "id": _short(entry.key),
                    "field": field.name,
                    "changes": ", ".join(f"{macro} → {text}" for macro, text in list(changes.items())[:5]),
                },
            )


def _as_character(macro: str) -> str:
    """The one character beyond ASCII a macro stands for; empty for a macro that is something else."""
    try:
        text = _AS_TEXT.latex_to_text(macro).strip()
    except Exception:  # of half a macro pylatexenc makes an IndexError, a KeyError, a TypeError …
        return ""
    return text if len(text) == 1 and not text.isascii() and text.isprintable() else ""


# -- whom names name -------------------------------------------------------------------------------------------------

_PEOPLE = ("author", "editor", "translator", "bookauthor", "editora", "annotator", "commentator", "foreword")
_SUFFIX = re.compile(r"(?:jr|sr|[ivx]+|\d(?:st|nd|rd|th)|fils|père|aîné|esq|ph\.?\s*d|m\.?\s*d)\.?", re.IGNORECASE)
#: Particles that BibTeX itself recognises by their small letter, and that no body's name has.
_PARTICLES = {
    "van",
    "von",
    "vom",
    "der",
    "den",
    "zu",
    "zur",
    "zum",
    "ter",
    "ten",
    "te",
    "el",
    "al",
    "bin",
    "ben",
    "ibn",
}
_PARTICLES |= {"da", "das", "dos", "do", "di", "del", "della", "dal", "y", "e"}
_BODY = re.compile(
    r"\b(?:minist[eè]re|ministry|universit|conseil\b|council|comit[eé]|committee|commission|institut|laborato|"
    r"agence|agency|parlement|parliament|f[eé]d[eé]ration|association|organi[sz]ation|office\b|d[eé]partement|"
    r"department|fondation|foundation|soci[eé]t[eé]|society|centre\b|center\b|[eé]cole\b|school|banque|"
    r"conf[eé]d[eé]ration|syndicat|observatoire|gouvernement|government|collectif|groupe\b|r[eé]seau|network)",
    re.IGNORECASE,
)
_BETWEEN = N_("' and ' between two people, {…} around a name that has such a sign")
_COMMAS = N_("'Family, Given', or {…} around the name of a body")
_BRACES = N_("{…} around the name of a body, 'Family, Given' for a person")
_AND = N_("a name on both sides of each ' and '")
_OTHERS = N_("' and others' at the end for those who are not named")
_EACH_ALONE = N_("braces around one body alone, none around several people")


def _people(entry: SourceEntry) -> Iterator[Problem]:
    for field in entry.fields:
        if field.name not in _PEOPLE:
            continue
        told = set()
        for name, expected in _mis_split(field.value):
            if (name, expected) not in told:
                told.add((name, expected))
                yield Problem(
                    Code.MIS_SPLIT_NAME,
                    N_("'%(id)s': '%(found)s' in field '%(field)s' will be split wrongly; expected: %(expected)s"),
                    _at(entry, field.line),
                    {"id": _short(entry.key), "field": field.name, "found": _short(name), "expected": expected},
                )


def _mis_split(value: str) -> Iterator[tuple[str, str]]:
    """The names of a field that BibTeX will not split as they were meant, and what is expected instead."""
    value = " ".join(value.split())
    if re.search(r"(?:^|\s)and\s+and(?:\s|$)|^and(?:\s|$)|(?:^|\s)and$", value, re.IGNORECASE):
        yield value, _AND
        return
    people = split_multiple_persons_names(value)
    for number, person in enumerate(people):
        if person.casefold() == "others":
            if number < len(people) - 1 or number == 0:
                yield value, _OTHERS
        elif expected := _expected_of(person):
            yield person, expected


def _expected_of(person: str) -> str:
    """What one name should be; empty when it splits as it was meant."""
    bare = _outside_braces(person)
    parts = [part.strip() for part in bare.split(",")]
    words = bare.replace(",", " ").split()
    if re.fullmatch(r"(?:et )?al\.?", bare.strip(), re.IGNORECASE) or re.search(r"\bet al\b", bare):
        return _OTHERS
    if re.search(r"[;&]", bare) or {"et", "und"} & set(words):
        return _BETWEEN
    if bare.strip() == _BRACED:
        several = [half.count(",") for half in re.split(r"\sand\s", person)]
        return _EACH_ALONE if len(several) > 1 and all(commas == 1 for commas in several) else ""
    if len(parts) > 3 or "" in parts or (len(parts) == 3 and not _SUFFIX.fullmatch(parts[1])):
        return _COMMAS
    if len(parts) > 1:
        given = parts[-1].split()
        is_body = _BODY.search(parts[-1]) or (len(given) > 1 and _begins_small(given[0]))
        return _BRACES if is_body else ""
    return _COMMAS if _BRACED in words[:-1] and words[-1] == _BRACED else "" if _is_given_and_family(words) else _BRACES


_BRACED = "Ⓑ"


def _outside_braces(name: str) -> str:
    """``name`` with each word in braces as one sign, and LaTeX's accents as letters."""
    name = re.sub(r"\\(?:[^A-Za-z]|[A-Za-z]+\s?)", lambda macro: "&" if macro[0] == r"\&" else "", name)
    shown, depth, begun = [], 0, 0
    for position, char in enumerate(name):
        depth += (char == "{") - (char == "}" and depth > 0)
        if char == "{" and depth == 1:
            begun = position
        elif char == "}" and depth == 0:
            inside = name[begun + 1 : position]
            shown.append(inside if len(inside) == 1 else _BRACED)
        elif depth == 0 and char != "}":
            shown.append(char)
    return re.sub(rf"\w*{_BRACED}\w+|\w+{_BRACED}", "X", "".join(shown).replace("~", " "))


def _is_given_and_family(words: list[str]) -> bool:
    """Whether a name without a comma can only be split one way: « Lise Dupont », « Donald E. Knuth »."""
    if len(words) < 2:
        return True
    if _BODY.search(" ".join(words)) or any(word[0].isdigit() for word in words):
        return False
    middle = words[1:-1]
    is_clear = all(word in _PARTICLES or re.fullmatch(r"(?:\w\.-?)+|\w", word) for word in middle)
    return is_clear and not _begins_small(words[0]) and not _begins_small(words[-1])


def _begins_small(word: str) -> bool:
    return word[:1].islower() and word[1:2] not in ("'", "’")  # but d'Ormesson is a name
