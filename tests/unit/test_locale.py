"""The catalogues say in other languages what the source says in English, all of it and nothing else."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import synthkit

SOURCE = Path(synthkit.__file__).parent
LANGUAGES = ("fr",)


@cache
def messages_of_the_source() -> frozenset[str]:
    found = extract_from_dir(SOURCE, method_map=[("**.py", "python")], keywords={"N_": None})
    return frozenset(str(message) for _, _, message, _, _ in found)


@cache
def catalogue(language: str) -> Catalog:
    with (SOURCE / "locale" / language / "LC_MESSAGES" / "synthkit.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def fields(message: str) -> list[str]:
    return sorted(re.findall(r"%(?:\(\w+\))?[sd]", message))


def test_the_source_marks_its_messages() -> None:
    assert {"Talk", "Colloquium", "until %s"} <= messages_of_the_source()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_of_the_source_is_in_the_catalogue(language: str) -> None:
    assert messages_of_the_source() - {str(message.id) for message in catalogue(language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_is_translated_and_no_translation_is_a_guess(language: str) -> None:
    assert [m.id for m in catalogue(language) if m.id and (not str(m.string or "").strip() or m.fuzzy)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_obsolete(language: str) -> None:
    assert {str(message.id) for message in catalogue(language) if message.id} - messages_of_the_source() == set()
    assert list(catalogue(language).obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_of_a_translation_have_the_same_fields(language: str) -> None:
    differing = {m.id: m.string for m in catalogue(language) if m.id and fields(str(m.id)) != fields(str(m.string))}
    assert differing == {}
