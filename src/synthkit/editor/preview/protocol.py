"""What the server of a preview and the process that builds the book say to each other: one JSON object a line.

Pages go by the path of their file in the HTML edition: ``actes/programme.html``.
"""

from dataclasses import dataclass
from typing import TypeAlias

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


# -- to the builder ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Changed:
    """Files were written, made or removed: build."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The pages somebody looks at or asks for, the most pressing first: write these before all others."""

    pages: tuple[str, ...]


# -- from the builder --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    """The settings were read. A change below ``anew`` (files and folders) wants a builder of its own."""

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
class Settled:
    """Every file is what a clean build would make it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The builder can't go on and ends; ``text`` may have several lines."""

    text: str


ToBuilder: TypeAlias = Changed | Shown
FromBuilder: TypeAlias = Started | Read | Written | Warnings | Settled | Failed

_CONVERTER = make_converter()
configure_tagged_union(ToBuilder, _CONVERTER, tag_name="kind")
configure_tagged_union(FromBuilder, _CONVERTER, tag_name="kind")


def line(message: ToBuilder | FromBuilder) -> bytes:
    """A message as a line."""
    union = ToBuilder if isinstance(message, ToBuilder) else FromBuilder
    return _CONVERTER.dumps(message, unstructure_as=union).encode() + b"\n"


def to_builder(text: bytes) -> ToBuilder:
    """The message of a line."""
    return _CONVERTER.loads(text, ToBuilder)  # type: ignore[arg-type]


def from_builder(text: bytes) -> FromBuilder:
    """The message of a line."""
    return _CONVERTER.loads(text, FromBuilder)  # type: ignore[arg-type]
