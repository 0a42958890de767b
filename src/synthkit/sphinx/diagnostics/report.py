"""What is told of a book between reading and writing: the problems of its sources."""

import re
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from synthkit.bibliography.lint import entries
from synthkit.checks import check
from synthkit.diagnostics import NOWHERE, Code, Problem, Where, nearest
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.builders import is_checked
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import BuildContext, context_of
from synthkit.sphinx.diagnostics.warnings import report
from synthkit.sphinx.domain import PlacedView, SynthDomain
from synthkit.sphinx.render import views
from synthkit.sphinx.tracking import digest

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def without_control_characters(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take out of a source what no edition can show, and say where it stood."""
    lines = [number for number, line in enumerate(source[0].split("\n"), start=1) if _CONTROL.search(line)]
    if not lines:
        return
    source[0] = _CONTROL.sub("", source[0])
    domain = SynthDomain.of(app.env)
    message = N_("a control character stands here and is left out; expected: text")
    path = str(app.env.doc2path(docname))
    domain.note_problems(docname, (Problem(Code.CONTROL_CHARACTER, message, Where(docname, path, n)) for n in lines))


def report_problems(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Tell all that is wrong with the sources, as far as it can be known without writing pages."""
    domain = SynthDomain.of(env)
    documents = domain.documents.values()
    problems = [problem for document in documents for problem in document.problems]
    problems += check(domain.catalogue)
    problems += (
        problem for document in documents for view in document.views for problem in _of_view(view, domain.catalogue)
    )
    problems += _of_bibliography(domain, env)
    told = [problem for problem in without_echoes(problems) if is_checked(app.builder) or not problem.code.is_style]
    report(sorted(told, key=lambda problem: problem.where), i18n_of(app.config))
    return []


#: What a directive lacks because its options couldn't be read: told as that, not as their being missing.
_MISSED = (Code.MISSING_OPTION, Code.MISSING_SPEAKER, Code.INVALID_NAME, Code.MISSING_TITLE)


def without_echoes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems but for those that follow from another one of the same directive."""
    problems = list(problems)
    unread = {
        (problem.where.path, problem.values["block"]) for problem in problems if problem.code is Code.MALFORMED_OPTION
    }
    unclosed = {problem.where for problem in problems if problem.code is Code.UNCLOSED_FENCE}
    for problem in problems:
        is_missed = problem.code in _MISSED and (problem.where.path, problem.where.line) in unread
        if not is_missed and not (problem.code is Code.RAW_HTML and problem.where in unclosed):
            yield problem


def _of_bibliography(domain: SynthDomain, env: BuildEnvironment) -> Iterator[Problem]:
    """What is wrong with the .bib files, and citations of keys they don't have."""
    cite, context = CiteDomain.of(env), context_of(env)
    named = {key for document in domain.documents.values() for key, _ in document.cited}
    checked = _checked(context, named | {*cite.listed_keys()}, named)
    yield from checked.problems
    for docname, document in domain.documents.items():
        for key, line in document.cited:
            if key in checked.unknown:
                where = Where(docname, str(env.doc2path(docname)), line)
                yield entries.unknown_citation(key, context.references, where)


class Checked(NamedTuple):
    """What is wrong with the .bib files, and which keys they don't have."""

    problems: tuple[Problem, ...]
    unknown: Set[str]


def _checked(context: BuildContext, used: Set[str], named: Set[str]) -> Checked:
    """The files are checked again when they, the keys that are used of them, or those that are named have changed."""
    state = digest((context.references.state, sorted(used), sorted(named)))
    checked: Checked | None = context.cache.get("checked", state)
    if checked is None:
        problems = tuple(entries.check(context.references, used))
        checked = Checked(problems, named - context.references.references.keys())
        context.cache.put("checked", checked, state)
    return checked


def _of_view(view: PlacedView, catalogue: Catalogue) -> Iterator[Problem]:
    events = [event.id for event in catalogue.events]
    event = view.choice.get("event", "")
    if not event and views()[view.name].needs_event:
        yield Problem(
            Code.MISSING_OPTION,
            N_("the directive '%(id)s' names no event; expected: the id of one, of: %(known)s"),
            view.where,
            {"id": view.name, "known": ", ".join(events) or "–"},
        )
    elif event and catalogue.event(event) is None:
        yield Problem(
            Code.UNKNOWN_EVENT,
            N_("the directive '%(id)s' names event '%(found)s', which is not in the book; known: %(known)s"),
            view.where,
            {"id": view.name, "found": event, "nearest": nearest(event, events), "known": ", ".join(events) or "–"},
        )
    speaker = view.choice.get("speaker", "")
    people = catalogue.people_called(speaker) if speaker else ()
    if speaker and len(people) != 1:
        known = [name for person in catalogue.persons for name in (person.id, person.title)]
        yield Problem(
            Code.AMBIGUOUS_NAME if people else Code.UNKNOWN_SPEAKER,
            N_("the directive '%(id)s' names speaker '%(found)s', which leads to no one person"),
            view.where,
            {"id": view.name, "found": speaker, "nearest": nearest(speaker, known)},
        )


def report_unknown_target(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Tell a role without a record in our words, with the nearest id; other domains tell their own."""
    if not isinstance(domain, SynthDomain) or node["reftype"] not in domain.object_types:
        return None
    kind, target = node["reftype"], node["reftarget"]
    catalogue = domain.catalogue
    known: dict[str, Iterable[str]] = {
        "event": {record.id for record in catalogue.events},
        "session": {record.id for record in catalogue.sessions},
        "speaker": {name for record in catalogue.persons for name in (record.id, record.title)},
        "chapter": {record.id for record in catalogue.chapters},
    }
    problem = Problem(
        Code(f"unknown_{kind}"),
        N_("the role '%(role)s' names '%(found)s', which is not in the book"),
        NOWHERE,
        {"role": kind, "found": target, "nearest": nearest(target, known[kind])},
    )
    report([problem], i18n_of(app.config), node)
    return True
