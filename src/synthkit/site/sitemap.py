"""The map of the site for search engines (sitemaps.org), and the file that names it to them."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml import etree
from lxml.builder import ElementMaker

from synthkit.model.dates import PartialDate

FILE = "sitemap.xml"
ROBOTS_FILE = "robots.txt"
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
