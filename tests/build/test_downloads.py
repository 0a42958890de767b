"""The HTML edition offers the editions that exist, with their sizes, and never one that doesn't."""

import re

import pytest
from books import MARKUPS, QUICK, Book, Myst, Rest, said

NAME = "le-fil"


def sources(markup=Myst):
    heading, directive = markup.heading, markup.directive
    pages = {
        "index": "\n".join(
            [
                heading("Livre"),
                directive("downloads"),
                directive("toctree", body="rencontre\nactes/filer\npostface\ngens"),
            ]
        ),
        "rencontre": "\n".join(
            [heading("Rencontre"), directive("event", "rencontre-2023", date="2023-09-01", proceedings_title="Actes")]
        ),
        "actes/filer": "\n".join(
            [heading("Filer"), directive("session", "roy:2023", event="rencontre-2023", speakers="awa-roy")]
        ),
        "postface": "\n".join([heading("Postface"), directive("chapter", "postface", authors="awa-roy")]),
        "gens": "\n".join([heading("Gens"), directive("speaker", "awa-roy", given="Awa", family="Roy")]),
    }
    return {name + markup.suffix: text for name, text in pages.items()}


@pytest.fixture
def made(tmp_path):
    """A book, and a folder of finished editions to fill."""
    (tmp_path / "editions" / "sessions").mkdir(parents=True)
    conf = {**QUICK, "synthkit_editions": "../editions", "html_baseurl": "https://fil.example/"}
    return Book(tmp_path / "book", conf).write(sources())


def finish(made, **sizes):
    """Finished editions of so many bytes; None takes one away."""
    for name, size in sizes.items():
        path = (
            made.root.parent
            / "editions"
            / {"pdf": f"{NAME}.pdf", "epub": f"{NAME}.epub"}.get(name, f"sessions/{name}.pdf")
        )
        if size is None:
            path.unlink()
        else:
            path.write_bytes(b"%" * size)


def local_links(built, docname):
    return {
        link.removeprefix("./")
        for link in re.findall(r'href="([^"#:?]+\.(?:pdf|epub))"', built.text(f"{docname}.html"))
    }


@pytest.mark.parametrize("markup", MARKUPS)
def test_every_edition_is_offered_with_its_kind_and_size(made, markup):
    finish(made, pdf=421_172, epub=1_240_000)
    for path in made.root.glob("**/*.md"):
        path.unlink()
    page = made.write(sources(MARKUPS[markup])).build().page("index")
    assert page.links["EPUB, 1,2 Mo"] == f"{NAME}.epub"
    assert page.links["PDF, 421 ko"] == f"{NAME}.pdf"
    files = {text.partition(",")[0]: link for text, link in page.links.items()}
    assert {files[name] for name in ("BibTeX", "RIS", "CSL-JSON")} == {
        f"cite/library{end}" for end in (".bib", ".ris", ".json")
    }
    assert "N’accompagne pas" not in page.text


def test_what_is_offered_lies_beside_the_pages_byte_for_byte(made):
    finish(made, pdf=1000, epub=2000, **{"roy:2023": 3000, "postface": 4000})
    built = made.build()
    assert (built.outdir / f"{NAME}.pdf").read_bytes() == b"%" * 1000
    assert (built.outdir / f"{NAME}.epub").read_bytes() == b"%" * 2000
    assert (built.outdir / "actes" / "roy:2023.pdf").read_bytes() == b"%" * 3000
    assert (built.outdir / "postface.pdf").read_bytes() == b"%" * 4000


def test_a_work_offers_its_pdf_at_its_head_and_at_its_citation(made):
    finish(made, **{"roy:2023": 212_000, "postface": 4000})
    built = made.build()
    page = built.page("actes/filer")
    assert [said(text) for text in page.having("p", "synth-pdf")] == ["PDF, 212 ko"]
    assert page.links["PDF, 212 ko"] == "roy%3A2023.pdf"
    assert page.text.count("PDF, 212 ko") == 3  # the talk and the page are cited
    text = built.text("actes/filer.html")
    assert '<meta name="citation_pdf_url" content="https://fil.example/actes/roy%3A2023.pdf"' in text
    assert '<link rel="item" href="https://fil.example/actes/roy%3A2023.pdf" type="application/pdf"' in text
    assert [said(text) for text in built.page("postface").having("p", "synth-pdf")] == ["PDF, 4 ko"]


def test_the_home_page_has_the_volume_as_the_pdf_of_the_book(made):
    finish(made, pdf=1000)
    assert f'rel="item" href="https://fil.example/{NAME}.pdf"' in made.build().text("index.html")


def test_an_edition_that_was_not_built_is_said_to_be_missing(made):
    finish(made, epub=1000)
    page = made.build().page("index")
    assert "N’accompagne pas cette version du site : PDF." in page.text
    assert not [link for link in page.links if link.startswith("PDF")]


def test_without_the_setting_nothing_is_offered_and_nothing_missed(made):
    made.conf["synthkit_editions"] = ""
    finish(made, pdf=1000)
    built = made.build()
    assert "PDF" not in built.page("index").text
    assert "BibTeX" in built.page("index").text
    assert not list(built.outdir.rglob("*.pdf"))


def test_what_is_gone_from_one_build_to_the_next_is_neither_linked_nor_there(made):
    finish(made, pdf=1000, epub=1000, **{"roy:2023": 1000})
    (made.root / "propre.pdf").write_bytes(b"of the editor")
    made.conf["html_extra_path"] = ["propre.pdf"]
    assert local_links(made.build(), "index") == {f"{NAME}.pdf", f"{NAME}.epub"}
    finish(made, pdf=None, **{"roy:2023": None})
    built = made.build()
    assert local_links(built, "index") == {f"{NAME}.epub"}
    assert local_links(built, "actes/filer") == set()
    assert [path.name for path in built.outdir.rglob("*.pdf")] == ["propre.pdf"]


def test_an_edition_of_another_size_is_told_anew(made):
    finish(made, pdf=1000)
    made.build()
    finish(made, pdf=5000)
    built = made.build()
    assert "PDF, 5 ko" in built.page("index").text
    assert built.read == frozenset()
    assert (built.outdir / f"{NAME}.pdf").stat().st_size == 5000


def test_the_size_of_the_library_is_that_of_its_file_after_an_edit_too(made):
    made.build()
    longer = sources()["postface.md"].replace(":::\n", "\n" + "Un long résumé. " * 400 + "\n:::\n")
    built = made.write({"postface.md": longer}).build()
    told = next(text for text in built.page("index").links if text.startswith("BibTeX"))
    size = (built.outdir / "cite" / "library.bib").stat().st_size
    assert told == f"BibTeX, {round(size / 1000)} ko"
    assert size > 6000


def test_a_second_build_of_the_same_writes_nothing(made):
    finish(made, pdf=1000)
    made.build()
    assert made.build().written == frozenset()


def test_a_pdf_of_no_work_of_the_book_is_left_alone(made):
    finish(made, stranger=1000)
    built = made.build()
    assert not list(built.outdir.rglob("stranger.pdf"))


def test_in_folders_of_their_own_pages_have_their_pdf_in_the_same_folder(made):
    finish(made, **{"roy:2023": 1000})
    built = made.build("dirhtml")
    assert (built.outdir / "actes" / "filer" / "roy:2023.pdf").is_file()
    assert 'href="roy%3A2023.pdf"' in built.text("actes/filer/index.html")


@pytest.mark.parametrize("builder", ["epub", "latex"])
def test_other_editions_offer_no_file_but_say_where_the_book_is_online(made, builder):
    finish(made, pdf=1000, epub=1000)
    built = made.build(builder)
    text = "".join(
        path.read_text(encoding="utf-8") for path in built.outdir.rglob("*.xhtml" if builder == "epub" else "*.tex")
    )
    assert "Ce livre en ligne" in text
    assert NAME not in text
    assert built.warnings == ""


def test_without_an_address_other_editions_say_nothing(made):
    made.conf["html_baseurl"] = ""
    assert "en ligne" not in made.build("epub").text("index.xhtml")


def test_a_folder_that_is_none_is_told_and_nothing_offered(made):
    made.conf["synthkit_editions"] = "nulle-part"
    built = made.build()
    (told,) = built.told
    assert (told.file, told.type) == ("conf.py", "synthkit.invalid_value")
    assert "« nulle-part » n’est pas un dossier" in told.text


@pytest.mark.parametrize("markup", [Myst, Rest])
def test_an_option_nobody_knows_is_told(book, markup):
    text = markup.heading("Livre") + "\n" + markup.directive("downloads", formats="pdf")
    (told,) = book({f"index{markup.suffix}": text}).build().told
    assert told.type == "synthkit.unknown_option"
