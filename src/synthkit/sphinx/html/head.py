"""What each page of the website has around its text: icons, the feed, the picture it is shared with, a description in
its head, behind the text links to edit it and to report an error.
"""

import re
from dataclasses import replace
from functools import cache
from html import escape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from synthkit.figures import cover
from synthkit.forge import Form
from synthkit.fs.atomic import write_if_other
from synthkit.i18n import N_, I18n
from synthkit.metadata import description, opengraph
from synthkit.metadata.tags import Link, Meta, rendered
from synthkit.model.works import Publication
from synthkit.site import feed
from synthkit.sphinx.builders import is_online, is_site
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.html import cards
from synthkit.sphinx.render.completeness import prefilled

CARD_FILE = "card.png"
_MARKDOWN = "text/markdown"
_IS_INSTALLED = find_spec("html_to_markdown") is not None
#: Parts of a page that are there to be pressed.
_TOOLS = ["a.headerlink", "a.synth-par", "div.synth-popover", "nav", "button", "svg", "script", "style"]
_FORMULA = re.compile(r'<math\b[^>]*? alttext="([^"]*)"( display="block")?.*?</math>', re.DOTALL)


def has_own_icon(config: Config) -> bool:
    """Whether conf.py states an icon, Sphinx's way or that of a theme."""
    return bool(config.html_favicon or config.html_theme_options.get("favicons"))


def add_tags(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add what all pages have, and to those that somebody wrote how they look where they are shared."""
    if not is_site(app.builder):
        return
    domain = SynthDomain.of(app.env)
    book = context_of(app.env).publication
    tags = context.get("metatags", "")
    if doctree is not None:
        is_work = domain.catalogue.work_of_page(pagename, app.config.root_doc) is not None
        if book.url:
            tags += _picture(book, cards.text_of_page(app, pagename))
            # a work's page has the link already
            context["pageurl"] = None if is_work else book.address(pagename)
            if file := markdown_file(app.builder, pagename):
                _write_markdown(file, context["body"], book.address(pagename))
                tags += "\n" + rendered([Link("alternate", file.name, _MARKDOWN)])
        tags += "" if is_work else _of_page(pagename, tags, book, app, doctree)
    has_feed = bool(book.url) and domain.has_changes
    title = feed.title(domain.catalogue, i18n_of(app.config)) if has_feed else ""
    to_top = "../" * app.builder.get_target_uri(pagename).count("/")
    context["metatags"] = tags + _files(to_top, title, has_own_icon(app.config))


def add_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Both links behind the text of a page; none on a page that no source stands behind, such as the search."""
    if doctree is None or not is_online(app.builder):
        return
    context_, domain = context_of(app.env), SynthDomain.of(app.env)
    if context_.repository is None:
        return
    i18n = i18n_of(app.config)
    source = app.env.doc2path(pagename, base=False).as_posix()
    title = app.env.titles[pagename].astext()
    work = domain.catalogue.work_of_page(pagename, app.config.root_doc)
    where = context_.publication.address(pagename) or source
    answers = prefilled(i18n, where, work.id if work and pagename != app.config.root_doc else "", title)
    issue = context_.repository.issue(Form.ERROR, i18n(N_("Error: %s")) % title, answers)
    links = ((context_.repository.edit(source), i18n(N_("Edit"))), (issue, i18n(N_("Report an error"))))
    items = "".join(f'<li><a href="{escape(url)}" rel="nofollow">{escape(text)}</a></li>' for url, text in links)
    name = escape(i18n(N_("Take part in this page")))
    context["body"] += f'<nav class="synth-participate" aria-label="{name}"><ul>{items}</ul></nav>\n'


def _of_page(pagename: str, tags: str, book: Publication, app: Sphinx, doctree: nodes.document) -> str:
    title = app.env.titles[pagename].astext()
    words = description.of_page(_first_words(doctree), title, book)
    own = () if 'name="description"' in tags else (Meta("description", words),)
    shared = opengraph.page_tags(title, words, book, book.address(pagename))
    return "\n" + rendered((*own, *shared))


def _first_words(doctree: nodes.document) -> str:
    """The first paragraph below the title that an author wrote: none of a list, a note, a record or a view."""
    section = doctree.next_node(nodes.section) or doctree
    for child in section.children:
        if isinstance(child, nodes.paragraph) and not child["classes"] and (text := child.astext().strip()):
            return text
    return ""


def _picture(book: Publication, own: tuple[str, list[str]] | None) -> str:
    path, text = own or (CARD_FILE, [cover.cover_description(book, I18n(book.language))])
    address, alternative = f"{book.url.rstrip('/')}/{path}", ". ".join(filter(None, text))
    return "\n" + rendered(opengraph.picture_tags(address, cover.CARD_SIZE, alternative))


@cache
def _files(to_top: str, feed_title: str, has_own_icon: bool) -> str:
    """Links to files at the top of the site; the same for all pages of one depth."""
    links = [] if has_own_icon else [replace(link, href=to_top + link.href) for link in cover.ICON_LINKS]
    if feed_title:
        links.append(Link("alternate", to_top + feed.FILE, feed.MEDIA_TYPE, feed_title))
    return "\n" + rendered((*links, Meta("theme-color", cover.ACCENT)))


def markdown_file(builder: Builder, docname: str) -> Path | None:
    """The file beside a page that has its text as Markdown, for programs that read it; None without the library."""
    page = Path(builder.get_outfilename(docname))  # type: ignore[attr-defined]
    return page.with_suffix(".md") if _IS_INSTALLED else None


def _write_markdown(file: Path, body: str, url: str) -> None:
    """Write the text of the page that has this body and address, formulas as TeX between dollars."""
    library = import_module("html_to_markdown")
    options = library.ConversionOptions(extract_metadata=False, exclude_selectors=_TOOLS, base_url=url)
    formulas = _FORMULA.sub(lambda found: f"$${found[1]}$$" if found[2] else f"${found[1]}$", body)
    write_if_other(file, library.convert(formulas, options).content)
