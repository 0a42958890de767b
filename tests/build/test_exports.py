"""The files beside the pages of the HTML edition: one .bib a work, an event, the library; the catalogue."""

import json

import pytest
from bibtexparser.entrypoint import parse_string
from books import DAY, Myst, complete

import synthkit

TALKS = {
    "lorent2025ouverture",
    "teixeira2025rouir",
    "mbarga2025tisser",
    "lorent2025metier",
    "azoulay2025conclusion",
}
NO_ADDRESS = "html_baseurl est vide : les références ne donnent pas l’adresse du livre"


def keys(built, path):
    library = parse_string(built.text(path))
    assert not library.failed_blocks
    return [entry.key for entry in library.entries]


def test_every_citable_work_has_a_file_of_its_own(edition):
    files = {path.stem for path in (edition().outdir / "cite").glob("*.bib")}
    pages = {f"{talk}-page" for talk in TALKS}
    assert files == TALKS | pages | {"avant-propos-lin", "lin-et-laine", DAY, f"{DAY}-proceedings", "library"}
    assert all(keys(edition(), f"cite/{name}.bib") == [name] for name in TALKS)


def test_the_file_of_an_event_holds_its_volume_and_its_sessions_in_order(edition):
    assert keys(edition(), f"cite/{DAY}.bib") == [
        DAY,
        "lorent2025ouverture",
        "teixeira2025rouir",
        "mbarga2025tisser",
        "lorent2025metier",
        "azoulay2025conclusion",
    ]


def test_the_library_holds_every_work_and_the_references_that_are_cited(edition):
    found = keys(edition(), "cite/library.bib")
    assert set(found) == TALKS | {
        DAY,
        "avant-propos-lin",
        "lin-et-laine",
        "okonkwo2019rouissage",
        "abramova1987metiers",
    }
    assert len(found) == len(set(found))


def test_a_reference_is_written_out_as_its_file_has_it(edition):
    assert "title = {Le rouissage à l'eau claire}," in edition().text("cite/library.bib")


def test_each_record_is_a_file_that_load_reads_with_its_event_and_its_people(edition):
    outdir = edition().outdir
    whole = synthkit.load(outdir / "synthkit.json")
    assert {path.stem for path in (outdir / "cite" / "records").iterdir()} == {record.id for record in whole.records}
    for record in whole.records:
        alone = synthkit.load(outdir / f"cite/records/{record.id}.json")
        assert record in alone.records
        assert alone.publication == whole.publication
        assert alone.work(record.id) == whole.work(record.id)


def test_the_catalogue_tells_the_version_of_its_schema(records):
    assert records["schema_version"] == 1


def test_the_catalogue_holds_the_records_in_the_order_of_the_book(records):
    assert [record["id"] for record in records["sessions"]][:4] == [
        "pause",
        "dialogue-rouir",
        "dialogue-tisser",
        "lorent2025ouverture",
    ]
    assert records["sessions"][5]["title"] == "Rouir à l’eau claire"


def test_the_catalogue_names_no_folder_of_the_machine(edition):
    assert str(edition().srcdir) not in edition().text("synthkit.json")


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man", "xml"])
def test_only_the_html_edition_has_files_beside_it(edition, builder):
    outdir = edition(builder).outdir
    assert not (outdir / "cite").exists()
    # who cuts the printed volume up wants to know what is in it
    assert (outdir / "synthkit.json").exists() == (builder == "latex")


def test_without_an_address_no_citation_has_one(edition):
    assert "url = " not in "".join(path.read_text() for path in (edition().outdir / "cite").glob("*2025*.bib"))
    assert "example" not in edition().text("cite/lin-et-laine.bib")


def test_without_an_address_the_build_says_so_once(edition):
    assert edition().status.count(NO_ADDRESS) == 1
    assert edition().warnings == ""


def test_with_an_address_the_build_has_nothing_to_say_of_it(edition):
    assert NO_ADDRESS not in edition(baseurl="https://lin.example/livre/").status


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_with_an_address_each_work_is_cited_at_a_page_that_exists(edition, builder):
    base = "https://lin.example/livre/"
    built = edition(builder, baseurl=base)
    library = parse_string(built.text("cite/library.bib"))
    found = {entry.key: entry["url"] for entry in library.entries if "url" in entry.fields_dict}
    assert set(found) == TALKS | {DAY, "avant-propos-lin", "lin-et-laine"}
    missing = []
    for key, url in found.items():
        path = url.removeprefix(base).partition("#")[0]
        page = built.outdir / (f"{path}index.html" if not path or path.endswith("/") else path)
        if not page.is_file():
            missing.append((key, url))
    assert missing == []


def test_an_edition_for_a_reader_elsewhere_keeps_the_address_of_the_html_edition(edition):
    """A citation printed in the PDF leads to the page on the web."""
    tex = next(edition("latex", baseurl="https://lin.example/livre/").outdir.glob("*.tex"))
    assert "https://lin.example/livre/actes/rouir.html" in tex.read_text(encoding="utf-8").replace("\\_", "_")


def test_a_reference_that_is_cited_no_more_leaves_the_library(book):
    made = book(complete(Myst))
    made.build()
    made.write(
        {"actes/tisser.md": complete(Myst)["actes/tisser.md"].replace("abramova1987metiers", "okonkwo2019rouissage")}
    )
    built = made.build()
    assert "abramova1987metiers" not in keys(built, "cite/library.bib")


def test_an_event_that_names_no_volume_is_a_part_of_the_book_and_has_the_file_of_its_sessions(book):
    sources = complete(Myst)
    sources["actes/index.md"] = "\n".join(
        line for line in sources["actes/index.md"].splitlines() if "proceedings-title" not in line
    )
    built = book(sources).build()
    assert set(keys(built, f"cite/{DAY}.bib")) == TALKS | {DAY}
    (part,) = json.loads((built.outdir / f"cite/{DAY}-chapter.json").read_text(encoding="utf-8"))
    assert (part["type"], part["container-title"]) == ("chapter", "Le lin et la laine")
