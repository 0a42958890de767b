"""What the book gives in « » as words of a text stands in that text, letter by letter."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
BOOK = TESTS.parent / "book"
#: The two sources whole; of the other texts the passages that are quoted, as a public copy has them.
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in (TESTS / "sources").glob("*.txt")}
#: Names as others spell them and the book's own words.
OWN = {"DiAL-IA", "Dial-IA", "La rédaction de “L’IA au travail”", "nous"}
#: A role in the middle of « » names a page of the book.
QUOTED = re.compile(r"«([^«»{]+)»")
CITED = re.compile(r"\{cite:[pt]\}`(\w+)")
WHOLE = ("classedigitale2026synthese", "itmd2026programme")


def bare(text: str) -> str:
    """Letters and digits alone: typography is the book's own."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def quotations(text: str) -> Iterator[tuple[str, str]]:
    """Each quotation with the key of the citation behind it, or of the last where none follows, in its section."""
    for section in re.split(r"^#+ ", text, flags=re.MULTILINE):
        cited = [(found.start(), found[1]) for found in CITED.finditer(section)]
        for found in QUOTED.finditer(section):
            behind = [key for start, key in cited if start > found.start()] or [key for _, key in cited[-1:]]
            yield " ".join(found[1].split()), (behind or [""])[0]


FOUND = [
    (path.relative_to(BOOK).as_posix(), quotation, key)
    for path in sorted([*BOOK.glob("*.md"), *BOOK.glob("actes/*.md"), *BOOK.glob("synthese/*.md")])
    for quotation, key in quotations(path.read_text(encoding="utf-8"))
    if quotation not in OWN
]


def test_each_source_is_quoted() -> None:
    assert {key for _, _, key in FOUND} >= set(SOURCES)


@pytest.mark.parametrize(("page", "quotation", "key"), FOUND)
def test_a_quotation_is_to_the_letter(page: str, quotation: str, key: str) -> None:
    """In the text that is cited behind it; before a comment on the source, in one of the two sources."""
    texts = [SOURCES[key]] if key in SOURCES else [SOURCES[name] for name in WHOLE]
    assert any(bare(quotation) in bare(text) for text in texts), page
