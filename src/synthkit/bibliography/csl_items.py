"""The references a book cites: the entries of its .bib files, each as a CSL item.

An entry has what it takes from others by ``crossref``, ``xdata``, ``entryset`` (biblatex manual, appendix B).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from synthkit.bibliography.csl_fields import Item, csl_item
from synthkit.bibliography.parser import BibFiles, SourceEntry
from synthkit.i18n import I18n

_PARTS = (
    *("inbook", "bookinbook", "suppbook", "incollection", "inreference", "suppcollection"),
    *("inproceedings", "conference"),
)
_VOLUMES = ("book", "collection", "reference", "proceedings")
#: Fields that belong to an entry alone.
_OWN = re.compile(
    r"ids|crossref|xdata|xref|entryset|entrysubtype|execute|label|options|presort|key|sortkey|shortauthor"
    r"|related(?:options|string|type)?|shorthand(?:intro)?"
)
_TITLES = ("title", "subtitle", "titleaddon")
_LINKS = ("crossref", "xdata", "entryset")
#: Of one of these an entry has its own, it takes none of the others.
_SAME = ({"date", "year", "month", "day"}, {"journal", "journaltitle"}, {"address", "location"})


class Bibliography(BibFiles):
    """All references of one or several .bib files as CSL items, the first entry of each key, with what it inherits.

    ``entries`` is what an export writes again. Words that biblatex has a key for (« phdthesis ») are in ``language``.
    """

    #: what the files hold, as a digest, for who keeps it
    state = ""

    def __init__(self, paths: Iterable[Path], language: str = "en") -> None:
        super().__init__(paths)
        backwards = self.sources[::-1]  # so that the first of a key stays
        known = {one.key.casefold(): one for one in backwards} | {one.key: one for one in backwards}
        whole = {one.key: resolved(one, known) for one in backwards if one.type != "xdata"}
        self.entries = {key: whole[key] for key in reversed(whole)}
        i18n = I18n(language)
        self.references = {key: csl_item(entry, i18n, known) for key, entry in self.entries.items()}

    def only(self, keys: Collection[str]) -> Bibliography:
        """The references with those keys, in the order of the files."""
        chosen = Bibliography([])
        chosen.references = {key: found for key, found in self.references.items() if key in keys}
        chosen.entries = {key: found for key, found in self.entries.items() if key in keys}
        return chosen

    def find(self, key: str) -> Item:
        """The reference with that key; one that shows nothing but the key where the file has none."""
        return self.references.get(key) or {"id": key, "type": "document", "title": key}


def resolved(entry: SourceEntry, known: Mapping[str, SourceEntry], above: tuple[str, ...] = ()) -> SourceEntry:
    """The entry with all it inherits; links to nobody are left out, a circle of links ends where it closes.

    ``known`` has entries by their keys, and by these in lower case, as BibTeX finds them.
    """
    if not any(entry.field(link) for link in _LINKS):
        return entry
    fields = {field.name: field for field in reversed(entry.fields)}
    own = frozenset(fields)
    kind = entry.type
    for link in _LINKS:
        field = fields.pop(link, None)
        for key in (part.strip() for part in (field.value.split(",") if field else ())):
            parent = known.get(key) or known.get(key.casefold())
            if parent is None or parent.key in (*above, entry.key):
                continue
            parent = resolved(parent, known, (*above, entry.key))
            if link == "entryset":
                kind = parent.type if kind == "set" else kind
            for inherited in parent.fields:
                names = _names(inherited.name, parent.type, entry.type) if link == "crossref" else (inherited.name,)
                for name in names:
                    if name not in fields and not any(name in same and same & own for same in _SAME):
                        fields[name] = replace(inherited, name=name, spelled="")
    return replace(entry, type=kind, fields=tuple(fields.values()))


def _names(name: str, parent: str, child: str) -> tuple[str, ...]:
    """The fields in which a child has what its parent has in another; none for what is the parent's alone."""
    if _OWN.fullmatch(name):
        return ()
    if name in _TITLES:
        if parent.startswith("mv"):
            return (f"main{name}",) if child in (*_PARTS, *_VOLUMES) else ()
        return (f"book{name}",) if child in _PARTS else (f"journal{name}",) if parent == "periodical" else (name,)
    if name == "author" and parent in ("book", "mvbook") and child in _PARTS:
        return ("author", "bookauthor")
    return (name,)
