from __future__ import annotations

import json

import pytest

from synthkit.diagnostics import Where
from synthkit.model import serialization
from synthkit.model.serialization import StoreError
from unit.invented import HOSTILE, catalogue, session

STORED = serialization.dump(catalogue())


def changed(**values: object) -> str:
    return json.dumps(json.loads(STORED) | values)


def test_a_stored_catalogue_is_read_back_but_for_files_and_lines() -> None:
    read = serialization.load(STORED)
    assert [record.id for record in read.records] == [record.id for record in catalogue().records]
    assert {record.where for record in read.sessions} == {Where(f"actes/{each.id}") for each in read.sessions}


def test_what_is_stored_again_is_the_same_to_the_byte() -> None:
    assert serialization.dump(serialization.load(STORED)) == STORED


def test_no_file_of_this_machine_is_stored() -> None:
    assert "/home/zoe" not in STORED
    assert ".md" not in STORED


def test_the_schema_version_is_stored() -> None:
    assert json.loads(STORED)["schema_version"] == serialization.SCHEMA_VERSION


def test_text_is_stored_readable_and_ends_in_a_newline() -> None:
    assert "Éluard" in STORED
    assert STORED.endswith("}\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_stored_as_that_text(text: str) -> None:
    read = serialization.load(
        serialization.dump(catalogue(sessions=(session("a", title=text, abstract=text, keywords=(text,)),)))
    )
    assert [(each.title, each.abstract, each.keywords) for each in read.sessions] == [(text, text, (text,))]


@pytest.mark.parametrize("version", [0, 2, 99, "1", None, [1]])
def test_a_schema_this_version_does_not_know_is_refused_with_both_versions(version: object) -> None:
    with pytest.raises(StoreError, match="this synthkit reads 1"):
        serialization.load(changed(schema_version=version))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "3",
        '"texte"',
        "[]",
        '["schema_version"]',
        "{}",
        '{"schema_version": 1}',
        "[[",
        changed(sessions=None),
        changed(sessions={"a": 1}),
        changed(sessions=[{"id": "a", "event": "e", "kind": "sieste"}]),
        changed(sessions=[{"id": "a", "event": "e", "start": "25:00"}]),
        changed(sessions=[{"id": "a", "event": "e", "day": "hier"}]),
        changed(sessions=[{"id": "a", "event": "e", "humeur": "bonne"}]),
        changed(sessions=[{"title": "ni id ni event"}]),
        changed(publication={"date": "mars"}),
        changed(persons=[{"id": "a", "name": "Lise Dupont"}]),
    ],
    ids=lambda text: text[:24] if len(text) < 60 or text.startswith("[[") else "changed",
)
def test_garbage_is_refused_without_a_traceback_of_another_kind(text: str) -> None:
    with pytest.raises(StoreError):
        serialization.load(text)
