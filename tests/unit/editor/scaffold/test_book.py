from __future__ import annotations

from pathlib import Path

import pytest

from synthkit.diagnostics import CommandError
from synthkit.editor.scaffold.project import Book, book_near
from synthkit.i18n import I18n
from unit.editor.scaffold import small


def test_a_book_is_known_without_building_it(tmp_path: Path) -> None:
    book = small.read(small.make(tmp_path))
    catalogue = book.catalogue
    assert [event.id for event in catalogue.events] == [small.EVENT]
    assert {session.id for session in catalogue.sessions} == {
        *("pause-verre", "azema2025ouverture", "roux2025fondre", "azema2025conclusion"),
    }
    assert [str(person.name) for person in catalogue.persons] == ["Lise Azéma", "Paul Roux"]
    assert (book.i18n.language, book.root, book.markup.suffix, book.publication_id) == (
        "fr",
        "index",
        ".md",
        "le-verre-2025",
    )


def test_an_id_is_taken_by_a_record_a_reference_or_the_book_itself(tmp_path: Path) -> None:
    taken = small.read(small.make(tmp_path)).taken
    assert {"roux2025fondre", "verrier1999souffle", "le-verre-2025", small.EVENT} <= set(taken)
    assert taken["roux2025fondre"].endswith("actes/fondre.md:3")
    assert taken["verrier1999souffle"].endswith("references.bib:1")


@pytest.mark.parametrize("id_", ["exemple2025code", "oublie", "copie"])
def test_an_example_an_excluded_page_and_a_copy_take_no_id(tmp_path: Path, id_: str) -> None:
    assert id_ not in small.read(small.make(tmp_path)).taken


@pytest.mark.parametrize("start", [".", "book", "book/actes", "autre"])
def test_the_book_is_found_from_the_repository_and_from_within(tmp_path: Path, start: str) -> None:
    small.make(tmp_path / "book")
    (tmp_path / "autre").mkdir()
    assert book_near(tmp_path / start) == tmp_path / "book"


@pytest.mark.parametrize("conf", ["raise ValueError('non')", "import nulle_part", "exit(3)", "a = ("])
def test_a_conf_that_cannot_be_read_is_told_and_no_traceback(tmp_path: Path, conf: str) -> None:
    (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        Book(tmp_path)
    assert "conf.py" in refused.value.format(I18n("fr"))


def test_a_conf_is_read_as_sphinx_reads_it(tmp_path: Path) -> None:
    """In its own folder, with the tags, and with whatever it computes."""
    (tmp_path / "langue.txt").write_text("fr", encoding="utf-8")
    (tmp_path / "conf.py").write_text(
        "language = 'en' if tags.has('epub') else open('langue.txt').read()\nroot_doc = 'accueil'\n", encoding="utf-8"
    )
    book = Book(tmp_path)
    assert (book.i18n.language, book.root) == ("fr", "accueil")


def test_a_source_that_is_no_text_does_not_end_the_reading(tmp_path: Path) -> None:
    small.make(tmp_path)
    (tmp_path / "octets.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "dossier.md").mkdir()
    assert "roux2025fondre" in small.read(tmp_path).taken
