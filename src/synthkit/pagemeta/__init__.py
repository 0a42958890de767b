"""Page metadata: what the head of a page says of the one work it is; one file, one vocabulary.

For HTML alone, and for pages that are exactly one work: on any other page, and in EPUB, the tags would lie.
"""

from __future__ import annotations

from collections.abc import Mapping

from synthkit.model.people import Person, PersonId
from synthkit.model.works import Publication, Work
from synthkit.pagemeta import description, dublincore, eprints, highwire, opengraph, schemaorg, signposting
from synthkit.pagemeta.place import PagePlace
from synthkit.pagemeta.tags import Tag


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
        *dublincore.tags(work),
        *opengraph.tags(work, publication, place),
        *signposting.tags(work, publication, persons, place),
        *schemaorg.tags(work, publication, persons, place),
    )
