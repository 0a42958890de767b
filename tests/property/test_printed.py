"""Whatever a document is called, TeX carries its name through unharmed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from synthkit.build import page_numbers

NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(NAMES)
def test_a_name_has_no_sign_that_tex_reads_as_anything_else(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.~=/-]+", page_numbers.latex_name(name))


@given(NAMES, st.integers(1, 999))
def test_a_name_comes_back_as_it_was(name: str, page: int) -> None:
    aux = rf"\synthkitmarked{{{page_numbers.latex_name(name)}}}{{1}}{{{page}}}"
    assert page_numbers.noted(page_numbers.tex_places(aux), "a.pdf", 1).marks == {name: ((1, str(page)),)}
