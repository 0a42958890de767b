"""Dublin Core: what the other vocabularies have no tag for."""

from synthkit.metadata._format import language_tag
from synthkit.metadata.tags import Meta, Vocabulary, metas
from synthkit.model.works import Work


def tags(work: Work) -> tuple[Meta, ...]:
    """The licence of a work, and a talk's language, for which EPrints has no tag."""
    language = language_tag(work.language) if work.kind.is_spoken else ""
    return metas([("DC.language", language), ("DC.rights", work.licence)])


VOCABULARY = Vocabulary(40, lambda page: tags(page.work))
