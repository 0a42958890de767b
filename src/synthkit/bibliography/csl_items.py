"""The references a book cites: the entries of its .bib files, each as a CSL item."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from synthkit.bibliography.csl_fields import Item, csl_item
from synthkit.bibliography.inheritance import resolved
from synthkit.bibliography.parser import BibFiles, Entries, SourceEntry
from synthkit.i18n import I18n


class Bibliography:
    """All references of one or several .bib files as CSL items, the first entry of each key, with what it inherits.

    ``sources`` and ``broken`` are those of ``parser.BibFiles``, ``entries`` what an export writes again. Words that
    biblatex has a key for (« phdthesis ») are in ``language``.
    """

    #: what the files hold, as a digest, for who keeps it
    state = ""

    def __init__(self, paths: Iterable[Path], language: str = "en") -> None:
        files = BibFiles(paths)
        self.sources = files.sources
        self.broken = files.broken
        known: dict[str, SourceEntry] = {}
        for source in files.sources:
            known.setdefault(source.key, source)
        for source in files.sources:
            known.setdefault(source.key.casefold(), source)
        whole = {source.key: resolved(source, known) for source in reversed(files.sources) if source.type != "xdata"}
        self.entries = Entries({key: whole[key] for key in reversed(whole)})
        i18n = I18n(language)
        self.references = {key: csl_item(whole[key], i18n, known) for key in reversed(whole)}

    def only(self, keys: Collection[str]) -> Bibliography:
        """The references with those keys, in the order of the files."""
        chosen = Bibliography([])
        chosen.references = {key: found for key, found in self.references.items() if key in keys}
        chosen.entries = self.entries.only(keys)
        return chosen

    def find(self, key: str) -> Item:
        """The reference with that key; one that shows nothing but the key where the file has none."""
        return self.references.get(key) or {"id": key, "type": "document", "title": key}
