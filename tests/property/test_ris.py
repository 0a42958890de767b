"""RIS and CSL-JSON, written and read back by readers that know nothing of synthkit."""

from __future__ import annotations

import json

import rispy
from hypothesis import given

from property.strategies import HOSTILE_TEXT, VISIBLE_TEXT, printed
from synthkit.export import csl_json, ris
from synthkit.i18n import I18n
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import WorkKind

FRENCH = I18n("fr")


def chapter(title: str, abstract: str, body: str) -> Work:
    return Work("k", WorkKind.CHAPTER, title, authors=(Name(literal=body),), abstract=abstract, language="fr")


@given(title=VISIBLE_TEXT, abstract=HOSTILE_TEXT, body=VISIBLE_TEXT)
def test_hostile_text_comes_back_from_ris(title: str, abstract: str, body: str) -> None:
    (found,) = rispy.loads(ris.export([csl_json.item(chapter(title, abstract, body), FRENCH)]))
    assert found["title"] == printed(title)
    assert found["authors"] == [printed(body)]
    assert found.get("abstract", "") == printed(abstract)


@given(title=HOSTILE_TEXT, abstract=HOSTILE_TEXT)
def test_hostile_text_comes_back_from_csl_json(title: str, abstract: str) -> None:
    (found,) = json.loads(csl_json.export([csl_json.item(chapter(title, abstract, "Guilde"), FRENCH)]))
    assert (found.get("title", ""), found.get("abstract", "")) == (title, abstract)


def test_ten_thousand_characters_are_no_trouble() -> None:
    title = "Œuvre & métier { " * 600
    (found,) = rispy.loads(ris.export([csl_json.item(chapter(title, title, "Guilde"), FRENCH)]))
    assert found["title"] == printed(title)
