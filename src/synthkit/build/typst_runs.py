"""What Typst makes, without TeX: the volume, and each session and chapter alone with the pages of the volume."""

import json
import re
import time
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import typst
from pypdf import PdfReader

from synthkit.build import page_numbers, pdf_offprints, sphinx_runs, xmp
from synthkit.build.page_numbers import Place, Sheets
from synthkit.build.runner import Run, copied
from synthkit.model.works import Work
from synthkit.schema import TextKind

#: Without them a sign that no font has is left out and nobody notices.
_STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
#: Where an error arose: a file of the book and its line.
_PLACE = re.compile(r"┌─ (?:\S*/)?([^/\s]+\.typ):(\d+):\d+")
_SOURCE = re.compile(r"// at (.+)")
#: What is filled of a page that would be better none.
_FEW_LINES = 0.35
#: A volume of so many sheets is not set twice: Typst keeps both in memory, a gigabyte and a half for 900 sheets.
_MANY_SHEETS = 400
_UNKNOWN_SIGN = re.compile(r'the text `"([^"]+)"` could not be displayed')
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
        #: The file of each chapter, how many sheets it has, which part of the last one is filled.
        self._chapters_set: list[tuple[str, int, float]] = []
        self._broken: list[str] = []
        self._unknown = ""
        self._has_system_fonts = False
        self._timestamp = int(run.environment.get("SOURCE_DATE_EPOCH") or time.time())
        # the fonts within Typst, so that a book is the same on every machine
        self._compiler = typst.Compiler(facts.with_suffix(".typ"), root=self._folder, ignore_system_fonts=True)

    def write(self) -> bool:
        """Set the volume and note its places; whether that went well."""
        made = self._volume()
        loose = [name for name, sheets, end in self._chapters_set if sheets > 1 and end < _FEW_LINES]
        if made and loose and sum(sheets for _, sheets, _ in self._chapters_set) < _MANY_SHEETS:
            made = self._volume(loose)
        if made is None:
            return False
        self.path.write_bytes(xmp.stated(made, **self._facts["stated"], identifier=self._facts["identifier"]))
        pages = {label: (page, sheet) for label, sheet, page in self.places}
        (self._folder / "pages.json").write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
        return True

    def _volume(self, tight: Iterable[str] = ()) -> bytes | None:
        """The volume, its places noted; the lines of ``tight`` chapters are closer to one another."""
        self._inputs["tight"] = "\n".join(tight)
        made = self._set(self.path.with_suffix(".typ"), {})
        if made is not None:
            found = json.loads(self._compiler.query("<synthkit-places>", field="value", one=True))
            self.places = [Place(*place) for place in found["places"]]
            ends = [(name, sheet, end) for name, sheet, end in found["ends"]]
            before = [0, *(sheet for _, sheet, _ in ends)]
            self._chapters_set = [
                (name, sheet - last, end) for (name, sheet, end), last in zip(ends, before, strict=False)
            ]
        return made

    def alone(self, work: Work, sheets: Sheets) -> bytes | None:
        """A work with the pages it has in the volume; None for one that begins within a chapter."""
        chapter, heading = self._facts["works"].get(work.id, ("", ""))
        begin = next((place for place in self.places if place.label == heading), None)
        if begin is None or begin.sheet != sheets.first:
            self._run.say(f"      no PDF of '{work.id}' alone: it begins within a chapter")
            return None
        facts = {
            "title": work.title,
            # an announcement and a report are the editors' texts, whoever spoke
            "authors": list(map(str, work.authors)) if work.text is TextKind.PAPER else self._facts["authors"],
            "keywords": list(work.keywords),
            "language": work.language.replace("_", "-").partition("-")[0],
            "first": int(begin.page),
            "part": self._facts["title"],
        }
        main = self._folder / "offprint.typ"
        main.write_text(_OFFPRINT, encoding="utf-8")
        inputs = {"work": json.dumps(facts, ensure_ascii=False), "chapter": chapter, "pages": "pages.json"}
        made = self._set(main, inputs)
        identifier = f"doi:{work.doi}" if work.doi else work.url
        return made and xmp.stated(made, **self._facts["stated"], identifier=identifier, source=work.container)

    def _set(self, main: Path, inputs: Mapping[str, str]) -> bytes | None:
        """A PDF; a picture that can't be shown costs no more than itself."""
        while True:
            given = {**self._inputs, **inputs, "broken": "\n".join(self._broken), "unknown": self._unknown}
            try:
                made = self._compiler.compile(
                    main, format="pdf", sys_inputs=given, pdf_standards=[*_STANDARDS], timestamp=self._timestamp
                )
            except typst.TypstError as error:
                if self._leaves_out(error):
                    continue
                self._run.fail(f"{self._where(error)}: no PDF: {_message(error)}")
                return None
            assert isinstance(made, bytes)
            return made

    def _leaves_out(self, error: typst.TypstError) -> bool:
        """Whether the next try does without what this one failed at; each is reported once."""
        before = len(self._broken), self._has_system_fonts, self._unknown
        unknown = {sign for text in _UNKNOWN_SIGN.findall(str(error.diagnostic)) for sign in text}
        if unknown and not self._has_system_fonts:
            self._has_system_fonts = True
            self._compiler = typst.Compiler(self.path.with_suffix(".typ"), root=self._folder)
        elif unknown:
            # all of that script at once
            scripts = tuple({unicodedata.name(sign, "").partition(" ")[0] or sign for sign in unknown})
            text = "".join(chapter.read_text(encoding="utf-8") for chapter in self._chapters())
            unknown |= {sign for sign in text if ord(sign) > 127 and unicodedata.name(sign, "").startswith(scripts)}
            self._unknown += "".join(sorted(unknown - set(self._unknown)))
            self._report(
                f"{self._where(error)}: no font has '{''.join(sorted(unknown))[:40]}': install one that has it"
            )
        else:
            self._find_broken_pictures()
        return before != (len(self._broken), self._has_system_fonts, self._unknown)

    def _find_broken_pictures(self) -> None:
        """Look for pictures that can't be shown: Typst names none."""
        used: dict[str, str] = {}
        for chapter in self._chapters():
            used.update(_PICTURE.findall(chapter.read_text(encoding="utf-8")))
        for name, where in used.items():
            if name in self._broken:
                continue
            try:
                self._compiler.compile(f'#image("{name}")'.encode(), format="pdf")
            except typst.TypstError as error:
                self._broken.append(name)
                self._report(f"{where}: the picture '{name}' is left out of the PDF: {_message(error)}")

    def _chapters(self) -> list[Path]:
        return sorted(self._folder.glob(f"{self.path.stem}-*.typ"))

    def _report(self, problem: str) -> None:
        (self._run.fail if self._run.strict else self._run.say)(problem)

    def _where(self, error: typst.TypstError) -> str:
        """The file and the line of the book's sources."""
        for name, line in _PLACE.findall(str(error.diagnostic)):
            path = self._folder / name
            if name != "print.typ" and path.is_file():
                above = path.read_text(encoding="utf-8").splitlines()[: int(line)]
                return next((found[1] for one in reversed(above) if (found := _SOURCE.match(one))), name)
        return self.path.name


def _message(error: typst.TypstError) -> str:
    return "; ".join([error.message, *error.hints])


_OFFPRINT = """#import "print.typ": *
#offprint(json(inputs.facts), json(bytes(inputs.work)), inputs.chapter, include inputs.chapter)
"""
