"""Italics in the title of a record are kept where it is cited, and are plain text where it is data."""

from __future__ import annotations

import json
import re

import pytest
from books import MARKUPS, REFERENCES, Book, Built, Myst, Rest

from synthkit.cli import main

PLAIN = {"racine2025topoi": "Les topoi de l’Anthologie", "sarr2025eau": "Lire La Vie des eaux : le XXe siècle"}


@pytest.fixture(scope="module", params=["myst", "rest"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    markup: type[Myst | Rest] = MARKUPS[request.param]
    contents = markup.directive("toctree", "", "un\njour\nfin")
    pages = {
        "index": markup.heading("Livre") + "\n" + contents,
        "un": markup.heading("Les topoi de l’*Anthologie*")
        + "\n"
        + markup.directive("chapter", "racine2025topoi", "", authors="Jeanne Racine"),
        "jour": markup.heading("Autour de *Phèdre*")
        + "\n"
        + markup.directive("event", "journee", "", date="2025-03-04", city="Lille")
        + "\n"
        + markup.heading("Lire *La Vie des eaux*", 2)
        + "\n"
        + markup.directive(
            "session", "sarr2025eau", "", event="journee", speakers="Aminata Sarr", subtitle="le XXe siècle"
        ),
        "fin": markup.heading("Fin") + "\n" + markup.directive("catalogue"),
    }
    files = {f"{name}{markup.suffix}": text for name, text in pages.items()} | {"references.bib": REFERENCES}
    conf = {"html_baseurl": "https://livre.example/", "suppress_warnings": ["bibtex", "synthkit"]}
    return Book(tmp_path_factory.mktemp(request.param), conf).write(files).build()


def test_exports_of_citations_have_their_markup(built: Built) -> None:
    items = {item["id"]: item["title"] for item in json.loads(built.text("cite/library.json"))}
    assert items["racine2025topoi"] == "Les topoi de l’<i>Anthologie</i>"
    assert items["sarr2025eau"] == "Lire <i>La Vie des eaux</i> : le XXe siècle"
    assert items["journee"] == "Autour de <i>Phèdre</i>"
    assert r"title = {Les topoi de l’\emph{Anthologie}}" in built.text("cite/racine2025topoi.bib")
    assert r"title = {Lire \emph{La Vie des eaux} : le {XXe} siècle}" in built.text("cite/sarr2025eau.bib")


@pytest.mark.parametrize("id_", PLAIN)
def test_formats_without_markup_have_the_text(built: Built, id_: str) -> None:
    assert f"TI  - {PLAIN[id_]}\r\n" in (built.outdir / f"cite/{id_}.ris").read_bytes().decode()
    assert f"<title>{PLAIN[id_]}</title>" in built.text(f"cite/{id_}.mods.xml")
    assert f'"title":"{PLAIN[id_]}"' in built.text("cite/facets-0.js")


def test_the_head_of_a_page_has_the_text(built: Built) -> None:
    head = built.text("un.html").partition("</head>")[0]
    assert not re.search("(<|&lt;)i(>|&gt;)", head)
    assert head.count("Les topoi de l’Anthologie") > 3


def test_references_have_their_italics(built: Built) -> None:
    chapter, catalogue = built.text("un.html"), built.text("fin.html")
    references = re.findall(r'<p class="synth-reference">(.*?)</p>', chapter)
    assert len(references) > 2
    assert all("<em>Anthologie</em>" in one for one in references)
    assert "<em>Anthologie</em>" in catalogue
    assert "&lt;i&gt;" not in chapter + catalogue
    assert "\\u003ci\\u003eAnthologie\\u003c/i\\u003e" in built.text("cite/library-0.js")


def test_the_command_cites_the_text(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    path = built.outdir / "synthkit.json"
    assert main(["cite", "sarr2025eau", "--catalogue", str(path)]) == 0
    said = capsys.readouterr().out
    assert PLAIN["sarr2025eau"] in said.replace("\u00a0", " ").replace("\u202f", " ")
