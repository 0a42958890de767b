"""The problems of a book's sources, reported between reading and writing."""

import re
from collections.abc import Iterable, Iterator, Set

from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from synthkit.bibliography.lint import entries
from synthkit.checks import check
from synthkit.diagnostics import NOWHERE, Code, Problem, nearest
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.builders import is_checked
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import TYPES, PlacedView, SynthDomain
from synthkit.sphinx.tracking import digest
from synthkit.sphinx.warnings import note, report

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def without_control_characters(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take out of a source what no edition can show, and note where it stood."""
    lines = [number for number, line in enumerate(source[0].split("\n"), start=1) if _CONTROL.search(line)]
    source[0] = _CONTROL.sub("", source[0])
    message = N_("a control character stands here and is left out; expected: text")
    for line in lines:
        note(app.env, Code.CONTROL_CHARACTER, message, line)


def report_problems(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Report all that is wrong with the sources, as far as it can be known without writing pages."""
    domain = SynthDomain.of(env)
    found = [problem for document in domain.documents.values() for problem in document.problems]
    found += check(domain.catalogue)
    views = [view for document in domain.documents.values() for view in document.views]
    found += (problem for view in views for problem in _of_view(view, domain.catalogue))
    found += _of_bibliography(domain, env)
    shown = [problem for problem in without_echoes(found) if is_checked(app.builder) or not problem.code.is_style]
    report(sorted(shown, key=lambda problem: problem.where), i18n_of(app.config))
    return []


#: What a directive lacks because its options couldn't be read: reported as that, not as their being missing.
_MISSED = (Code.MISSING_OPTION, Code.MISSING_SPEAKER, Code.INVALID_NAME, Code.MISSING_TITLE)


def without_echoes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems but for those that follow from another one of the same directive."""
    problems = list(problems)
    unread = {
        (problem.where.path, problem.values["block"]) for problem in problems if problem.code is Code.MALFORMED_OPTION
    }
    unclosed = {problem.where for problem in problems if problem.code is Code.UNCLOSED_FENCE}
    no_links = {problem.where for problem in problems if problem.code is Code.MALFORMED_LINK}
    for problem in problems:
        is_missed = problem.code in _MISSED and (problem.where.path, problem.where.line) in unread
        is_told = (problem.code is Code.RAW_HTML and problem.where in unclosed) or (
            problem.code is Code.UNREADABLE_FILE and problem.where in no_links
        )
        if not is_missed and not is_told:
            yield problem


def _of_bibliography(domain: SynthDomain, env: BuildEnvironment) -> Iterator[Problem]:
    """What is wrong with the .bib files, and citations of keys they don't have.

    The files are checked again when they, the keys that are used of them, or those that are named have changed.
    """
    cache, references = context_of(env).cache, context_of(env).references
    named = {key for document in domain.documents.values() for key, _ in document.cited}
    used = named | {*CiteDomain.of(env).listed_keys()}
    state = digest((references.state, sorted(used), sorted(named)))
    checked: tuple[tuple[Problem, ...], Set[str]] | None = cache.get("checked", state)
    if checked is None:
        checked = tuple(entries.check(references, used)), named - references.references.keys()
        cache.put("checked", checked, state)
    problems, unknown = checked
    yield from problems
    for document in domain.documents.values():
        for key, where in document.cited:
            if key in unknown:
                yield entries.unknown_citation(key, references, where)


def _of_view(view: PlacedView, catalogue: Catalogue) -> Iterator[Problem]:
    events = [event.id for event in catalogue.events]
    event, speaker = view.choice.get("event", ""), view.choice.get("speaker", "")
    values = {"id": view.name, "found": event, "known": ", ".join(events) or "–"}
    if not event and view.needs_event:
        message = N_("the directive '%(id)s' names no event; expected: the id of one, of: %(known)s")
        yield Problem(Code.MISSING_OPTION, message, view.where, values)
    elif event and catalogue.event(event) is None:
        message = N_("the directive '%(id)s' names event '%(found)s', which is not in the book; known: %(known)s")
        yield Problem(Code.UNKNOWN_EVENT, message, view.where, {**values, "nearest": nearest(event, events)})
    people = catalogue.people_called(speaker) if speaker else ()
    if speaker and len(people) != 1:
        message = N_("the directive '%(id)s' names speaker '%(found)s', which leads to no one person")
        known = [name for person in catalogue.persons for name in (person.id, person.title)]
        code = Code.AMBIGUOUS_NAME if people else Code.UNKNOWN_SPEAKER
        found = {"id": view.name, "found": speaker, "nearest": nearest(speaker, known)}
        yield Problem(code, message, view.where, found)


def report_unknown_target(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Report a role without a record in our words, with the nearest id; other domains report their own."""
    if not isinstance(domain, SynthDomain) or node["reftype"] not in domain.object_types:
        return None
    kind, target = node["reftype"], node["reftarget"]
    known = [
        name
        for record in domain.catalogue.records
        if TYPES[record.__class__] == kind  # type() of what a page is given is a proxy's
        for name in ((record.id, record.title) if kind == "speaker" else (record.id,))
    ]
    message = N_("the role '%(role)s' names '%(found)s', which is not in the book")
    values = {"role": kind, "found": target, "nearest": nearest(target, known)}
    report([Problem(Code(f"unknown_{kind}"), message, NOWHERE, values)], i18n_of(app.config), node)
    return True
