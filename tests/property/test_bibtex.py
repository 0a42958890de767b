"""Whatever a work holds, two readers who don't know us take it back unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable

import bibtexparser
import pybtex.database
from bibtexparser import middlewares
from hypothesis import example, given
from hypothesis import strategies as st
from unit.invented import HOSTILE, work

from property.strategies import HOSTILE_TEXT, NAMES, VISIBLE_TEXT, WORKS, printed
from synthkit.export import bibtex
from synthkit.i18n import I18n
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import WorkKind

FRENCH = I18n("fr")
_MACROS = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}


def read(value: str) -> str:
    """A value as TeX prints it: the few macros of ours as their characters, braces that only group gone."""
    return re.sub(
        r"\\text([a-z]+)\{\}|\\([%&#$_{}])|[{}]",
        lambda found: _MACROS[found[1]] if found[1] else found[2] or "",
        value,
    )


def as_bibtexparser_reads(works: Iterable[Work]) -> list[dict[str, str]]:
    library = bibtexparser.parse_string(bibtex.export(works, FRENCH))
    assert library.failed_blocks == []
    return [
        {"ENTRYTYPE": entry.entry_type, "ID": entry.key} | {field.key: str(field.value) for field in entry.fields}
        for entry in library.entries
    ]


def as_pybtex_reads(work: Work) -> pybtex.database.Entry:
    entries = pybtex.database.parse_string(bibtex.export([work], FRENCH), "bibtex").entries
    assert [*entries] == [work.id]
    return entries[work.id]


def expected_fields(work: Work) -> dict[str, str]:
    """The fields every kind of work has as it was given."""
    fields = {"title": work.title, "abstract": work.abstract}
    if work.kind not in (WorkKind.TALK, WorkKind.PANEL):  # where the addendum says too who presents the talk
        fields["addendum"] = work.licence
    if work.held_at:
        fields["eventtitle"] = work.held_at.title
        fields["venue"] = work.held_at.place
    return {key: printed(text) for key, text in fields.items() if printed(text)}


def spelled(name: Name) -> tuple[str, str]:
    """Family with particle, given, as a reader should split them."""
    family = " ".join(filter(None, (name.particle, name.family)))
    return (printed(name.literal), "") if name.literal else (printed(family), printed(name.given))


@given(WORKS)
@example(work(title="@article{x,", abstract="}"))
@example(work(title="\\"))
def test_bibtexparser_reads_every_field_back(work: Work) -> None:
    (fields,) = as_bibtexparser_reads([work])
    expected = expected_fields(work)
    assert {key: read(fields.get(key, "")) for key in expected} == expected


@given(WORKS)
@example(work(title="@article{x,", abstract="}"))
@example(work(title="\\"))
def test_pybtex_reads_every_field_back(work: Work) -> None:
    entry = as_pybtex_reads(work)
    expected = expected_fields(work)
    assert {key: read(entry.fields.get(key, "")) for key in expected} == expected


@given(st.lists(NAMES, min_size=1, max_size=4).map(tuple))
@example((Name("Sand and Sea", "Lise, fille"), Name(literal="Guilde and Sons, SA"), Name("d’Orville", "Jeanne")))
def test_bibtexparser_splits_names_where_they_should_be(names: tuple[Name, ...]) -> None:
    library = bibtexparser.parse_string(
        bibtex.export([work(authors=names)], FRENCH),
        append_middleware=[middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()],
    )
    assert library.failed_blocks == []
    people = library.entries[0]["author"]
    found = [(read(" ".join([*p.von, *p.last])), read(" ".join(p.first))) for p in people]
    assert found == [spelled(name) for name in names]


@given(st.lists(NAMES, min_size=1, max_size=4).map(tuple))
@example((Name("Sand and Sea", "Lise, fille"), Name(literal="Guilde and Sons, SA"), Name("d’Orville", "Jeanne")))
def test_pybtex_splits_names_where_they_should_be(names: tuple[Name, ...]) -> None:
    people = as_pybtex_reads(work(authors=names)).persons["author"]
    found = [
        (read(" ".join([*p.prelast_names, *p.last_names])), read(" ".join([*p.first_names, *p.middle_names])))
        for p in people
    ]
    assert found == [spelled(name) for name in names]


@given(st.lists(WORKS, max_size=4, unique_by=lambda work: work.id))
def test_a_file_of_many_works_holds_each_of_them_once(works: list[Work]) -> None:
    assert [fields["ID"] for fields in as_bibtexparser_reads(works)] == [work.id for work in works]


@given(VISIBLE_TEXT, st.sampled_from(["fr", "en", "de", ""]))
def test_protecting_capitals_changes_no_letter_of_a_title(title: str, language: str) -> None:
    assert read(bibtex.protected(title, language)) == printed(title)


@given(HOSTILE_TEXT)
def test_escaped_text_is_one_line_with_balanced_braces(text: str) -> None:
    escaped = bibtex.escaped(text)
    assert escaped.splitlines() in ([], [escaped])
    assert escaped.count("{") == escaped.count("}")
    assert not re.search(r"(?<!\\)[%&#$_~^]", re.sub(r"\\text[a-z]+\{\}", "", escaped))


@given(st.sampled_from(HOSTILE), HOSTILE_TEXT)
def test_escaping_is_told_from_its_parts(one: str, other: str) -> None:
    assert read(bibtex.escaped(f"{one} {other}")) == printed(f"{one} {other}")
