"""Files of the website at its top: feed of changes, map and list of pages, icons, the picture to share, ``404.html``.

What needs the address of the book is written only where ``html_baseurl`` states one. A file of that name which the book
has in ``html_extra_path`` is left as it is. Nothing depends on the clock.
"""

import re
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urljoin, urlsplit

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from synthkit.figures import cover, typst
from synthkit.fs.atomic import write_if_other
from synthkit.i18n import N_
from synthkit.metadata import description
from synthkit.model import changelog
from synthkit.site import feed, sitemap
from synthkit.sphinx.builders import is_site
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain, reading_order
from synthkit.sphinx.html import cards, export_groups
from synthkit.sphinx.html.head import CARD_FILE, has_own_icon, markdown_file

_ICONS = tuple(link.href for link in cover.ICON_LINKS)
#: All that an earlier build may have left.
_NAMES = (feed.FILE, sitemap.FILE, sitemap.ROBOTS_FILE, sitemap.LLMS_FILE, CARD_FILE, *_ICONS)
_NOT_FOUND = "404.html"
_PAGE = "404"
_LINK = re.compile(r'(?P<name>\s(?:href|src|action|data-content_root))="(?P<address>[^"]*)"')


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write what is new or other than it was, take away what the book has no more; nothing when the build failed."""
    if exception is not None or not is_site(app.builder):
        return
    outdir, own = Path(app.outdir), given_files(app)
    files = {name: content for name, content in _files(app) if content}
    for name in _NAMES:
        if name in own:
            continue
        if name in files:
            write_if_other(outdir / name, files[name])
        else:
            (outdir / name).unlink(missing_ok=True)


def _files(app: Sphinx) -> Iterator[tuple[str, bytes | str | None]]:
    """Each file by its name; None or nothing for one that is not to be."""
    domain = SynthDomain.of(app.env)
    catalogue, book, i18n = domain.catalogue, context_of(app.env).publication, i18n_of(app.config)
    if not has_own_icon(app.config):
        yield from cover.icons(book).items()
    if not book.url:
        return
    dates = changelog.by_page(catalogue, app.config.root_doc)
    pages = [(book.address(docname), dates.get(docname)) for docname in reading_order(app.env)]
    yield feed.FILE, feed.feed(catalogue, i18n)
    yield sitemap.FILE, sitemap.sitemap(pages)
    yield sitemap.ROBOTS_FILE, sitemap.robots(book.url)
    yield sitemap.LLMS_FILE, sitemap.llms(book, _parts(app))
    yield CARD_FILE, typst.drawn([cards.drawing(app, cover.cover_text(book, i18n))])[0]


def _parts(app: Sphinx) -> dict[str, list[sitemap.Page]]:
    """The pages of each part in reading order, those of none first, and the files for programs."""
    catalogue, book, i18n = SynthDomain.of(app.env).catalogue, context_of(app.env).publication, i18n_of(app.config)
    root, below = app.config.root_doc, app.env.toctree_includes
    top, part = below.get(root, ()), i18n(N_("Contents"))
    base = book.url.rstrip("/")
    parts: dict[str, list[sitemap.Page]] = {part: []}
    for docname in reading_order(app.env):
        title = app.env.titles[docname].astext()
        if docname in top:
            part = title if below.get(docname) else i18n(N_("Contents"))
        work = catalogue.work_of_page(docname, root)
        about = description.described(work, book) if work else ""
        file = markdown_file(app.builder, docname)
        address = f"{base}/{quote(file.relative_to(app.outdir).as_posix())}" if file else book.address(docname)
        parts.setdefault(part, []).append((title, address, about))
    files = ((name, f"{base}/{name}", "") for name in (export_groups.CATALOGUE_FILE, "cite/library.json"))
    return {**parts, i18n(N_("Data")): [*parts.get(i18n(N_("Data")), ()), *files]}


def given_files(app: Sphinx) -> set[str]:
    """The names of files the book itself puts at the top of the site."""
    names: set[str] = set()
    for path in (Path(app.confdir) / entry for entry in app.config.html_extra_path):
        names |= {found.name for found in path.iterdir()} if path.is_dir() else {path.name}
    return names


def write_not_found(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write ``404.html``, what a forge serves for an address nobody has, at whatever depth that address seems to be.

    So each link of it begins at the top of the host, which needs the address of the book. A page collected by Sphinx
    would get a folder of its own from ``dirhtml``.
    """
    if not is_site(app.builder) or _PAGE in app.env.found_docs or _NOT_FOUND in given_files(app):
        return
    builder = cast(StandaloneHTMLBuilder, app.builder)
    file = Path(app.outdir) / _NOT_FOUND
    if not app.config.html_baseurl:
        file.unlink(missing_ok=True)  # of an earlier build
        return
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / _NOT_FOUND
        title = i18n_of(app.config)(N_("Page not found"))
        unlisted = '<meta name="robots" content="noindex">'
        context = {"title": title, "body": _not_found(app), "metatags": unlisted, "pageurl": None}
        builder.handle_page(_PAGE, context, "page.html", outfilename=draft)  # type: ignore[arg-type,unused-ignore]
        top = urlsplit(app.config.html_baseurl).path.rstrip("/") + "/"
        here = top + builder.get_target_uri(_PAGE)
        write_if_other(file, _from_top(draft.read_text(encoding="utf-8"), here))
    yield from ()


def _from_top(page: str, here: str) -> str:
    """The page with its relative addresses as they are seen from ``here``; those within the page stay."""

    def whole(found: re.Match[str]) -> str:
        address = found["address"]
        try:
            if address.startswith("#") or urlsplit(address).scheme:
                return found[0]
            return f'{found["name"]}="{urljoin(here, address) if address else here}"'
        except ValueError:  # an address that nobody can split
            return found[0]

    return _LINK.sub(whole, page)


def _not_found(app: Sphinx) -> str:
    """What happened, a search, and the ways in: the home page and what its table of contents begins with."""
    i18n = i18n_of(app.config)
    builder, env, root = app.builder, app.env, app.config.root_doc
    here = builder.get_target_uri(_PAGE)
    text = escape(i18n(N_("Page not found")))
    why = escape(i18n(N_("No page of this book has this address; it may have been mistyped, or the page moved.")))
    known = [docname for docname in env.toctree_includes.get(root, []) if docname in env.titles]
    ways = [(root, i18n(N_("Home page"))), *((name, env.titles[name].astext()) for name in known)]
    links = "".join(
        f'<li><a href="{escape(builder.get_relative_uri(_PAGE, docname) or here)}">{escape(title)}</a></li>'
        for docname, title in ways
    )
    label, button = escape(i18n(N_("Search this book"))), escape(i18n(N_("Search")))
    form = (
        f'<form class="synth-lost-search" role="search" action="{escape(builder.get_relative_uri(_PAGE, "search"))}">'
        f'<label>{label} <input type="search" name="q"></label> <button type="submit">{button}</button></form>'
    )
    return f'<section class="synth-lost"><h1>{text}</h1><p>{why}</p>{form}<ul>{links}</ul></section>\n'
