"""Formulas are MathML in the page itself; what can't be read is told and stands as it was written."""

import pytest
from books import said

from synthkit.sphinx.html import mathml

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


def test_a_row_alone_is_lined_up(book):
    built, page = page_of(book, "\\begin{align}\na &= b\n\\end{align}")
    assert built.warnings == ""
    assert page.count("<mtr>") == 1


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
        "{x",
        "x}",
        r"\frac{a}",
        "a^",
        r"<b>zut</b>\rien",
        r"\begin{matrix}",
        r"\end{matrix}",
        "\\",
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
    assert "<b>" not in page
    assert "<math" not in page
    assert tex.replace("<", "&lt;").replace(">", "&gt;") in page


@pytest.mark.parametrize("error", [AttributeError, IndexError, KeyError, TypeError, RecursionError])
def test_a_formula_that_breaks_its_converter_is_told_and_stands_as_it_was_written(book, monkeypatch, error):
    def convert(tex, as_block):
        raise error("le fil casse")

    monkeypatch.setattr(mathml, "tex2mathml", convert)
    built, page = page_of(book, "Un $x$ fil.")
    assert [told.type for told in built.told] == ["synthkit.unreadable_formula"]
    assert error.__name__ in built.told[0].text
    assert ">x</code>" in page


def test_the_html_edition_may_take_another_renderer_and_the_e_book_does_not(book):
    mathjax = {"html_math_renderer": "mathjax", "mathjax_path": "mathjax.js"}
    assert r"\(x^2\)" in page_of(book, "$x^2$", **mathjax)[1]
    made = book({"index.md": "# Livre\n\n$x^2$\n"}, "e-book", **{**DOLLARS, **mathjax})
    assert "<msup>" in made.build("epub").text("index.xhtml")


MACROS = r"""
\usepackage{siunitx}
\newcommand{\R}{\mathbb{R}}
\newcommand{\norme}[1]{\lVert #1 \rVert}
\def\derivee#1#2{\frac{d#1}{d#2}}
\DeclareMathOperator{\rang}{rang}
\let\epsilon\varepsilon
"""
WITH_MACROS = r"$\norme{x} \in \R$, $\derivee{f}{t}$, $\rang\epsilon$."
PRINTED = {"latex_elements": {"preamble": MACROS}}


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_macros_of_conf_are_expanded_in_mathml(book, builder):
    built, page = page_of(book, WITH_MACROS, builder, **PRINTED)
    assert built.warnings == ""
    assert "<mi>ℝ</mi>" in page
    assert page.count("<mo>‖</mo>") + page.count(">‖</mo>") >= 2
    assert "<mfrac>" in page
    assert ">rang</mi>" in page
    assert "<mi>ε</mi>" in page
    assert r'alttext="\norme{x} \in \R"' in page


@pytest.mark.parametrize("setting", ["preamble", "extrapackages"])
def test_macros_of_conf_stay_as_they_are_for_latex(book, setting):
    passage = "\n\n```{raw} latex\n\\bigskip $\\norme{y}$\n```\n"
    built = book({"index.md": f"# Livre\n\n{WITH_MACROS}{passage}"}, **DOLLARS, latex_elements={setting: MACROS})
    made = built.build("latex")
    assert made.warnings == ""
    tex = next(made.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\norme{x} \in \R" in tex
    assert r"\bigskip $\norme{y}$" in tex


def test_a_style_file_of_the_book_defines_macros_too(book):
    small = book({"index.md": "# Livre\n\n$x \\in \\R$\n"}, **DOLLARS, latex_additional_files=["macros.sty"])
    (small.root / "macros.sty").write_text(MACROS, encoding="utf-8")
    for builder in ("html", "latex"):
        assert small.build(builder).warnings == ""


def test_a_macro_that_changes_changes_the_pages_that_show_it(book):
    small = book({"index.md": "# Livre\n\n$\\R$\n"}, **DOLLARS, **PRINTED)
    assert "<mi>ℝ</mi>" in small.build().text("index.html")
    small.conf["latex_elements"] = {"preamble": r"\newcommand{\R}{\mathbb{Q}}"}
    assert "<mi>ℚ</mi>" in small.build().text("index.html")


@pytest.mark.parametrize("tex", [r"\qty{3}{\metre}", r"\zut{x}"])
def test_commands_of_a_package_are_known_where_conf_loads_it(book, tex):
    files = {"index.md": f"# Livre\n\nUn ${tex}$ fil.\n"}
    is_known = "qty" in tex
    (told,) = book(files, **DOLLARS, **PRINTED).build().told
    assert told.type == "synthkit.unreadable_formula"
    assert (r"\providecommand" in told.text) == is_known
    assert [one.type for one in book(files, "print", **DOLLARS, **PRINTED).build("latex").told] == (
        [] if is_known else ["synthkit.unsafe_tex"]
    )
    without = book(files, "without", **DOLLARS).build("latex")
    assert [one.type for one in without.told] == ["synthkit.unsafe_tex"]


@pytest.mark.parametrize("setting", ["mathjax3_config", "mathjax4_config"])
def test_mathjax_gets_the_macros_that_the_book_has_not_given_it(book, setting):
    mathjax = {"html_math_renderer": "mathjax", "mathjax_path": "mathjax.js"}
    given = {setting: {"tex": {"macros": {"R": "\\mathbf{R}"}, "tags": "ams"}}}
    built, page = page_of(book, WITH_MACROS, **mathjax, **PRINTED)
    assert built.warnings == ""
    assert r'"R": ["\\mathbb{R}", 0]' in page
    assert r'"norme": ["\\lVert #1 \\rVert", 1]' in page
    page = book({"index.md": f"# Livre\n\n{WITH_MACROS}\n"}, "own", **DOLLARS, **mathjax, **PRINTED, **given)
    text = page.build().text("index.html")
    assert r'"R": "\\mathbf{R}"' in text
    assert '"tags": "ams"' in text
    assert r'"norme": ["\\lVert #1 \\rVert", 1]' in text
