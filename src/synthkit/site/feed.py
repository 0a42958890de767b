"""The changes of the book as an Atom feed (RFC 4287), for who wants to be told of them."""

import json
import uuid
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from lxml.builder import ElementMaker

from synthkit.i18n import N_, I18n
from synthkit.metadata._format import language_tag, one_line
from synthkit.model.catalogue import Catalogue
from synthkit.model.changelog import Change, latest
from synthkit.model.dates import PartialDate
from synthkit.model.works import Publication

FILE = "feed.xml"
MEDIA_TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_ATOM = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def title(catalogue: Catalogue, i18n: I18n) -> str:
    """What the feed is called: « Dernières modifications – L’IA au travail »."""
    return " – ".join(filter(None, (i18n(N_("Latest changes")), _text(catalogue.publication.title))))


def feed(catalogue: Catalogue, i18n: I18n) -> bytes | None:
    """The feed; None where the book has no public address, which every entry leads to, or nothing is dated."""
    book = catalogue.publication
    changes = latest(catalogue)
    if not book.url or not changes:
        return None
    names = [_text(str(name)) for name in book.authors or book.editors] or [_text(book.title) or book.id]
    own = book.id if book.id != Publication().id else book.url  # a book without an id is told from others by its place
    root = _ATOM.feed(
        {_LANGUAGE: language_tag(book.language)},
        _ATOM.id(_id(own)),
        _ATOM.title(title(catalogue, i18n)),
        _ATOM.updated(_instant(changes[0].date)),
        *(_ATOM.author(_ATOM.name(name)) for name in names if name),
        _ATOM.link(rel="self", type=MEDIA_TYPE, href=f"{book.url.rstrip('/')}/{FILE}"),
        _ATOM.link(rel="alternate", type="text/html", href=book.address("index")),
        *([_ATOM.rights(_text(book.licence))] if _text(book.licence) else []),
        *_entries(own, changes, catalogue, i18n),
    )
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _entries(own: str, changes: tuple[Change, ...], catalogue: Catalogue, i18n: I18n) -> Iterator[etree._Element]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for change in changes:
        key = (change.record.id if change.record else "", str(change.kind or ""), str(change.date))
        seen[key] += 1
        kind = i18n(change.label)
        yield _ATOM.entry(
            _ATOM.id(_id(own, *key, str(seen[key]))),
            _ATOM.title(i18n(N_("%(kind)s: %(title)s")) % {"kind": kind, "title": _text(change.title)}),
            _ATOM.updated(_instant(change.date)),
            _ATOM.link(rel="alternate", type="text/html", href=_address(change, catalogue)),
            *([_ATOM.summary(_text(change.text), type="text")] if _text(change.text) else []),
        )


def _address(change: Change, catalogue: Catalogue) -> str:
    """Where a change is read: a work's own address, else the place on the page its record stands on."""
    book, record = catalogue.publication, change.record
    if record is None:
        return book.address("index")
    work = catalogue.work(record.id)
    return work.url if work and work.url else book.address(record.where.docname, record.id)


def _id(*parts: str) -> str:
    """The same for the same change wherever the book is published; no text of it is part of it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-synthkit:" + json.dumps(parts)).urn


def _text(text: str) -> str:
    """A text without what XML has no way to write."""
    return one_line(text.translate({0xFFFE: None, 0xFFFF: None}))


def _instant(date: PartialDate) -> str:
    """Noon of that day, which is the same day nearly everywhere; a year or a month has its first day."""
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T12:00:00Z"
