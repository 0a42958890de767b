"""The map of the site for search engines (sitemaps.org), the file that names it, the list for language models."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from lxml import etree
from lxml.builder import ElementMaker

from synthkit.metadata._format import one_line
from synthkit.model.dates import PartialDate
from synthkit.model.works import Publication

FILE = "sitemap.xml"
ROBOTS_FILE = "robots.txt"
LLMS_FILE = "llms.txt"
#: The title of a page, its address, and what it is about, which may be empty.
Page = tuple[str, str, str]
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MAP = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})


def sitemap(pages: Iterable[tuple[str, PartialDate | None]]) -> bytes:
    """Addresses in their order, each with the date of its last change as precisely as that is known."""
    root = _MAP.urlset(
        *(_MAP.url(_MAP.loc(address), *([_MAP.lastmod(str(date))] if date else [])) for address, date in pages)
    )
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def robots(url: str) -> str:
    """All may be read, and here is the map; empty for a site below a folder, where no search engine looks for it."""
    if not url or urlsplit(url).path.strip("/"):
        return ""
    return f"User-agent: *\nAllow: /\n\nSitemap: {url.rstrip('/')}/{FILE}\n"


def llms(book: Publication, parts: Mapping[str, Iterable[Page]]) -> str:
    """Markdown (https://llmstxt.org): title and description of the book, below the title of each part its pages."""
    blocks = [f"# {_text(book.title) or book.id}", *([f"> {_text(book.description)}"] if book.description else [])]
    for part, pages in parts.items():
        blocks += [f"## {_text(part)}", "\n".join(map(_line, pages))]
    return "\n\n".join(blocks) + "\n"


def _line(page: Page) -> str:
    title, url, about = map(one_line, page)
    return f"- [{_text(title)}]({url})" + (f": {_text(about)}" if about else "")


def _text(text: str) -> str:
    """A line in which no sign is markup."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", one_line(text))
