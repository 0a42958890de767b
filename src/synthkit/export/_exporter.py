"""What a format states of itself, and what it renders; what those that are written line by line have in common."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from synthkit.i18n import I18n
from synthkit.metadata import _format
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event
from synthkit.model.people import Name
from synthkit.model.works import Work

_TAG = r"</?(?:i|b|su[pb]|span)\b"
_MARKED = re.compile(rf"<(i|b|su[pb]|span)(?: [^<>]*)?>((?:(?!{_TAG}).)*)</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Works, and references behind them: ``items`` has all of them as CSL items, ``entries`` the references as
    ``bibliography.parser`` read them from a .bib.
    """

    works: Sequence[Work]
    i18n: I18n
    items: Sequence[Mapping[str, object]]
    entries: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format of citations: ``name`` as readers know it, the ending of its files, their media type.

    ``render`` makes a file. One of several entries has ``joined`` before, between and behind what the files of each
    have; so a reader puts chosen ones together in the browser. Formats with a lower ``rank`` are offered first.
    """

    name: str
    suffix: str
    media_type: str
    render: Callable[[Bundle], str]
    joined: tuple[str, str, str] = ("", "", "")
    rank: int = 100

    def bare(self, file: str) -> str:
        """What of a file goes into one of several."""
        return file.removeprefix(self.joined[0]).removesuffix(self.joined[2])

    def together(self, files: Iterable[str]) -> bytes:
        """The file of several, in UTF-8; one of another format that has no text for an entry is left out."""
        # as bytes at once: one sign beyond Latin-1 and a text as long as the book takes twice as much
        head, between, tail = (part.encode() for part in self.joined)
        parts = [self.bare(file).encode() for file in files if file] or [b""]
        parts[0] = head + parts[0]
        parts[-1] += tail
        return between.join(parts)


@dataclass(frozen=True, slots=True)
class ProgrammeExporter:
    """A format of whole programmes: ``name`` in the command, the ending of its files; ``render`` may have nothing."""

    name: str
    suffix: str
    render: Callable[[Event, Catalogue, I18n], str]


def without_markup(text: str) -> str:
    """A text of CSL-JSON for formats that have no italics; a tag without its other half is letters."""
    count = 1
    while count:  # the innermost first
        text, count = _MARKED.subn(r"\2", text)
    return text


def family_of(person: Mapping[str, str]) -> str:
    """The family name of a CSL name behind its particles: « van der Berg », « d’Orville »."""
    particles = (person.get(f"{kind}dropping-particle") for kind in ("", "non-"))
    return Name(person.get("family", ""), particle=" ".join(filter(None, particles))).family_part


def one_line(text: str) -> str:
    """``text`` without control characters, white space folded into single spaces."""
    return " ".join(_format.one_line(text).split())
