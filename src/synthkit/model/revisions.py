"""What was changed in a text after it was published."""

import datetime as dt
from dataclasses import dataclass

from synthkit.schema import RevisionKind


@dataclass(frozen=True, slots=True, order=True)
class Revision:
    """A dated change of a session's page or a chapter; ``text`` says what changed, without markup."""

    day: dt.date
    kind: RevisionKind = RevisionKind.CORRECTION
    text: str = ""


def latest(revisions: tuple[Revision, ...]) -> dt.date | None:
    """The day of the last revision; None without any."""
    return max((revision.day for revision in revisions), default=None)
