"""What one build fills its context with: the facts of conf.py at its start, what pages show once all is read.

What was computed on the way is kept in the one cache for the next build.
"""

import gc
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from synthkit.figures import typst
from synthkit.i18n import N_, i18n_of_terminal
from synthkit.model import serialization
from synthkit.sphinx import config, downloads
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.builders import is_online, is_site
from synthkit.sphinx.cache import Cache, output_key
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.html import exports
from synthkit.sphinx.warnings import in_settings, report

logger = logging.getLogger(__name__)

#: How many figures are kept, the last ones: editions of one book share the environment.
_MOST_FIGURES = 32


def open_cache(app: Sphinx) -> None:
    """The cache of a build stands beside its environment; figures that an earlier build drew are known again."""
    cache = context_of(app.env).cache = Cache(Path(app.doctreedir) / "synthkit")
    typst.requested.clear()
    typst.known.update(cache.get("figures", _figure_state()) or {})


def keep_figures(app: Sphinx, exception: Exception | None) -> None:
    """Keep the figures this build used, and some of other editions."""
    cache = context_of(app.env).cache
    before: dict[typst.Drawing, bytes] = cache.get("figures", _figure_state()) or {}
    if exception is None and not typst.requested.keys() <= before.keys():
        used = {drawing: typst.known[drawing] for drawing in typst.requested}
        others = {drawing: picture for drawing, picture in before.items() if drawing not in used}
        cache.put("figures", dict([*others.items(), *used.items()][-_MOST_FIGURES:]), _figure_state())


def _figure_state() -> tuple[str, ...]:
    templates = (sha256(typst.template(name)).hexdigest() for name in ("cover.typ", "chart.typ"))
    return version("typst"), *templates


def start(app: Sphinx) -> None:
    """Read the publication's facts and report what is wrong with them; say once what they leave open."""
    context, confdir = context_of(app.env), Path(app.confdir)
    context.builder = app.builder
    if not app.env.all_docs:  # the first build, or one behind a build that was killed: anything may stand there
        for name in ("exports", "search"):
            context.cache.put(output_key(name, Path(app.outdir)), None)
    publication, problems = config.publication(app.config)
    context.publication = replace(publication, page_suffix="/") if app.builder.name == "dirhtml" else publication
    context.repository, unreadable = config.repository(app.config)
    context.pages, no_pages = config.printed_pages(app.config, confdir)
    context.editions, no_editions = downloads.named(app.config, confdir)
    i18n = config.i18n_of(app.config)
    report(in_settings([*problems, *no_pages, *no_editions, *unreadable], confdir), i18n)
    if not publication.url and is_online(app.builder):  # once for all editions: the one that would be there
        terminal = i18n_of_terminal(i18n.language)
        logger.info(terminal(N_("html_baseurl is empty: citations leave the address out")))
        if is_site(app.builder):
            logger.info(terminal(N_("html_baseurl is empty: no feed, no sitemap, no 404.html, no picture to share")))
    labels = {"copy": N_("Copy"), "copied": N_("Copied"), "open": N_("Open"), "back": N_("Back to the text")}
    labels |= {"cite": N_("Cite this paragraph"), "address": N_("Address")}
    labels = {f"data-{name}": i18n(text) for name, text in labels.items()}
    config.add_static_files(app, labels if is_online(app.builder) else None)


def rest_collector(app: Sphinx, *_: object) -> Iterable[Any]:
    """Look for no garbage: what is loaded from the last build is none, and the last files leave little."""
    gc.disable()
    return ()


def rest_for_paper(app: Sphinx, builder: Builder) -> None:
    """Look for no garbage in the one document of a paper edition, which stays till the end: a fifth of its writing."""
    if builder.format == "latex":
        gc.disable()


def wake_collector(app: Sphinx, *finished: object) -> None:
    """Look for garbage, but not among what there is: it stays, and to look through it was a seventh of a build."""
    _freeze("what was built" if finished else "what is loaded")
    gc.enable()


@cache
def _freeze(_what: str) -> None:
    """Have the garbage collector pass over all there is, once in a process: of many books it holds the first alone."""
    gc.freeze()


def drop_doctrees(app: Sphinx, *_: object) -> None:
    """Empty Sphinx's stores of doctrees, made anew from files when missed: they would grow with the book."""
    for name in ("_write_doc_doctree_cache", "_pickled_doctree_cache"):
        getattr(app.env, name, {}).clear()


def refresh(app: Sphinx, env: BuildEnvironment) -> None:
    """Collect what all pages are filled from as it is after reading: the catalogue, the files to download."""
    domain, cite, context = SynthDomain.of(env), CiteDomain.of(env), context_of(env)
    domain.invalidate()
    _freeze("what was read")
    if cite.is_formatted:
        context.cache.put("formatted", context.styles[0].kept)
    context.catalogue_json = serialization.dump(domain.catalogue)
    if is_online(app.builder):  # looked up before any page is written
        has_offer = any(view.name == "downloads" for document in domain.documents.values() for view in document.views)
        library = exports.library_files(env) if has_offer else ()
        context.offered = downloads.offered(context.editions, library, domain.catalogue, app.builder)
    sources = (context.catalogue_json, cite.state(), context.offered.files, indexes(domain))
    context.fingerprint = hashlib.sha256(repr(sources).encode()).hexdigest()


def indexes(domain: SynthDomain) -> tuple[object, object]:
    """What the indexes show beside the records."""
    return sorted(domain.concordance.pages.items()), domain.concordance.mentions


def filled_in_pages(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Of an edition whose pages' dependencies are not known: all that show records, when any of these changed."""
    context, key = context_of(env), output_key("filled", Path(app.outdir))
    if context.is_tracked or (env.all_docs and context.cache.get(key) == context.fingerprint):
        return []
    context.cache.put(key, context.fingerprint)
    documents = SynthDomain.of(env).documents
    filled_in = {docname for docname, document in documents.items() if document.is_filled_in}
    return sorted(filled_in | {bibliography.docname for bibliography in CiteDomain.of(env).bibliographies})
