from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from synthkit.epub.pages import Page, css_addresses, page_anchor, within

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr" xml:lang="fr">'
    '<head><title>Page</title><link rel="stylesheet" href="../_static/book.css"/></head><body><main>'
)
MATHS = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>'


def page(body: str, path: str = "actes/page.xhtml") -> Page:
    return Page(path, f"{HEAD}{body}</main></body></html>".encode())


def texts(written: bytes) -> str:
    return " ".join("".join(ET.fromstring(written).itertext()).split())


def test_a_page_that_is_no_xml_becomes_some_and_keeps_its_words() -> None:
    written = page("<section><p>Une ligne<br>une&nbsp;autre <b>grasse</p><p>Fin.</p></section>").written()
    assert [word for word in ("ligne", "autre", "grasse", "Fin.") if word not in texts(written)] == []


def test_a_page_that_is_xml_keeps_its_formulas_and_drawings() -> None:
    written = page(f"<p>{MATHS}{DRAWING}</p>").written().decode()
    assert 'viewBox="0 0 1 1"' in written
    assert MATHS in written


def test_readers_that_take_a_page_for_html_see_the_same_elements() -> None:
    written = page('<p id="vide"></p><p>a<br/><span class="target" id="ici"/>b</p>').written().decode()
    assert '<p id="vide"></p>' in written
    assert '<span class="target" id="ici"></span>' in written
    assert "<br/>" in written


def test_what_is_said_to_be_a_heading_has_a_level() -> None:
    written = page('<p role="heading">Sommaire</p><p role="heading" aria-level="3">Plus bas</p>').written().decode()
    assert '<p role="heading" aria-level="2">Sommaire</p><p role="heading" aria-level="3">' in written


def test_the_caption_of_a_table_stands_before_it_and_is_where_a_link_leads() -> None:
    table = "<tbody><tr><td>9 h</td></tr></tbody></table>"
    written = page(f'<table id="jour"><caption>Jeudi</caption>{table}<table id="nu">{table}').written().decode()
    assert '<div id="jour" class="synth-caption">Jeudi</div><table aria-labelledby="jour"><tbody>' in written
    assert '<table id="nu"><tbody>' in written


def test_an_anchor_that_is_another_in_each_build_is_left_out() -> None:
    found = page('<div id="equation-6de41d06-3f66-4a05-b065-67ecef8ad9ab"></div><div id="equation-eau"></div>')
    assert found.ids == {"equation-eau"}


def test_a_page_says_what_it_is_on_its_first_section() -> None:
    found = page("<section><h1>Un</h1><section><h2>Deux</h2></section></section>")
    found.take_role("chapter")
    assert found.written().decode().count('epub:type="chapter" role="doc-chapter"') == 1
    bare = page("<p>Sans section</p>")
    bare.take_role("chapter")
    assert "doc-chapter" not in bare.written().decode()


def test_the_beginning_of_a_printed_page_is_marked_and_other_numbers_are_gone() -> None:
    numbered = "".join(f'<p><span class="synth-mark-{n}"></span>Texte {n}.</p>' for n in (1, 2, 3))
    found = page(f"{numbered}<p><b>gras</b><span class='synth-mark-4'></span> et maigre.</p>")
    found.mark_pages({2: "45", 9: "46"})
    written = found.written().decode()
    break_ = '<span id="page-45" epub:type="pagebreak" role="doc-pagebreak" aria-label="45"></span>'
    assert f"<p>Texte 1.</p><p>{break_}Texte 2.</p><p>Texte 3.</p><p><b>gras</b> et maigre.</p>" in written
    assert "synth-mark" not in written


def test_a_label_of_any_kind_has_an_anchor() -> None:
    assert page_anchor("iv") == "page-iv"
    assert page_anchor('A 1"<') == "page-A-1--"


def test_what_a_page_is_shown_with_is_found_from_the_top() -> None:
    found = page(
        '<p style="background: url(fond.png)"><img src="../_images/roue%20haute.png" alt="Roue"/>'
        '<a href="../document.pdf">lien</a><img src="https://loin.example/x.png" alt="x"/>'
        '<img src="../../dehors.png" alt="y"/></p>'
    )
    assert found.resources == ["_images/roue haute.png", "_static/book.css", "actes/fond.png"]


@pytest.mark.parametrize(
    ("body", "properties"),
    [
        ("<p>Texte</p>", ""),
        (f"<p>{MATHS}</p>", "mathml"),
        (f"<p>{DRAWING}</p>", "svg"),
        ('<p><img src="https://loin.example/x.png" alt=""/></p>', "remote-resources"),
        ("<script>zut()</script>", "scripted"),
        ('<script type="application/ld+json">{}</script>', ""),
        (f"<form><p>{DRAWING}{MATHS}</p></form>", "mathml scripted svg"),
    ],
)
def test_the_manifest_is_told_what_a_page_holds(body: str, properties: str) -> None:
    assert page(body).properties == properties


@pytest.mark.parametrize(
    ("image", "found"),
    [
        ('<img src="../a/roue.png" alt="Une roue"/>', [True]),
        ('<img src="../a/roue.png" alt=""/>', []),
        ('<img src="../a/roue.png" alt="filet" role="presentation"/>', []),
        ('<img src="../a/roue.png"/>', [False]),
        ('<img src="../a/roue%20haute.png" alt="../a/roue haute.png"/>', [False]),
        (DRAWING, [False]),
        (DRAWING.replace("<path", "<title>Roue</title><path"), [True]),
        (DRAWING.replace("<svg", '<svg aria-hidden="true"'), []),
    ],
)
def test_a_file_name_is_no_text_for_an_image(image: str, found: list[bool]) -> None:
    assert page(f"<p>{image}</p>").images == found


def test_style_sheets_name_files_in_three_ways() -> None:
    assert css_addresses("@import 'a.css'; p { src: url( \"b.otf\" ); background: url(c.png) }") == [
        "a.css",
        "b.otf",
        "c.png",
    ]


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("x.png", "_static/x.png"),
        ("../x.png#a?b", "x.png"),
        ("../../x.png", ""),
        ("/x.png", ""),
        ("data:image/png;base64,AA", ""),
        ("//hote.example/x.png", ""),
        ("#ici", ""),
        ("https://[hote", ""),
        ("//[hote/x.png", ""),
    ],
)
def test_only_files_of_the_book_are_within_it(address: str, path: str) -> None:
    assert within("_static/book.css", address) == path
