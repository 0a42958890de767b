"""The entries sphinxcontrib-bibtex gets, made when somebody asks for them."""

import pickle

import pytest
from pybtex.database import parse_string

from synthkit.bibliography.csl_items import Bibliography
from synthkit.sphinx.bibtex.reader import bibdata

BIB = """\
@Article{rouet,
  Author = {Éluard, Mona and {Atelier du Fil} and de la Tour, Igor},
  editor = "Faure, Anna",
  title = {Le  rouet
    et la {Laine}},
  year = 2031,
  month = jan,
}
@book{trame, title = {La trame}}
"""


@pytest.fixture
def entries(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    return bibdata(Bibliography([path]).sources, {path: 1.0}, "utf-8").data.entries


def test_an_entry_is_what_pybtex_reads(entries):
    theirs = parse_string(BIB.replace("jan", "{jan}"), "bibtex").entries
    assert {key: entry.lower() for key, entry in entries.items()} == {key: theirs[key].lower() for key in theirs}
    assert [entry.key for entry in entries.values()] == [entry.key for entry in theirs.values()]


def test_an_entry_that_was_asked_is_kept_as_short_as_one_that_was_not(entries):
    before = pickle.dumps(entries["rouet"])
    people = entries["rouet"].persons["author"]
    assert pickle.dumps(entries["rouet"]) == before
    assert pickle.loads(before).persons["author"] == people


def test_an_entry_in_lower_case_has_all_it_had(entries):
    assert entries["rouet"].lower() == entries["rouet"]
