"""What the server of a preview and the process that builds the book say to each other: one JSON object a line.

Pages go by the path of their file in the HTML edition: ``actes/programme.html``.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union


@dataclass(frozen=True, slots=True, order=True)
class Warned:
    """One warning: a path as an editor opens it, a line from 1 (0: none), the page it is about ("" for the book)."""

    path: str
    line: int
    text: str
    page: str = ""

    def __str__(self) -> str:
        """As compilers write it."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text}" if place else self.text


@dataclass(frozen=True, slots=True)
class Changed:
    """To the builder: files were written, made or removed, so build."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """To the builder: the pages somebody looks at or asks for, most pressing first; write these before all others."""

    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Started:
    """From the builder, as all below: the settings were read.

    A change below ``anew`` (files and folders) wants a builder of its own.
    """

    language: str
    anew: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The sources were read: all pages of the book, those still to be written, the files pages are made of."""

    pages: tuple[str, ...]
    stale: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A page is as the sources have it; ``pictures``: a file it shows may be new though its own text is not."""

    page: str
    pictures: bool


@dataclass(frozen=True, slots=True)
class Warnings:
    """All warnings of the book as it stands, in the order of files and lines."""

    all: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The builder can't go on and ends; ``text`` may have several lines."""

    text: str


ToBuilder: TypeAlias = Changed | Shown
FromBuilder: TypeAlias = Started | Read | Written | Warnings | Failed
Message: TypeAlias = ToBuilder | FromBuilder

_CONVERTER = make_converter()
configure_tagged_union(Message, _CONVERTER, tag_name="kind")


def line(message: Message) -> bytes:
    """A message as a line."""
    return _CONVERTER.dumps(message, unstructure_as=Message).encode() + b"\n"


def message_of(text: bytes) -> Any:
    """The message of a line: to the builder or from it, as the side that reads knows."""
    return _CONVERTER.loads(text, Message)  # type: ignore[arg-type]
