"""A spreadsheet, CSV or xlsx: a row is a session; columns are recognised by their headings, in French and English.

Which column is what stands in the state of imports, where an editor can change it. People of one cell stand between
semicolons or line ends, or between commas where each is more than a word; with several, cells of their affiliations or
mail addresses have as many parts.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec

from synthkit.diagnostics import CommandError
from synthkit.editor.importing._programme import Material, Programme, Reader, minutes
from synthkit.editor.importing._words import columns_of, is_cancelled
from synthkit.fs.encoding import decoded
from synthkit.i18n import N_
from synthkit.model.dates import meant_date, meant_time, parse_time
from synthkit.model.ids import folded
from synthkit.schema import CreditRole, SessionKind, SessionStatus

_Cell = str | dt.datetime | dt.date | dt.time | dt.timedelta
#: The key of each block by its title, and who leads it.
_Blocks = dict[str, tuple[str, Mapping[str, list[str]]]]
_SPAN = re.compile(r"\s*(?:-|–|—|à|to)\s*")
#: Headings with their options, and the rows below.
_Table = tuple[list[tuple[str, str]], list[Sequence[_Cell]]]
#: Rows above the headings, and signs by which lines are known to be cut.
_HEADS, _SAMPLE = 10, 1000
_TIMES = (dt.datetime, dt.time, dt.timedelta)
_ROLES = tuple(role.option for role in CreditRole)


def _read(material: Material, into: Programme) -> None:
    tables = [[row for row in table if any(row)] for table in _tables(material)]
    known = [headed for table in tables if (headed := _headed(table, material.columns))]
    if not known and any(tables):
        message = N_("%(path)s has no column for titles; its columns: %(found)s")
        headings = ", ".join(map(str, filter(None, max(tables, key=len)[0])))
        raise CommandError(message, path=material.path, found=headings)
    blocks: _Blocks = {}
    for columns, rows in known:
        into.columns |= {heading: option for heading, option in columns if heading}
        day: _Cell = ""
        for cells in rows:
            found: dict[str, _Cell] = {}
            for (heading, option), cell in zip(columns, cells, strict=False):
                if option in _ROLES and cell:
                    found[option] = "; ".join(filter(None, (str(found.get(option, "")), str(cell))))
                elif option and cell and option not in found:
                    found[option] = cell
                else:
                    into.left_out(heading, cell)
            # a day stands once above its rows
            day = found.setdefault("date", day) if "start" in found else found.get("date", day)
            _add(into, {option: cell for option, cell in found.items() if cell}, blocks)


def _headed(table: list[Sequence[_Cell]], columns: Mapping[str, str]) -> _Table | None:
    """The headings of a table with their options, and the rows below; None where none of its first rows has a title."""
    found: list[_Table] = []
    for at, row in enumerate(table[:_HEADS], 1):
        headings = [" ".join(str(cell).split()) for cell in row]
        options = {**columns_of(filter(None, headings)), **columns}
        if "title" in map(options.get, headings):
            found.append(([(heading, options.get(heading, "")) for heading in headings], table[at:]))
    return max(found, key=lambda headed: sum(bool(option) for _, option in headed[0]), default=None)


def _tables(material: Material) -> Iterator[list[Sequence[_Cell]]]:
    if material.suffix != ".xlsx":
        text = re.sub(r"\Asep=.\s*\n", "", decoded(material.path.read_bytes()))
        delimiter = max(",;\t", key=text[:_SAMPLE].count)
        yield [[*map(_cell, line)] for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    elif find_spec("openpyxl"):
        for sheet in import_module("openpyxl").load_workbook(material.path, data_only=True).worksheets:
            rows = [list(row) for row in sheet.iter_rows(values_only=True)]
            for merged in sheet.merged_cells.ranges:  # down a column: the day, the room or the block of several rows
                for row in range(merged.min_row, merged.max_row + 1 if merged.min_col == merged.max_col else 0):
                    rows[row - 1][merged.min_col - 1] = rows[merged.min_row - 1][merged.min_col - 1]
            yield [[*map(_cell, row)] for row in rows]
    else:
        raise CommandError(N_("openpyxl is not installed, which reads .xlsx: pip install openpyxl"))


def _cell(value: object) -> _Cell:
    return value if isinstance(value, _TIMES) else str("" if value is None else value).strip()


def _add(into: Programme, found: dict[str, _Cell], blocks: _Blocks) -> None:
    texts = {option: str(cell) for option, cell in found.items()}
    title = texts.pop("title", "")
    if not title:
        into.left_out("rows without a title", True)
        return
    start, length = _when(into, found)
    times = into.when(start, length)
    if not start and (day := _day(found.get("date"))):
        times = {"date": str(day)}
    facts = {name.split()[1]: texts.pop(name) for name in list(texts) if name.startswith("person ")}
    # authors speak where nobody else is named; what is told of people is told of those who are
    named = "speakers" if texts.get("speakers") else "authors"
    credits = {role: _people(into, texts.pop(role, ""), facts if role == named else {}) for role in _ROLES}
    credits["speakers"] = credits["speakers"] or credits.pop("authors")
    block, part_of = texts.pop("part-of", ""), ""
    if block:
        # who is in the chair is so of the block
        leading = {role: credits[role] for role in ("chairs", "moderators")}
        if block not in blocks:
            blocks[block] = f"block {folded(block)}", leading
            into.item(blocks[block][0], leading, kind=SessionKind.BLOCK, title=block, date=times.get("date"))
        part_of, led = blocks[block]
        credits |= {role: [] for role, keys in leading.items() if keys == led[role]}
    key = into.free(texts.pop("id", "") or folded(title))
    status = SessionStatus.CANCELLED if is_cancelled(texts.pop("status", "")) else ""
    kept = {name: text for name, text in texts.items() if name not in ("kind", "date", "start", "end", "duration")}
    into.item(key, credits, texts.get("kind", ""), title=title, part_of=part_of, status=status, **kept, **times)


def _people(into: Programme, cell: str, facts: Mapping[str, str]) -> list[str]:
    names = [name for name in re.split(r"\s*[;\n]\s*|\s+(?:et|and|&)\s+", cell) if name]
    if len(names) == 1 and all(" " in part.strip() for part in cell.split(",")):
        names = [part.strip() for part in cell.split(",")]
    lists = {name: re.split(r"\s*[;\n]\s*", text) for name, text in facts.items()}
    for name, parts in lists.items():
        if len(parts) not in (1, len(names)) or (len(parts) == 1 < len(names)):
            into.left_out(name, cell)
    keys: list[str] = []
    for at, name in enumerate(names):
        own = {fact: parts[at] for fact, parts in lists.items() if len(parts) == len(names)}
        written = ", ".join(filter(None, (name, own.pop("given", ""))))
        keys += into.person(written, written, **own)
    return keys


def _when(into: Programme, found: Mapping[str, _Cell]) -> tuple[dt.datetime | None, dt.timedelta | None]:
    """Start and length of a row; « 9h-9h30 » in one cell is both."""
    day, stated, end = _day(found.get("date") or found.get("start")), found.get("start"), found.get("end")
    if isinstance(stated, str) and len(span := _SPAN.split(stated)) == 2:
        stated, end = span
    begins, ends = _time(into, stated), _time(into, end)
    if day is None or begins is None:
        into.left_out("times without a day", stated)
        return None, None
    # a column of days has those of the programme
    night = dt.timedelta(days="date" in found and begins < into.event.day_begins)
    start, length = dt.datetime.combine(day, begins) + night, found.get("duration")
    if ends is not None:
        until = dt.datetime.combine(start, ends)
        return start, until - start if until > start else until - start + dt.timedelta(days=1)
    if isinstance(length, dt.time):
        return start, dt.timedelta(hours=length.hour, minutes=length.minute)
    if isinstance(length, str):
        length = minutes(re.sub(r"\s*(?:min\w*|'|’)$", "", length.replace("h", ":")).strip(": "))
    return start, length if isinstance(length, dt.timedelta) else None


def _day(cell: _Cell | None) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    text = re.sub(r"^(\d{4}-\d\d-\d\d|\d+/\d+/\d+)[T ].*|^[^\W\d]+\.?,?\s+(?=\d)", r"\1", str(cell or ""))
    text = re.sub(r"(?<!\d)(\d\d?[/.-]\d\d?[/.-])(\d\d)$", r"\g<1>20\2", text)
    try:
        return dt.date.fromisoformat(meant_date(text) or text)
    except ValueError:
        return None


def _time(into: Programme, cell: _Cell | None) -> dt.time | None:
    if isinstance(cell, dt.datetime):
        return cell.time()
    if isinstance(cell, dt.time) or not cell:
        return cell if isinstance(cell, dt.time) else None
    text = meant_time(re.sub(r"^\S*\d[-/]\d\S*[T ](?=\d)|^\d{4}-\d\d-\d\dT", "", str(cell)))
    try:
        return parse_time("0:00" if text == "24:00" else text)
    except ValueError:
        into.left_out(f"time “{cell}”", True)
        return None


_SUFFIXES = (".csv", ".tsv", ".xlsx")
READER = Reader("spreadsheet (.csv, .xlsx)", "spreadsheet", lambda of: of.suffix in _SUFFIXES, _read)
