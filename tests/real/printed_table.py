"""What is printed of each kind of work from our .bib by the styles people use: the second table in docs/citing.md.

``python tests/real/printed_table.py`` measures and writes it anew; ``test_printed.py`` measures and compares.
"""

from __future__ import annotations

import calendar
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import clients_table as table
import typst
from babel import Locale

from synthkit.bibliography.latex import decoded
from synthkit.export import bibtex, bundle
from synthkit.model.works import Work
from synthkit.schema import WorkKind

START, END = "<!-- printed: measured -->", "<!-- printed: end -->"
FACTS = ("people", "title", "container", "event", "day", "place", "address")
_DOCUMENT = r"""\documentclass{article}
\usepackage[paperwidth=200cm,textwidth=190cm]{geometry}\usepackage[french]{babel}\usepackage{csquotes}
\usepackage[style=%s,backend=biber]{biblatex}\addbibresource{library.bib}
\begin{document}
%s
\end{document}
"""
#: An entry, in which no dash stands for the people of the one before.
_ENTRY = r"""\csundef{bbx@lasthash}\begin{refsection}
\noindent ZZ%d: \nocite{%s}\printbibliography[heading=none]\end{refsection}"""


# -- what is printed of each work --------------------------------------------------------------------


def by_biblatex(style: str, folder: Path, ids: list[str]) -> list[str]:
    """The entry of each work in the folder's library.bib, in the order of ``ids``."""
    entries = "\n\n".join(_ENTRY % pair for pair in enumerate(ids))
    (folder / "try.tex").write_text(_DOCUMENT % (style, entries), encoding="utf-8")
    latex = ("lualatex", "-interaction=nonstopmode", "-halt-on-error", "try.tex")
    for command in (latex, ("biber", "try"), latex):
        table.ran(*command, cwd=folder)
    return re.split(r"ZZ\d+\s?:", _text_of(folder / "try.pdf"))[1:]


def by_bibtex(style: str, folder: Path, ids: list[str]) -> list[str]:
    """The same by classic BibTeX."""
    (folder / "try.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{library}}\n")
    table.ran("bibtex", "try", cwd=folder)
    printed = (folder / "try.bbl").read_text(encoding="utf-8")
    blocks = re.split(r"\\bibitem(?:\[.*?\])?\{([^}]*)\}\n", printed, flags=re.DOTALL)[1:]
    texts = {key: decoded(text.replace("~", " ")) for key, text in zip(blocks[::2], blocks[1::2], strict=True)}
    return [texts[id_] for id_ in ids]


def by_typst(style: str, folder: Path, ids: list[str]) -> list[str]:
    """The same by Typst, one document for each work: it has one bibliography."""
    whole, found = (folder / "library.bib").read_text(encoding="utf-8"), []
    for id_ in ids:
        (entry,) = re.findall(rf"^@\w+\{{{re.escape(id_)},\n.*?^\}}", whole, re.DOTALL | re.MULTILINE)
        (folder / "one.bib").write_text(entry, encoding="utf-8")
        source = (
            f'#set page(width: 200cm)\n#set text(lang: "fr")\n#bibliography("one.bib", full: true, style: "{style}")'
        )
        (folder / "try.typ").write_text(source, encoding="utf-8")
        typst.compile(str(folder / "try.typ"), output=str(folder / "try.pdf"))
        found.append(_text_of(folder / "try.pdf"))
    return found


def _text_of(pdf: Path) -> str:
    return table.ran("pdftotext", "-layout", pdf, "-")


Printer = Callable[[str, Path, list[str]], list[str]]
STYLES: Mapping[tuple[str, str], Printer] = {
    **{
        ("biblatex", style): by_biblatex
        for style in ("authoryear", "apa", "mla", "iso-authoryear", "chicago-authordate")
    },
    **{("BibTeX", style): by_bibtex for style in ("plain", "plainnat")},
    **{("Typst", style): by_typst for style in ("apa", "chicago-author-date", "mla", "iso-690-author-date")},
}


# -- what should be ----------------------------------------------------------------------------------


def _bare(text: object) -> str:
    """Letters and digits alone: quotation marks, dashes, capitals and breaks are the style's."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", str(text)).casefold())


def _dated(text: str, year: int, month: int, day: int) -> bool:
    """Whether a date stands in a text, by numbers or with its month in French or English."""
    if not month:
        return str(year) in text
    names = {calendar.month_name[month], calendar.month_abbr[month]}
    names |= {Locale("fr").months["format"][width][month] for width in ("wide", "abbreviated")}
    word = f"(?:{'|'.join(sorted({name.rstrip('.') for name in names}, key=len, reverse=True))})"
    if not day:
        near = rf"\b{word}\b\W{{1,3}}{year}|{year}\W{{1,3}}{word}\b|{year}-{month:02}"
    else:
        near = rf"(?<!\d){day}(?:er)?\W{{1,2}}{word}\b|\b{word}\W{{1,2}}{day}(?!\d)|{year}-{month:02}-{day:02}"
    return str(year) in text and bool(re.search(near, text, re.IGNORECASE))


def shown(work: Work, printed: str) -> dict[str, bool]:
    """Whether each fact that a work has is in an entry. Of more than two people styles name the first; a DOI is an
    address.
    """
    text, bare = table.tidy(printed), _bare(printed)
    people, event = work.authors or work.editors, work.held_at
    days = work.days or (event.days if event and not work.kind.is_spoken else None)
    if days:
        dates = [(one.year, one.month, one.day) for one in {days.first, days.last}]
    else:
        dates = [(work.date.year, work.date.month, work.date.day)] if work.date else []
    found = {
        "people": all(_bare(name.literal or name.family) in bare for name in people[: 1 if len(people) > 2 else None]),
        "title": _bare(work.title) in bare,
    }
    if work.kind in (WorkKind.PAPER, WorkKind.CHAPTER):
        found["container"] = _bare(work.container) in bare
    if event:
        found["event"] = _bare(event.title) in bare
    if dates:
        found["day"] = all(_dated(text, *one) for one in dates)
    if event and event.place:
        found["place"] = _bare(event.place) in bare
    if work.url:
        found["address"] = _bare(work.url.partition("//")[2]) in bare or bool(work.doi and _bare(work.doi) in bare)
    return found


# -- the table ---------------------------------------------------------------------------------------


Shown = Mapping[str, Mapping[str, bool]]


def measured(program: str, style: str, folder: Path, works: Iterable[Work] = table.WORKS) -> Shown:
    """What of each work in the folder's library.bib stands in its entry, by its id."""
    works = list(works)
    entries = STYLES[program, style](style, folder, [work.id for work in works])
    return {work.id: shown(work, entry) for work, entry in zip(works, entries, strict=True)}


def row(found: Shown, works: Iterable[Work] = table.WORKS) -> dict[WorkKind, str]:
    """The cells of a style: what it doesn't print of a kind, « 1/3 » where of one work in three that have it."""
    cells = {}
    for kind in WorkKind:
        told = []
        for fact in FACTS:
            having = [found[work.id][fact] for work in works if work.kind is kind and fact in found[work.id]]
            losing = having.count(False)
            if losing:
                told.append(fact + (f" {losing}/{len(having)}" if losing < len(having) else ""))
        cells[kind] = "; ".join(told) or "all"
    return cells


def main() -> None:
    """Measure, and write the table into docs/citing.md."""
    rows = {}
    for program, style in STYLES:
        with tempfile.TemporaryDirectory() as name:
            text = bibtex.EXPORTER.render(bundle(table.WORKS, table.WORDING))
            (Path(name) / "library.bib").write_text(text, encoding="utf-8")
            rows[program, style] = row(measured(program, style, Path(name)))
    table.write(rows, START, END, "program | style")


if __name__ == "__main__":
    main()
