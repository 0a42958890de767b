"""What happens to a book between two builds, and what a build made of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import generated
from build_tools import Place, Tool

#: Of every page below a folder: when it was written, and what stands in it.
Pages = Mapping[Path, tuple[int, bytes]]
SENTENCE = "Phrase ajoutée."
RENAMED = "Nouveaunom"
MENDED = "Titre rétabli"


@dataclass(frozen=True, slots=True)
class Scenario:
    """An edit of a book of so many sessions, and the text a reader must find after it."""

    name: str
    title: str
    edit: Callable[[Path, int], None]
    text: str = ""
    is_in_bibliography: bool = False

    def is_for(self, tool: Tool) -> bool:
        """Whether a tool has what is edited, and is asked to build a book with sessions more than once."""
        if tool.is_only_empty or (tool.is_only_cold and self is not COLD):
            return False
        return tool.has_references or not self.is_in_bibliography

    def is_shown(self, tool: Tool, place: Place, sessions: int) -> bool:
        """Whether the page that has to has the text; an empty book and an edition of one file have to be there."""
        if not sessions or tool.is_only_cold:
            return any((place.root / tool.pages).glob(f"**/{tool.pattern}"))
        page = tool.bibliography if self.is_in_bibliography else ""
        file = place.root / tool.pages / (page or tool.page_of(generated.chapter(middle(sessions))))
        return file.is_file() and self.text in file.read_text(encoding="utf-8")


def middle(sessions: int) -> int:
    """The session whose chapter, first speaker and first reference are edited."""
    return sessions // 2


def pages(tool: Tool, place: Place) -> Pages:
    """What stands there."""
    files = (place.root / tool.pages).glob(f"**/{tool.pattern}")
    return {file: (file.stat().st_mtime_ns, hashlib.blake2b(file.read_bytes()).digest()) for file in files}


def written(before: Pages, after: Pages) -> tuple[set[Path], set[Path]]:
    """The pages that were written; those that are not what they were, or not there any more."""
    nothing = (0, b"")
    touched = {file for file, (when, _) in after.items() if before.get(file, nothing)[0] != when}
    other = {file for file in {*before, *after} if before.get(file, nothing)[1] != after.get(file, nothing)[1]}
    return touched, other


def _nothing(_: Path, __: int) -> None:
    pass


def _chapter(source: Path, sessions: int) -> None:
    (file,) = source.glob(f"**/{generated.chapter(middle(sessions))}")
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{SENTENCE}\n", encoding="utf-8")


def _person(source: Path, sessions: int) -> None:
    speaker = generated.session(middle(sessions), sessions).speakers[0]
    name = re.compile(rf"\b{generated.family(speaker)}\b")
    for file in source.glob("**/*.md"):
        text = file.read_text(encoding="utf-8")
        if (renamed := name.sub(RENAMED, text)) != text:
            file.write_text(renamed, encoding="utf-8")


def _reference(source: Path, sessions: int) -> None:
    (file,) = source.glob("**/references.bib")
    text = file.read_text(encoding="utf-8")
    title = f"{{{generated.reference_title(3 * middle(sessions))}}}"
    if title not in text:
        raise ValueError(f"{file.name} has no reference with the title {title}")
    file.write_text(text.replace(title, f"{{{MENDED}}}"), encoding="utf-8")


COLD = Scenario("cold", "cold build", _nothing)
NOTHING = Scenario("nothing", "nothing changed", _nothing)
SCENARIOS = (
    COLD,
    NOTHING,
    Scenario("chapter", "one chapter edited", _chapter, SENTENCE),
    Scenario("person", "one person renamed", _person, RENAMED),
    Scenario("reference", "one reference mended", _reference, MENDED, is_in_bibliography=True),
)
