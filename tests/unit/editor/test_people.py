"""Records of people merged, split and renamed in the sources; whoever led to them still does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from synthkit.cli import main
from synthkit.diagnostics import CommandError
from synthkit.editor import people
from synthkit.editor.importing._plan import STATE
from synthkit.editor.scaffold.draft import write
from synthkit.editor.scaffold.project import Book

PEOPLE = """# Gens

:::{speaker} ada-weir
:given: Ada
:family: Weir
:variants: A. Weir
:::

:::{speaker} adah-weir
:given: Adah
:family: Weir
:orcid: 0000-0002-1825-0097

Tisse.
:::

:::{speaker} zoe-tamis
:given: Zoé
:family: Tamis
:::
"""
TALKS = """# Exposés

:::{session} un
:event: laine
:speakers: adah-weir (Moulin), zoe-tamis
:::

:::{session} deux
:event: laine
:chairs: Ada Weir
:::

Voir {speaker}`adah-weir` et {speaker}`elle <adah-weir>`, mais pas adah-weir-2.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "conf.py").write_text("language = 'fr'\n", encoding="utf-8")
    (tmp_path / "gens.md").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "index.md").write_text(TALKS, encoding="utf-8")
    state = {"sessions": {}, "people": {"k": "adah-weir"}, "columns": {}}
    records = {"adah-weir": {"given": "Adah"}, "un": {"speakers": "adah-weir, zoe-tamis"}}
    (tmp_path / STATE).write_text(json.dumps({"laine x": {**state, "records": records}}), encoding="utf-8")
    return tmp_path


def credited(book: Book) -> dict[str, list[str]]:
    return {
        session.id: [one.person.id if one.person else "" for one in book.catalogue.attributions(session)]
        for session in book.catalogue.sessions
    }


def test_two_records_become_one_that_has_all_of_both(folder: Path) -> None:
    write(people.merge(Book(folder), "ada-weir", "adah-weir"))
    book = Book(folder)
    assert credited(book) == {"un": ["ada-weir", "zoe-tamis"], "deux": ["ada-weir"]}
    ada, _ = book.catalogue.persons
    assert (ada.variants, ada.orcid) == (("A. Weir", "Adah Weir"), "0000-0002-1825-0097")
    text = (folder / "gens.md").read_text(encoding="utf-8")
    assert "(adah-weir)=\n:::{speaker} ada-weir" in text
    assert "\nTisse.\n:::\n" in text
    page = (folder / "index.md").read_text(encoding="utf-8")
    assert "{speaker}`ada-weir` et {speaker}`elle <ada-weir>`, mais pas adah-weir-2." in page
    assert ":speakers: ada-weir (Moulin), zoe-tamis" in page
    (state,) = json.loads((folder / STATE).read_text(encoding="utf-8")).values()
    assert state["people"] == {"k": "ada-weir"}
    assert state["records"] == {"ada-weir": {"given": "Adah"}, "un": {"speakers": "ada-weir, zoe-tamis"}}


def test_another_id_is_another_everywhere_and_the_old_address_stays(folder: Path) -> None:
    write(people.rename(Book(folder), "adah-weir", "adah"))
    write(people.rename(Book(folder), "adah", "a-weir"))
    text = (folder / "gens.md").read_text(encoding="utf-8")
    assert "(adah-weir)=\n(adah)=\n:::{speaker} a-weir\n" in text
    assert credited(Book(folder))["un"] == ["a-weir", "zoe-tamis"]
    write(people.merge(Book(folder), "ada-weir", "a-weir"))
    text = (folder / "gens.md").read_text(encoding="utf-8")
    assert "(adah-weir)=\n(adah)=\n(a-weir)=\n:::{speaker} ada-weir\n" in text
    assert text.count("adah-weir") == 1


def test_one_record_becomes_two_of_one_name(folder: Path) -> None:
    write(people.split(Book(folder), "ada-weir", "ada-weir-2", ["deux"]))
    book = Book(folder)
    assert credited(book) == {"un": ["adah-weir", "zoe-tamis"], "deux": ["ada-weir-2"]}
    assert [str(person.name) for person in book.catalogue.persons].count("Ada Weir") == 2


@pytest.mark.parametrize("ids", [("ada-weir", "zoe-tamis"), ("nobody", "new"), ("ada-weir", "a b")])
def test_an_id_that_is_taken_or_nobodys_or_none_is_refused(folder: Path, ids: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        people.rename(Book(folder), *ids)


def test_a_person_is_not_merged_with_itself(folder: Path) -> None:
    with pytest.raises(CommandError, match="'ada-weir' is one record; expected: the ids of two"):
        people.merge(Book(folder), "ada-weir", "ada-weir")


def test_everybody_is_listed_and_who_may_be_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (folder / "gens.md").read_text(encoding="utf-8")
    (folder / "gens.md").write_text(
        text.replace(":given: Zoé\n:family: Tamis", ":given: A.\n:family: Weir"), encoding="utf-8"
    )
    assert main(["people", "--book", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "Weir, Adah · adah-weir · 0000-0002-1825-0097 · un · " in told
    assert "ada-weir et zoe-tamis sont peut-être une seule personne : même nom" in told
