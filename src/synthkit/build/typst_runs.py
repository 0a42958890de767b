"""What Typst makes, without TeX: the volume, and each session and chapter alone with the pages of the volume."""

import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import typst
from pypdf import PdfReader

from synthkit.build import page_numbers, pdf_offprints, sphinx_runs
from synthkit.build.page_numbers import Place, Sheets
from synthkit.build.runner import Run, copied
from synthkit.model.works import Work

#: Without them a sign that no font has is left out and nobody notices.
_STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
#: Where an error arose: a file of the book and its line.
_PLACE = re.compile(r"┌─ (?:\S*/)?([^/\s]+\.typ):(\d+):\d+")
_SOURCE = re.compile(r"// at (.+)")
_PICTURE = re.compile(r"#picture\(\"((?:[^\"\\]|\\.)*)\", \"(?:[^\"\\]|\\.)*\", \"((?:[^\"\\]|\\.)*)\"")


def pdf(run: Run) -> list[Path]:
    """The volumes; beside the website a PDF of each work of the one that is the book."""
    source = sphinx_runs.typst(run)
    books = [Book(run, path) for path in sorted(source.glob("*.json")) if path.with_suffix(".typ").is_file()]
    notes = {book.path: book.places for book in books if book.write()}
    volume = pdf_offprints.book_of(notes)
    made = copied(notes, run.folders.results / "pdf", "*.pdf")
    if volume is None:
        run.folders.pages.unlink(missing_ok=True)
        copied((), run.folders.finished, "*.pdf")
        return made
    book = next(book for book in books if book.path == volume)
    pages = page_numbers.noted(book.places, volume.name, len(PdfReader(volume).pages))
    pdf_offprints.offer(run, volume, pages, page_numbers.sheets(book.places), source, book.alone)
    return made


class Book:
    """One volume; ``path`` is its PDF, ``places`` what stands on which page once it is written."""

    def __init__(self, run: Run, facts: Path) -> None:
        self.path = facts.with_suffix(".pdf")
        self.places: list[Place] = []
        self._run, self._folder = run, facts.parent
        self._facts: Mapping[str, Any] = json.loads(facts.read_text(encoding="utf-8"))
        self._inputs = {"facts": facts.name}
        self._broken: list[str] = []
        self._timestamp = int(run.environment.get("SOURCE_DATE_EPOCH") or time.time())
        # the fonts within Typst, so that a book is the same on every machine
        self._compiler = typst.Compiler(facts.with_suffix(".typ"), root=self._folder, ignore_system_fonts=True)

    def write(self) -> bool:
        """Set the volume and note its places; whether that went well."""
        made = self._set(self.path.with_suffix(".typ"), {})
        if made is None:
            return False
        self.path.write_bytes(made)
        found = json.loads(self._compiler.query("<synthkit-places>", field="value", one=True))
        self.places = [Place(*place) for place in found["places"]]
        pages = {label: (page, sheet) for label, sheet, page in self.places}
        (self._folder / "pages.json").write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
        return True

    def alone(self, work: Work, sheets: Sheets) -> bytes | None:
        """A work with the pages it has in the volume; None for one that begins within a chapter."""
        chapter = self._facts["works"].get(work.id)
        if chapter is None:
            self._run.say(f"      no PDF of '{work.id}' alone: it begins within a chapter")
            return None
        first = next(place.page for place in self.places if (place.sheet, place.label[:6]) == (sheets.first, "first:"))
        facts = {
            "title": work.title,
            "authors": list(map(str, work.authors)),
            "keywords": list(work.keywords),
            "language": work.language.replace("_", "-").partition("-")[0],
            "first": int(first),
            "part": self._facts["title"],
        }
        main = self._folder / "offprint.typ"
        if not main.is_file():
            main.write_text(_OFFPRINT, encoding="utf-8")
        return self._set(
            main, {"work": json.dumps(facts, ensure_ascii=False), "chapter": chapter, "pages": "pages.json"}
        )

    def _set(self, main: Path, inputs: Mapping[str, str]) -> bytes | None:
        """A PDF; a picture that can't be shown costs no more than itself."""
        while True:
            given = {**self._inputs, **inputs, "broken": "\n".join(self._broken)}
            try:
                made = self._compiler.compile(
                    main, format="pdf", sys_inputs=given, pdf_standards=[*_STANDARDS], timestamp=self._timestamp
                )
            except typst.TypstError as error:
                broken = self._broken_pictures()
                if not broken:
                    self._run.fail(f"{self._where(error)}: no PDF: {_told(error)}")
                    return None
                self._broken += broken
                continue
            assert isinstance(made, bytes)
            return made

    def _broken_pictures(self) -> list[str]:
        """Pictures that can't be shown and are not known for it yet, reported: Typst names none."""
        used: dict[str, str] = {}
        for chapter in sorted(self._folder.glob(f"{self.path.stem}-*.typ")):
            used.update(_PICTURE.findall(chapter.read_text(encoding="utf-8")))
        found = []
        for name, where in used.items():
            if name in self._broken:
                continue
            try:
                self._compiler.compile(f'#image("{name}")'.encode(), format="pdf")
            except typst.TypstError as error:
                found.append(name)
                told = f"{where}: the picture '{name}' is left out of the PDF: {_told(error)}"
                (self._run.fail if self._run.strict else self._run.say)(told)
        return found

    def _where(self, error: typst.TypstError) -> str:
        """The file and the line of the book's sources."""
        for name, line in _PLACE.findall(str(error.diagnostic)):
            path = self._folder / name
            if name != "print.typ" and path.is_file():
                above = path.read_text(encoding="utf-8").splitlines()[: int(line)]
                return next((found[1] for one in reversed(above) if (found := _SOURCE.match(one))), name)
        return self.path.name


def _told(error: typst.TypstError) -> str:
    return "; ".join([error.message, *error.hints])


_OFFPRINT = """#import "print.typ": *
#show: offprint.with(json(inputs.facts), json(bytes(inputs.work)))
#include inputs.chapter
"""
