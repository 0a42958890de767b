"""What Typst makes, without TeX: each chapter set by itself, the volume joined of them, and each work alone.

A chapter knows the pages of other chapters by number alone, so a book takes the memory of its longest chapter while it
is set, and of its file while it is joined.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from synthkit.build import page_numbers, pdf_files, pdf_offprints, sphinx_runs
from synthkit.build.page_numbers import Place, Sheets
from synthkit.build.runner import Run, copied
from synthkit.build.typesetter import Typesetter, unescaped
from synthkit.model.dates import PartialDate
from synthkit.model.works import Work

#: What is filled of a page that would be better none; how much of each page lines save that are closer, and closest.
_FEW_LINES, _SAVED = 0.3, (0.11, 0.2)
#: The title page, its back, and one page of contents.
_FRONT = 3
#: Pages of markup whose layout isn't kept till ten other parts are set: lists and indexes at the end are the longest.
_LONG = 10
#: Numbers of pages that change how many pages there are settle at once; a book where they don't keeps the last ones.
_ROUNDS = 5
#: Of markup, about: what pages are guessed by that are unknown yet.
_SIGNS_A_PAGE = 3700
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def pdf(run: Run) -> list[Path]:
    """The volumes; beside the website a PDF of each work of the one that is the book."""
    source = sphinx_runs.typst(run)
    books = [Book(run, path) for path in sorted(source.glob("*.json")) if path.with_suffix(".typ").is_file()]
    notes = {book.path: list(book.places.values()) for book in books if book.write()}
    volume = pdf_offprints.book_of(notes)
    made = copied(notes, run.results / "pdf", "*.pdf")
    if volume is None:
        pdf_offprints.offer_nothing(run)
        return made
    book = next(book for book in books if book.path == volume)
    pages = page_numbers.noted(notes[volume], volume.name, book.sheets)
    pdf_offprints.offer(run, volume, pages, notes[volume], source, book.alone)
    for one in books:
        one.forget_unused()
    return made


class _Part:
    """A file of the book, which begins a page, and what is known of it once it is set."""

    def __init__(self, folder: Path, facts: Mapping[str, Any], numbering: str = "1") -> None:
        self.file, self.labels, self.name, self.numbering = facts["file"], facts["labels"], facts["part"], numbering
        #: Whether its headings are a level lower than those before it.
        self.is_below = bool(self.name) and not facts["opens"]
        markup = (folder / self.file).read_text(encoding="utf-8")
        #: About how many pages it has, in quarters: for a sentence more no other part has another guess.
        self.length = round(4 * len(markup) / _SIGNS_A_PAGE) / 4
        #: All that may be a label of a place.
        self.words = set(map(unescaped, _LITERAL.findall(markup)))
        self.tightness = 0
        #: Where it begins in the volume: printed page and sheet.
        self.first, self.sheet = 1, 1
        self.inputs: dict[str, Any] = {}
        self.pdf = b""
        #: Of each label: sheet of this part, printed page, points from the upper edge.
        self.places: dict[str, tuple[int, str, float]] = {}
        self.sheets = 0
        #: How much of the last page holds text.
        self.filled = 0.0


class Book:
    """One volume; ``path`` is its PDF, ``places`` what stands on which page once it is written, by label."""

    def __init__(self, run: Run, description: Path) -> None:
        self.path = description.with_suffix(".pdf")
        self.places: dict[str, Place] = {}
        self._run, folder = run, description.parent
        self._facts: Mapping[str, Any] = json.loads(description.read_text(encoding="utf-8"))
        front = _Part(folder, {"file": f"{description.stem}.typ", "labels": (), "part": ""}, "i")
        chapters = [_Part(folder, one) for one in self._facts["chapters"]]
        self._parts = [front, *chapters]
        kept = run.work / "typeset" / description.stem
        self._typesetter = Typesetter(run, folder, [part.file for part in self._parts], self._facts["book"], kept)

    @property
    def sheets(self) -> int:
        """How many the volume has."""
        return sum(part.sheets for part in self._parts)

    def write(self) -> bool:
        """Set the volume and note its places; whether that went well."""
        if not self._is_settled():
            return False
        parts = [pdf_files.Part(part.pdf, part.is_below) for part in self._parts]
        made = pdf_files.join(parts, self.places, self._facts["book"]["words"]["page"])
        content = pdf_files.stated(made, **self._facts["stated"], identifier=self._facts["identifier"])
        self.path.write_bytes(content)
        return True

    def page(self) -> bytes | None:
        """The first chapter, which knows no pages but its own; None for an error, which is reported."""
        made = self._parts[1].pdf if self._set_part(self._parts[1]) else None
        self.forget_unused()
        return made

    def forget_unused(self) -> None:
        """Keep for the next build what was set or taken for this one."""
        self._typesetter.forget_unused()

    def _is_settled(self) -> bool:
        """Set each part until the pages it names are those they have; whether all can be set."""
        guesses: dict[str, float] = {}
        begin = 1.0
        for part in self._parts[1:]:
            end = begin + part.length
            guesses |= {label: end if label.startswith("last:") else begin for label in part.labels}
            begin = end
        for part, following in zip(self._parts, [*self._parts[1:], None], strict=True):
            if not (self._set_part(part, guesses) and self._tighten(part, guesses)):
                return False
            for label in part.labels:
                guesses.pop(label)
            self._note_places(part, following)
            # Typst still has its lines in memory
            if guesses.keys().isdisjoint(part.words) and not self._set_part(part):
                return False
            self._typesetter.forget(11 if part.length > _LONG else 1)
        for _ in range(_ROUNDS):
            for part, following in zip(self._parts, [*self._parts[1:], None], strict=True):
                self._note_places(part, following)
            changed = [part for part in self._parts if self._inputs(part) != part.inputs]
            if not changed:
                break
            if not all(map(self._set_part, changed)):
                return False
        return True

    def _inputs(self, part: _Part, guesses: Mapping[str, float] | None = None) -> dict[str, Any]:
        """What a part is set with; of other parts the pages of those places that it names.

        A draft has ``guesses`` of the pages that are unknown yet, which have as many digits in most cases.
        """
        known = [self.places[label] for label in self.places.keys() & part.words]
        named = {place.label: (place.sheet, place.page, place.label in part.places) for place in known}
        if guesses is not None:
            unknown = {label: round(guesses[label]) for label in part.words & guesses.keys()}
            named |= {label: (page, str(page), False) for label, page in unknown.items()}
        return {
            **self._facts["described"],
            "first": part.first,
            "name": part.name or self._facts["described"]["title"],
            "numbering": part.numbering,
            "tightness": part.tightness,
            "places": dict(sorted(named.items())),
            "is-draft": guesses is not None,
            # the date of making is that of the front, which the whole has: other parts are the same in each build
            "date": None if part is self._parts[0] else (1970, 1, 1),
            "is-alone": False,
        }

    def _set_part(self, part: _Part, guesses: Mapping[str, float] | None = None) -> bool:
        """Set a part, as a PDF unless it is a draft, and note what stands where in it; whether that went well."""
        inputs = self._inputs(part, guesses)
        made = self._typesetter.set(part.file, inputs)
        if made is None:
            return False
        part.inputs, (found, part.pdf) = inputs, made
        part.places = {}
        for label, sheet, page, top in found["places"]:
            part.places.setdefault(label, (sheet, page, top))
        part.sheets, part.filled = found["sheets"], found["filled"]
        return True

    def _tighten(self, part: _Part, guesses: Mapping[str, float]) -> bool:
        """Set a part closer if its last page, which would hold a few lines, can be saved so."""
        filled, pages = part.filled, part.sheets
        others = pages - (_FRONT if part is self._parts[0] else 1)
        # at last as it was, where all that makes an emptier page
        for tightness, saved in ((1, _SAVED[0]), (2, _SAVED[1]), (0, 1)):
            is_worth_it = filled < min(_FEW_LINES, saved * others) or part.tightness > tightness
            if is_worth_it and part.sheets == pages and part.filled <= filled:
                part.tightness = tightness
                if not self._set_part(part, guesses):
                    return False
        return True

    def _note_places(self, part: _Part, following: _Part | None) -> None:
        for label, (sheet, printed, top) in part.places.items():
            number = str(part.first + sheet - 1) if part.numbering == "1" else printed
            self.places[label] = Place(label, part.sheet + sheet - 1, number, top)
        if following:
            following.sheet = part.sheet + part.sheets
            following.first = part.first + part.sheets if part.numbering == "1" else 1

    def alone(self, work: Work, sheets: Sheets) -> bytes | None:
        """A work with the pages it has in the volume, which are those of its chapter; None where it has others."""
        part = next((part for part in self._parts if part.sheet == sheets.first), None)
        if part is None:
            self._run.tell(pdf_offprints.WITHIN, id=work.id)
            return None
        date = _date_of(work)
        inputs = {
            **part.inputs,
            "title": work.title,
            "authors": list(map(str, work.authors)),
            "keywords": list(work.keywords),
            "description": "",
            "language": work.language.replace("_", "-").partition("-")[0],
            "name": self._facts["described"]["title"],
            "is-alone": True,
            "date": date and (date.year, date.month or 1, date.day or 1),
        }
        identifier = f"doi:{work.doi}" if work.doi else work.url
        facts = {**self._facts["stated"], "identifier": identifier, "source": work.container}
        made = self._typesetter.set(part.file, inputs, facts)
        return made and made[1]


def _date_of(work: Work) -> PartialDate | None:
    """When a work was made, not its file, which is the same in each build while the work is; None where nobody says."""
    return PartialDate.of(work.revised) if work.revised else work.date
