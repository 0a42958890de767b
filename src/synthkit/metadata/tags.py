"""What a vocabulary of page metadata is given, what it makes for the head of a page, and how that is written."""

import html
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from synthkit.metadata._format import one_line
from synthkit.model.people import Person
from synthkit.model.works import Publication, Work

#: A schema.org object as JSON has it.
Node = dict[str, object]

# inside a script element nothing is escaped by HTML, so nothing may look like a tag or a comment
_SCRIPT = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})


@dataclass(frozen=True, slots=True)
class Meta:
    """``<meta name= content=>``: what Zotero, Google Scholar and search engines read."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Property:
    """``<meta property= content=>``: OpenGraph."""

    property: str
    content: str


@dataclass(frozen=True, slots=True)
class Link:
    """``<link rel= href= type= title= sizes=>``; ``type`` is the media type of what the link leads to; only what is
    known is written.
    """

    rel: str
    href: str
    type: str = ""
    title: str = ""
    sizes: str = ""


@dataclass(frozen=True, slots=True)
class JsonLd:
    """``<script type="application/ld+json">``: one schema.org object."""

    data: Node


Tag = Meta | Property | Link | JsonLd


@dataclass(frozen=True, slots=True)
class PagePlace:
    """The addresses of a work's page and of the files beside it.

    ``url`` is the page's public address, empty while the edition has none. ``exports`` are the citation files by
    media type and ``pdf_url`` is the PDF of this very work, not of the volume; they are public addresses where there is
    a ``url``, else relative to the page. ``linkset`` is the file of the page's links, where it has a public address.
    """

    url: str = ""
    exports: Mapping[str, str] = field(default_factory=dict)
    pdf_url: str = ""
    linkset: str = ""


class WorkPage(NamedTuple):
    """A page that is exactly one work. ``persons`` are those behind ``work.author_ids``; more do no harm."""

    work: Work
    publication: Publication
    persons: Mapping[str, Person]
    place: PagePlace


class Vocabulary(NamedTuple):
    """The tags of a page, and their place among those of the others: lower ones stand first."""

    rank: int
    tags: Callable[[WorkPage], Iterable[Tag]]


def metas(pairs: Iterable[tuple[str, str]]) -> tuple[Meta, ...]:
    """Names and contents as tags, those without a content left out."""
    return tuple(Meta(name, text) for name, content in pairs if (text := one_line(content)))


def rendered(tags: Iterable[Tag]) -> str:
    """Tags as HTML, one a line, in their order; control characters are dropped, breaks become spaces."""
    return "\n".join(_written(tag) for tag in tags)


def _written(tag: Tag) -> str:
    if isinstance(tag, JsonLd):
        text = json.dumps(_printable(tag.data), ensure_ascii=False).translate(_SCRIPT)
        return f'<script type="application/ld+json">{text}</script>'
    stated = {name: value for name, value in asdict(tag).items() if value or name in ("content", "href")}
    attributes = (f'{name}="{html.escape(one_line(value))}"' for name, value in stated.items())
    return f"<{'link' if isinstance(tag, Link) else 'meta'} {' '.join(attributes)}>"


def _printable(value: object) -> object:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    return [_printable(inner) for inner in value] if isinstance(value, list | tuple) else value
