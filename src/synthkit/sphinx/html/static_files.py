"""Files of the website at its top: feed of changes, map and list of pages, icons, the picture to share.

What needs the address of the book is written only where ``html_baseurl`` states one. A file of that name which the book
has in ``html_extra_path`` is left as it is. Nothing depends on the clock.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx

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
