"""On which pages of the printed edition works and paragraphs stand, as TeX or Typst notes them: versioned JSON."""

import json
import re
from collections.abc import Iterable, Mapping
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

    def marks_of(self, docname: str) -> tuple[tuple[int, str], ...]:
        """The numbers of paragraphs at which a page of a document begins, each with the page."""
        return self.marks.get(docname, ())

    def beginnings(self, documents: Iterable[str]) -> dict[str, dict[int, str]]:
        """Where each page begins: by document, the number of its first paragraph with what is printed on the page.

        ``documents`` are in reading order. A page begins once, where it is met first.
        """
        met: set[str] = set()
        found: dict[str, dict[int, str]] = {}
        for document in documents:
            for mark, page in self.marks.get(document, ()):
                if page not in met:
                    met.add(page)
                    found.setdefault(document, {})[mark] = page
        return found


class Place(NamedTuple):
    """A place of an edition: ``first:ID`` and ``last:ID`` of a work, ``mark:NUMBER:DOCNAME`` of a paragraph.

    ``sheet`` counts from 1, ``page`` is what is printed on it, ``top`` (of Typst) how many points from the upper edge.
    """

    label: str
    sheet: int
    page: str
    top: float = 0


class Sheets(NamedTuple):
    """The first and last sheet of a work in the file, counted from 1, whatever is printed on them."""

    first: int
    last: int


def latex_name(name: str) -> str:
    """A name in characters that TeX reads as themselves: others are written as ``=C3``, byte by byte."""
    return quote(name, safe="/").replace("%", "=")


def tex_places(aux: str) -> list[Place]:
    """What TeX noted in its ``.aux`` files while it made an edition."""
    ends = [Place(f"{which}:{_read(name)}", int(sheet), page) for which, name, sheet, page in _ENDS.findall(aux)]
    marks = [Place(f"mark:{number}:{_read(name)}", 0, page) for name, number, page in _MARKED.findall(aux)]
    return [*ends, *marks]


def noted(places: Iterable[Place], edition: str, pages: int) -> PrintedPages:
    """The page data of an edition."""
    marks: dict[str, tuple[tuple[int, str], ...]] = {}
    for label, _, page, _ in places:
        which, number, name = [*label.split(":", 2), "", ""][:3]
        known = marks.get(name, ())
        if which == "mark" and (not known or known[-1][1] != page):
            marks[name] = (*known, (int(number), page))
    works = {id_: (first.page, last.page) for id_, (first, last) in _ends(places).items()}
    return PrintedPages(edition, pages, works, marks)


def sheets(places: Iterable[Place]) -> dict[str, Sheets]:
    """Where each work stands in the file, in the order of their first pages."""
    found = {id_: Sheets(first.sheet, last.sheet) for id_, (first, last) in _ends(places).items()}
    return dict(sorted(found.items(), key=lambda work: work[1]))


def _ends(places: Iterable[Place]) -> dict[str, tuple[Place, Place]]:
    """Each work's beginning and end, where both are known; of two with one id the first stands."""
    found: dict[str, dict[str, Place]] = {"first": {}, "last": {}}
    for place in places:
        which, _, id_ = place.label.partition(":")
        if which in found:
            found[which].setdefault(id_, place)
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
