"""Formulas are MathML in the page itself; what can't be read is told and stands as it was written."""

import pytest
from books import said

MATHML = "{http://www.w3.org/1998/Math/MathML}math"
DOLLARS = {"myst_enable_extensions": ["dollarmath", "amsmath"]}


def page_of(book, text, builder="html", **conf):
    built = book({"index.md": f"# Livre\n\n{text}\n"}, **{**DOLLARS, **conf}).build(builder)
    return built, built.text("index.html" if builder == "html" else "index.xhtml")


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_a_formula_is_mathml_and_nothing_is_fetched(book, builder):
    built, page = page_of(book, r"On sait que $\frac{a}{b} < \sqrt{x}$.", builder)
    assert built.warnings == ""
    assert "<mfrac>" in page
    assert r'alttext="\frac{a}{b} &lt; \sqrt{x}"' in page
    assert "mathjax@" not in page
    assert "cdn" not in page


def test_a_page_without_formulas_has_none(book):
    assert "<math" not in page_of(book, "Du texte.")[1]


@pytest.mark.parametrize(
    "block",
    [
        "$$\na &= b \\\\\nc &= d\n$$",
        "\\begin{align}\na &= b \\nonumber \\\\\nc &= d\n\\end{align}",
        "\\begin{equation*}\n\\begin{split}a &= b \\\\ c &= d\\end{split}\n\\end{equation*}",
        "```{math}\n\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\n```",
    ],
)
def test_lines_of_a_formula_are_lined_up(book, block):
    built, page = page_of(book, block)
    assert built.warnings == ""
    assert page.count("<mtr>") == 2


def test_a_blank_line_parts_two_formulas(book):
    files = {"index.rst": "Livre\n=====\n\n.. math::\n\n   a = b\n\n   c = d\n"}
    assert book(files).build().text("index.html").count("<math ") == 2


def test_a_numbered_formula_is_found_by_its_number(book):
    built = book({"index.md": "# Livre\n\n```{math}\n:label: eau\nx = 1\n```\n\nVoir {eq}`eau`.\n"}).build()
    page = built.page("index")
    assert page.links["(1)"] == "#equation-eau"
    assert "(1)" in said(page.having("span", "eqno")[0])


@pytest.mark.parametrize(
    "tex",
    [
        r"\inconnu{x}",
        r"\left<",
        r"\begin{tikzpicture}\end{tikzpicture}",
        "{" * 3,
        "x}",
        r"\frac{a}",
        "a^",
        r"</script><script>alert(1)</script>\rien",
        r"\begin{matrix}",
        r"\end{matrix}",
        "\\",
        r"\sqrt{" * 2000 + "x" + "}" * 2000,
    ],
)
@pytest.mark.parametrize("builder", ["html", "epub"])
def test_a_formula_nobody_can_read_is_told_and_stands_as_it_was_written(book, builder, tex):
    files = {"index.rst": f"Livre\n=====\n\n.. math::\n\n   {tex}\n"}
    built = book(files).build(builder)
    page = built.text("index.html" if builder == "html" else "index.xhtml")
    assert [(told.file, told.line, told.type) for told in built.told] == [
        ("index.rst", 4, "synthkit.unreadable_formula")
    ]
    assert "<script>alert" not in page
    assert "<math" not in page
    assert tex.replace("<", "&lt;").replace(">", "&gt;") in page


def test_the_html_edition_may_take_another_renderer_and_the_e_book_does_not(book):
    mathjax = {"html_math_renderer": "mathjax", "mathjax_path": "mathjax.js"}
    assert r"\(x^2\)" in page_of(book, "$x^2$", **mathjax)[1]
    made = book({"index.md": "# Livre\n\n$x^2$\n"}, "e-book", **{**DOLLARS, **mathjax})
    assert "<msup>" in made.build("epub").text("index.xhtml")
