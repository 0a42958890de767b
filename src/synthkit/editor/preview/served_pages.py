"""What is served: the pages as far as they are written, and what a browser has to know of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from synthkit.editor.preview.protocol import Warned


@dataclass
class Edition:
    """The HTML edition below ``root``; ``stale`` are the pages that a builder is about to write."""

    root: Path
    pages: frozenset[str] = frozenset()
    stale: set[str] = field(default_factory=set)
    warnings: tuple[Warned, ...] = ()
    _pictures: dict[str, int] = field(default_factory=dict)

    def version(self, page: str) -> str:
        """A mark that changes with what a browser would see of a page; empty while there is none."""
        try:
            text = (self.root / page).read_bytes()
        except (OSError, ValueError):
            return ""
        return self.version_of(page, text)

    def version_of(self, page: str, text: bytes) -> str:
        """The mark of a page with that text."""
        return f"{hashlib.sha256(text).hexdigest()[:16]}-{self._pictures.get(page, 0)}"

    def written(self, page: str, *, pictures: bool) -> None:
        """A page is fresh; with ``pictures`` a file it shows may be another one."""
        if pictures:
            self._pictures[page] = self._pictures.get(page, 0) + 1
        self.stale.discard(page)
