"""Lists that are too long for a page are on pages of letters, with every link leading on."""

import re

import pytest

from synthkit.site import long_pages

NAMES = {"ackerman": "Ackerman", "bordas": "Bordas", "eluard": "Éluard", "eymery": "Eymery", "faure": "Faure"}
BIB = "".join(
    f"@book{{{key}1950, author = {{{name}, Lise}}, title = {{Le fil de {name}}}, year = {{1950}}}}\n"
    for key, name in NAMES.items()
)
PEOPLE = "".join(f":::{{speaker}} {key}\n:given: Lise\n:family: {name}\n:::\n\n" for key, name in NAMES.items())
SESSION = ":::{session} filer\n:start: 2023-03-01T10:00\n:speakers: faure, eluard\n:::\n"
FILES = {
    "index.md": "# Livre\n\n```{toctree}\nfiler\ngens\nrefs\ncat\n```\n",
    "filer.md": f"# Filer\n\n{SESSION}\nDe {{speaker}}`eluard`. {{cite:p}}`{'1950,'.join(NAMES)}1950`.\n",
    "gens.md": f"# Gens\n\nTous.\n\n{PEOPLE}",
    "refs.md": "# Références\n\n```{bibliography}\n```\n",
    "cat.md": "# Catalogue\n\n```{catalogue}\n```\n",
    "references.bib": BIB,
}


@pytest.fixture
def built(book, monkeypatch):
    monkeypatch.setattr(long_pages, "MOST", 300)
    return book(FILES, html_theme="synthkit").build()


def parts(built, name):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(built.outdir.glob(f"{name}~*.html"))}


def test_each_entry_is_on_the_page_of_its_letters(built):
    found = {name: re.findall(r'<section id="(\w+)"', page) for name, page in parts(built, "gens").items()}
    assert found == {
        "gens~a.html": ["ackerman"],
        "gens~b.html": ["bordas"],
        "gens~el.html": ["eluard"],
        "gens~ey.html": ["eymery"],
        "gens~f.html": ["faure"],
    }
    assert "<title>Gens – El" in built.text("gens~el.html")
    assert "Tous." in built.text("gens.html")


def test_links_of_other_pages_lead_to_a_name_that_leads_on(built):
    assert 'href="gens.html#eluard"' in built.text("filer.html")
    assert '<li id="eluard"><a href="gens~el.html#eluard">Lise Éluard</a></li>' in built.text("gens.html")


@pytest.mark.parametrize("name", ["gens", "refs", "cat"])
def test_all_is_there_without_scripts(built, name):
    pages = parts(built, name)
    assert set(re.findall(r'href="([^"#]*~[^"#]*)"', built.text(f"{name}.html"))) == set(pages)
    text = " ".join(pages.values())
    assert all(f"{family}" in text for family in NAMES.values())


def test_a_page_of_letters_that_nobody_needs_any_more_is_taken_away(book, monkeypatch):
    monkeypatch.setattr(long_pages, "MOST", 300)
    made = book(FILES, html_theme="synthkit")
    assert (made.build().outdir / "gens~f.html").is_file()
    made.write({"gens.md": FILES["gens.md"].partition(":::{speaker} faure")[0]})
    assert not (made.build().outdir / "gens~f.html").exists()


def test_a_page_of_usual_length_is_whole(book):
    assert list(book(FILES, html_theme="synthkit").build().outdir.glob("*~*")) == []


def test_a_page_of_an_author_that_is_called_like_a_part_stays(book):
    pages = {
        "index.md": "# Livre\n\n```{toctree}\nfil\nfil~or\n```\n",
        "fil.md": "# Fil\n\nDe lin.\n",
        "fil~or.md": "# Fil d’or\n\nD’or.\n",
    }
    made = book(pages)
    made.build()
    made.write({"fil.md": "# Fil\n\nDe laine.\n"})
    assert "D’or." in made.build().page("fil~or").text
    (made.root / "fil.md").unlink()
    made.write({"index.md": pages["index.md"].replace("fil\n", "", 1)})
    assert "D’or." in made.build().page("fil~or").text
