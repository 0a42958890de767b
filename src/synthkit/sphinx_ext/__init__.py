"""The only folder that imports Sphinx: directives, the domain, what each edition gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import logging

from synthkit import __version__
from synthkit.sphinx_ext import (
    bibfiles,
    bibliography,
    browser_markup,
    chapter_references,
    check_builder,
    circles,
    cite_domain,
    cite_role,
    config,
    consistency,
    design_online,
    design_parts,
    epub,
    formulas,
    guarded_files,
    guarded_markup,
    latex,
    marks,
    memory,
    menu,
    named_places,
    not_found,
    offered,
    outputs,
    page_assets,
    participate,
    pictures,
    printed_index,
    printed_links,
    printed_works,
    processes,
    retelling,
    rewriting,
    setting_kinds,
    site_files,
    site_head,
    sources,
    sturdy,
    typography,
    unfinished,
    website,
)
from synthkit.sphinx_ext.directives.catalogue import CatalogueDirective
from synthkit.sphinx_ext.directives.changes import ChangesDirective
from synthkit.sphinx_ext.directives.chapter import ChapterDirective
from synthkit.sphinx_ext.directives.citation import CitationDirective
from synthkit.sphinx_ext.directives.downloads import DownloadsDirective
from synthkit.sphinx_ext.directives.event import EventDirective
from synthkit.sphinx_ext.directives.events import EventsDirective
from synthkit.sphinx_ext.directives.indexes import (
    InstitutionIndexDirective,
    KeywordIndexDirective,
    PersonIndexDirective,
)
from synthkit.sphinx_ext.directives.programme import ProgrammeDirective
from synthkit.sphinx_ext.directives.revision import RevisionDirective
from synthkit.sphinx_ext.directives.session import SessionDirective
from synthkit.sphinx_ext.directives.sessions import SessionsDirective
from synthkit.sphinx_ext.directives.speaker import SpeakerDirective
from synthkit.sphinx_ext.directives.speakers import SpeakersDirective
from synthkit.sphinx_ext.directives.state import StateDirective
from synthkit.sphinx_ext.directives.theme_map import ThemeMapDirective
from synthkit.sphinx_ext.domain import SynthDomain
from synthkit.sphinx_ext.nodes import HTML_WRITERS, html_block, html_inline, record_slot, revision_note, view_slot
from synthkit.sphinx_ext.page import is_online
from synthkit.sphinx_ext.problems import in_settings, report
from synthkit.sphinx_ext.record_places import RecordPlaces
from synthkit.sphinx_ext.revisions import RevisionPlaces
from synthkit.sphinx_ext.search import FrenchSearch
from synthkit.sphinx_ext.transforms import FillEnds, FillSlots
from synthkit.wording import N_

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

_DIRECTIVES = {
    "event": EventDirective,
    "session": SessionDirective,
    "speaker": SpeakerDirective,
    "revision": RevisionDirective,
    "chapter": ChapterDirective,
    "programme": ProgrammeDirective,
    "speakers": SpeakersDirective,
    "sessions": SessionsDirective,
    "catalogue": CatalogueDirective,
    "person-index": PersonIndexDirective,
    "keyword-index": KeywordIndexDirective,
    "institution-index": InstitutionIndexDirective,
    "theme-map": ThemeMapDirective,
    "state": StateDirective,
    "downloads": DownloadsDirective,
    "changes": ChangesDirective,
    "events": EventsDirective,
    "citation": CitationDirective,
}
#: Each says by its priority when it runs.
_TRANSFORMS = (RecordPlaces, RevisionPlaces, named_places.NamedPlaces, marks.Marks, browser_markup.RawMarkup)
_POST_TRANSFORMS = (
    FillSlots,
    FillEnds,
    bibliography.PlainBibliographies,
    chapter_references.ChapterReferences,
    chapter_references.LocalCitations,
    printed_works.WorkPlaces,
    latex.Parts,
    marks.PrintedMarks,
    printed_links.PageNumbers,
    printed_links.WholeAddresses,
    printed_index.Indexes,
    printed_works.LastLines,
    browser_markup.WordsAlone,
    browser_markup.PlainMarkup,
    design_parts.PlainParts,
    design_online.ValidParts,
    check_builder.WithoutCitations,
)
#: Raised when what a doctree or the environment holds changes. 3: texts are spaced when they are read. 4: revisions.
_ENV_VERSION = 4


def start(app: Sphinx) -> None:
    """Read the publication's facts from conf.py and say once what they leave open."""
    publication, problems = config.publication(app.config)
    if app.builder.name == "dirhtml":
        publication = replace(publication, page_suffix="/")
    domain = cast(SynthDomain, app.env.get_domain(SynthDomain.name))
    domain.builder = app.builder
    domain.publication = publication
    domain.repository, unreadable = participate.repository(app.config)
    domain.pages, no_pages = config.printed_pages(app.config, Path(app.confdir))
    domain.editions, no_editions = offered.named(app.config, Path(app.confdir))
    wording = config.wording_of(app.config)
    report(in_settings([*problems, *no_pages, *no_editions, *unreadable], Path(app.confdir)), wording)
    if not publication.url and is_online(app.builder):  # once for all editions: the one that would be there
        logger.info(wording(N_("html_baseurl is empty: citations leave the address out")))
        if site_head.is_site(app.builder):
            logger.info(wording(N_("html_baseurl is empty: no feed, no sitemap, no 404.html, no picture to share")))
    labels = {"data-copy": wording(N_("Copy")), "data-copied": wording(N_("Copied"))}
    config.add_static_files(app, labels if is_online(app.builder) else None)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything; connections in the order in which a build meets them."""
    retelling.install(app)
    for part in (setting_kinds, unfinished, processes, circles, guarded_files, guarded_markup, sturdy):
        part.register(app)
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(cite_domain.CiteDomain, override=True)
    for part in (cite_role, config, epub, formulas):
        part.register(app)
    app.add_domain(SynthDomain)
    for name, directive in _DIRECTIVES.items():
        app.add_directive_to_domain(SynthDomain.name, name, directive)
    for node in (record_slot, revision_note, view_slot):
        app.add_node(node)
    for element in (html_block, html_inline):
        app.add_node(element, **HTML_WRITERS)
    app.add_search_language(FrenchSearch)
    for transform in _TRANSFORMS:
        app.add_transform(transform)
    for post_transform in _POST_TRANSFORMS:
        app.add_post_transform(post_transform)
    app.add_builder(check_builder.CheckBuilder)
    typography.register(app)
    memory.register(app)
    pictures.register(app)
    website.register(app)
    _add_site(app)
    app.connect("config-inited", config.apply_defaults)
    # before sphinxcontrib-bibtex looks for its styles (500)
    app.connect("builder-inited", bibliography.use_style, priority=400)
    app.connect("builder-inited", bibfiles.hand_over, priority=400)
    app.connect("builder-inited", start)
    app.connect("env-purge-doc", cite_domain.note_purged)
    sources.register(app)
    app.connect("source-read", consistency.without_control_characters)
    # behind sphinxcontrib-bibtex, which numbers its citations then; not env-check-consistency, which Sphinx leaves
    # out when nothing was read, so that a second build would pass over what the first one told
    rewriting.register(app)
    app.connect("env-updated", consistency.report_problems)
    app.connect("warn-missing-reference", consistency.report_unknown_target)
    app.connect("build-finished", outputs.write_exports)
    return {
        "version": __version__,
        "env_version": _ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_site(app: Sphinx) -> None:
    """What a website has beside the text of its pages."""
    page_assets.register(app)
    menu.register(app)
    app.connect("html-page-context", outputs.add_to_head)
    app.connect("html-page-context", participate.add_links)
    app.connect("html-page-context", site_head.add_tags, priority=600)  # behind what a work says of itself
    app.connect("html-collect-pages", not_found.write_page)
    app.connect("build-finished", site_files.write)
