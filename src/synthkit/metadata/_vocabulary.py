"""What a vocabulary of page metadata is given and what it states of itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from synthkit.metadata.tags import Tag
from synthkit.model.people import Person
from synthkit.model.works import Publication, Work


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
