"""What each page of the website was last written from, and so which pages are outdated.

A page depends on the time its source was read, on the queries recorded while it was filled (``tracking``), and on a
digest of what it may show of other documents: its navigation, the targets it links to (``shown``), and what Sphinx
keeps for the whole book. All of it is kept in the cache, one value for each output folder, and is written when all
pages are: an interrupted build leaves the older value, by which its pages are still outdated.
"""

from __future__ import annotations

import os
import pickle
from array import array
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from synthkit.sphinx.incremental.cache import Cache
from synthkit.sphinx.incremental.tracking import AMBIGUOUS, STATE_OF, Query, Tracker, current_digest

#: Queries nobody makes any more are dropped when there are more than so many times those in use.
_SPARE = 1.1
#: In place of the time of reading: the page is outdated whatever it depends on.
_NEVER = -1


@dataclass
class Entry:
    """What one page was written from: when its source was read, the digest of what it shows, its queries by number."""

    read: int
    shown: bytes
    queries: array[int]


@dataclass
class Written:
    """All that is kept of one output folder: each query once with the digest of its answer, and the pages."""

    queries: list[tuple[object, ...]] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    pages: dict[str, Entry] = field(default_factory=dict)
    states: dict[str, bytes] = field(default_factory=dict)
    headings: dict[str, tuple[int, bytes, bytes]] = field(default_factory=dict)
    #: pictures and downloads that were copied for pages
    copied: set[str] = field(default_factory=set)
    #: by group of exports the digest of their sources and their paths; the digest of all sources
    exports: dict[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    exported: bytes = b""

    def in_use(self) -> set[int]:
        """The numbers of the queries that a page makes."""
        return set[int]().union(*(entry.queries for entry in self.pages.values()))

    def compacted(self) -> Written:
        """The same without unused queries, where they are many."""
        in_use = sorted(self.in_use())
        if len(self.queries) <= _SPARE * len(in_use):
            return self
        place = {number: new for new, number in enumerate(in_use)}
        return replace(
            self,
            queries=[self.queries[number] for number in in_use],
            answers=[self.answers[number] for number in in_use],
            pages={
                docname: replace(entry, queries=array("L", (place[number] for number in entry.queries)))
                for docname, entry in self.pages.items()
            },
        )


def output_key(output: Path) -> str:
    """The key in the cache of what belongs to an output folder."""
    return "written-" + blake2b(str(output).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


class PageDependencies:
    """The dependencies of the pages of one output folder, loaded, recorded anew and saved."""

    def __init__(self, tracker: Tracker, cache: Cache, folder: Path, output: Path) -> None:
        self._tracker, self._cache, self._key = tracker, cache, output_key(output)
        self._part = folder / f"{self._key}-{{}}.part"
        self._process = os.getpid()
        for part in self._parts():  # of a build that was killed
            part.unlink()
        self.written: Written = cache.get(self._key) or Written()
        self._recorded: dict[str, dict[Query, bytes]] = {}
        self._shown: Mapping[str, bytes] = {}
        self._pending: set[str] = set()

    @property
    def pages(self) -> set[str]:
        """The documents that have a page in the output folder."""
        return set(self.written.pages)

    def forget_exports(self) -> None:
        """What stands beside the pages may be anything."""
        self.written.exports.clear()
        self.written.exported = b""

    # -- before writing ----------------------------------------------------------------------------------

    def outdated(
        self,
        read: Mapping[str, int],
        sources: Mapping[str, object],
        states: Mapping[str, bytes],
        shown: Mapping[str, bytes],
    ) -> set[str]:
        """The documents whose page would differ now, or was never written.

        ``read`` has the documents with the time each was read, ``states`` digests of all that a source can answer: of a
        source in the same state nothing is queried again. ``shown`` has the digest of what a page shows of others.
        """
        self._shown = shown
        changed = self._changed(sources, states)
        found = {docname for docname, time in read.items() if self._is_outdated(docname, time, changed)}
        self._pending = (self._pending | found) & read.keys()
        return found

    def _changed(self, sources: Mapping[str, object], states: Mapping[str, bytes]) -> set[int]:
        """The numbers of the queries that have another answer now."""
        written = self.written
        same = {name for name, state in states.items() if written.states.get(name) == state}
        same |= {source for source, name in STATE_OF.items() if name in same}
        written.states = dict(states)
        candidates = {
            number
            for number, (query, answer) in enumerate(zip(written.queries, written.answers, strict=True))
            if query[0] not in same or answer == AMBIGUOUS
        }
        return {
            number
            for number in (candidates and candidates & written.in_use())
            if current_digest(Query._make(written.queries[number]), sources) != written.answers[number]
        }

    def _is_outdated(self, docname: str, read: int, changed: Set[int]) -> bool:
        entry = self.written.pages.get(docname)
        return (
            entry is None
            or entry.read != read
            or entry.shown != self._shown[docname]
            or (bool(changed) and not changed.isdisjoint(entry.queries))
        )

    # -- while a page is written -------------------------------------------------------------------------

    def begin(self, docname: str) -> None:
        """Record for a page from here on: its text begins to be filled, or the page around it to be rendered."""
        self._tracker.recorded = self._recorded.setdefault(docname, {})

    def pause(self) -> None:
        """The text of a page is complete."""
        self._tracker.recorded = None

    def end(self, docname: str, read: int) -> None:
        """The page is rendered; ``read`` is when its source was read."""
        self.pause()
        recorded = self._recorded.pop(docname, {})
        if os.getpid() == self._process:
            self._note(docname, read, recorded)
        else:  # a process that writes some of the pages: ``save`` finds what it leaves
            with open(str(self._part).format(os.getpid()), "ab") as part:
                pickle.dump((docname, read, recorded), part, pickle.HIGHEST_PROTOCOL)

    @cached_property
    def _numbers(self) -> dict[tuple[object, ...], int]:
        return {query: number for number, query in enumerate(self.written.queries)}

    def _note(self, docname: str, read: int, recorded: Mapping[Query, bytes]) -> None:
        written = self.written
        numbers = array("L")
        for query, answer in recorded.items():
            number = self._numbers.setdefault(tuple(query), len(written.queries))
            if number == len(written.queries):
                written.queries.append(tuple(query))
                written.answers.append(answer)
            written.answers[number] = answer
            numbers.append(number)
        self._pending.discard(docname)
        written.pages[docname] = Entry(read, self._shown.get(docname, b""), numbers)

    # -- when all is written -----------------------------------------------------------------------------

    def forget(self, docname: str) -> None:
        """A page is gone."""
        self._pending.discard(docname)
        self.written.pages.pop(docname, None)

    def stale_copies(self, copied: set[str], wanted: set[str]) -> set[str]:
        """The pictures and downloads of earlier builds that no page has any more; ``copied`` were copied now."""
        known = self.written.copied | copied
        self.written.copied = known & wanted
        return known - wanted

    def save(self) -> None:
        """Keep everything for the next build."""
        for docname, read, recorded in self._of_processes():
            self._note(docname, read, recorded)
        for docname in self._pending & self.pages:  # only some were to be written, but the answers are those of all
            self.written.pages[docname].read = _NEVER
        self._cache.put(self._key, self.written.compacted())

    def _parts(self) -> list[Path]:
        return sorted(self._part.parent.glob(self._part.name.format("*")))

    def _of_processes(self) -> Iterator[tuple[str, int, dict[Query, bytes]]]:
        for path in self._parts():
            with path.open("rb") as part, suppress(EOFError):
                while True:
                    yield pickle.load(part)
            path.unlink()
