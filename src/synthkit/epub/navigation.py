"""The contents of a book as a tree, from the flat list of headings Sphinx knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Entry:
    """A heading of the contents: its text, where it leads, what stands below it."""

    text: str
    href: str
    children: list[Entry] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """Levels from here down, from 1."""
        return 1 + max((child.depth for child in self.children), default=0)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place readers jump to; ``type`` as in the EPUB vocabulary of structure."""

    type: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """Where a page of the printed edition begins."""

    label: str
    href: str


def nested(headings: Iterable[tuple[int, str, str]], depth: int) -> list[Entry]:
    """A tree of headings given as level (from 1), text and address; those below ``depth`` are left out.

    A heading whose level is skipped stands below the last one that is higher.
    """
    top = Entry("", "")
    path: list[tuple[int, Entry]] = [(0, top)]
    for level, text, href in headings:
        if level > depth or not text:
            continue
        while path[-1][0] >= level:
            path.pop()
        entry = Entry(text, href)
        path[-1][1].children.append(entry)
        path.append((level, entry))
    return top.children
