"""A book put together: from pages Sphinx wrote and what is known of them to the files of an EPUB."""

import datetime as dt
import mimetypes
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from synthkit.epub import metadata
from synthkit.epub._templates import rendered
from synthkit.epub.accessibility import accessibility
from synthkit.epub.imprint import imprint
from synthkit.epub.navigation import Landmark, PrintedPage, nested
from synthkit.epub.pages import Page, css_addresses, page_anchor, within
from synthkit.figures.cover import cover, cover_description
from synthkit.i18n import N_, I18n
from synthkit.model.catalogue import Catalogue

COVER, TITLE_PAGE, NAVIGATION, NCX, IMAGE = "cover.xhtml", "titlepage.xhtml", "nav.xhtml", "toc.ncx", "cover.png"
_MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".png": "image/png",
    ".ncx": "application/x-dtbncx+xml",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What Sphinx hands over.

    ``pages`` are in reading order, by their paths; ``roles`` say what some are (``chapter``, ``bibliography`` …).
    ``headings`` are those of the contents: level, text, address. ``resource`` gives a file by its path, None when
    there is none. ``places`` says where each work stands. ``beginnings`` are those of printed pages, by page of the
    EPUB: the number of a paragraph and the label; ``print_edition`` names what they were counted in. ``spaced``
    sets the spaces of texts that stand on a page; those of the package are for machines.
    """

    catalogue: Catalogue
    i18n: I18n
    modified: dt.datetime
    pages: Mapping[str, bytes]
    roles: Mapping[str, str]
    headings: list[tuple[int, str, str]]
    resource: Callable[[str], bytes | None]
    sheets: list[str] = field(default_factory=list)
    depth: int = 3
    places: dict[str, str] = field(default_factory=dict)
    rights: str = ""
    identifier: str = ""
    beginnings: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    print_edition: str = ""
    spaced: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Item:
    """A file as the manifest lists it."""

    id: str
    href: str
    media_type: str
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a book by their paths, in order; and files its pages name that are not there."""

    files: dict[str, bytes]
    missing: list[tuple[str, str]]


def made(manuscript: Manuscript) -> Made:
    """All files of the EPUB but ``mimetype``."""
    said = _said(manuscript.i18n)
    pages = [Page(path, markup) for path, markup in manuscript.pages.items()]
    for page in pages:
        page.take_role(manuscript.roles.get(page.path, ""))
        page.mark_pages(manuscript.beginnings.get(page.path, {}))
    printed = _printed(manuscript, pages)
    entries = nested(manuscript.headings, manuscript.depth)
    book = metadata.metadata(manuscript.catalogue, manuscript.modified, manuscript.rights, manuscript.identifier)
    front = _front(manuscript, said, book)
    front[NAVIGATION] = rendered(
        "nav.xhtml.jinja",
        language=book.language,
        said=said,
        sheets=manuscript.sheets,
        entries=entries,
        landmarks=_landmarks(manuscript, said),
        pages=printed,
    )
    resources, missing = _resources([*(Page(path, markup) for path, markup in front.items()), *pages], manuscript)
    documents = front | {page.path: page.written() for page in pages}
    depth = max((entry.depth for entry in entries), default=1)
    files = {
        "META-INF/container.xml": rendered("container.xml.jinja"),
        "content.opf": _package(manuscript, book, pages, [*documents], [*resources], has_page_list=bool(printed)),
        NCX: rendered("toc.ncx.jinja", book=book, entries=entries, depth=depth),
        metadata.RECORD: metadata.record(manuscript.catalogue, manuscript.places, book.identifier),
        **documents,
        IMAGE: cover(manuscript.catalogue.publication, manuscript.i18n, manuscript.spaced),
        **resources,
    }
    return Made(files, missing)


def _package(
    manuscript: Manuscript,
    book: metadata.Metadata,
    pages: list[Page],
    documents: list[str],
    resources: list[str],
    *,
    has_page_list: bool,
) -> bytes:
    """The package file: metadata, what is in the book, in which order it is read."""
    listed = [*documents, *resources]
    ids = _ids(listed) | {IMAGE: "cover-image", NCX: "ncx"}
    properties = {page.path: page.properties for page in pages} | {IMAGE: "cover-image", NAVIGATION: "nav"}
    said = accessibility(
        pages, manuscript.i18n, has_page_list=has_page_list, has_index="index" in manuscript.roles.values()
    )
    return rendered(
        "content.opf.jinja",
        book=book,
        items=[
            Item(ids[path], quote(path), _media_type(path), properties.get(path, "")) for path in [*listed, IMAGE, NCX]
        ],
        spine=[ids[path] for path in documents],
        record=metadata.RECORD,
        accessibility=said,
        page_source=manuscript.print_edition if has_page_list else "",
        guide=[mark for mark in _landmarks(manuscript, _said(manuscript.i18n)) if mark.type in ("cover", "toc")],
    )


def _said(i18n: I18n) -> dict[str, str]:
    return {
        "cover": i18n(N_("Cover")),
        "titlepage": i18n(N_("Title page")),
        "copyright": i18n(N_("About this edition")),
        "toc": i18n(N_("Contents")),
        "bodymatter": i18n(N_("Beginning of the text")),
        "bibliography": i18n(N_("Bibliography")),
        "index": i18n(N_("Index")),
        "landmarks": i18n(N_("Landmarks")),
        "pages": i18n(N_("Pages of the printed edition")),
    }


def _front(manuscript: Manuscript, said: Mapping[str, str], book: metadata.Metadata) -> dict[str, bytes]:
    """The cover and the title page."""
    publication, i18n, spaced = manuscript.catalogue.publication, manuscript.i18n, manuscript.spaced
    return {
        COVER: rendered(
            "cover.xhtml.jinja",
            language=book.language,
            said=said,
            image=IMAGE,
            description=spaced(cover_description(publication, i18n)),
        ),
        TITLE_PAGE: rendered(
            "titlepage.xhtml.jinja",
            language=book.language,
            said=said,
            sheets=manuscript.sheets,
            title=spaced(book.title),
            names=spaced(i18n.listed([agent.name for agent in book.agents if agent.element == "creator"])),
            date=publication.date.said(i18n) if publication.date else "",
            imprint=[(text if address else spaced(text), address) for text, address in imprint(publication, i18n)],
        ),
    }


def _landmarks(manuscript: Manuscript, said: Mapping[str, str]) -> list[Landmark]:
    places = {"cover": COVER, "titlepage": TITLE_PAGE, "toc": f"{NAVIGATION}#toc"}
    paths = list(manuscript.pages)
    # behind the root, which shows the contents once more
    places["bodymatter"] = quote(paths[min(1, len(paths) - 1)])
    places |= {role: quote(path) for path, role in manuscript.roles.items() if role in ("bibliography", "index")}
    return [Landmark(kind, said[kind], href) for kind, href in places.items()]


def _printed(manuscript: Manuscript, pages: list[Page]) -> list[PrintedPage]:
    """The printed pages whose beginnings are really there: a paragraph of print may be none here."""
    return [
        PrintedPage(label, f"{quote(page.path)}#{anchor}")
        for page in pages
        for label in manuscript.beginnings.get(page.path, {}).values()
        if (anchor := page_anchor(label)) in page.ids
    ]


def _resources(pages: list[Page], manuscript: Manuscript) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """The files pages and their sheets are shown with; and those named that are not there."""
    found: dict[str, bytes] = {}
    missing: list[tuple[str, str]] = []
    wanted = [(page.path, path) for page in pages for path in page.resources]
    known = {IMAGE, *(page.path for page in pages)}
    for named_by, path in wanted:
        if path in found or path in known:
            continue
        known.add(path)
        content = manuscript.resource(path)
        if content is None:
            missing.append((named_by, path))
            continue
        found[path] = content
        if path.endswith(".css"):
            addresses = css_addresses(content.decode("utf-8", errors="replace"))
            wanted += [(path, inner) for address in addresses if (inner := within(path, address))]
    return dict(sorted(found.items())), missing


def _ids(paths: list[str]) -> dict[str, str]:
    """An id for each path, the same in every build as long as the path is."""
    taken: dict[str, str] = {}
    for path in paths:
        bare = "file-" + re.sub(r"[^A-Za-z0-9_.-]", "-", path)
        number = 1
        while (id_ := bare if number == 1 else f"{bare}-{number}") in taken:
            number += 1
        taken[id_] = path
    return {path: id_ for id_, path in taken.items()}


def _media_type(path: str) -> str:
    suffix = posixpath.splitext(path)[1].lower()
    return _MEDIA_TYPES.get(suffix) or mimetypes.types_map.get(suffix) or "application/octet-stream"
