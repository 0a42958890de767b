"""Page metadata: what the head of a page says of the one work it is. A file is a vocabulary; its ``VOCABULARY`` is
found here.

For HTML alone, and for pages that are exactly one work: on any other page, and in EPUB, the tags would lie.
"""

import sys
from functools import cache

from synthkit.metadata._vocabulary import Vocabulary, WorkPage
from synthkit.metadata.tags import Tag
from synthkit.registry import plugins


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """All vocabularies, in the order in which their tags stand."""
    found: list[Vocabulary] = plugins(sys.modules[__name__], "VOCABULARY")
    return tuple(sorted(found, key=lambda vocabulary: vocabulary.rank))


def head_tags(page: WorkPage) -> tuple[Tag, ...]:
    """All tags of a work's page, in the order they have to stand in."""
    return tuple(tag for vocabulary in vocabularies() for tag in vocabulary.tags(page))
