"""The book that uses everything once: its marked words, and where they need not stand."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "books" / "everything"
#: A word of the sources that must be found again: « repère » and a capital, no break a hyphenation could take for one.
MARKER = re.compile(r"rep[èe]re[A-ZÉ][A-Za-zéèÉ]*")


def markers_in(text: str) -> set[str]:
    """The markers a text holds."""
    return set(MARKER.findall(text))


def markers() -> dict[str, frozenset[str]]:
    """Each marker of ``markers.txt``, with the editions it need not stand in (« repèreX: latex text »)."""
    found = {}
    for line in (SOURCE / "markers.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            marker, _, missing = line.partition(":")
            found[marker] = frozenset(missing.split())
    return found


def sources() -> dict[str, str]:
    """The book's pages by path."""
    return {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.md")}
