"""A bar chart of a CSV, drawn by Typst: the first column says what a bar is of, each further one is a series."""

import csv
import json
import math
from typing import Literal, NamedTuple

from synthkit.figures.typst import Drawing, needs_fonts
from synthkit.i18n import I18n


class ChartError(ValueError):
    """A line of the CSV, from 1, and what stands there instead of a number from 0 for each series."""

    def __init__(self, line: int, found: str) -> None:
        super().__init__(f"line {line}: {found}")
        self.line, self.found = line, found


class Table(NamedTuple):
    """The headings of a CSV, and its rows: a label and a number for each series."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]


def read(text: str) -> Table:
    """A CSV with commas and decimal points; empty lines are passed over. Raises ChartError."""
    reader = csv.reader(text.splitlines())
    lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    if len(lines) < 2 or len(lines[0][1]) < 2:
        raise ChartError(1, ", ".join(lines[0][1]) if lines else "")
    headings = lines[0][1]
    rows = []
    for line, (label, *cells) in lines[1:]:
        if len(cells) != len(headings) - 1:
            raise ChartError(line, ", ".join([label, *cells]))
        rows.append((label, tuple(_number(line, cell) for cell in cells)))
    return Table(tuple(headings), tuple(rows))


def drawing(table: Table, unit: str, i18n: I18n, format: Literal["svg", "pdf"]) -> Drawing:
    """The chart, whose bars begin at 0 and end with their number."""
    rows = [[label, [[value, formatted(value, unit, i18n)] for value in values]] for label, values in table.rows]
    greatest = max(value for _, values in table.rows for value in values) or 1
    facts = {"language": i18n.language[:2], "series": table.headings[1:], "greatest": greatest, "rows": rows}
    text = json.dumps(facts, ensure_ascii=False)
    return Drawing(text, format, 72, needs_fonts(text), "chart.typ")


def formatted(value: float, unit: str, i18n: I18n) -> str:
    """« 19,95 % »."""
    return f"{i18n.number(value)}\u00a0{unit}".rstrip()


def _number(line: int, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = -1
    if not 0 <= value < math.inf:
        raise ChartError(line, cell)
    return value
