"""On which pages of the printed edition works and paragraphs stand: made of TeX's notes, kept as versioned JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple
from urllib.parse import quote, unquote

SCHEMA = 1
_ENDS = re.compile(r"\\newlabel\{synth:(first|last):([^{}]*)\}\{\{(\d+)\}\{([^{}]*)\}")
_MARKED = re.compile(r"\\synthkitmarked\{([^{}]*)\}\{(\d+)\}\{([^{}]*)\}")


class PagesError(ValueError):
    """The text is no page data, or of a schema this version doesn't know."""


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """Which page has what, by what is printed on it (« 45 », « iv »).

    ``edition`` is the file's name, ``pages`` how many it has. ``works`` are first and last page by id; ``marks`` by
    document the numbered paragraphs that stand on another page than the one before.
    """

    edition: str = ""
    pages: int = 0
    works: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    marks: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)

    def of_work(self, id_: str) -> str:
        """« 45–49 », « 45 » for a work of one page, empty for one that isn't printed."""
        first, last = self.works.get(id_, ("", ""))
        return first if first == last else f"{first}–{last}"


class Sheets(NamedTuple):
    """The first and last sheet of a work in the file, counted from 1, whatever is printed on them."""

    first: int
    last: int


def latex_name(name: str) -> str:
    """A name in characters that TeX reads as themselves: others are written as ``=C3``, byte by byte."""
    return quote(name, safe="/").replace("%", "=")


def noted(aux: str, edition: str, pages: int) -> PrintedPages:
    """What TeX noted in its ``.aux`` files while it made an edition."""
    marks: dict[str, tuple[tuple[int, str], ...]] = {}
    for name, number, page in _MARKED.findall(aux):
        known = marks.setdefault(_read(name), ())
        if not known or known[-1][1] != page:
            marks[_read(name)] = (*known, (int(number), page))
    works = {id_: (first, last) for id_, ((_, first), (_, last)) in _ends(aux).items()}
    return PrintedPages(edition, pages, works, marks)


def sheets(aux: str) -> dict[str, Sheets]:
    """Where each work stands in the file, in the order of their first pages."""
    found = {id_: Sheets(first, last) for id_, ((first, _), (last, _)) in _ends(aux).items()}
    return dict(sorted(found.items(), key=lambda work: work[1]))


def _ends(aux: str) -> dict[str, tuple[tuple[int, str], tuple[int, str]]]:
    """Sheet and page of each work's beginning and end, where both are known; of two with one id the first stands."""
    found: dict[str, dict[str, tuple[int, str]]] = {"first": {}, "last": {}}
    for which, name, sheet, page in _ENDS.findall(aux):
        found[which].setdefault(_read(name), (int(sheet), page))
    return {id_: (first, found["last"][id_]) for id_, first in found["first"].items() if id_ in found["last"]}


def _read(name: str) -> str:
    return unquote(name.replace("=", "%"))


def dump(printed: PrintedPages) -> str:
    """JSON with sorted keys, ending in a newline."""
    plain = {"schema": SCHEMA, **asdict(printed)}
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load(text: str) -> PrintedPages:
    """What ``dump`` wrote. Raises PagesError."""
    try:
        plain = json.loads(text)
        schema = plain["schema"]
        if schema == SCHEMA:
            return PrintedPages(
                str(plain["edition"]),
                int(plain["pages"]),
                {id_: (str(first), str(last)) for id_, (first, last) in plain["works"].items()},
                {name: tuple((int(n), str(page)) for n, page in found) for name, found in plain["marks"].items()},
            )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PagesError("no page data of synthkit") from error
    raise PagesError(f"schema {schema}; this synthkit reads {SCHEMA}")
