"""The file of the notes of all pages: what each was last written from (``written``)."""

from __future__ import annotations

import pickle
from array import array
from dataclasses import dataclass, field, replace
from pathlib import Path

from sphinx import __version__ as sphinx_version

from synthkit import __version__
from synthkit.fs.atomic import write_whole
from synthkit.sphinx.incremental.tracking import Question

#: Raised when what the file holds changes.
_VERSION = (4, __version__, sphinx_version)
#: So many times the questions that a page asks are kept, before the others are left out.
_SPARE = 1.1


@dataclass
class Notes:
    """What one page was written from: when its source was read, its digests, its questions by number."""

    read: int
    shown: bytes
    asked: array[int]


@dataclass
class Kept:
    """The file of notes: each question and its answer once."""

    questions: list[Question] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    pages: dict[str, Notes] = field(default_factory=dict)
    headings: dict[str, tuple[int, bytes, bytes]] = field(default_factory=dict)
    exports: dict[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    copied: set[str] = field(default_factory=set)
    states: dict[str, bytes] = field(default_factory=dict)
    exported: bytes = b""

    def in_use(self) -> set[int]:
        """The questions that a page asks."""
        return set[int]().union(*(notes.asked for notes in self.pages.values()))

    def write(self, path: Path) -> None:
        """Keep the notes, of questions about those that a page still asks."""
        in_use = self.in_use()
        kept = self if len(self.questions) <= _SPARE * len(in_use) else self._without_others(sorted(in_use))
        # as plain tuples: they are many
        questions = list(map(tuple, kept.questions))
        content = (_VERSION, replace(kept, questions=[]), questions)
        write_whole(path, pickle.dumps(content, pickle.HIGHEST_PROTOCOL))

    def _without_others(self, in_use: list[int]) -> Kept:
        place = {number: found for found, number in enumerate(in_use)}
        return replace(
            self,
            questions=[self.questions[number] for number in in_use],
            answers=[self.answers[number] for number in in_use],
            pages={
                docname: replace(notes, asked=array("L", (place[number] for number in notes.asked)))
                for docname, notes in self.pages.items()
            },
        )


def kept_in(path: Path) -> Kept:
    """The notes of the last build; empty ones where there are none, or those of another version."""
    try:
        version, kept, questions = pickle.loads(path.read_bytes())
    except Exception:  # of a file that is no pickle, or one of classes that are no more, anything is raised
        return Kept()
    if version != _VERSION or not isinstance(kept, Kept):
        return Kept()
    kept.questions = list(map(Question._make, questions))
    return kept
