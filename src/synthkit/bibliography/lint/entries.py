"""The .bib files hold: each entry can be read, found, told from the others, and names whom it means to name."""

from collections.abc import Collection, Iterable, Iterator

from synthkit.bibliography.csl_fields import bare_doi, is_printed
from synthkit.bibliography.csl_items import Bibliography
from synthkit.bibliography.lint import _fields as fields
from synthkit.bibliography.lint import _names as names
from synthkit.bibliography.lint import at, problem, short, unescaped
from synthkit.bibliography.parser import Broken, Flaw, SourceEntry
from synthkit.diagnostics import Code, Problem, Where, nearest
from synthkit.i18n import N_


def check(bibliography: Bibliography, cited: Collection[str] | None) -> Iterator[Problem]:
    """All problems of the files, by file and line; entries nobody cites only where ``cited`` has the keys cited."""
    problems = [
        *map(_broken, bibliography.broken),
        *_duplicates(bibliography.sources),
        *_uncited(bibliography.sources, cited),
    ]
    parents = {entry.key.casefold(): entry for entry in bibliography.sources}
    for entry in bibliography.sources:
        problems += fields.missing(entry, parents)
        problems += fields.dangling(entry, parents)
        problems += fields.invalid(entry)
        problems += fields.needless_latex(entry)
        problems += fields.unset(entry)
        problems += fields.of_others(entry)
        problems += names.mis_split(entry)
    yield from sorted(problems, key=lambda problem: problem.where)


def unknown_citation(key: str, bibliography: Bibliography, where: Where) -> Problem:
    """The problem of a key that is cited and has no entry."""
    message = N_("the key '%(found)s' is cited, but the bibliography has no entry of that key")
    values = {"found": key, "nearest": nearest(key, bibliography.references)}
    return Problem(Code.UNKNOWN_REFERENCE, message, where, values)


_CODES: dict[Flaw, Code] = {
    Flaw.NO_FILE: Code.MISSING_BIBLIOGRAPHY,
    Flaw.CONTROL_CHARACTER: Code.CONTROL_CHARACTER,
    Flaw.UNKNOWN_MACRO: Code.INVALID_FIELD,
}


def _broken(broken: Broken) -> Problem:
    message, expected = broken.flaw.value
    code = _CODES.get(broken.flaw, Code.BROKEN_REFERENCE)
    if broken.flaw is Flaw.UNKNOWN_MACRO and not is_printed(broken.field):
        code = Code.REFERENCE_REMARK
    values = {"found": short(broken.found), "expected": expected}
    return Problem(code, message, Where(path=broken.path, line=broken.line), values)


def _duplicates(entries: Iterable[SourceEntry]) -> Iterator[Problem]:
    """Keys given twice (BibTeX folds their case), works given twice under two keys."""
    by_key: dict[str, SourceEntry] = {}
    by_doi: dict[str, SourceEntry] = {}
    for entry in entries:
        first = by_key.setdefault(entry.key.casefold(), entry)
        if first is not entry:
            message = N_("the key '%(found)s' is taken already, at %(where)s; expected: a key of its own, or one entry")
            yield problem(entry, Code.DUPLICATE_REFERENCE, message, found=short(entry.key), where=at(first))
            continue
        field = entry.field("doi")
        doi = bare_doi(unescaped(field.value)).casefold() if field else ""
        other = by_doi.setdefault(doi, entry)
        if field and doi and other is not entry:
            message = N_(
                "'%(id)s' has the DOI %(found)s, as '%(other)s' at %(where)s; expected: one entry for one work"
            )
            found = {"found": short(doi), "other": short(other.key), "where": at(other)}
            yield problem(entry, Code.DUPLICATE_DOI, message, field.line, **found)


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
            used.add(entry.key.casefold())  # a duplicate is reported as one
            message = N_("no chapter cites '%(id)s'; expected: a citation, or no entry")
            yield problem(entry, Code.UNCITED_REFERENCE, message)
