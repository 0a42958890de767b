"""What the book gives in « » as words of one of its two sources stands in that source, letter by letter."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
BOOK = TESTS.parent / "book"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in (TESTS / "sources").glob("*.txt")}
#: A role in the middle of « » names a page of the book.
QUOTED = re.compile(r"«([^«»{]+)»")
CITED = re.compile(r"\{cite:[pt]\}`([^`]+)`")


def bare(text: str) -> str:
    """Letters and digits alone: typography is the book's own."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def quotations(text: str) -> Iterator[tuple[str, str]]:
    """Each quotation with the keys of the citation behind it, or of the last where none follows, in its section."""
    for section in re.split(r"^#+ ", text, flags=re.MULTILINE):
        cited = [(found.start(), found[1]) for found in CITED.finditer(section)]
        for found in QUOTED.finditer(section):
            behind = [keys for start, keys in cited if start > found.start()] or [keys for _, keys in cited[-1:]]
            if behind:
                yield " ".join(found[1].split()), behind[0]


FOUND = [
    (path.relative_to(BOOK).as_posix(), quotation, keys)
    for path in sorted([*BOOK.glob("*.md"), *BOOK.glob("actes/*.md"), *BOOK.glob("synthese/*.md")])
    for quotation, keys in quotations(path.read_text(encoding="utf-8"))
    if keys in SOURCES
]


def test_the_book_quotes_both_sources() -> None:
    assert {keys for _, _, keys in FOUND} == set(SOURCES) == {"classedigitale2026synthese", "itmd2026programme"}


@pytest.mark.parametrize(("page", "quotation", "source"), FOUND)
def test_a_quotation_is_to_the_letter(page: str, quotation: str, source: str) -> None:
    assert bare(quotation) in bare(SOURCES[source]), page
