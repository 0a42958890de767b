"""The catalogue page and the references at the end of each chapter."""

import json
import re

import pytest

BIB = """
@book{eluard1950, author = {Éluard, Mona}, title = {Les fils}, year = {1950}, publisher = {Peigne}, langid = {french}}
@book{dupont1960, author = {Dupont, Lise}, title = {Les nœuds}, year = {1960}, publisher = {Peigne}, langid = {french}}
@book{faure1970, author = {Faure, Igor}, title = {Les trames}, year = {1970}, publisher = {Peigne}, langid = {french}}
"""
FILES = {
    "index.md": "# Livre\n\n```{toctree}\nun\ndeux\nrefs\ncat\n```\n",
    "un.md": "# Un\n\n:::{chapter} un\n:::\n\nVoir {cite:p}`eluard1950,dupont1960`.\n",
    "deux.md": "# Deux\n\n:::{chapter} deux\n:::\n\nVoir {cite:t}`faure1970`.\n",
    "refs.md": "# Références\n\n```{bibliography}\n```\n",
    "cat.md": "# Catalogue\n\n```{catalogue}\n```\n",
    "references.bib": BIB,
}


@pytest.fixture
def made(book):
    return book(FILES)


def test_each_chapter_lists_what_it_cites_in_french_order(made):
    words = made.build().page("un").text
    listed = words[words.index("Références de ce chapitre") :]
    assert listed.index("Dupont") < listed.index("Éluard")
    assert "Faure" not in listed
    assert listed.index("Éluard") < listed.index("Citer ce chapitre")


def test_citations_lead_to_the_list_of_their_own_chapter(made):
    text = made.build().text("un.html")
    assert re.search(r'href="#ref-eluard1950"[^>]*>(<[^>]+>)*Éluard', text)
    assert text.count('id="ref-eluard1950"') == 1


def test_in_print_a_citation_leads_to_the_list_of_its_own_chapter(made):
    tex = next(made.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\hyperlink{cite.un:ref-eluard1950}" in tex
    assert r"\hypertarget{cite.un:ref-eluard1950}" in tex
    assert tex.count("Références de ce chapitre") == 2


def test_one_setting_turns_the_lists_off(book):
    built = book(FILES, synthkit_chapter_references=False).build()
    assert "Références de ce chapitre" not in built.page("un").text
    assert "refs.html#" in built.text("un.html")


def test_the_catalogue_holds_every_work_and_every_reference(made):
    built = made.build()
    text = built.text("cat.html")
    assert set(re.findall(r'id="cat-([\w-]+)"', text)) == {
        *("un", "deux", "lin-et-laine"),
        *("eluard1950", "dupont1960", "faure1970"),
    }
    assert "synthkit-catalogue.js" in text
    assert "synthkit-catalogue.js" not in built.text("un.html")


def test_what_the_script_reads_holds_the_same_entries(made):
    built = made.build()
    names = ("facets", "facets-0", "library-0")
    facets, entries, library = (json.loads(built.text(f"cite/{name}.js").partition(" = ")[2][:-2]) for name in names)
    assert len(entries) == len(library) == facets["total"]
    assert facets["words"]["filter"] == "Filtrer par mots"
    files = dict(zip((entry["id"] for entry in entries), library, strict=True))
    assert files["eluard1950"]["bib"].startswith("@book{eluard1950,")


def test_what_the_script_reads_has_plain_titles_and_references_with_their_emphasis(book):
    title = r"Les fils de l’\emph{Anthologie}, \textsc{i}"
    built = book({**FILES, "references.bib": BIB.replace("{Les fils}", f"{{{title}}}")}).build()
    entries, library = (
        json.loads(built.text(f"cite/{name}.js").partition(" = ")[2][:-2]) for name in ("facets-0", "library-0")
    )
    number = [entry["id"] for entry in entries].index("eluard1950")
    assert entries[number]["title"] == "Les fils de l’Anthologie, i"
    assert '<span class="synth-small-caps">i</span>' in library[number]["apa"]


def test_no_folder_of_the_machine_is_published(book):
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Mien</title>
<category citation-format="author-date"/></info><citation><layout><names variable="author"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""
    built = book({**FILES, "mien.csl": style}, synthkit_citation_style="mien.csl").build()
    assert '"key":"mien.csl"' in built.text("cite/facets.js")
    assert '"mien.csl":"' in built.text("cite/library-0.js")


def test_no_text_ends_the_scripts_element(book):
    title = "Un </script><b>mot"
    built = book({**FILES, "un.md": FILES["un.md"].replace("# Un", f"# {title}")}).build()
    for name in ("cite/facets.js", "cite/facets-0.js", "cite/library-0.js"):
        assert "<" not in built.text(name)


def test_a_file_of_a_work_that_is_gone_goes_too(made):
    outdir = made.build().outdir
    assert (outdir / "cite" / "deux.bib").is_file()
    (made.root / "deux.md").unlink()
    made.write({"index.md": FILES["index.md"].replace("deux\n", "")}).build()
    assert not (outdir / "cite" / "deux.bib").exists()


def test_one_setting_restyles_the_whole_book(book):
    built = book(FILES, synthkit_citation_style="iso690-author-date-fr").build()
    assert "ÉLUARD, Mona, 1950" in built.page("refs").text
    assert "(Éluard 1950" in built.page("un").text


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_the_list_stands_before_the_end_of_a_chapter_below_another_heading(book, builder):
    page = "# Un\n\n## Le texte\n\n:::{chapter} un\n:::\n\nVoir {cite:p}`eluard1950`.\n"
    built = book({**FILES, "un.md": page}).build(builder)
    words = built.page("un").text if builder == "html" else next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    cited = words.index("Citer ce chapitre" if builder == "html" else r"\synthkitlast{un}")
    assert words.index("Références de ce chapitre") < cited
