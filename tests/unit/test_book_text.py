"""What the prose of the book keeps to: headings that vary, each source cited once a section, no comma before « et »."""

import re
from collections import Counter
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"
CHAPTERS = sorted([*BOOK.glob("*.md"), *BOOK.glob("actes/*.md"), *BOOK.glob("synthese/*.md")])
#: The parts each chapter of the synthesis has, then those of each talk.
FIXED = {
    "Points clés",
    "Ce que dit l’annonce",
    "Ce que montre la recherche",
    "Ce que cela demande",
    "Questions à débattre",
    "Pour aller plus loin",
    "Ce que le programme annonce",
    "Travaux à rapprocher",
    "Questions aux intervenants",
}
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CITED = re.compile(r"\{cite:[pt]\}`([^`]+)`")


def test_no_heading_but_the_fixed_ones_stands_in_more_than_three_chapters() -> None:
    met = Counter(heading for path in CHAPTERS for heading in set(HEADING.findall(path.read_text(encoding="utf-8"))))
    assert [heading for heading, times in met.items() if times > 3 and heading not in FIXED] == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.relative_to(BOOK).as_posix())
def test_a_source_is_cited_once_a_section(path: Path) -> None:
    twice = []
    for section in HEADING.split(path.read_text(encoding="utf-8"))[::2]:
        keys = Counter(key.strip() for found in CITED.findall(section) for key in found.split(","))
        twice += [(section.strip()[:40], key, times) for key, times in keys.items() if times > 1]
    assert twice == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.relative_to(BOOK).as_posix())
def test_no_comma_stands_before_et(path: Path) -> None:
    own_words = re.sub(r"«[^»]*»", "«»", path.read_text(encoding="utf-8"))
    assert re.findall(r".{20},\s+et\b", own_words) == []


def test_what_was_read_of_each_work_is_told() -> None:
    entries = re.findall(r"^@\w+\{(\w+),", (BOOK.parent / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    rows = (BOOK / "bibliotheque" / "references.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| \{cite:t\}`(\w+)` \|", rows, re.MULTILINE)) == sorted(entries)
