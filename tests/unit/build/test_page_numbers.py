"""Pages of the printed edition: read from what TeX noted, kept as JSON, refused when they are something else."""

from __future__ import annotations

import json

import pytest

from synthkit.build import page_numbers
from synthkit.build.page_numbers import PagesError, PrintedPages, Sheets

AUX = r"""
\relax
\newlabel{synth:first:duval2031tools}{{7}{45}{}{page.45}{}}
\@writefile{toc}{\contentsline {chapter}{Les outils}{45}{chapter.3}\protected@file@percent }
\synthkitmarked{actes/outils}{1}{45}
\synthkitmarked{actes/outils}{2}{45}
\synthkitmarked{actes/outils}{3}{46}
\newlabel{actes/outils:duval2031tools}{{3}{45}{Les outils}{chapter.3}{}}
\synthkitmarked{=C3=A0_c=C3=B4t=C3=A9=201}{1}{47}
\synthkitmarked{actes/outils}{4}{49}
\newlabel{synth:last:duval2031tools}{{11}{49}{}{page.49}{}}
\newlabel{synth:first:preface}{{3}{i}{}{page.i}{}}
\newlabel{synth:last:preface}{{3}{i}{}{page.i}{}}
"""


def test_a_work_has_the_pages_that_are_printed_on_its_first_and_last_sheet() -> None:
    assert page_numbers.noted(page_numbers.tex_places(AUX), "book.pdf", 82).works == {
        "duval2031tools": ("45", "49"),
        "preface": ("i", "i"),
    }


def test_paragraphs_are_told_where_the_page_turns() -> None:
    assert page_numbers.noted(page_numbers.tex_places(AUX), "book.pdf", 82).marks == {
        "actes/outils": ((1, "45"), (3, "46"), (4, "49")),
        "à_côté 1": ((1, "47"),),
    }


def test_sheets_are_those_of_the_file_in_its_order() -> None:
    assert list(page_numbers.sheets(page_numbers.tex_places(AUX)).items()) == [
        ("preface", Sheets(3, 3)),
        ("duval2031tools", Sheets(7, 11)),
    ]


def test_a_work_without_an_end_has_no_pages() -> None:
    aux = r"\newlabel{synth:first:lost}{{7}{45}{}{page.45}{}}"
    assert page_numbers.noted(page_numbers.tex_places(aux), "book.pdf", 82).works == {}
    assert page_numbers.sheets(page_numbers.tex_places(aux)) == {}


def test_of_two_works_with_one_id_the_first_stands() -> None:
    again = AUX + r"\newlabel{synth:first:preface}{{9}{47}{}{page.47}{}}\newlabel{synth:last:preface}{{9}{47}{}{}{}}"
    assert page_numbers.sheets(page_numbers.tex_places(again))["preface"] == Sheets(3, 3)


def test_an_edition_that_noted_nothing_has_nothing() -> None:
    assert page_numbers.noted(page_numbers.tex_places(r"\relax"), "book.pdf", 4) == PrintedPages("book.pdf", 4)


@pytest.mark.parametrize(
    ("id_", "pages"), [("duval2031tools", "45–49"), ("preface", "i"), ("unprinted", "")], ids=["many", "one", "none"]
)
def test_the_pages_of_a_work_are_a_range(id_: str, pages: str) -> None:
    assert page_numbers.noted(page_numbers.tex_places(AUX), "book.pdf", 82).of_work(id_) == pages


def test_the_file_is_what_other_programs_are_told_to_expect() -> None:
    assert json.loads(page_numbers.dump(page_numbers.noted(page_numbers.tex_places(AUX), "book.pdf", 82))) == {
        "schema": 1,
        "edition": "book.pdf",
        "pages": 82,
        "works": {"duval2031tools": ["45", "49"], "preface": ["i", "i"]},
        "marks": {"actes/outils": [[1, "45"], [3, "46"], [4, "49"]], "à_côté 1": [[1, "47"]]},
    }


def test_what_is_kept_is_read_back() -> None:
    found = page_numbers.noted(page_numbers.tex_places(AUX), "book.pdf", 82)
    assert page_numbers.load(page_numbers.dump(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"schema": 1}',
        '{"schema": 1, "edition": "a.pdf", "pages": "many", "works": {}, "marks": {}}',
        '{"schema": 1, "edition": "a.pdf", "pages": 1, "works": {"a": ["1"]}, "marks": {}}',
        '{"schema": 1, "edition": "a.pdf", "pages": 1, "works": [], "marks": {}}',
        '{"schema": 1, "edition": "a.pdf", "pages": 1, "works": {}, "marks": {"a": [["x", "1"]]}}',
        "[[",
    ],
)
def test_anything_else_is_no_page_data(text: str) -> None:
    with pytest.raises(PagesError, match="no page data"):
        page_numbers.load(text)


def test_another_schema_is_refused() -> None:
    with pytest.raises(PagesError, match="schema 2"):
        page_numbers.load('{"schema": 2}')
