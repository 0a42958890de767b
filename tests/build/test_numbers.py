"""Styles that number: the book's references in the order in which it first cites them, in text and lists alike."""

PAGES = {
    "index.md": "# Un\n\n```{toctree}\nb\nc\n```\n\nVoir {cite:p}`zola`.\n",
    "b.md": "# Deux\n\nVoir {cite:p}`weir,zola` et {cite:t}`roy`.\n",
    "c.md": "# Références\n\n```{bibliography}\n```\n",
    "references.bib": """
@book{roy, author = {Roy, Jean and Fay, Ida and Gay, Ida}, title = {Meules}, date = {2005}, publisher = {Presses}}
@book{weir, author = {Weir, Ada}, title = {Roues}, date = {2001}, publisher = {Presses}}
@book{zola, author = {Zola, Émile}, title = {Germinal}, date = {1885}, publisher = {Presses}}
""",
}
SETTINGS = {"synthkit_citation_style": "ieee", "bibtex_bibfiles": ["references.bib"], "language": "fr"}


def listed(text):
    return [line.strip("* ") for line in text.splitlines() if line.startswith("* [")]


def test_references_are_numbered_as_the_book_cites_them(book):
    built = book(PAGES, **SETTINGS).build("text")
    assert "Voir [1]." in built.text("index.txt")
    assert "Voir [1, 2] et Roy et al. [3]." in built.text("b.txt").replace("\u00a0", " ")
    assert [line.replace("\u00a0", " ").partition(",")[0] for line in listed(built.text("c.txt"))] == [
        "[1] É. Zola",
        "[2] A. Weir",
        "[3] J. Roy",
    ]


def test_another_order_is_another_number_on_each_page(book):
    made = book(PAGES, **SETTINGS)
    made.build("text")
    made.write({"index.md": PAGES["index.md"].replace("zola", "roy")})
    again = made.build("text")
    assert "Voir [1]." in again.text("index.txt")
    assert "Voir [2, 3] et Roy et al. [1]." in again.text("b.txt").replace("\u00a0", " ")


def test_numbers_begin_anew_in_each_chapter_where_a_book_wants_it(book):
    pages = {**PAGES, "b.md": PAGES["b.md"].replace("`roy`", "`roy`, {cite:p}`zola`")}
    built = book(pages, **SETTINGS, synthkit_chapter_numbering=True).build("text")
    text = built.text("b.txt").replace("\u00a0", " ")
    assert "Voir [1, 2] et Roy et al. [3], [2]." in text.replace("[2, 1]", "[1, 2]")
    assert [line.partition(",")[0] for line in listed(text)] == ["[1] A. Weir", "[2] É. Zola", "[3] J. Roy"]
    assert "[1] É. Zola" in built.text("c.txt").replace("\u00a0", " ")


def test_a_style_can_be_a_file_of_the_book(book):
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Mien</title>
<category citation-format="author-date"/></info>
<citation><layout prefix="{" suffix="}"><names variable="author"/></layout></citation>
<bibliography><layout><text variable="title" quotes="true"/></layout></bibliography></style>"""
    settings = {**SETTINGS, "synthkit_citation_style": "styles/mien.csl"}
    made = book({**PAGES, "styles/mien.csl": style}, **settings)
    assert "«\u00a0Germinal\u00a0»" in made.build("text").text("c.txt")
    made.write({"styles/mien.csl": style.replace(' quotes="true"', "")})
    assert "* Germinal." in made.build("text").text("c.txt")


def test_a_style_that_is_no_file_of_the_book_is_refused_by_its_name(book):
    built = book(PAGES, **{**SETTINGS, "synthkit_citation_style": "nulle-part.csl"}).build("text")
    assert [told.type for told in built.told] == ["synthkit.unknown_style"]


def test_an_author_who_returns_is_a_dash_on_paper_and_a_name_on_screen(book):
    more = "@book{zola2, author = {Zola, Émile}, title = {Nana}, date = {1880}, publisher = {Presses}}\n"
    pages = {
        **PAGES,
        "b.md": "# Deux\n\nVoir {cite:p}`zola,zola2`.\n",
        "references.bib": PAGES["references.bib"] + more,
    }
    made = book(
        pages, bibtex_bibfiles=["references.bib"], language="fr", synthkit_citation_style="chicago-author-date-fr"
    )
    paper = "".join(path.read_text(encoding="utf-8") for path in made.build("latex").outdir.glob("*.tex"))
    assert "———. 1885. " in paper
    assert made.build("text").text("c.txt").count("Zola, Émile.") == 2
