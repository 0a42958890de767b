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
