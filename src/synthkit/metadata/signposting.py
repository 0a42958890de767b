"""Signposting (https://signposting.org): typed links from a work's page to what belongs to it."""

from collections.abc import Mapping

from synthkit.metadata._format import doi_url, one_line
from synthkit.metadata._vocabulary import Vocabulary
from synthkit.metadata.page_urls import PagePlace
from synthkit.metadata.tags import Link
from synthkit.model.people import Person, PersonId
from synthkit.model.works import Publication, Work


def tags(
    work: Work, publication: Publication, persons: Mapping[PersonId, Person], place: PagePlace
) -> tuple[Link, ...]:
    """The links whose target is known; nothing stands for a public address the edition doesn't have."""
    known = [persons[id_] for id_ in work.author_ids if id_ and id_ in persons]
    links = (
        Link("canonical", place.url),
        Link("cite-as", doi_url(work.doi) or place.url),
        *(Link("describedby", address, media_type) for media_type, address in place.exports.items()),
        Link("item", place.pdf_url, "application/pdf"),
        *(Link("author", url) for url in dict.fromkeys(person.orcid_url for person in known)),
        Link("license", publication.licence_url),
    )
    return tuple(link for link in links if one_line(link.href))


VOCABULARY = Vocabulary(60, lambda page: tags(*page))
