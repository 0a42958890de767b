"""Addresses a page may lead to."""

import re
from urllib.parse import urlsplit

#: What readers follow from a page; others run (``javascript:``, ``data:``) or open the reader's own files (``file:``).
_SCHEMES = frozenset("http https mailto tel sms ftp ftps sftp doi urn news geo xmpp matrix irc".split())  # noqa: SIM905
#: A browser leaves these out of an address before it reads it.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u3000\ufeff]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif|svg\+xml)[;,]", re.IGNORECASE)


def scheme(address: str) -> str:
    """What stands before the colon, in lower case; empty where the address leads within the site."""
    found = _SCHEME.match(_IGNORED.sub("", address))
    return found[1].lower() if found else ""


def is_safe_link(address: str) -> bool:
    """Whether a reader may be led there."""
    return scheme(address) in {"", *_SCHEMES}


def is_safe_picture(address: str) -> bool:
    """Whether a picture may come from there: a file, the web, or the page itself; no address that can't be split."""
    try:
        urlsplit(address)  # writers of HTML do it to tell the kind of the picture
    except ValueError:
        return False
    return scheme(address) in ("", "http", "https") or bool(_PICTURE.match(address))
