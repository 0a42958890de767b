"""The changes of a book as readers see them: what was published when, what was revised afterwards.

A date is what an editor stated: of a revision, of a chapter, of an event's proceedings, of the book. What has none has
no change; the day a talk was given is none, and neither is the time of a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import PartialDate
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.works import Chapter
from synthkit.schema import RevisionKind


@dataclass(frozen=True, slots=True)
class Change:
    """One dated change. ``record`` is None for the whole book; an event stands for its proceedings.

    ``kind`` is None for a publication, whose date may be a month or a year; ``text`` is what a revision says.
    """

    date: PartialDate
    title: str
    record: Event | Session | Chapter | Proceedings | None = None
    kind: RevisionKind | None = None
    text: str = ""

    @property
    def label(self) -> str:
        """The change in a word, as a key of the catalogues."""
        return self.kind.label if self.kind else N_("Publication")


def latest(catalogue: Catalogue, limit: int = 0) -> tuple[Change, ...]:
    """The changes, newest first; those of one date as the book has them. 0 is no limit."""
    found = sorted(_all(catalogue), key=lambda change: change.date, reverse=True)
    return tuple(found[:limit] if limit else found)


def by_page(catalogue: Catalogue, root: str) -> dict[str, PartialDate]:
    """The last date of each page that holds something dated, by document name; the book's own stands for its root."""
    dates: dict[str, PartialDate] = {}
    for change in latest(catalogue):
        dates.setdefault(change.record.where.docname if change.record else root, change.date)
    return dates


def _all(catalogue: Catalogue) -> Iterator[Change]:
    book = catalogue.publication
    if book.date:
        yield Change(book.date, book.title)
    for event in catalogue.events:
        volume = event.proceedings
        if volume and volume.title and volume.published and catalogue.event(event.id) is event:
            yield Change(volume.published, volume.title, event)
    for volume in catalogue.volumes:
        if volume.published and catalogue.proceedings(volume.id) is volume:
            yield Change(volume.published, volume.title or volume.id, volume)
    for record in chain[Session | Chapter](catalogue.sessions_in_order, catalogue.chapters):
        if record is not (catalogue.session(record.id) or catalogue.chapter(record.id)):
            continue  # of two with one id the first stands
        title = record.title or record.id
        if isinstance(record, Chapter) and record.date:
            yield Change(record.date, title, record)
        for revision in record.revisions:
            yield Change(PartialDate.of(revision.day), title, record, revision.kind, revision.text)
