"""The icons of the site: the mark of the book as tabs, bookmarks and the screens of phones show it."""

import struct

from synthkit.figures.cover import Mark, marks
from synthkit.metadata.tags import Link
from synthkit.model.works import Publication

#: The links to them from the top of the site; a browser takes the last that it knows.
LINKS = (
    Link("icon", "favicon.ico", sizes="32x32"),
    Link("icon", "favicon.svg", "image/svg+xml"),
    Link("apple-touch-icon", "apple-touch-icon.png"),
)


def icons(book: Publication) -> dict[str, bytes]:
    """The files by name."""
    small, drawn, phone = marks(book, [Mark(32), Mark(format="svg"), Mark(180, is_rounded=False)])
    return {"favicon.ico": _ico(small, 32), "favicon.svg": drawn, "apple-touch-icon.png": phone}


def _ico(image: bytes, size: int) -> bytes:
    """One PNG as an icon file, which every browser has read since 2007."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(image), len(head) + 16)
    return head + entry + image
