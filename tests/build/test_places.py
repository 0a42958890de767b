"""Every warning is located at a file that exists and a line of it."""

import pytest


def test_an_unknown_citation_is_told_where_it_stands_with_the_nearest_key(book):
    bib = "@book{dupont2030, author = {Dupont, Lise}, title = {Cadrans}, year = {2030}}\n"
    page = "# Un\n\nDu texte.\n\nVoir {cite:p}`dupont2030,dupond2030`.\n\n```{bibliography}\n```\n"
    (told,) = book({"index.md": page, "references.bib": bib}).build().told
    assert (told.file, told.line, told.type) == ("index.md", 5, "synthkit.unknown_reference")
    assert "dupond2030" in told.text
    assert "« dupont2030 »" in told.text


@pytest.mark.parametrize("target", ["a}b", "a b", ",", "{x"])
def test_a_malformed_citation_is_told_and_stays_as_it_was_written(book, target):
    built = book({"index.md": f"# Un\n\nVoir {{cite:p}}`{target}`.\n", "references.bib": ""}).build()
    (told,) = built.told
    assert (told.file, told.line, told.type) == ("index.md", 3, "synthkit.invalid_citation")
    assert target in built.page("index").text


def test_a_missing_bibliography_is_told_by_its_own_name(book):
    built = book({"index.md": "# Un\n"}, bibtex_bibfiles=["nulle-part.bib"], suppress_warnings=[]).build()
    assert [(told.file, told.type) for told in built.told] == [("nulle-part.bib", "synthkit.missing_bibliography")]
