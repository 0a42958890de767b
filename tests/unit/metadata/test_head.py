from __future__ import annotations

from collections.abc import Iterable

import pytest

from synthkit.metadata import head_tags
from synthkit.metadata.tags import JsonLd, Link, Meta, PagePlace, Property, Tag, WorkPage
from synthkit.schema import WorkKind
from unit.invented import LISE, PUBLICATION, work

PAGE = PagePlace(
    "https://horloges.example/cadran.html", {"application/x-bibtex": "https://horloges.example/cite/a.bib"}
)
PERSONS = {LISE.id: LISE}


def vocabularies(tags: Iterable[Tag]) -> list[str]:
    """The vocabularies of a head in their order, each once for every run of its tags."""
    found = [
        "json-ld" if isinstance(tag, JsonLd) else "link" if isinstance(tag, Link) else _prefix(tag) for tag in tags
    ]
    return [name for index, name in enumerate(found) if index == 0 or found[index - 1] != name]


def _prefix(tag: Meta | Property) -> str:
    name = tag.name if isinstance(tag, Meta) else tag.property
    return name.replace("_", ".").replace(":", ".").split(".")[0]


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        (WorkKind.PAPER, ["description", "citation", "eprints", "DC", "og", "link", "json-ld"]),
        (WorkKind.CHAPTER, ["description", "citation", "eprints", "DC", "og", "link", "json-ld"]),
        (WorkKind.TALK, ["description", "eprints", "DC", "og", "link", "json-ld"]),
        (WorkKind.PANEL, ["description", "eprints", "DC", "og", "link", "json-ld"]),
        (WorkKind.PROCEEDINGS, ["description", "citation", "eprints", "DC", "og", "link", "json-ld"]),
        (WorkKind.BOOK, ["description", "citation", "eprints", "DC", "og", "link", "json-ld"]),
    ],
)
def test_each_kind_of_work_has_its_vocabularies_in_their_order(kind: WorkKind, order: list[str]) -> None:
    assert vocabularies(head_tags(WorkPage(work(kind, licence="CC BY 4.0"), PUBLICATION, PERSONS, PAGE))) == order


@pytest.mark.parametrize("kind", [WorkKind.TALK, WorkKind.PANEL])
def test_a_talk_is_never_taken_for_a_conference_paper(kind: WorkKind) -> None:
    names = {tag.name for tag in head_tags(WorkPage(work(kind), PUBLICATION, PERSONS, PAGE)) if isinstance(tag, Meta)}
    assert not [name for name in names if "citation_" in name]
