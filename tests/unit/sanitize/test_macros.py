r"""Macros that conf.py defines for LaTeX: what ``\newcommand`` and its like make of a formula."""

import pytest

from synthkit.sanitize.macros import defined_in, expand

PREAMBLE = r"""
\usepackage[mode=text]{siunitx, inconnu}\RequirePackage{mathtools} % \newcommand{\commente}{x}
\newcommand{\R}{\mathbb{R}}
\newcommand*\norm[1]{\lVert #1\rVert}
\renewcommand{\derivee}[2][x]{\frac{d#2}{d#1}}
\def\paire#1#2{(#1,#2)}
\def\jusquau#1.{#1}
\DeclareMathOperator*{\argmin}{arg\,min}
\DeclareMathOperator{\rang}{rang}
\let\ancien=\phi
\let\phi\varphi \let\varphi\ancien
\providecommand{\R}{\mathbf{R}}
\providecommand{\unit}[1]{\mathrm{#1}}
\newcommand{\carre}[1]{\norm{#1}^2}
\AtBeginDocument{\renewcommand{\epsilon}{\varepsilon}}
\newenvironment{fil}[1]{\begin{matrix}}{\end{matrix}}
\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}
"""


@pytest.mark.parametrize(
    ("formula", "expanded"),
    [
        (r"x\in\R", r"x\in\mathbb{R}"),
        (r"\norm{a+\R}b", r"\lVert a+\mathbb{R}\rVert b"),
        (r"\derivee{f}+\derivee[t] f", r"\frac{df}{dx}+\frac{df}{dt}"),
        (r"\paire a{b,c}", r"(a,b,c)"),
        (r"\carre{\norm x}", r"\lVert \lVert x\rVert\rVert^2"),
        (r"\argmin_x \rang x", r"\operatorname*{arg\,min}_x \operatorname{rang} x"),
        (r"\phi a\varphi\ancien", r"\varphi a\phi\phi"),
        (r"\unit{m} \epsilon_1", r"\mathrm{m} \varepsilon_1"),
        (r"\jusquau a. \abs{x} \qty{3}{\metre} \inconnu", r"\jusquau a. \abs{x} \qty{3}{\metre} \inconnu"),
        (r"\alpha x \\ \{ 100\% \}", r"\alpha x \\ \{ 100\% \}"),
        (r"\norm", r"\lVert \rVert"),
        ("\\", "\\"),
    ],
)
def test_macros_are_expanded_as_tex_would(formula: str, expanded: str) -> None:
    assert expand(formula, defined_in(PREAMBLE)) == expanded


def test_what_cannot_be_expanded_is_known_by_name() -> None:
    known = {name for name, macro in defined_in(PREAMBLE).items() if macro.body is None}
    assert {"jusquau", "abs", "{fil}", "qty", "metre", "coloneqq", "{dcases}"} <= known
    assert not known & {"commente", "R", "inconnu"}


def test_a_formula_is_lengthened_within_bounds() -> None:
    macros = defined_in(rf"\newcommand{{\texte}}{{{'un mot ' * 2000}}}")
    with pytest.raises(ValueError, match="its macros are too long"):
        expand(r"\texte", macros)


@pytest.mark.parametrize("latex", ["", r"\newcommand", r"\newcommand{\x", r"\def\x", r"\let", r"\newcommand{\x}[a]{b}"])
def test_a_definition_cut_short_ends_nothing(latex: str) -> None:
    expand(r"\x", defined_in(latex))
