"""No .bib can end a build: what can be read is cited, whatever stands beside it."""

import pytest

PAGE = """
# Livre

Avant {cite:p}`dupont2030`, après {cite:p}`faure2031`.

```{bibliography}
```
"""
SOUND = "@book{dupont2030, author = {Dupont, Lise}, title = {Les cadrans}, year = {2030}, publisher = {Roue}}\n"
AFTER = "@book{faure2031, author = {Faure, Igor}, title = {Les aiguilles}, year = {2031}, publisher = {Roue}}\n"
BROKEN = {
    "unclosed": SOUND + "@book{x, title = {jamais fermé,\n  year = {2030}\n}\n\n" + AFTER,
    "too many braces": SOUND + "@book{x, title = {T}} }}}\n" + AFTER,
    "key twice": SOUND + SOUND + AFTER,
    "key twice but for case": SOUND + SOUND.replace("dupont", "DUPONT") + AFTER,
    "field twice": SOUND + "@book{x, title = {T}, title = {U}}\n" + AFTER,
    "no key": SOUND + "@book{, title = {T}}\n" + AFTER,
    "no comma": SOUND + "@book{x title = {T}}\n" + AFTER,
    "unknown macro": SOUND + "@article{x, journal = zut, title = {T}}\n" + AFTER,
    "accented field": SOUND + "@book{x, année = {2030}}\n" + AFTER,
    "too many commas": SOUND + "@book{x, author = {A, B, C, D, E}, title = {T}}\n" + AFTER,
    "names between nothing": SOUND + "@book{x, author = {and and and}, editor = {,}, title = {T}}\n" + AFTER,
    "nested too deep": SOUND + "@book{x, title = {" + "{" * 1500 + "}" * 1500 + "}}\n" + AFTER,
    "escaped brace": SOUND + "@book{x, author = {a \\} b, c \\{}, title = {a \\} b}}\n" + AFTER,
    "NUL": SOUND + "@book{x, title = {a\0b}}\n\0\0" + AFTER,
    "not UTF-8": (SOUND + "@book{x, title = {L'été}}\n" + AFTER).encode("latin-1"),
    "UTF-16": (SOUND + AFTER).encode("utf-16"),
    "macros of macros": SOUND
    + '@string{m0 = "Les cadrans"}\n'
    + "".join(f"@string{{m{n + 1} = {' # '.join([f'm{n}'] * 10)}}}\n" for n in range(30))
    + "@book{x, title = m30}\n"
    + AFTER,
    "truncated": SOUND + AFTER + "@book{x, title = {Les",
    "crossref to nothing": SOUND + "@inbook{x, title = {T}, crossref = {nulle-part}}\n" + AFTER,
}


@pytest.fixture
def build(book):
    """A maker of a built book of one page and one bibliography."""

    def built(bib, **conf):
        made = book({"index.md": PAGE}, **conf)
        if bib is not None:
            (made.root / "references.bib").write_bytes(bib if isinstance(bib, bytes) else bib.encode())
        return made

    return built


def told_by_others(built):
    """Warnings of sphinxcontrib-bibtex; that a key of the page has no entry is one of them."""
    return [told.type for told in built.told if not told.type.startswith("synthkit.")]


@pytest.mark.parametrize("bib", BROKEN.values(), ids=BROKEN)
def test_a_broken_bibliography_costs_no_sound_entry(build, bib):
    built = build(bib).build()
    assert told_by_others(built) == []
    words = built.page("index").text
    assert all(word in words for word in ("Les cadrans", "Les aiguilles", "Dupont 2030", "Faure 2031"))


@pytest.mark.parametrize("bib", [SOUND, SOUND.rstrip() + "@book{faure2031, title = {Les"])
def test_an_entry_that_cannot_be_read_is_one_that_is_not_there(build, bib):
    built = build(bib).build()
    assert told_by_others(built) == []
    assert "synthkit.unknown_reference" in [told.type for told in built.told]
    assert "Les cadrans" in built.page("index").text


@pytest.mark.parametrize("names", [["nulle-part.bib"], ["."], [], None])
def test_a_bibliography_that_is_no_file_is_an_empty_one(build, names):
    built = build(None, bibtex_bibfiles=names).build()
    assert told_by_others(built) == []
    assert "synthkit.unknown_reference" in [told.type for told in built.told]


def test_a_file_named_twice_is_read_once(build):
    built = build(SOUND + AFTER, bibtex_bibfiles=["references.bib", "references.bib"]).build()
    assert told_by_others(built) == []


def test_a_bibliography_is_read_again_once_it_is_mended(build):
    made = build(SOUND)
    assert "synthkit.unknown_reference" in [told.type for told in made.build().told]
    made.write({"references.bib": SOUND + AFTER, "index.md": PAGE + "\nEt fin.\n"})
    built = made.build()
    assert told_by_others(built) == []
    assert "Les aiguilles" in built.page("index").text


def test_a_bibliography_with_filters_knows_names_and_fields(build):
    made = build(SOUND + AFTER)
    page = PAGE.replace("```{bibliography}\n", '```{bibliography}\n:filter: author % "Faure" and year == "2031"\n')
    words = made.write({"index.md": page}).build().page("index").text
    assert "Les aiguilles" in words
    assert "Les cadrans" not in words


def test_a_number_in_a_filter_is_a_text_as_fields_are(build):
    made = build(SOUND + AFTER)
    built = made.write(
        {"index.md": PAGE.replace("```{bibliography}\n", "```{bibliography}\n:filter: year > 2030\n")}
    ).build()
    assert told_by_others(built) == []
    assert "Les aiguilles" in built.page("index").text
    assert "Les cadrans" not in built.page("index").text


@pytest.mark.parametrize("wanted", ['author % "("', 'cited > "a"', "year > 2030 and roue(1)"])
def test_a_filter_that_cannot_be_used_is_reported_where_it_stands(build, wanted):
    made = build(SOUND + AFTER)
    page = PAGE.replace("```{bibliography}\n", f"```{{bibliography}}\n:filter: {wanted}\n")
    built = made.write({"index.md": page}).build()
    assert {(told.type, told.file, told.line) for told in built.told} == {("bibtex.filter_syntax_error", "index.md", 5)}
    assert "le filtre de la bibliographie" in built.told[0].text
    assert "Avant" in built.page("index").text


def test_a_style_nobody_knows_leaves_the_list_in_that_of_the_book(build):
    made = build(SOUND + AFTER)
    page = PAGE.replace("```{bibliography}\n", "```{bibliography}\n:style: apa\n")
    built = made.write({"index.md": page}).build()
    assert [(told.type, told.file, told.line) for told in built.told] == [("synthkit.unknown_style", "index.md", 5)]
    assert built.page("index").text == made.write({"index.md": PAGE}).build(to="plain").page("index").text
