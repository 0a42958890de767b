"""Raw HTML of a source without what runs: read tag by tag and written anew, so that a browser reads what we read.

Each piece stands for itself, because Markdown makes one of each tag. What is not known by name goes, its words stay.
"""

import html
import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import quote, urlsplit

#: What readers follow from a page; others run (``javascript:``, ``data:``) or open the reader's own files (``file:``).
_SCHEMES = frozenset("http https mailto tel sms ftp ftps sftp doi urn news geo xmpp matrix irc".split())  # noqa: SIM905
#: A browser leaves these out of an address before it reads it.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u3000\ufeff]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_HOST = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
_UNENCODED = re.compile(r"%(?![0-9A-Fa-f]{2})|[\s<>\"{}|\\^`\[\]]")
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif|svg\+xml)[;,]", re.IGNORECASE)

_ELEMENTS = frozenset(
    """a abbr address article aside audio b bdi bdo blockquote br caption center cite code col colgroup data dd del
    details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li
    mark nav ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table
    tbody td tfoot th thead time tr track tt u ul var video wbr svg g path circle ellipse line rect polygon
    polyline""".split()  # noqa: SIM905
)
_ATTRIBUTES = frozenset(
    """abbr align alt aria-describedby aria-hidden aria-label aria-labelledby checked cite class colspan controls
    datetime dir disabled for headers height hidden href id kind label lang loading open poster preload rel
    reversed role rowspan scope span src srclang start tabindex title type valign value width clip-rule cx cy d
    fill fill-rule points r rx ry stroke stroke-linecap stroke-linejoin stroke-width transform version viewbox x1
    x2 x y y1 y2""".split()  # noqa: SIM905
)
_VOID = frozenset(["br", "col", "hr", "img", "input", "source", "track", "wbr"])
_CLOSED_ALONE = _VOID | {"path", "circle", "ellipse", "line", "rect", "polygon", "polyline"}
#: What they hold is no text.
_SILENT = frozenset(["script", "style", "template", "noscript", "iframe", "object", "embed", "textarea", "xmp"])


def scheme(address: str) -> str:
    """What stands before the colon, in lower case; empty where the address leads within the site."""
    found = _SCHEME.match(_IGNORED.sub("", address))
    return found[1].lower() if found else ""


def is_safe_link(address: str) -> bool:
    """Whether a reader may be led there; nobody can be to an address that can't be split."""
    return scheme(address) in {"", *_SCHEMES} and _is_whole(address)


def encoded(address: str) -> str:
    """An address with what behind its host none may hold (RFC 3986) percent-encoded; EPUBCheck refuses it."""
    host = _HOST.match(address)
    return host[0] + _UNENCODED.sub(lambda found: quote(found[0]), address[host.end() :]) if host else address


def is_safe_picture(address: str) -> bool:
    """Whether a picture may come from there: a file, the web, or the page itself; no address that can't be split."""
    return _is_whole(address) and (scheme(address) in ("", "http", "https") or bool(_PICTURE.match(address)))


def _is_whole(address: str) -> bool:
    """Whether it can be split, as writers of HTML and themes do."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


#: Attributes whose value is an address, with what it has to be.
_ADDRESSES = {"href": is_safe_link, "cite": is_safe_link, "src": is_safe_picture, "poster": is_safe_picture}
_LONGEST_NAME = 20


class Clean(NamedTuple):
    """Markup without what runs or loads, its text alone, and the names that were left out (comments aren't named)."""

    markup: str
    words: str
    refused: list[str]


class _Reader(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self.words: list[str] = []
        self.refused: list[str] = []
        self._silent = ""
        self.feed(markup)
        self.close()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs, " />" if tag in _CLOSED_ALONE else f"></{tag}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]], end: str = "") -> None:
        if self._silent:
            return
        end = end or (" />" if tag in _VOID else ">")
        if tag not in _ELEMENTS or (tag == "input" and dict(attrs).get("type") != "checkbox"):
            self.refused.append(f"<{tag[:_LONGEST_NAME]}>")
            self._silent = tag if tag in _SILENT and end == ">" else ""
            return
        kept = [(name, value) for name, value in attrs if self._is_kept(name, value or "")]
        written = "".join(f" {name}" if value is None else f' {name}="{html.escape(value)}"' for name, value in kept)
        self.written.append(f"<{tag}{written}{end}")

    def _is_kept(self, name: str, value: str) -> bool:
        is_known = name in _ATTRIBUTES or (name.startswith("data-") and name.replace("-", "").isalnum())
        if is_known and (name not in _ADDRESSES or _ADDRESSES[name](value)):
            return True
        self.refused.append(name[:_LONGEST_NAME])
        return False

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag in _ELEMENTS and tag not in _VOID:
            self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.written.append(html.escape(data, quote=False))
            self.words.append(data)


def clean(markup: str) -> Clean:
    """The markup as a page may have it."""
    read = _Reader(markup)
    return Clean("".join(read.written), " ".join("".join(read.words).split()), read.refused)
