"""The guide of the editors keeps its word: its examples make a book without a warning, and leave no option out."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest
from books import Book

from synthkit.sphinx.directives.records import record_directives

GUIDE = (Path(__file__).parents[2] / "book" / "participer" / "ecrire-une-seance.md").read_text(encoding="utf-8")
DIRECTIVES = record_directives()
EXAMPLES = re.findall(r"^```markdown\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
#: A picture of one point, for the person who has a photo.
PICTURE = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    for kind, data in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\x00\x80")),
        (b"IEND", b""),
    )
)


@pytest.fixture
def made(tmp_path):
    """A book that has each example as a page."""
    pages = {f"page-{number}.md": text for number, text in enumerate(EXAMPLES, start=1)}
    pages["index.md"] = "# Livre\n\n```{toctree}\n:glob:\n\npage-*\n```\n"
    found = Book(tmp_path / "guide").write(pages)
    (found.root / "zoe-tamis.png").write_bytes(PICTURE)
    return found


def options_of(example: str) -> set[tuple[str, str]]:
    """The directives of an example with their options."""
    found = set()
    for name, body in re.findall(r"^:::\{(\w+)\}[^\n]*\n(.*?)^:::$", example, re.DOTALL | re.MULTILINE):
        found |= {(name, option) for option in re.findall(r"^:([\w-]+):", body, re.MULTILINE)}
    return found


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_the_examples_make_a_book_without_a_warning(made, builder):
    assert len(EXAMPLES) >= len(DIRECTIVES)
    assert made.build(builder).warnings == ""


def test_the_photo_is_in_the_book_with_the_text_that_stands_for_it(made):
    built = made.build()
    (photo,) = [image for page in range(1, 9) for image in pictures(built, page)]
    assert photo.get("alt") == "Zoé de Tamis devant une roue à aubes, de profil"
    assert (built.outdir / photo.get("src")).is_file()


def pictures(built, page):
    path = built.outdir / f"page-{page}.html"
    return list(built.page(f"page-{page}").body.iter("img")) if path.is_file() else []


def test_a_photo_without_a_text_in_its_place_is_told(made):
    person = next(path for path, text in sources(made).items() if "photo-alt" in text)
    made.write({person: re.sub(r":photo-alt:.*\n", "", made.source(person))})
    (told,) = made.build("dummy").told
    assert (told.type, told.file) == ("synthkit.missing_option", person)
    assert "photo-alt" in told.text


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_each_option_has_an_example(directive):
    shown = {option for example in EXAMPLES for name, option in options_of(example) if name == directive}
    assert set(DIRECTIVES[directive].fields) - shown == set()


def test_each_option_is_explained_and_no_other():
    tables = re.findall(r"^\| option \|.*\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    for directive, table in zip(DIRECTIVES.values(), tables, strict=True):
        names = " ".join(row.split("|")[1] for row in table.splitlines())
        assert set(re.findall(r"`([\w-]+)`", names)) == set(directive.fields)


def sources(book: Book) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(book.root.glob("*.md"))}


def test_the_mistake_it_shows_is_told_as_it_says(made):
    talk = next(path for path, text in sources(made).items() if "{session} tamis2031roue" in text)
    made.write({talk: made.source(talk).replace(":speakers: zoe-tamis,", ":speakers: Zoé Tamy,")})
    (told,) = made.build("dummy").told
    (shown,) = re.findall(r"^actes/roue\.md:3: WARNING: (.*)$", GUIDE, re.MULTILINE)
    assert told.text == shown
    assert told.line == 3
