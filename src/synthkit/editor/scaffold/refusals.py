"""What editors are told while they write a draft: a message of the catalogues and what fills it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from synthkit.i18n import Wording


@dataclass(frozen=True, slots=True)
class Told:
    """A message with its values; ``expected`` may be a message of its own."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, wording: Wording) -> str:
        """The message in the language of ``wording``, filled in."""
        values = dict(self.values)
        if "expected" in values:
            values["expected"] = wording(str(values["expected"]))
        return wording(self.message) % values if values else wording(self.message)


class RefusedError(Exception):
    """An answer, or a draft, that can't be taken; nothing was written."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.told = Told(message, values)
