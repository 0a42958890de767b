"""Page metadata: what the head of a page says of the one work it is. A file is a vocabulary; its ``VOCABULARY`` is
found here.

For HTML alone, and for pages that are exactly one work: on any other page, and in EPUB, the tags would lie.
"""

from synthkit.metadata.tags import Tag, WorkPage
from synthkit.registry import plugins


def head_tags(page: WorkPage) -> tuple[Tag, ...]:
    """All tags of a work's page, in the order they have to stand in."""
    return tuple(tag for vocabulary in plugins(__name__, "VOCABULARY") for tag in vocabulary.tags(page))
