"""What a vocabulary of page metadata is given and what it states of itself."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from synthkit.metadata.page_urls import PagePlace
from synthkit.metadata.tags import Tag
from synthkit.model.people import Person, PersonId
from synthkit.model.works import Publication, Work


class WorkPage(NamedTuple):
    """A page that is exactly one work. ``persons`` are those behind ``work.author_ids``; more do no harm."""

    work: Work
    publication: Publication
    persons: Mapping[PersonId, Person]
    place: PagePlace


class Vocabulary(NamedTuple):
    """The tags of a page, and their place among those of the others: lower ones stand first."""

    rank: int
    tags: Callable[[WorkPage], Iterable[Tag]]
