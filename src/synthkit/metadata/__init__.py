"""Page metadata: what the head of a page says of the one work it is; one file, one vocabulary.

For HTML alone, and for pages that are exactly one work: on any other page, and in EPUB, the tags would lie.
"""

from __future__ import annotations

from collections.abc import Mapping

from synthkit.metadata import description, dublin_core, eprints, highwire, opengraph, schema_org, signposting
from synthkit.metadata.page_urls import PagePlace
from synthkit.metadata.tags import Tag
from synthkit.model.people import Person, PersonId
from synthkit.model.works import Publication, Work


def head_tags(
    work: Work, publication: Publication, persons: Mapping[PersonId, Person], place: PagePlace
) -> tuple[Tag, ...]:
    """All tags of a work's page, in the order they have to stand in.

    ``persons`` are those behind ``work.author_ids``; more of them do no harm.
    """
    return (
        *description.tags(work, publication),
        *highwire.tags(work, place),  # first of the vocabularies: the order of its tags is their meaning
        *eprints.tags(work, place),
        *dublin_core.tags(work),
        *opengraph.tags(work, publication, place),
        *signposting.tags(work, publication, persons, place),
        *schema_org.tags(work, publication, persons, place),
    )
