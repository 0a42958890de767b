"""What each page of the website was last written from, and so which pages are outdated.

A page depends on the time its source was read, on the queries recorded while it was filled (``tracking``), and on a
digest of what it may show of other documents: its navigation, the targets it links to (``shown``), and what Sphinx
keeps for the whole book. All of it is kept in the cache, one value for each output folder, and is written when all
pages are: an interrupted build leaves the older value, by which its pages are still outdated.
"""

import os
import pickle
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from synthkit.sphinx.cache import Cache, output_key
from synthkit.sphinx.tracking import AMBIGUOUS, Query, Tracker, current_digest

#: Queries of records have the answers they had while the catalogue is in the state it was in.
_OF_CATALOGUE = frozenset({"Event", "Session", "Person", "Chapter", "Proceedings", "Work"})
#: In place of the time of reading: the page is outdated whatever it depends on.
_NEVER = -1


class Entry(NamedTuple):
    """What one page was written from: when its source was read, the digest of what it shows, its queries.

    Queries are plain tuples here, which the garbage collector passes over.
    """

    read: int
    shown: bytes
    answers: dict[tuple[object, ...], bytes]


@dataclass
class Written:
    """All that is kept of one output folder."""

    pages: dict[str, Entry] = field(default_factory=dict)
    #: a digest of all that each source could answer
    states: Mapping[str, bytes] = field(default_factory=dict)
    headings: dict[str, tuple[object, bytes, bytes]] = field(default_factory=dict)
    #: pictures and downloads that were copied for pages
    copied: set[str] = field(default_factory=set)


class PageDependencies:
    """The dependencies of the pages of one output folder, loaded, recorded anew and saved."""

    def __init__(self, tracker: Tracker, store: Cache, folder: Path, output: Path) -> None:
        self._tracker, self._cache, self._key = tracker, store, output_key("written", output)
        self._folder, self._process = folder, os.getpid()
        for part in self._parts():  # of a build that was killed
            part.unlink()
        self.written: Written = store.get(self._key) or Written()
        #: Sphinx's table of pages that list another one, while it is hidden
        self.files_to_rebuild: dict[str, set[str]] | None = None
        self._recorded: dict[str, dict[Query, bytes]] = {}
        self._shown: Mapping[str, bytes] = {}
        self._pending: set[str] = set()

    def outdated(
        self,
        read: Mapping[str, int],
        sources: Mapping[str, object],
        states: Mapping[str, bytes],
        shown: Mapping[str, bytes],
    ) -> Collection[str]:
        """The documents whose page would differ now, or was never written.

        ``read`` has the documents with the time each was read, ``states`` digests of all that a source can answer: of a
        source in the same state nothing is queried again. ``shown`` has the digest of what a page shows of others.
        """
        changed = {name for name, state in states.items() if self.written.states.get(name) != state}
        changed |= _OF_CATALOGUE if "catalogue" in changed else set()
        self.written.states, self._shown = dict(states), shown
        now = cache(lambda query: current_digest(Query(*query), sources))

        def is_outdated(docname: str, time: int) -> bool:
            entry = self.written.pages.get(docname)
            if entry is None or (entry.read, entry.shown) != (time, shown[docname]):
                return True
            return bool(changed) and any(
                query[0] in changed and now(query) != answer for query, answer in entry.answers.items()
            )

        found = {docname for docname, time in read.items() if is_outdated(docname, time)}
        self._pending = (self._pending | found) & read.keys()
        return found

    def begin(self, docname: str) -> None:
        """Record for a page from here on: its text begins to be filled, or the page around it to be rendered."""
        self._tracker.recorded = self._recorded.setdefault(docname, {})

    def end(self, docname: str, read: int) -> None:
        """The page is rendered; ``read`` is when its source was read."""
        self._tracker.recorded = None
        recorded = self._recorded.pop(docname, {})
        if os.getpid() == self._process:
            self._note(docname, read, recorded)
        else:  # a process that writes some of the pages: ``save`` finds what it leaves
            with self._folder.joinpath(f"{self._key}-{os.getpid()}.part").open("ab") as part:
                pickle.dump((docname, read, recorded), part, pickle.HIGHEST_PROTOCOL)

    @cached_property
    def _known(self) -> dict[tuple[object, ...], tuple[object, ...]]:
        return {query: query for entry in self.written.pages.values() for query in entry.answers}

    def _note(self, docname: str, read: int, recorded: Mapping[Query, bytes]) -> None:
        self._pending.discard(docname)
        # one object for what many pages ask, so that it is pickled once
        answers = {self._known.setdefault(query, tuple(query)): answer for query, answer in recorded.items()}
        time = _NEVER if AMBIGUOUS in answers.values() else read
        self.written.pages[docname] = Entry(time, self._shown.get(docname, b""), answers)

    def save(self) -> None:
        """Keep everything for the next build."""
        for path in self._parts():
            with path.open("rb") as part, suppress(EOFError):
                while True:
                    self._note(*pickle.load(part))
            path.unlink()
        for docname in self._pending & self.written.pages.keys():  # only some were to be written
            self.written.pages[docname] = self.written.pages[docname]._replace(read=_NEVER)
        self._cache.put(self._key, self.written)

    def _parts(self) -> list[Path]:
        return sorted(self._folder.glob(f"{self._key}-*.part"))
