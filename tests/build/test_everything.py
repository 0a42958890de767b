"""The book that uses everything once comes out in every edition, whole and without a warning."""

import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from functools import cache

import pytest
from books import Book
from everything import SOURCE, markers, markers_in, sources

EDITIONS = ("html", "epub", "latex", "text")
#: What only a browser with sphinx-design's style sheet and scripts can show.
BROWSER_ONLY = re.compile(r'<input|<svg|<label|<details|class="[^"]*\bsd-')


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """The book in one edition, built at the first call."""

    @cache
    def built(builder):
        root = tmp_path_factory.mktemp(builder) / "book"
        shutil.copytree(SOURCE, root, ignore=shutil.ignore_patterns("_build"))
        return Book(root, None).build(builder)

    return built


@cache
def _pages(outdir, suffix):
    return {str(path.relative_to(outdir)): path.read_text(encoding="utf-8") for path in outdir.rglob(f"*{suffix}")}


def pages(built, builder):
    """The texts of an edition by path; of the EPUB those in the file that is handed out."""
    if builder != "epub":
        return _pages(built.outdir, {"html": ".html", "latex": ".tex", "text": ".txt"}[builder])
    with zipfile.ZipFile(next(built.outdir.glob("*.epub"))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xhtml", ".ncx"))}


def page(built, builder, name):
    return pages(built, builder)[{"epub": f"{name}.xhtml", "text": f"{name}.txt", "html": f"{name}.html"}[builder]]


def test_every_marked_word_of_the_sources_is_listed_and_no_other():
    assert set(markers()) == set().union(*map(markers_in, sources().values()))


@pytest.mark.parametrize("builder", EDITIONS)
def test_the_book_builds_without_a_warning(everything, builder):
    built = everything(builder)
    assert built.warnings == ""
    assert built.statuscode == 0


@pytest.mark.parametrize("builder", EDITIONS)
def test_nothing_an_author_wrote_is_lost(everything, builder):
    found = markers_in(" ".join(pages(everything(builder), builder).values()))
    expected = {marker for marker, missing in markers().items() if builder not in missing}
    assert sorted(expected - found) == []


@pytest.mark.parametrize("builder", EDITIONS)
def test_what_is_said_to_be_missing_is_missing(everything, builder):
    found = markers_in(" ".join(pages(everything(builder), builder).values()))
    assert sorted(marker for marker, missing in markers().items() if builder in missing and marker in found) == []


def test_every_page_of_the_epub_is_well_formed(everything):
    found = pages(everything("epub"), "epub")
    assert len(found) > 15
    for text in found.values():
        ET.fromstring(text)


def test_the_epub_has_nothing_that_wants_a_script_or_a_style_sheet_of_the_web(everything):
    found = {name: BROWSER_ONLY.findall(text) for name, text in pages(everything("epub"), "epub").items()}
    assert {name: parts for name, parts in found.items() if parts} == {}


def test_the_website_has_no_attribute_that_html_refuses_there(everything):
    text = page(everything("html"), "html", "formes/design")
    assert "sd-tab-label" in text
    assert "aria-controls" not in "".join(re.findall(r"<label[^>]*>", text))
    icons = re.findall(r"<svg [^>]*sd-material-icon[^>]*>", text)
    assert icons
    assert [icon for icon in icons if "version" in icon] == []


def test_what_opens_and_what_is_ticked_has_a_name_on_the_website(everything):
    opened = re.findall(r"<summary.*?</summary>", page(everything("html"), "html", "formes/design"), re.DOTALL)
    assert opened
    assert [one for one in opened if not re.sub(r"<svg.*?</svg>|<[^>]*>", "", one, flags=re.DOTALL).strip()] == []
    boxes = re.findall(r"<input [^>]*task-list[^>]*>", page(everything("html"), "html", "formes/texte"))
    assert boxes
    assert [box for box in boxes if 'aria-label="Tâche"' not in box] == []


def test_a_tab_is_a_block_with_its_label_as_title(everything):
    tree = ET.fromstring(page(everything("epub"), "epub", "formes/design"))
    blocks = [one for one in tree.iter("{http://www.w3.org/1999/xhtml}div") if "synth-tab" in one.get("class", "")]
    said = [" ".join("".join(block.itertext()).split()) for block in blocks if "synth-block" in block.get("class", "")]
    assert said[0].startswith("Garance repèreOngletUn Le panneau de la garance repèrePanneauUn")


def test_a_card_with_a_link_has_it_on_its_title(everything):
    text = page(everything("epub"), "epub", "formes/design")
    link = re.search(r"<a [^>]*>(?:<[^>]*>)*Une carte illustrée", text)
    assert link is not None
    assert 'href="https://teindre.example/carte"' in link[0]
    assert re.search(r'<a [^>]*href="texte.xhtml#etiquette-texte"[^>]*>(?:<[^>]*>)*Une carte liée', text)


def test_a_card_without_a_title_keeps_its_link_in_a_line(everything):
    assert re.search(
        r'<a [^>]*href="https://teindre.example/sans-titre"[^>]*>(?:<[^>]*>)*Sans titre, mais liée',
        page(everything("epub"), "epub", "formes/design"),
    )


def test_a_link_to_a_tab_leads_to_it_in_every_edition(everything):
    for builder, anchor in (("html", 'id="onglet-pastel"'), ("epub", 'id="onglet-pastel"')):
        assert page(everything(builder), builder, "formes/design").count(anchor) == 1
    tex = pages(everything("latex"), "latex")["tout.tex"]
    assert r"\label{\detokenize{formes/design:onglet-pastel}}" in tex
    assert r"\hyperref[\detokenize{formes/design:onglet-pastel}]" in tex


def test_icons_leave_no_gap_and_no_trace_outside_the_web(everything):
    text = " ".join(page(everything("text"), "text", "formes/design").split())
    assert "**Pastel repèreOngletDeux**" in text
    assert "Un bouton repèreBouton (Une infobulle repèreInfobulle)" in text
    assert "Des icônes : une octicône repèreOcticône, une fonte repèreFonte, une autre repèreMatière." in text


def test_a_task_list_shows_what_is_done_in_every_edition(everything):
    assert "☐ une tâche à faire" in page(everything("epub"), "epub", "formes/texte")
    assert "☑ une tâche faite" in page(everything("epub"), "epub", "formes/texte")
    assert "[x] une tâche faite" in page(everything("text"), "text", "formes/texte")
    assert "☑ une tâche faite" in pages(everything("latex"), "latex")["tout.tex"]


def test_a_break_of_line_parts_words_in_text_too(everything):
    text = page(everything("text"), "text", "formes/texte")
    assert re.search(r"repèreLigneUn\n +seconde ligne", text)


def test_a_number_of_a_figure_is_a_number_in_text_too(everything):
    text = page(everything("text"), "text", "formes/tableaux")
    assert "Voir Tableau 1" in text
    assert "%s" not in text


def test_an_image_is_named_once_in_text(everything):
    text = page(everything("text"), "text", "formes/tableaux")
    assert "[image\u00a0: Une cuve sans légende repèreImage]" in text
    assert "[image]" not in text
