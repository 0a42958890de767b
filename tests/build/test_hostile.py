"""Whatever an editor writes is text: it comes out as that text in every edition and file, or is refused."""

import re
import xml.etree.ElementTree as ET
import zipfile
from functools import cache

import pytest
from bibtexparser.entrypoint import parse_string
from books import Book, Rest, Tree, said
from pybtex.database import parse_string as pybtex_parse

#: Begins with a word to be found by.
HOSTILE = r"Zlin </div> \zut{x} & 100 % {a} @b <b>c</b> # d_e ~ ^ $f$ <! &lt"
#: Signs that mean something in reStructuredText's running text, or are reported as HTML.
_MARKUP = re.compile(r"([\\_*`|<])")


#: As a reference shows it: « <b> » in a title is bold for CSL, which has no way to write the signs themselves.
IN_REFERENCE = HOSTILE.replace("<b>c</b>", "c")


def as_source(text):
    """``text`` as the words of reStructuredText."""
    return _MARKUP.sub(r"\\\1", text)


def hostile_book():
    """Every place of a source that takes text, filled with it; people are credited by their ids."""
    heading, directive = Rest.heading, Rest.directive
    words = as_source(HOSTILE)
    return {
        "index.rst": heading("Livre") + "\n" + directive("toctree", body="journee\nseance\nessai\ngens\nfin"),
        "journee.rst": heading(f"Journée {words}")
        + "\n"
        + directive(
            "event",
            "journee-2022",
            f"Présentation {words}",
            date="2022-10-10",
            hours=HOSTILE,
            venue=HOSTILE,
            city="Z & Cie",
            organisers=HOSTILE,
            partners=HOSTILE,
            contact=HOSTILE,
            proceedings_title=f"Actes {HOSTILE}",
            publisher=HOSTILE,
            series=HOSTILE,
        )
        + "\n"
        + directive("programme", "journee-2022"),
        "seance.rst": heading(words)
        + "\n"
        + directive(
            "session",
            "zlin2022",
            f"Résumé {words}",
            event="journee-2022",
            speakers="corps, personne",
            keywords=HOSTILE,
            room=HOSTILE,
        )
        + "\n"
        + directive("session", "pause-2022", event="journee-2022", kind="break", title=f"Pause {HOSTILE}"),
        "essai.rst": heading(f"Essai {words}") + "\n" + directive("chapter", "zessai", f"Propos {words}"),
        "gens.rst": heading("Gens")
        + "\n"
        + directive("speakers")
        + "\n"
        + directive("speaker", "corps", f"Notice {words}", literal=HOSTILE, role=HOSTILE, affiliation=HOSTILE)
        + "\n"
        + directive("speaker", "personne", given="Ana & Cie", family="Zlin % $f$ ~^"),
        "fin.rst": heading("Fin") + "\n" + directive("sessions") + "\nVoir :session:`zlin2022`.\n",
    }


PUBLICATION = {
    "id": "livre-zlin",
    "editors": [HOSTILE],
    "authors": [HOSTILE],
    "publisher": HOSTILE,
    "description": HOSTILE,
    "licence": HOSTILE,
    "date": "2022",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The hostile book in one edition, built at the first call."""
    conf = {"project": HOSTILE, "synthkit_publication": PUBLICATION, "html_baseurl": "https://lin.example/"}
    made = Book(tmp_path_factory.mktemp("hostile"), conf).write(hostile_book())
    return cache(made.build)


@pytest.mark.parametrize("builder", ["html", "latex", "epub"])
def test_hostile_text_in_place_of_titles_and_facts_builds_without_a_warning(built, builder):
    assert built(builder).warnings == ""


@pytest.mark.parametrize("docname", ["journee", "seance", "essai", "gens", "fin"])
def test_no_text_becomes_an_element_of_the_page(built, docname):
    page = built("html").page(docname)
    assert not list(page.body.iter("b"))
    assert not list(page.body.iter("script"))
    assert len(list(page.body.iter("h1"))) == 1


@pytest.mark.parametrize("docname", ["index", "seance", "essai"])
def test_no_text_ends_the_metadata_of_a_page(built, docname):
    """An element that holds a program or data ends at the first tag of its own name: no sign that opens one is left."""
    text = built("html").text(f"{docname}.html")
    metadata = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert "Zlin" in "".join(metadata)
    assert "<" not in "".join(metadata)


@pytest.mark.parametrize(("docname", "title"), [("seance", HOSTILE), ("essai", f"Essai {HOSTILE}")])
def test_a_title_is_read_on_its_page_as_it_was_written(built, docname, title):
    (heading,) = built("html").page(docname).body.iter("h1")
    assert said(heading) == title


def test_a_title_is_read_wherever_a_link_calls_it(built):
    html = built("html")
    assert html.page("fin").links[HOSTILE] == "seance.html#zlin2022"
    titles = [said(title) for title in html.page("journee").having("div", "synth-what")]
    assert sorted(titles) == [f"Pause {HOSTILE}", HOSTILE]


@pytest.mark.parametrize("fact", ["Mots-clés", "Interventions de"])
def test_a_fact_is_read_as_it_was_written(built, fact):
    assert HOSTILE in built("html").page("seance").facts[fact]


@pytest.mark.parametrize("fact", ["Heures annoncées", "Où", "Organisation", "Partenaires", "Contact"])
def test_a_fact_of_an_event_is_read_as_it_was_written(built, fact):
    assert HOSTILE in built("html").page("journee").facts[fact]


@pytest.mark.parametrize(("docname", "text"), [("seance", "Résumé"), ("essai", "Propos"), ("gens", "Notice")])
def test_a_body_is_read_as_it_was_written(built, docname, text):
    assert f"{text} {HOSTILE}" in built("html").page(docname).text


@pytest.mark.parametrize(
    ("docname", "text"),
    [
        ("seance", IN_REFERENCE),
        ("essai", f"Essai {IN_REFERENCE}"),
    ],
    ids=["session", "chapter"],
)
def test_a_reference_has_a_title_as_it_was_written(built, docname, text):
    references = [said(reference) for reference in built("html").page(docname).having("p", "synth-reference")]
    assert references
    assert [reference for reference in references if text not in reference] == []


def test_a_reference_has_a_name_as_it_was_written(built):
    reference = built("html").page("essai").having("p", "synth-reference")[0]
    assert said(reference).startswith(HOSTILE)


def test_a_reference_has_its_book_as_it_was_written(built):
    reference = built("html").page("essai").having("p", "synth-reference")[0]
    assert IN_REFERENCE in said(reference)
    assert "".join(title.text or "" for title in reference.iter("em")).replace("\u00a0", " ") == HOSTILE.replace(
        "<b>c</b>", ""
    )


def test_every_page_of_the_e_book_is_well_formed(built):
    with zipfile.ZipFile(next(built("epub").outdir.glob("*.epub"))) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                ET.fromstring(archive.read(name))
        assert HOSTILE in Tree(archive.read("seance.xhtml").decode()).text


def tex_of(built):
    return next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")


def test_no_text_becomes_a_command_of_tex(built):
    tex = tex_of(built("latex"))
    assert r"\zut{x}" not in tex
    assert r"\textbackslash{}zut\{x\}" in tex


def test_no_text_hides_or_splits_a_line_of_tex(built):
    """``%`` starts a comment, ``&`` a cell, ``#`` a parameter, ``$`` a formula: each escaped wherever text stands."""
    tex = tex_of(built("latex"))
    marked = [line for line in tex.splitlines() if "Zlin" in line]
    assert len(marked) > 20
    assert [line for line in marked if re.search(r"(?<!\\)[%&#$]", line)] == []


def test_the_address_of_a_licence_does_not_break_the_title_page(book):
    """The page's lines are an argument of a command: there a bare ``%`` starts a comment, even within ``\\url``."""
    publication = {"id": "l", "licence_url": "https://lin.example/a%20b#c"}
    made = book({"index.rst": Rest.heading("Livre")}, synthkit_publication=publication)
    tex = tex_of(made.build("latex"))
    (line,) = [line for line in tex.splitlines() if line.startswith(r"\synthkittitle") and "lin.example" in line]
    assert not re.search(r"(?<!\\)[%#]", line)


def test_a_description_that_begins_like_an_address_is_still_text(book):
    publication = {"id": "l", "description": r"https, un protocole \zut{x} & 100 % {de plus}"}
    tex = tex_of(book({"index.rst": Rest.heading("Livre")}, synthkit_publication=publication).build("latex"))
    assert r"\zut{x}" not in tex


_MACROS = {
    r"\textbackslash{}": "\x01",
    r"\textbraceleft{}": "\x02",
    r"\textbraceright{}": "\x03",
    r"\{": "\x02",
    r"\}": "\x03",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


def decoded(value):
    """A BibTeX value as LaTeX prints it: escapes read, braces that protect gone."""
    for macro, char in _MACROS.items():
        value = value.replace(macro, char)
    assert not re.search(r"(?<!\\)[%&#$_]", value), "a sign that means something to TeX"
    bare = re.sub(r"[{}]", "", re.sub(r"\\([%&#$_])", r"\1", value))
    return bare.translate({1: "\\", 2: "{", 3: "}"})


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", HOSTILE),
        ("abstract", f"Résumé {HOSTILE}"),
        ("keywords", HOSTILE),
        ("eventtitle", f"Journée {HOSTILE}"),
    ],
)
def test_a_bib_file_gives_every_text_back(built, field, text):
    entries = pybtex_parse(built("html").text("cite/zlin2022.bib"), "bibtex").entries
    assert decoded(entries["zlin2022"].fields[field]) == text


def test_a_bib_file_gives_every_name_back(built):
    people = pybtex_parse(built("html").text("cite/zlin2022.bib"), "bibtex").entries["zlin2022"].persons["author"]
    assert decoded(" ".join(people[0].last_names)) == HOSTILE
    family, given = people[1].prelast_names + people[1].last_names, people[1].first_names + people[1].middle_names
    assert (decoded(" ".join(family)), decoded(" ".join(given))) == ("Zlin % $f$ ~^", "Ana & Cie")


def test_the_library_is_read_whole(built):
    library = parse_string(built("html").text("cite/library.bib"))
    assert not library.failed_blocks
    assert {entry.key for entry in library.entries} == {"livre-zlin", "journee-2022", "zlin2022", "zessai"}


@pytest.mark.parametrize(
    ("option", "value"),
    [("doi", "10.1000/a{b"), ("doi", "10.1000/a}, title = {b"), ("pages", "3}--5"), ("language", "fr}, x = {y")],
)
def test_a_brace_in_a_short_fact_leaves_the_bib_file_whole(book, option, value):
    """A fact that can't be what it says may be refused with a warning; it may not break the file."""
    page = Rest.heading("Essai") + "\n" + Rest.directive("chapter", "essai", **{option: value})
    text = book({"index.rst": page}).build().text("cite/essai.bib")
    library = parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry["title"] == "Essai"
    assert len(re.findall(r"(?m)^  title = ", text)) == 1
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("name", ["Zlin</div>", "Zl{in}", "Zlin@b", r"\zut", "<b>Zlin</b>"])
def test_what_no_name_has_is_refused_and_shown_as_text_all_the_same(book, name):
    page = Rest.heading("Gens") + "\n" + Rest.directive("speaker", "zlin", given="Ana", family=name)
    built = book({"index.rst": page}).build()
    assert [told.type for told in built.told] == ["synthkit.invalid_name"]
    assert f"Ana {name}" in built.page("index").text


@pytest.mark.parametrize("place", ["title", "body", "option"])
def test_a_control_character_reaches_no_page(book, place):
    """No edition can show one; an e-reader refuses the whole page."""
    words = {"title": "Essai", "body": "Propos", "option": "fil"}
    words[place] += "\x08\x1b"
    page = (
        Rest.heading(words["title"])
        + "\n"
        + Rest.directive("chapter", "essai", words["body"], keywords=words["option"], authors="")
    )
    made = book({"index.rst": page})
    html = made.build()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", html.text("index.html") + html.text("cite/essai.bib"))


def test_markup_in_a_markdown_title_is_text_or_refused(book):
    """Markdown lets HTML through; a title is a record's name in every edition, so it may not carry any."""
    page = "# Essai </div><b>gras</b>\n\n:::{chapter} essai\n:::\n\nVoir {chapter}`essai`.\n"
    built = book({"index.md": page}).build()
    page = built.page("index")
    refused = [told.type for told in built.told if told.type.startswith("synthkit.")]
    assert refused or (not list(page.body.iter("b")) and "Essai </div><b>gras</b>" in page.text)


def test_a_reference_is_text_too(book):
    references = (
        "@book{ztitre2020,\n  author = {Zlin, Ana},\n"
        "  title = {Fil </div> <b>gras</b> \\& 100 \\% \\{a\\} @b},\n"
        "  publisher = {Z \\& Cie},\n  year = {2020},\n  langid = {french},\n}\n"
    )
    page = Rest.heading("Livre") + "\nVoir :cite:t:`ztitre2020`.\n\n.. bibliography::\n"
    html = book({"index.rst": page, "references.bib": references}).build()
    assert html.warnings == ""
    assert "Fil </div> gras & 100 % {a} @b" in html.page("index").text
