"""The contents of a book as a tree, from the flat list of headings Sphinx knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def beginnings(marks: Mapping[str, Iterable[tuple[int, str]]], documents: Iterable[str]) -> dict[str, dict[int, str]]:
    """Where each printed page begins: by document, the number of its first paragraph with the page's label.

    ``marks`` say which paragraph stands on which page; ``documents`` are in reading order. A page begins once, where it
    is met first.
    """
    met: set[str] = set()
    found: dict[str, dict[int, str]] = {}
    for document in documents:
        for mark, label in marks.get(document, ()):
            if label not in met:
                met.add(label)
                found.setdefault(document, {})[mark] = label
    return found
