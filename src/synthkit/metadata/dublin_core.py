"""Dublin Core: what the other vocabularies have no tag for."""

from synthkit.metadata._format import language_tag
from synthkit.metadata._vocabulary import Vocabulary
from synthkit.metadata.tags import Meta, metas
from synthkit.model.works import Work
from synthkit.schema import WorkKind


def tags(work: Work) -> tuple[Meta, ...]:
    """The licence of a talk, a paper or a chapter, and a talk's language, for which EPrints has no tag."""
    if work.kind in (WorkKind.PROCEEDINGS, WorkKind.BOOK):
        return ()
    is_spoken = work.kind in (WorkKind.TALK, WorkKind.PANEL)
    return metas(
        [("DC.language", language_tag(work.language) if is_spoken else ""), ("DC.rights", work.licence)],
    )


VOCABULARY = Vocabulary(40, lambda page: tags(page.work))
