"""The directive ``changes`` lists what was published and revised, in every edition and both markups."""

from __future__ import annotations

import pytest
from books import MARKUPS, Myst, Rest, complete, said


def pages(markup, *, text="Le nom était mal écrit.", limit=""):
    """The small complete book with two revisions of a talk, and a page of changes."""
    found = complete(markup)
    found[f"actes/tisser{markup.suffix}"] += "\n".join(
        [
            "",
            markup.directive("revision", "2025-12-02", text, kind="erratum"),
            markup.directive("revision", "2026-05-01", "Un paragraphe de plus.", kind="addition"),
        ]
    )
    options = {"limit": limit} if limit else {}
    found[f"nouvelles{markup.suffix}"] = "\n".join(
        [markup.heading("Dernières modifications"), markup.directive("changes", **options)]
    )
    root = f"index{markup.suffix}"
    found[root] = found[root].replace("avant-propos\n", "avant-propos\n" + " " * 3 * (markup is Rest) + "nouvelles\n")
    return found


def lines(built):
    return [
        " ".join(said(item).split())
        for (listed,) in [built.page("nouvelles").having("ul", "synth-changes")]
        for item in listed
    ]


@pytest.fixture(params=MARKUPS)
def markup(request):
    return MARKUPS[request.param]


def test_changes_stand_newest_first_with_what_changed_and_where(book, markup):
    built = book(pages(markup)).build()
    assert built.warnings == ""
    assert lines(built) == [
        "1er mai 2026 · Ajout · Tisser à la main Un paragraphe de plus.",
        "2 décembre 2025 · Erratum · Tisser à la main Le nom était mal écrit.",
        "novembre 2025 · Parution · Actes de la journée du lin",
        "2025 · Parution · Le lin et la laine",
    ]
    links = built.page("nouvelles").links
    assert links["Tisser à la main"] == "actes/tisser.html#mbarga2025tisser"
    assert links["Actes de la journée du lin"] == "actes/index.html#journee-lin-2025"


def test_a_limit_keeps_the_newest(book, markup):
    built = book(pages(markup, limit="1")).build()
    assert lines(built) == ["1er mai 2026 · Ajout · Tisser à la main Un paragraphe de plus."]


@pytest.mark.parametrize("limit", ["0", "beaucoup", "-1"])
def test_a_limit_that_is_no_number_is_told_and_lists_all(book, limit):
    built = book(pages(Myst, limit=limit)).build()
    (told,) = built.told
    assert (told.file, told.type) == ("nouvelles.md", "synthkit.invalid_value")
    assert len(lines(built)) == 4


@pytest.mark.parametrize("builder", ["epub", "latex", "text"])
def test_changes_are_a_list_in_every_edition(book, builder):
    made = book(pages(Myst)).build(builder)
    assert made.warnings == ""
    suffix = {"epub": "xhtml", "latex": "tex", "text": "txt"}[builder]
    text = " ".join(path.read_text(encoding="utf-8") for path in made.outdir.rglob(f"*.{suffix}"))
    folded = " ".join(text.replace("~", " ").replace("\u00a0", " ").split())
    assert "novembre 2025" in folded
    assert "Parution ·" in folded


def test_a_book_that_dates_nothing_says_so(book):
    text = "# Livre\n\n:::{changes}\n:::\n"
    built = book({"index.md": text}, synthkit_publication={"id": "livre"}).build()
    assert "Aucune modification n’a encore été notée." in built.page("index").text


def test_what_a_revision_says_is_text(book):
    built = book(pages(Myst, text="On a mis `</script>` et <b>.")).build()
    assert "On a mis </script> et" in built.page("nouvelles").text


def test_a_revision_made_later_is_on_the_page_of_changes_after_the_next_build(book):
    made = book(pages(Myst, limit="1"))
    made.build()
    made.write({"avant-propos.md": made.source("avant-propos.md") + "\n:::{revision} 2026-06-03\nUn mot.\n:::\n"})
    assert lines(made.build()) == ["3 juin 2026 · Correction · Avant-propos Un mot."]
