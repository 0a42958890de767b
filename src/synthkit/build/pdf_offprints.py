"""What is made of the finished volume: which page has what, and a PDF of each session and chapter."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pikepdf import Pdf

from synthkit.build import page_numbers
from synthkit.build.page_numbers import Place, PrintedPages, Sheets
from synthkit.build.pdf_files import cut
from synthkit.build.runner import Run, copied
from synthkit.fs.atomic import replacing, write_whole
from synthkit.i18n import N_
from synthkit.model import serialization
from synthkit.model.works import Work

#: What Google Scholar takes at most.
LARGEST = 5_000_000
WITHIN = N_("no PDF of '%(id)s' alone: it begins within a chapter")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")


def works(run: Run) -> list[Path]:
    """Note the pages of the volume and cut it; no results of their own, for each lies beside its HTML page."""
    notes = {}
    for path in sorted((run.results / "pdf").glob("*.pdf")):
        aux = run.tex / f"{path.stem}.aux"
        if aux.is_file():
            notes[path] = page_numbers.tex_places(aux.read_text(encoding="utf-8"))
    volume = book_of(notes)
    if volume is None:
        offer_nothing(run)
        run.tell(N_("nothing: there is no PDF to look at"))
        return []
    whole = Pdf.open(volume)

    def cut_out(work: Work, sheets: Sheets) -> bytes:
        authors, keywords = ", ".join(map(str, work.authors)), ", ".join(work.keywords)
        return cut(whole, sheets, work.title, authors, keywords, work.language.replace("_", "-"))

    pages = page_numbers.noted(notes[volume], volume.name, len(whole.pages))
    offer(run, volume, pages, notes[volume], run.results / "latex", cut_out)
    return []


def book_of(notes: Mapping[Path, Sequence[Place]]) -> Path | None:
    """Of several files the one that has most works."""
    return max(notes, key=lambda path: len(page_numbers.sheets(notes[path])), default=None)


def offer_nothing(run: Run) -> None:
    """HTML finds no PDF, no page data and no PDF of a work, whatever an earlier build made."""
    run.pages.unlink(missing_ok=True)
    copied((), run.finished, "*.pdf")
    with replacing(run.finished / "sessions"):
        pass


def offer(
    run: Run,
    volume: Path,
    pages: PrintedPages,
    notes: Sequence[Place],
    source: Path,
    make: Callable[[Work, Sheets], bytes | None],
) -> None:
    """Put the volume, its page data and a PDF of each work where HTML finds them.

    ``source`` holds the catalogue; ``make`` makes the PDF of the text of a work, by its id; None where that failed.
    """
    write_whole(run.pages, page_numbers.dump(pages))
    catalogue = serialization.load((source / "synthkit.json").read_text(encoding="utf-8"))
    places = page_numbers.sheets(notes)
    within = beginning_within_another(places)
    # the work that has a page's heading is the first to begin there and the last to end
    pages_of = {str(record.id): record.where.docname for record in catalogue.records}
    ends = [(which, id_) for which, _, id_ in (place.label.partition(":") for place in notes)]
    heads = {pages_of.get(id_): id_ for which, id_ in reversed(ends) if which == "first"}
    tails = {pages_of.get(id_): id_ for which, id_ in ends if which == "last"}
    sizes = []
    with replacing(run.finished / "sessions") as folder:
        for id_, sheets in places.items():
            work = catalogue.text_of(id_)
            docname = pages_of.get(id_)
            if id_ in within:
                run.tell(N_("no PDF of '%(id)s' alone: it begins on a page of '%(other)s'"), id=id_, other=within[id_])
            elif not heads[docname] == tails[docname] == id_:
                run.tell(WITHIN, id=id_)
            elif work is not None and _FILE_NAME.fullmatch(id_) and (made := make(work, sheets)) is not None:
                (folder / f"{id_}.pdf").write_bytes(made)
                sizes.append(len(made))
                if len(made) > LARGEST:
                    message = N_("%(name)s has more than 5 MB, which Google Scholar refuses; expected: smaller images")
                    run.warn(message, name=f"{id_}.pdf")
    size = run.i18n.size(sum(sizes))
    run.tell(N_("files to lie beside their pages in HTML: %(count)d, %(size)s"), count=len(sizes), size=size)
    copied([volume], run.finished, "*.pdf")


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
