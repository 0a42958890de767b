"""The facts of conf.py, read into the context of a build when its builder is known."""

from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from synthkit.i18n import N_
from synthkit.sphinx import config
from synthkit.sphinx.builders import is_online, is_site
from synthkit.sphinx.context import context_of
from synthkit.sphinx.diagnostics.warnings import in_settings, report
from synthkit.sphinx.html import downloads, edit_links

logger = logging.getLogger(__name__)


def start(app: Sphinx) -> None:
    """Read the publication's facts and report what is wrong with them; say once what they leave open."""
    context, confdir = context_of(app.env), Path(app.confdir)
    context.builder = app.builder
    publication, problems = config.publication(app.config)
    context.publication = replace(publication, page_suffix="/") if app.builder.name == "dirhtml" else publication
    context.repository, unreadable = edit_links.repository(app.config)
    context.pages, no_pages = config.printed_pages(app.config, confdir)
    context.editions, no_editions = downloads.named(app.config, confdir)
    i18n = config.i18n_of(app.config)
    report(in_settings([*problems, *no_pages, *no_editions, *unreadable], confdir), i18n)
    if not publication.url and is_online(app.builder):  # once for all editions: the one that would be there
        logger.info(i18n(N_("html_baseurl is empty: citations leave the address out")))
        if is_site(app.builder):
            logger.info(i18n(N_("html_baseurl is empty: no feed, no sitemap, no 404.html, no picture to share")))
    labels = {"copy": N_("Copy"), "copied": N_("Copied"), "open": N_("Open"), "back": N_("Back to the text")}
    labels = {f"data-{name}": i18n(text) for name, text in labels.items()}
    config.add_static_files(app, labels if is_online(app.builder) else None)
