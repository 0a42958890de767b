"""What is made of the finished volume: which page has what, and a PDF of each session and chapter."""

import re
from collections.abc import Mapping
from pathlib import Path

from pypdf import PdfReader

from synthkit.build import page_numbers, pdf_extract
from synthkit.build.latex_runs import workplace_of
from synthkit.build.page_numbers import Sheets
from synthkit.build.runner import Run, copied
from synthkit.fs.atomic import replacing, write_whole
from synthkit.model import serialization
from synthkit.model.catalogue import Catalogue

#: What Google Scholar takes at most.
LARGEST = 5_000_000
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")


def works(run: Run) -> list[Path]:
    """Note the pages of the volume and cut it; no results of their own, for each lies beside its HTML page."""
    with replacing(run.folders.finished / "sessions") as folder:
        volume = _volume(run)
        if volume is None:
            run.say("      nothing: there is no PDF to look at")
        else:
            _all_of(run, volume, folder)
    return []


def _all_of(run: Run, volume: Path, folder: Path) -> None:
    aux = (workplace_of(run) / volume.with_suffix(".aux").name).read_text(encoding="utf-8")
    reader = PdfReader(volume)
    write_whole(run.folders.pages, page_numbers.dump(page_numbers.noted(aux, volume.name, len(reader.pages))))
    catalogue = serialization.load((run.folders.results / "latex" / "synthkit.json").read_text(encoding="utf-8"))
    places = page_numbers.sheets(aux)
    for id_, other in beginning_within_another(places).items():
        run.say(f"      no PDF of '{id_}' alone: it begins on a page of '{other}'")
        del places[id_]
    made = _cut(reader, places, catalogue, folder)
    for path in made:
        if path.stat().st_size > LARGEST:
            told = f"{path.name} has more than 5 MB, which Google Scholar refuses; expected: smaller images"
            (run.fail if run.strict else run.say)(told)
    total = sum(path.stat().st_size for path in made) / 1_000_000
    run.say(f"      {len(made)} files, {total:.1f} MB, to lie beside their pages in HTML")
    copied([volume], run.folders.finished, "*.pdf")


def beginning_within_another(places: Mapping[str, Sheets]) -> dict[str, str]:
    """Works whose first page has another work too, which began before: a file of theirs would open with that."""
    found = {}
    seen: dict[int, str] = {}
    for id_, sheets in places.items():
        if sheets.first in seen:
            found[id_] = seen[sheets.first]
        for sheet in range(sheets.first, sheets.last + 1):
            seen.setdefault(sheet, id_)
    return found


def _volume(run: Run) -> Path | None:
    """The PDF of the book: of several, the one that has most works."""
    made = sorted((run.folders.results / "pdf").glob("*.pdf"))
    notes = {path: workplace_of(run) / path.with_suffix(".aux").name for path in made}
    return max(
        (path for path, aux in notes.items() if aux.is_file()),
        key=lambda path: len(page_numbers.sheets(notes[path].read_text(encoding="utf-8"))),
        default=None,
    )


def _cut(reader: PdfReader, places: Mapping[str, Sheets], catalogue: Catalogue, folder: Path) -> list[Path]:
    made = []
    for id_, sheets in places.items():
        work = catalogue.work(id_)
        if work is not None and _FILE_NAME.fullmatch(id_):
            path = folder / f"{id_}.pdf"
            facts = pdf_extract.Facts(
                work.title, ", ".join(map(str, work.authors)), ", ".join(work.keywords), work.language.replace("_", "-")
            )
            path.write_bytes(pdf_extract.cut(reader, sheets, facts))
            made.append(path)
    return made
