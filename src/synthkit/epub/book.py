"""A book put together: from pages Sphinx wrote and what is known of them to the files of an EPUB, and their archive."""

import datetime as dt
import io
import mimetypes
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from synthkit.epub import metadata
from synthkit.epub.pages import Page, css_addresses, page_anchor, still, within
from synthkit.figures.cover import cover, cover_description
from synthkit.i18n import N_, I18n
from synthkit.model.catalogue import Catalogue

COVER, TITLE_PAGE, NAVIGATION, NCX, IMAGE = "cover.xhtml", "titlepage.xhtml", "nav.xhtml", "toc.ncx", "cover.png"
#: Those of which the standard library knows none, or on some systems another.
_MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".js": "text/javascript",
    ".ncx": "application/x-dtbncx+xml",
    ".webp": "image/webp",
    **{f".{font}": f"font/{font}" for font in ("otf", "ttf", "woff", "woff2")},
}
#: The typeface of the theme, and the licence its copies go with.
_FONTS = frozenset(f"synthkit-{cut}.woff2" for cut in ("regular", "italic", "semibold"))
_LICENCE = Path(__file__).parents[1] / "templates" / "website" / "static" / "synthkit-fonts-licence.txt"
_LABELS = {
    "cover": N_("Cover"),
    "titlepage": N_("Title page"),
    "copyright": N_("About this edition"),
    "toc": N_("Contents"),
    "bodymatter": N_("Beginning of the text"),
    "bibliography": N_("Bibliography"),
    "index": N_("Index"),
    "landmarks": N_("Landmarks"),
    "pages": N_("Pages of the printed edition"),
}
_TEMPLATES = Environment(
    loader=PackageLoader("synthkit", "templates/epub"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


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


def book_files(manuscript: Manuscript) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """All files of the EPUB but ``mimetype``, by their paths in order; each page with a file it names in vain."""
    publication, i18n, spaced = manuscript.catalogue.publication, manuscript.i18n, manuscript.spaced
    pages = [Page(path, markup) for path, markup in manuscript.pages.items()]
    for page in pages:
        page.take_role(manuscript.roles.get(page.path, ""))
        page.mark_pages(manuscript.beginnings.get(page.path, {}))
    printed = [
        (label, f"{quote(page.path)}#{anchor}")
        for page in pages
        for label in manuscript.beginnings.get(page.path, {}).values()
        if (anchor := page_anchor(label)) in page.ids  # a paragraph of print may be none here
    ]
    entries = nested(manuscript.headings, manuscript.depth)
    book = metadata.metadata(manuscript.catalogue, manuscript.modified, manuscript.rights, manuscript.identifier)
    words = {name: i18n(label) for name, label in _LABELS.items()}
    places = {
        "cover": COVER,
        "titlepage": TITLE_PAGE,
        "toc": f"{NAVIGATION}#toc",
        "bodymatter": quote(pages[min(1, len(pages) - 1)].path),  # behind the root, which shows the contents once more
        **{role: quote(path) for path, role in manuscript.roles.items() if role in ("bibliography", "index")},
    }
    landmarks = [(kind, words[kind], href) for kind, href in places.items()]
    common = {"language": book.language, "said": words, "sheets": manuscript.sheets}
    front = {
        COVER: _rendered(COVER, **common, image=IMAGE, description=spaced(cover_description(publication, i18n))),
        TITLE_PAGE: _rendered(
            TITLE_PAGE,
            **common,
            title=spaced(book.title),
            names=spaced(i18n.listed([agent.name for agent in book.agents if agent.element == "creator"])),
            date=publication.date.formatted(i18n) if publication.date else "",
            imprint=[
                (text if address else spaced(text), address) for text, address in metadata.imprint(publication, i18n)
            ],
        ),
        NAVIGATION: _rendered(NAVIGATION, **common, entries=entries, landmarks=landmarks, pages=printed),
    }
    resources, missing = _resources([*(Page(path, markup) for path, markup in front.items()), *pages], manuscript)
    documents = front | {page.path: page.written() for page in pages}
    # an id for each path, the same in every build as long as the path is
    ids = {path: f"file-{path.encode().hex()}" for path in (*documents, *resources)}
    ids |= {IMAGE: "cover-image", NCX: "ncx"}
    properties = {page.path: page.properties for page in pages} | {IMAGE: "cover-image", NAVIGATION: "nav"}
    has_index = "index" in manuscript.roles.values()
    package = _rendered(
        "content.opf",
        book=book,
        items=[(id_, quote(path), _media_type(path), properties.get(path, "")) for path, id_ in ids.items()],
        spine=[ids[path] for path in documents],
        record=metadata.RECORD,
        accessibility=metadata.accessibility(pages, i18n, has_page_list=bool(printed), has_index=has_index),
        page_source=manuscript.print_edition if printed else "",
        guide=[landmark for landmark in landmarks if landmark[0] in ("cover", "toc")],
    )
    files = {
        "META-INF/container.xml": _rendered("container.xml"),
        "content.opf": package,
        NCX: _rendered(NCX, book=book, entries=entries, depth=max((entry.depth for entry in entries), default=1)),
        metadata.RECORD: metadata.record(manuscript.catalogue, manuscript.places, book.identifier),
        **documents,
        IMAGE: cover(publication, i18n, spaced),
        **resources,
    }
    if any(posixpath.basename(path) in _FONTS for path in resources):
        files[f"META-INF/{_LICENCE.name}"] = _LICENCE.read_bytes()
    return files, missing


@dataclass(slots=True)
class Entry:
    """A heading of the contents: its text, where it leads, what stands below it."""

    text: str
    href: str
    children: "list[Entry]" = field(default_factory=list)

    @property
    def depth(self) -> int:
        """Levels from here down, from 1."""
        return 1 + max((child.depth for child in self.children), default=0)


def nested(headings: Iterable[tuple[int, str, str]], depth: int) -> list[Entry]:
    """A tree of headings given as level (from 1), text and address; those below ``depth`` are left out.

    A heading whose level is skipped stands below the last one that is higher.
    """
    top = Entry("", "")
    path: list[tuple[int, Entry]] = [(0, top)]
    for level, text, href in headings:
        if level > depth or not text:
            continue
        while path[-1][0] >= level:
            path.pop()
        entry = Entry(text, href)
        path[-1][1].children.append(entry)
        path.append((level, entry))
    return top.children


def archive(files: Mapping[str, bytes], modified: dt.datetime) -> bytes:
    """A zip of files by their paths, in their order, behind ``mimetype``, which stands first and uncompressed (OCF).

    Its bytes depend on nothing but what is in it: each entry has the date ``modified`` (a zip knows none before 1980)
    and the same permissions, whatever the files on the disk have.
    """
    written = io.BytesIO()
    with ZipFile(written, "w") as zipped:
        for path, content in {"mimetype": b"application/epub+zip", **files}.items():
            entry = ZipInfo(path, max(modified.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
            entry.create_system = 3  # Unix; else it would be that of the machine
            entry.external_attr = 0o100644 << 16
            entry.compress_type = ZIP_STORED if path == "mimetype" else ZIP_DEFLATED
            zipped.writestr(entry, content)
    return written.getvalue()


def _rendered(name: str, **context: object) -> bytes:
    return _TEMPLATES.get_template(f"{name}.jinja").render(context).encode()


def _resources(pages: list[Page], manuscript: Manuscript) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """The files pages and their sheets are shown with; those named that are not there."""
    found: dict[str, bytes] = {}
    missing: list[tuple[str, str]] = []
    wanted = [(page.path, path) for page in pages for path in page.resources]
    known = {IMAGE, *(page.path for page in pages)}
    for named_by, path in wanted:
        if path in known:
            continue
        known.add(path)
        content = manuscript.resource(path)
        if content is None:
            missing.append((named_by, path))
            continue
        found[path] = still(content) if path.lower().endswith(".svg") else content
        if path.endswith(".css"):
            addresses = css_addresses(content.decode("utf-8", errors="replace"))
            wanted += [(path, inner) for address in addresses if (inner := within(path, address))]
    return dict(sorted(found.items())), missing


def _media_type(path: str) -> str:
    suffix = posixpath.splitext(path)[1].lower()
    return _MEDIA_TYPES.get(suffix) or mimetypes.types_map.get(suffix) or "application/octet-stream"
