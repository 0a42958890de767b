"""What each page of the HTML edition was last written from, and so which pages have to be written again.

While a page is filled in, what it asks is noted with the answers (``watched``): of the catalogue, the references, the
files to download, and of Sphinx's tables of titles and targets. Beside that a page has a digest of its navigation
(``navigation``) and of what Sphinx keeps for the whole book (``surroundings``). The notes stand beside the
environment, one file for each output folder, and are written when all pages are: a build that was interrupted leaves
the older notes, by which its pages are still out of date.
"""

from __future__ import annotations

import os
import pickle
from array import array
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synthkit.sphinx.incremental.navigation import Navigation
from synthkit.sphinx.incremental.store import Notes, kept_in
from synthkit.sphinx.incremental.tracking import DISPUTED, STATE_OF, Question, Watch, WatchedTable, asked_again

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: The tables of Sphinx's environment, and of its standard domain, that links within a text look into.
_OF_ENVIRONMENT = ("all_docs", "titles", "longtitles", "metadata")
_OF_STANDARD = ("labels", "anonlabels", "objects", "progoptions")
_UNSHOWN = {"wordcount"}
#: When the source of a page was read that is out of date whatever it asks.
_NEVER = -1


class Written:
    """The notes of the pages of one output folder. ``environment`` is the folder Sphinx keeps its environment in."""

    def __init__(self, watch: Watch, environment: Path, output: Path) -> None:
        name = blake2b(str(output).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
        self._file = environment / f"synthkit-{name}.pickle"
        self._part = environment / f"synthkit-{name}-{{}}.part"
        self._watch = watch
        self._process = os.getpid()
        for part in self._parts():  # of a build that was killed
            part.unlink()
        self._kept = kept_in(self._file)
        #: the files beside the pages: of each group what it was made of, and its paths
        self.exports = self._kept.exports
        #: what all of them together were made of
        self.exported = self._kept.exported
        self._asked: dict[str, dict[Question, bytes]] = {}
        self._shown: dict[str, bytes] = {}
        self._owed: set[str] = set()
        self._tables: list[tuple[dict[str, Any], str, dict[Any, Any], WatchedTable]] = []

    @property
    def pages(self) -> set[str]:
        """The documents that have a page in the output folder."""
        return set(self._kept.pages)

    def exported_paths(self) -> set[str]:
        """All files beside the pages."""
        return {path for _, paths in self.exports.values() for path in paths}

    def forget_exports(self) -> None:
        """What stands beside the pages may be anything."""
        self.exports.clear()
        self.exported = b""

    # -- before writing ----------------------------------------------------------------------------------

    def outdated(
        self, env: BuildEnvironment, sources: Mapping[str, object], states: Mapping[str, bytes], surroundings: bytes
    ) -> set[str]:
        """The documents whose page would be another one now, or was never written.

        ``states`` are digests of all that a source may answer: one that is as it was isn't asked again.
        """
        navigation = Navigation(env, self._kept.headings)
        self._kept.headings = navigation.headings
        self._shown = {
            docname: blake2b(navigation.shown_on(docname) + surroundings, digest_size=12).digest()
            for docname in env.all_docs
        }
        self._watch_tables(env)
        changed = self._changed({**sources, **_tables(env)}, states)
        found = {docname for docname, read in env.all_docs.items() if self._is_outdated(docname, read, changed)}
        self._owed = (self._owed | found) & env.all_docs.keys()
        return found

    def _changed(self, sources: Mapping[str, object], states: Mapping[str, bytes]) -> set[int]:
        """The questions that have another answer now."""
        kept = self._kept
        settled = {name for name, state in states.items() if kept.states.get(name) == state}
        settled |= {source for source, name in STATE_OF.items() if name in settled}
        kept.states = dict(states)
        open_ = {
            number
            for number, (question, answer) in enumerate(zip(kept.questions, kept.answers, strict=True))
            if question.source not in settled or answer == DISPUTED
        }
        return {
            number
            for number in (open_ and open_ & kept.in_use())
            if asked_again(kept.questions[number], sources) != kept.answers[number]
        }

    def _is_outdated(self, docname: str, read: int, changed: set[int]) -> bool:
        notes = self._kept.pages.get(docname)
        return (
            notes is None
            or notes.read != read
            or notes.shown != self._shown[docname]
            or (bool(changed) and not changed.isdisjoint(notes.asked))
        )

    def _watch_tables(self, env: BuildEnvironment) -> None:
        attributes, standard = vars(env), env.get_domain("std").data
        plain = _tables(env)
        self._tables = [
            (holder, name, holder[name], WatchedTable(self._watch, name, plain[name]))
            for holder, names in ((attributes, _OF_ENVIRONMENT), (standard, _OF_STANDARD))
            for name in names
            if name in holder
        ]

    # -- while a page is written -------------------------------------------------------------------------

    def begin_text(self, docname: str) -> None:
        """A page begins to be filled in and its links to be resolved."""
        self._asked[docname] = self._watch.noted = {}
        for holder, name, _, watched in self._tables:
            holder[name] = watched

    def end_text(self) -> None:
        """The text of the page is complete."""
        self._watch.noted = None
        for holder, name, plain, _ in self._tables:
            holder[name] = plain

    def begin_page(self, docname: str) -> None:
        """The page around the text begins to be made."""
        self._watch.noted = self._asked.setdefault(docname, {})

    def end_page(self, docname: str, read: int) -> None:
        """All was asked: the page is kept as written; ``read`` is when its source was."""
        self._watch.noted = None
        asked = self._asked.pop(docname, {})
        if os.getpid() == self._process:
            self._note(docname, read, asked)
        else:  # a process that writes some of the pages: ``save`` finds what it leaves
            with open(str(self._part).format(os.getpid()), "ab") as part:
                pickle.dump((docname, read, asked), part, pickle.HIGHEST_PROTOCOL)

    @cached_property
    def _numbers(self) -> dict[Question, int]:
        return {question: number for number, question in enumerate(self._kept.questions)}

    def _note(self, docname: str, read: int, asked: Mapping[Question, bytes]) -> None:
        kept = self._kept
        numbers = array("L")
        for question, answer in asked.items():
            number = self._numbers.setdefault(question, len(kept.questions))
            if number == len(kept.questions):
                kept.questions.append(question)
                kept.answers.append(answer)
            kept.answers[number] = answer
            numbers.append(number)
        self._owed.discard(docname)
        kept.pages[docname] = Notes(read, self._shown.get(docname, b""), numbers)

    # -- when all is written -----------------------------------------------------------------------------

    def forget(self, docname: str) -> None:
        """A page is gone."""
        self._owed.discard(docname)
        self._kept.pages.pop(docname, None)

    def copied(self, found: set[str], wanted: set[str]) -> set[str]:
        """The pictures and downloads of earlier builds that no page has any more; ``found`` were copied now."""
        gone = (self._kept.copied | found) - wanted
        self._kept.copied = (self._kept.copied | found) & wanted
        return gone

    def save(self) -> None:
        """Keep the notes for the next build, of questions those that a page still asks."""
        for docname, read, asked in self._left_by_others():
            self._note(docname, read, asked)
        for docname in self._owed & self.pages:  # only some were to be written, but answers are those of all
            self._kept.pages[docname].read = _NEVER
        self._kept.exports, self._kept.exported = self.exports, self.exported
        self._kept.write(self._file)

    def _parts(self) -> list[Path]:
        return sorted(self._part.parent.glob(self._part.name.format("*")))

    def _left_by_others(self) -> Iterator[tuple[str, int, dict[Question, bytes]]]:
        for path in self._parts():
            with path.open("rb") as part, suppress(EOFError):
                while True:
                    yield pickle.load(part)
            path.unlink()


def _tables(env: BuildEnvironment) -> dict[str, dict[Any, Any]]:
    """Sphinx's tables as pages look into them, by name."""
    attributes, standard = vars(env), env.get_domain("std").data
    found = {name: attributes[name] for name in _OF_ENVIRONMENT} | {
        name: standard[name] for name in _OF_STANDARD if name in standard
    }
    found["metadata"] = {
        docname: {name: value for name, value in metadata.items() if name not in _UNSHOWN}
        for docname, metadata in env.metadata.items()
    }
    return found
