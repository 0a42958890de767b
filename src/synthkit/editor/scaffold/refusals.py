"""What editors are told while they write a draft: a message of the catalogues and what fills it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from synthkit.i18n import I18n


@dataclass(frozen=True, slots=True)
class Told:
    """A message with its values; ``expected`` may be a message of its own."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, i18n: I18n) -> str:
        """The message in the language of ``i18n``, filled in."""
        values = dict(self.values)
        if "expected" in values:
            values["expected"] = i18n(str(values["expected"]))
        return i18n(self.message) % values if values else i18n(self.message)


class RefusedError(Exception):
    """An answer, or a draft, that can't be taken; nothing was written."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.told = Told(message, values)
