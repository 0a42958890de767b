"""One work to be set, and what is known of it while it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from synthkit.csl.person import Person, person

_SHORT = {"container-title": ("container-title-short", "journalAbbreviation"), "title": ("title-short", "shortTitle")}


@dataclass(frozen=True, slots=True)
class Hints:
    """What tells a work from another: how many names stand before *et al.*, given names by person (1 initials, 2
    whole), how many conditions of the style hold, the letter of the year; ``number`` is its own among the numbered.
    """

    names: int = 0
    given: Mapping[Person | int, int] = field(default_factory=dict)
    conditions: int = 0
    suffix: str = ""
    number: int = 0


class Work:
    """A CSL item, its names read once."""

    def __init__(self, item: Mapping[str, Any], hints: Hints | None = None) -> None:
        self.item = item
        self.id = str(item.get("id", ""))
        self.type = str(item.get("type", "") or "document")
        self.hints = hints or Hints()
        self._people: dict[str, list[Person]] = {}

    def people(self, variable: str) -> list[Person]:
        """The people of a variable, « others » at their end among them."""
        found = self._people.get(variable)
        if found is None:
            records = self.item.get(variable)
            found = [person(record) for record in records if record] if isinstance(records, list) else []
            self._people[variable] = found
        return found

    def short(self, variable: str) -> str:
        """The short form of a title, or the whole."""
        for name in _SHORT.get(variable.removesuffix("-short"), (f"{variable}-short",)):
            if self.item.get(name):
                return str(self.item[name])
        return str(self.item.get(variable, "") or "")


class Cite:
    """A work in a citation: where in it, and what stands around it."""

    def __init__(self, work: Work, record: Mapping[str, Any] = {}) -> None:
        self.work = work
        self.locator = str(record.get("locator", "") or "").strip()
        self.label = str(record.get("label", "") or "page")
        self.has_sign = bool(record.get("sign"))
        self.prefix = str(record.get("prefix", "") or "")
        self.suffix = str(record.get("suffix", "") or "")
        self.without_author = bool(record.get("suppress-author"))
        self.author_only = bool(record.get("author-only"))
        self.position = "first"
        self.first_note = 0


class Context:
    """The state of setting one work: which variables were wanted and shown, which a substitute has shown already."""

    def __init__(self, work: Work, cite: Cite | None = None, *, is_english: bool = True, sort: Any = None) -> None:
        self.work = work
        self.item = work.item
        self.cite = cite
        self.hints = work.hints
        #: variables wanted and shown, conditions of works to be distinguished
        self.called = self.shown = self.met = 0
        self.used: list[str] = []
        self.hidden: set[str] = set()
        self.sort: Mapping[str, str] | None = sort
        self.suppress_author = False
        #: the names shown, for telling works apart: people, how many of them
        self.names: list[tuple[list[Person], int, Any]] = []
        self.is_english = is_english
        self.year_wanted = bool(self.hints.suffix)
