"""The only folder that imports Sphinx: directives, the domain, what each edition gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import logging

from synthkit import __version__
from synthkit.editor.extension import check_builder, source_lint, upstream
from synthkit.i18n import N_
from synthkit.sphinx import config
from synthkit.sphinx.bibtex import chapter_references, reader, roles, style
from synthkit.sphinx.bibtex import domain as cite_domain
from synthkit.sphinx.collect import mentions, paragraph_numbers
from synthkit.sphinx.collect.headings import RecordPlaces
from synthkit.sphinx.collect.revisions import RevisionPlaces
from synthkit.sphinx.compat import config_types, interrupted_build, parallel_errors, parser_fallback, toctree_cycles
from synthkit.sphinx.degrade import raw_html, sphinx_design
from synthkit.sphinx.diagnostics import report as consistency
from synthkit.sphinx.diagnostics.warnings import in_settings, report
from synthkit.sphinx.directives.catalogue import CatalogueDirective
from synthkit.sphinx.directives.changes import ChangesDirective
from synthkit.sphinx.directives.chapter import ChapterDirective
from synthkit.sphinx.directives.citation import CitationDirective
from synthkit.sphinx.directives.downloads import DownloadsDirective
from synthkit.sphinx.directives.event import EventDirective
from synthkit.sphinx.directives.events import EventsDirective
from synthkit.sphinx.directives.indexes import InstitutionIndexDirective, KeywordIndexDirective, PersonIndexDirective
from synthkit.sphinx.directives.programme import ProgrammeDirective
from synthkit.sphinx.directives.revision import RevisionDirective
from synthkit.sphinx.directives.session import SessionDirective
from synthkit.sphinx.directives.sessions import SessionsDirective
from synthkit.sphinx.directives.speaker import SpeakerDirective
from synthkit.sphinx.directives.speakers import SpeakersDirective
from synthkit.sphinx.directives.state import StateDirective
from synthkit.sphinx.directives.theme_map import ThemeMapDirective
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.epub import builder as epub
from synthkit.sphinx.html import assets, downloads, edit_links, exports, head, mathml, menu, not_found, static_files
from synthkit.sphinx.html import builder as website
from synthkit.sphinx.html.search import FrenchSearch
from synthkit.sphinx.incremental import doctree_cache, figure_cache, outdated
from synthkit.sphinx.latex import front_matter, index, page_labels, page_references
from synthkit.sphinx.nodes import HTML_WRITERS, html_block, html_inline, record_slot, revision_note, view_slot
from synthkit.sphinx.placeholders.fill import FillEnds, FillSlots
from synthkit.sphinx.render.context import is_online
from synthkit.sphinx.sandbox import files, limits, markup
from synthkit.sphinx.typography import transforms as typography

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
_TRANSFORMS = (RecordPlaces, RevisionPlaces, mentions.NamedPlaces, paragraph_numbers.Marks, raw_html.RawMarkup)
_POST_TRANSFORMS = (
    FillSlots,
    FillEnds,
    style.PlainBibliographies,
    chapter_references.ChapterReferences,
    chapter_references.LocalCitations,
    page_labels.WorkPlaces,
    front_matter.Parts,
    paragraph_numbers.PrintedMarks,
    page_references.PageNumbers,
    page_references.WholeAddresses,
    index.Indexes,
    page_labels.LastLines,
    raw_html.WordsAlone,
    raw_html.PlainMarkup,
    sphinx_design.PlainParts,
    sphinx_design.ValidParts,
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
    domain.repository, unreadable = edit_links.repository(app.config)
    domain.pages, no_pages = config.printed_pages(app.config, Path(app.confdir))
    domain.editions, no_editions = downloads.named(app.config, Path(app.confdir))
    i18n = config.i18n_of(app.config)
    report(in_settings([*problems, *no_pages, *no_editions, *unreadable], Path(app.confdir)), i18n)
    if not publication.url and is_online(app.builder):  # once for all editions: the one that would be there
        logger.info(i18n(N_("html_baseurl is empty: citations leave the address out")))
        if head.is_site(app.builder):
            logger.info(i18n(N_("html_baseurl is empty: no feed, no sitemap, no 404.html, no picture to share")))
    labels = {"data-copy": i18n(N_("Copy")), "data-copied": i18n(N_("Copied"))}
    config.add_static_files(app, labels if is_online(app.builder) else None)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything; connections in the order in which a build meets them."""
    upstream.install(app)
    for part in (config_types, interrupted_build, parallel_errors, toctree_cycles, parser_fallback):
        part.register(app)
    for part in (files, limits, markup):
        part.register(app)
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(cite_domain.CiteDomain, override=True)
    for part in (roles, config, epub, mathml):
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
    doctree_cache.register(app)
    figure_cache.register(app)
    website.register(app)
    _add_site(app)
    app.connect("config-inited", config.apply_defaults)
    # before sphinxcontrib-bibtex looks for its styles (500)
    app.connect("builder-inited", style.use_style, priority=400)
    app.connect("builder-inited", reader.hand_over, priority=400)
    app.connect("builder-inited", start)
    app.connect("env-purge-doc", cite_domain.note_purged)
    source_lint.register(app)
    app.connect("source-read", consistency.without_control_characters)
    # behind sphinxcontrib-bibtex, which numbers its citations then; not env-check-consistency, which Sphinx leaves
    # out when nothing was read, so that a second build would pass over what the first one told
    outdated.register(app)
    app.connect("env-updated", consistency.report_problems)
    app.connect("warn-missing-reference", consistency.report_unknown_target)
    app.connect("build-finished", exports.write_exports)
    return {
        "version": __version__,
        "env_version": _ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_site(app: Sphinx) -> None:
    """What a website has beside the text of its pages."""
    assets.register(app)
    menu.register(app)
    app.connect("html-page-context", exports.add_to_head)
    app.connect("html-page-context", edit_links.add_links)
    app.connect("html-page-context", head.add_tags, priority=600)  # behind what a work says of itself
    app.connect("html-collect-pages", not_found.write_page)
    app.connect("build-finished", static_files.write)
