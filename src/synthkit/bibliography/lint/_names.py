"""Whom the names in a .bib name: those that BibTeX would split otherwise than they were meant."""

import re
from collections.abc import Iterator

from bibtexparser.middlewares.names import split_multiple_persons_names

from synthkit.bibliography.lint import problem, short
from synthkit.bibliography.parser import SourceEntry
from synthkit.diagnostics import Code, Problem
from synthkit.i18n import N_
from synthkit.model.bodies import ARTICLES, is_body

_PEOPLE = ("author", "editor", "translator", "bookauthor", "editora", "annotator", "commentator", "foreword")
#: A name in biblatex's own form: « family=Hulst, given=Jan, prefix=van der ».
_IN_PARTS = re.compile(r"(?:family|given|prefix|suffix)\s*=")
_SUFFIX = re.compile(r"(?:jr|sr|[ivx]+|\d(?:st|nd|rd|th)|fils|père|aîné|esq|ph\.?\s*d|m\.?\s*d)\.?", re.IGNORECASE)
#: Those that are given names too, with a capital.
_GIVEN = {"al", "ben", "bin", "do", "e", "y"}
#: « Duval Z. » and « Z. Duval »; no part of one name has both.
_INITIALS = (
    re.compile(r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)*(?: [^\W\d_]\.(?:[ -]?[^\W\d_]\.)*| [A-Z]{1,2})"),
    re.compile(r"[^\W\d_]\.(?:[ -]?[^\W\d_]\.)* ?[^\W\d_][\w'’-]+(?: [\w'’-]+)*"),
)
#: Capitals that are a word: « JRR » are initials.
_NO_INITIALS = re.compile(r"[\w'’-]{4,}|\w[AEIOUY]\w")
#: Beside a name without a comma: given and family, twice.
_TWO_PEOPLE = re.compile(r"[^\W\d_][\w.’-]* [^\W\d_][\w’-]+, [^\W\d_][\w’-]+ [^\W\d_][\w’-]+")
#: « Roy, Luc », but for what stands behind the name of a company.
_INVERTED = re.compile(
    r"[^\W\d_][\w’'-]+, (?!(?:Inc|Ltd|Corp|Co)\b|(?:[A-Z]{2,}|S\.A\.)$)[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ]\.)?"
)
_NO_BRACES = N_("no braces around a person, whom they make a body")
_BETWEEN = N_("' and ' between two people, {…} around a name that has such a sign")
_COMMAS = N_("'Family, Given', or {…} around the name of a body")
_BRACES = N_("{…} around the name of a body, 'Family, Given' for a person")
_AND = N_("a name on both sides of each ' and '")
_OTHERS = N_("' and others' at the end for those who are not named")
_ALONE = N_("the name alone, without a title or what somebody does")
#: What stands beside a name on a cover.
_BESIDE = re.compile(
    r"\((?:dirs?|éds?|eds?|coords?|trad|org|hrsg)\.?\)|(?:^|, )(?:Dr|Prof|Pr|Mme|Mlle|Mrs|Ms)\.? ", re.IGNORECASE
)
_EACH_ALONE = N_("braces around one body alone, none around several people")


def mis_split(entry: SourceEntry) -> Iterator[Problem]:
    """Names that BibTeX will not split as they were meant."""
    for field in entry.fields:
        if field.name not in _PEOPLE:
            continue
        seen = set()
        for name, expected in _mis_split(field.value):
            if (name, expected) not in seen:
                seen.add((name, expected))
                message = N_("'%(id)s': '%(found)s' in field '%(field)s' will be split wrongly; expected: %(expected)s")
                found = {"field": field.name, "found": short(name), "expected": expected}
                yield problem(entry, Code.MIS_SPLIT_NAME, message, field.line, **found)


def _mis_split(value: str) -> Iterator[tuple[str, str]]:
    """The names of a field that BibTeX will not split as they were meant, and what is expected instead."""
    value = " ".join(value.split())
    if re.search(r"(?:^|\s)and\s+and(?:\s|$)|^and(?:\s|$)|(?:^|\s)and$", value, re.IGNORECASE):
        yield value, _AND
        return
    people = split_multiple_persons_names(value)
    as_written = any("," not in person and "{" not in person for person in people)
    for number, person in enumerate(people):
        if person.casefold() == "others":
            if number < len(people) - 1 or number == 0:
                yield value, _OTHERS
        elif any(_are_all(form, person) for form in _INITIALS) or (as_written and _TWO_PEOPLE.fullmatch(person)):
            yield person, _BETWEEN
        elif _BESIDE.search(_outside_braces(person)):
            yield person, _ALONE
        elif not _IN_PARTS.match(person) and (expected := _expected_of(person)):
            yield person, expected


def _are_all(form: re.Pattern[str], person: str) -> bool:
    """Whether one name is several of a form, with commas between them."""
    parts = person.split(",")
    return len(parts) > 1 and all(form.fullmatch(part.strip()) for part in parts)


def _are_people(body: str) -> bool:
    """Whether what passes for one body is several people: « Duval Z., Roy J. », « Zoé Tamis, Ada Weir and Bief »."""
    if any(_are_all(form, body) for form in _INITIALS):
        return True
    parts = [part.split() for part in re.split(r",|\s(?:and|et|&)\s", body)]
    is_list = "," in body and re.search(r"\s(?:and|et|&)\s", body) and not is_body(body)
    are_names = all(0 < len(part) <= 3 and all(word.istitle() for word in part) for part in parts)
    return bool(is_list) and are_names and any(len(part) > 1 for part in parts)


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
        return _expected_of_body(person)
    if len(parts) > 3 or "" in parts or (len(parts) == 3 and not _SUFFIX.fullmatch(parts[1])):
        return _COMMAS
    if len(parts) > 1:
        given = parts[-1].split()
        return _BRACES if is_body(parts[-1]) or (len(given) > 1 and given[0].islower()) else ""
    return _COMMAS if _BRACED in words[:-1] and words[-1] == _BRACED else "" if _is_given_and_family(words) else _BRACES


def _expected_of_body(braced: str) -> str:
    """What a name all in braces should be; empty when it is a body."""
    several = [half.count(",") for half in re.split(r"\sand\s", braced)]
    is_each_inverted = len(several) > 1 and all(commas == 1 for commas in several)
    if is_each_inverted or _are_people(braced.strip("{} ")):
        return _EACH_ALONE
    return _NO_BRACES if _INVERTED.fullmatch(braced.strip("{} ")) else ""


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
    if is_body(" ".join(words)) or any(word[0].isdigit() for word in words):
        return False
    if words[0].isupper() and not words[-1].isupper() and _NO_INITIALS.fullmatch(words[0]):
        return False  # « ROY Jean », « UNESCO Press »
    middle = [word.strip("()[]") or word for word in words[1:-1]]  # « H. W. (Harry Wilmot) Buxton »
    follows = False  # a particle, behind which « La » belongs to the family: « Jean de La Fontaine »
    for word in middle:
        follows = follows or word in ARTICLES or word == "v."
        if not (follows or word[0].isupper()) or (not follows and word.lower() in ARTICLES - _GIVEN):
            return False
    return not words[0].islower() and not words[-1].islower()  # but d’Ormesson is a name
