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
    assert "Voir [1], [2] et Roy et al. [3]." in built.text("b.txt").replace("\u00a0", " ")
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
    assert "Voir [2], [3] et Roy et al. [1]." in again.text("b.txt").replace("\u00a0", " ")


def test_numbers_begin_anew_in_each_chapter_where_a_book_wants_it(book):
    pages = {**PAGES, "b.md": PAGES["b.md"].replace("`roy`", "`roy`, {cite:p}`zola`")}
    built = book(pages, **SETTINGS, synthkit_chapter_numbering=True).build("text")
    text = built.text("b.txt").replace("\u00a0", " ")
    assert "Voir [1], [2] et Roy et al. [3], [2]." in text
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


def cited(book, text, **settings):
    references = """
@book{a, author = {Weir, Ada}, title = {Roues}, date = {2001}}
@book{b, author = {Weir, Ada}, title = {Axes}, date = {2001}}
@book{c, author = {Weir, Ada}, title = {Dents}, date = {2003}}
@book{d, author = {Roy, Jean}, title = {Meules}, date = {2005}}
"""
    pages = {"index.md": f"# Un\n\n{text}\n\n```{{bibliography}}\n```\n", "references.bib": references}
    built = book(pages, **{**SETTINGS, "synthkit_citation_style": "chicago-author-date-fr", **settings}).build("text")
    return built.text("index.txt").splitlines()[3].replace("\u00a0", " ").replace("\u202f", " ")


def test_works_of_one_author_are_drawn_together_and_told_apart_by_letters(book):
    assert cited(book, "{cite:p}`a,d,b,c`.") == "(Weir 2001b, 2001a, 2003 ; Roy 2005)."


def test_a_place_in_a_work_is_set_as_the_style_has_it(book):
    assert cited(book, "{cite:p}`{voir}a{p. 12}, d{chap. 3}`.") == "(voir Weir 2001, 12 ; Roy 2005, chap. 3)."
    assert cited(book, "{cite:p}`a{p. 12}`.", synthkit_citation_style="apa") == "(Weir, 2001, p. 12)."


def test_an_english_book_has_no_space_before_its_semicolons(book):
    assert cited(book, "{cite:p}`d,c`.", language="en", synthkit_citation_style="apa") == "(Roy, 2005; Weir, 2003)."


def test_numbers_that_follow_one_another_are_a_range_where_the_style_draws_them_together(book):
    assert (
        cited(book, "{cite:p}`a,b,c`, {cite:p}`d,a`.", synthkit_citation_style="elsevier-vancouver") == "[1–3], [1,4]."
    )
