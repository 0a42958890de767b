"""A page that changed says so: where it changed, at its head, in its citation, in its data, in every edition."""

from __future__ import annotations

import json

import pytest
from books import Myst, Rest, complete, said

ERRATUM = "Le nom du tisserand était mal écrit."


def pages(markup, *, hostile=""):
    """The small book with two revisions of a talk, the later one first, and one of a chapter."""
    found = complete(markup)
    talk, chapter = f"actes/tisser{markup.suffix}", f"avant-propos{markup.suffix}"
    found[talk] += "\n".join(
        [
            "",
            markup.directive("revision", "2025-06-02", hostile or ERRATUM, kind="erratum"),
            markup.directive("revision", "2025-05-01", "Un paragraphe de plus.", kind="addition"),
        ]
    )
    found[chapter] += "\n" + markup.directive("revision", "2025-07-03", "Une phrase allait trop loin.")
    return found


@pytest.fixture(params=[Myst, Rest], ids=["myst", "rest"])
def built(book, request):
    made = book(pages(request.param)).build()
    assert made.warnings == ""
    return made


def test_a_revision_stands_where_it_is_written(built):
    (erratum, addition) = built.page("actes/tisser").having("div", "synth-revision")
    assert said(erratum) == f"Erratum du 2 juin 2025 {ERRATUM}"
    assert said(addition) == "Ajout du 1er mai 2025 Un paragraphe de plus."


def test_the_head_of_a_page_lists_its_revisions_by_day(built):
    assert built.page("actes/tisser").facts["Révisions"] == "ajout du 1er mai 2025 ; erratum du 2 juin 2025"
    assert built.page("avant-propos").facts["Révisions"] == "correction du 3 juillet 2025"
    assert "Révisions" not in built.page("actes/rouir").facts


def test_the_records_tell_what_changed(built):
    sessions = json.loads(built.text("synthkit.json"))["sessions"]
    (talk,) = [session for session in sessions if session["id"] == "mbarga2025tisser"]
    assert talk["revisions"] == [
        {"day": "2025-05-01", "kind": "addition", "text": "Un paragraphe de plus."},
        {"day": "2025-06-02", "kind": "erratum", "text": ERRATUM},
    ]


def test_a_citation_names_the_last_revision(built):
    assert "révision du 3 juillet 2025" in built.text("cite/avant-propos-lin.bib")
    assert "version 1.2, révision du 2 juin 2025" in built.text("cite/mbarga2025tisser.bib")
    assert "révision" not in built.text("cite/teixeira2025rouir.bib")
    references = [said(reference) for reference in built.page("avant-propos").having("p", "synth-reference")]
    assert references
    assert [text for text in references if "révision du 3 juillet 2025" not in text.replace("\u00a0", " ")] == []


def test_schema_org_knows_the_day_a_page_was_last_changed(built):
    scripts = list(built.page("actes/tisser").root.iter("script"))
    (data,) = [json.loads(script.text) for script in scripts if script.get("type") == "application/ld+json"]
    assert data["dateModified"] == "2025-06-02"


@pytest.mark.parametrize("builder", ["epub", "latex", "text"])
def test_a_revision_is_in_every_edition(book, builder):
    made = book(pages(Myst)).build(builder)
    assert made.warnings == ""
    suffix = {"epub": "xhtml", "latex": "tex", "text": "txt"}[builder]
    text = " ".join(path.read_text(encoding="utf-8") for path in made.outdir.rglob(f"*.{suffix}"))
    folded = " ".join(text.replace("~", " ").split())
    assert ERRATUM in folded
    assert "Erratum du 2 juin 2025" in folded


def test_what_a_revision_says_is_text(book):
    made = book(pages(Myst, hostile="On a mis `</script>` et 100 % & {x}.")).build()
    assert "On a mis </script> et 100 % & {x}." in made.page("actes/tisser").text
    (talk,) = [s for s in json.loads(made.text("synthkit.json"))["sessions"] if s["id"] == "mbarga2025tisser"]
    assert talk["revisions"][-1]["text"] == "On a mis </script> et 100 % & {x}."


def test_a_revision_belongs_to_the_nearest_record_of_its_page(book):
    page = (
        "# Un\n\n:::{chapter} un\n:::\n\n## Deux\n\n:::{chapter} deux\n:::\n\n### Plus bas\n\n"
        ":::{revision} 2025-01-02\nTexte.\n:::\n"
    )
    chapters = json.loads(book({"index.md": page}).build().text("synthkit.json"))["chapters"]
    assert {chapter["id"]: len(chapter.get("revisions", [])) for chapter in chapters} == {"un": 0, "deux": 1}
