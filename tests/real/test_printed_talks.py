"""What is printed of a talk from our .bib: by biblatex, by classic BibTeX, by Typst, in the styles people use."""

from __future__ import annotations

import re
from pathlib import Path

import clients_table as table
import pytest
import typst
from conftest import need
from library import LIBRARY

from synthkit.bibliography.latex import decoded

TALK = LIBRARY.work("table")
#: What a reference to it has to show; the day as each style writes it.
SHOWN = {
    "people": "d’Orville, Z|Zoé d’Orville|D’ORVILLE, Zoé",
    "title": re.escape("de l’IMT à Łódź"),
    "event": re.escape("L’heure & la mesure : 100 % exacte ?"),
    "day": r"1er avril 2031|1er avr. 2031|2031, avril 1|1 avril 2031|2031.*avril 1",
    "place": re.escape("Halle aux grains, 3 rue du Cadran, Lille, France"),
    "address": re.escape("https://mesures.example/livre/actes/table_%C3%A9.html"),
}
#: What a style prints by its own code of no talk, whatever the file has.
_NO_EVENT = {"event", "place"}
LATEX = {"authoryear": set(), "apa": set(), "mla": {"address"}, "iso-authoryear": set(), "chicago-authordate": set()}
CLASSIC = {"plain": {"address"}, "plainnat": set()}
TYPST = {
    "apa": _NO_EVENT | {"day"},
    "chicago-author-date": _NO_EVENT,
    "mla": _NO_EVENT,
    "iso-690-author-date": set(),
}
_DOCUMENT = r"""\documentclass{article}
\usepackage[paperwidth=100cm,textwidth=90cm]{geometry}\usepackage[french]{babel}\usepackage{csquotes}
\usepackage[style=%s,backend=biber]{biblatex}\addbibresource{library.bib}
\begin{document}\nocite{*}\printbibliography\end{document}
"""


def missing(printed: str) -> set[str]:
    text = table.tidy(printed.replace("~", " ").replace("\u2019", "’"))
    return {fact for fact, wanted in SHOWN.items() if not re.search(wanted, text)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert TALK is not None
    table.write_library(tmp_path, [TALK])
    return tmp_path


def text_of(pdf: Path) -> str:
    return table.ran("pdftotext", "-layout", pdf, "-")


@pytest.mark.parametrize("style", LATEX)
def test_biblatex_prints_all_of_a_talk(style: str, folder: Path) -> None:
    for program in ("lualatex", "biber", "pdftotext"):
        need(program, "sudo apt install texlive-luatex texlive-bibtex-extra texlive-lang-french biber poppler-utils")
    (folder / "try.tex").write_text(_DOCUMENT % style, encoding="utf-8")
    latex = ("lualatex", "-interaction=nonstopmode", "-halt-on-error", "try.tex")
    for command in (latex, ("biber", "try"), latex):
        table.ran(*command, cwd=folder)
    assert missing(text_of(folder / "try.pdf")) == LATEX[style]


@pytest.mark.parametrize("style", CLASSIC)
def test_classic_bibtex_prints_all_of_a_talk(style: str, folder: Path) -> None:
    need("bibtex", "sudo apt install texlive-binaries texlive-bibtex-extra")
    (folder / "try.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{library}}\n")
    table.ran("bibtex", "try", cwd=folder)
    assert missing(decoded((folder / "try.bbl").read_text(encoding="utf-8"))) == CLASSIC[style]


@pytest.mark.parametrize("style", TYPST)
def test_typst_prints_of_a_talk_what_its_style_knows(style: str, folder: Path) -> None:
    need("pdftotext", "sudo apt install poppler-utils")
    source = (
        f'#set page(width: 100cm)\n#set text(lang: "fr")\n#bibliography("library.bib", full: true, style: "{style}")'
    )
    (folder / "try.typ").write_text(source, encoding="utf-8")
    typst.compile(str(folder / "try.typ"), output=str(folder / "try.pdf"))
    assert missing(text_of(folder / "try.pdf")) == TYPST[style]
