"""The search index of the last build, gone on with: pages that are written now take the place of what it had of them.

Sphinx makes a set of names of each word's pages and goes through all of them four times, whatever was edited. Here the
numbers stay as they stand in the file; those of pages that are gone or written anew are left out once, at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

from sphinx.search import IndexBuilder

_Terms = dict[str, list[int] | int]


class GrownIndex(IndexBuilder):
    """Holds the words of the pages that are written, and what the file has of the others."""

    # what the file had: the names of pages by number, the words of texts and titles; the pages of which it still counts
    _before: tuple[list[str], tuple[_Terms, _Terms]] | None = None
    _others: Set[str] = frozenset()

    def load(self, stream: Any, format: Any) -> None:
        """Take over the titles as the base class does, and the words as they are."""
        without_words = _WithoutWords(self.formats[format] if isinstance(format, str) else format)
        super().load(stream, without_words)
        self._before = without_words.docnames, without_words.terms
        self._others = set(without_words.docnames)

    def prune(self, docnames: Iterable[str]) -> None:
        """Forget all pages but these."""
        docnames = set(docnames)
        super().prune(docnames)
        self._others = self._others & docnames

    def feed(self, docname: str, *arguments: Any, **options: Any) -> None:
        """Take a page in; what the file had of it is of no more use."""
        super().feed(docname, *arguments, **options)
        if docname in self._others:
            self._others = self._others - {docname}

    def get_terms(self, fn2index: dict[str, int]) -> tuple[_Terms, _Terms]:
        """The words of the text and those of titles, each with the numbers of its pages."""
        now = super().get_terms(fn2index)
        if self._before is None:
            return now
        docnames, before = self._before
        numbers = [fn2index.get(docname, -1) if docname in self._others else -1 for docname in docnames]
        return _together(before[0], now[0], numbers), _together(before[1], now[1], numbers)


class _WithoutWords:
    """A format of files whose words are kept from the base class."""

    def __init__(self, format: Any) -> None:
        self._format = format
        self.docnames: list[str] = []
        self.terms: tuple[_Terms, _Terms] = ({}, {})

    def load(self, stream: Any) -> object:
        """What the file holds, but for its words."""
        found = self._format.load(stream)
        if not isinstance(found, dict) or not {"docnames", "terms", "titleterms"} <= found.keys():
            return found
        self.docnames, self.terms = found["docnames"], (found["terms"], found["titleterms"])
        return {**found, "terms": {}, "titleterms": {}}


def _together(before: Mapping[str, list[int] | int], now: _Terms, numbers: list[int]) -> _Terms:
    """The pages of each word: those of the file by their new numbers (below 0: left out), and those of now."""
    found: _Terms = {}
    for word, pages in before.items():
        if isinstance(pages, int):
            kept = [numbers[pages]] if numbers[pages] >= 0 else []
        else:
            kept = [number for page in pages if (number := numbers[page]) >= 0]
        if kept:
            found[word] = kept if len(kept) > 1 else kept[0]
    for word, pages in now.items():
        all_pages = sorted({*_listed(found.get(word, [])), *_listed(pages)})
        if all_pages:
            found[word] = all_pages if len(all_pages) > 1 else all_pages[0]
    return found


def _listed(pages: list[int] | int) -> list[int]:
    return [pages] if isinstance(pages, int) else pages
