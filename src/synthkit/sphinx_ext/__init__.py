"""The only folder that imports Sphinx: directives, the domain, what each edition gets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import logging

from synthkit import __version__
from synthkit.checks import check
from synthkit.model import store
from synthkit.problems import NOWHERE, Code, Problem, nearest
from synthkit.sphinx_ext import bibliography, config, latex, outputs
from synthkit.sphinx_ext.directives.chapter import ChapterDirective
from synthkit.sphinx_ext.directives.event import EventDirective
from synthkit.sphinx_ext.directives.programme import ProgrammeDirective
from synthkit.sphinx_ext.directives.session import SessionDirective
from synthkit.sphinx_ext.directives.sessions import SessionsDirective
from synthkit.sphinx_ext.directives.speaker import SpeakerDirective
from synthkit.sphinx_ext.directives.speakers import SpeakersDirective
from synthkit.sphinx_ext.domain import SynthDomain
from synthkit.sphinx_ext.nodes import record_slot, view_slot
from synthkit.sphinx_ext.page import is_online
from synthkit.sphinx_ext.problems import report
from synthkit.sphinx_ext.transforms import FillSlots, RecordPlaces
from synthkit.sphinx_ext.typography import FrenchSpaces
from synthkit.wording import N_

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_DIRECTIVES = {
    "event": EventDirective,
    "session": SessionDirective,
    "speaker": SpeakerDirective,
    "chapter": ChapterDirective,
    "programme": ProgrammeDirective,
    "speakers": SpeakersDirective,
    "sessions": SessionsDirective,
}
#: Raised when what a doctree or the environment holds changes. 1: the first edition.
_ENV_VERSION = 1


def start(app: Sphinx) -> None:
    """Read the publication's facts from conf.py and say once what they leave open."""
    publication, problems = config.publication(app.config)
    domain = cast(SynthDomain, app.env.get_domain(SynthDomain.name))
    domain.publication = publication
    wording = config.wording_of(app.config)
    report(problems, wording)
    if not publication.url:
        logger.info(wording(N_("html_baseurl is empty: citations leave the address out")))
    if app.builder.name == "epub":
        app.builder.guide_titles = {"toc": wording(N_("Contents"))}  # type: ignore[attr-defined]  # English in Sphinx
    labels = {"data-copy": wording(N_("Copy")), "data-copied": wording(N_("Copied"))}
    config.add_static_files(app, labels if is_online(app.builder) else None)


def pages_to_write_again(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """When a record changed since the last build: every page that shows one, whichever document wrote it."""
    domain = cast(SynthDomain, env.get_domain(SynthDomain.name))
    domain.forget_catalogue()
    fingerprint = hashlib.sha256(store.dump(domain.catalogue).encode()).hexdigest()
    if fingerprint == domain.data["fingerprint"]:
        return []
    domain.data["fingerprint"] = fingerprint
    return [docname for docname, document in domain.documents.items() if document.is_filled_in]


def report_problems(app: Sphinx, env: BuildEnvironment) -> None:
    """All that is wrong with the sources, as far as it can be known without writing pages."""
    domain = cast(SynthDomain, env.get_domain(SynthDomain.name))
    written = [problem for document in domain.documents.values() for problem in document.problems]
    problems = sorted([*written, *check(domain.catalogue)], key=lambda problem: problem.where)
    report(problems, config.wording_of(app.config))


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
    report([problem], config.wording_of(app.config), node)
    return True


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything; connections in the order in which a build meets them."""
    app.setup_extension("sphinxcontrib.bibtex")
    config.register(app)
    app.add_domain(SynthDomain)
    for name, directive in _DIRECTIVES.items():
        app.add_directive_to_domain(SynthDomain.name, name, directive)
    for node in (record_slot, view_slot):
        app.add_node(node)
    app.add_transform(RecordPlaces)
    app.add_post_transform(FillSlots)
    app.add_post_transform(bibliography.PlainBibliographies)
    app.add_post_transform(latex.Parts)
    app.add_post_transform(FrenchSpaces)
    app.connect("config-inited", config.apply_defaults)
    # before sphinxcontrib-bibtex looks for its styles (500)
    app.connect("builder-inited", bibliography.use_style, priority=400)
    app.connect("builder-inited", start)
    app.connect("env-updated", pages_to_write_again)
    app.connect("env-check-consistency", report_problems)
    app.connect("warn-missing-reference", report_unknown_target)
    app.connect("build-finished", outputs.write_exports)
    return {
        "version": __version__,
        "env_version": _ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
