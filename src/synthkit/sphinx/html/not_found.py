"""``404.html``: what a forge serves for an address nobody has, at whatever depth that address seems to be.

So each link of the page begins at the top of the host. That needs the address of the book; without it there is no
such page.
"""

import re
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from synthkit.fs.atomic import write_if_other
from synthkit.i18n import N_
from synthkit.sphinx.builders import is_site
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.html.static_files import given_files

FILE = "404.html"
_PAGE = "404"
#: No page to be found by a search engine.
_METAS = '<meta name="robots" content="noindex">'
_LINK = re.compile(r'(?P<name>\s(?:href|src|action|data-content_root))="(?P<address>[^"]*)"')


def write_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the page through the theme; a collected page would get a folder of its own from ``dirhtml``."""
    if not is_site(app.builder) or _PAGE in app.env.found_docs or FILE in given_files(app):
        return
    builder = cast(StandaloneHTMLBuilder, app.builder)
    file = Path(app.outdir) / FILE
    if not app.config.html_baseurl:
        file.unlink(missing_ok=True)  # of an earlier build
        return
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / FILE
        title = i18n_of(app.config)(N_("Page not found"))
        context = {"title": title, "body": _body(app), "metatags": _METAS, "pageurl": None}
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


def _body(app: Sphinx) -> str:
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
