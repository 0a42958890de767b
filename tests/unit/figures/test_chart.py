from __future__ import annotations

import re

import pytest

from synthkit.figures import chart, typst
from synthkit.i18n import I18n

CSV = "Taille,2023,2024\n10 à 49 salariés,5,9\n\n« 250 ou plus »,21,33.5\n"
FRENCH = I18n("fr")


def test_a_csv_has_headings_labels_and_numbers() -> None:
    found = chart.read(CSV)
    assert found.headings == ("Taille", "2023", "2024")
    assert found.rows == (("10 à 49 salariés", (5, 9)), ("« 250 ou plus »", (21, 33.5)))


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("", 1, ""),
        ("Taille,2023\n", 1, "Taille, 2023"),
        ("Taille\n10\n", 1, "Taille"),
        ("Taille,2023\nun,1\ndeux,beaucoup\n", 3, "beaucoup"),
        ("Taille,2023\nun,-1\n", 2, "-1"),
        ("Taille,2023\nun,inf\n", 2, "inf"),
        ("Taille,2023\nun,nan\n", 2, "nan"),
        ("Taille,2023\nun,1,2\n", 2, "un, 1, 2"),
        ("Taille,2023\n\nun\n", 3, "un"),
    ],
)
def test_a_csv_that_is_no_chart_says_where(text: str, line: int, found: str) -> None:
    with pytest.raises(chart.ChartError) as error:
        chart.read(text)
    assert (error.value.line, error.value.found) == (line, found)


def test_numbers_are_those_of_the_language() -> None:
    assert chart.formatted(1234.5, "%", FRENCH) == "1\u202f234,5\u00a0%"
    assert chart.formatted(9, "", I18n("en")) == "9"


@pytest.mark.parametrize(("format", "begins"), [("svg", b"<svg"), ("pdf", b"%PDF")])
def test_it_is_drawn_as_each_edition_wants_it(format: str, begins: bytes) -> None:
    (picture,) = typst.drawn([chart.drawing(chart.read(CSV), "%", FRENCH, format)])
    assert picture.startswith(begins)


def test_the_longest_bar_is_that_of_the_greatest_number() -> None:
    (picture,) = typst.drawn([chart.drawing(chart.read("a,b\nx,10\ny,40\nz,0\n"), "", FRENCH, "svg")])
    widths = [float(width) for width in re.findall(rb'fill="#1f4e59"[^>]* d="M 0 0v 13h ([\d.]+)', picture)]
    assert widths[1] / widths[0] == pytest.approx(4, rel=0.01)
    assert chart.read("a,b\nx,0\n").rows == (("x", (0,)),)
    typst.drawn([chart.drawing(chart.read("a,b\nx,0\n"), "", FRENCH, "svg")])  # nothing is divided by 0


def test_words_of_a_csv_are_no_markup() -> None:
    hostile = 'a,"#panic() $x$ <b> *c* @d"\n"#import \\"x\\"",1\n'
    typst.drawn([chart.drawing(chart.read(hostile), "#%", FRENCH, "svg")])
