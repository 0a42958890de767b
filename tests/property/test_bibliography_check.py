from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from property.strategies import HOSTILE_TEXT
from synthkit.bibliography.csl_items import Bibliography
from synthkit.bibliography.lint import entries
from synthkit.i18n import I18n

PIECES = (
    *(
        "@book{a,",
        "@article{A,",
        "@string{x = ",
        "@comment{",
        "@preamble{",
        "@misc(",
        ")",
        "{",
        "}",
        '"',
        ",",
        "=",
        "#",
    ),
    *(" and ", " et ", ", ", ";", "\\", "\\'e", "{\\oe}", "\\c{c}", "\\frac", "\\verb", "\\begin{", "\\item", "$", "%"),
    *("title = ", "author = ", "editor = {Dupont, Lise}", "year = ", "month = jan", "doi = ", "isbn = ", "url = "),
    *(
        "date = {2030-13}",
        "issn = {",
        "crossref = {a}",
        "http://[",
        "10.1234/",
        "x" * 70,
        "\n",
        "\r",
        "\x00",
        "é",
        "\ufeff",
    ),
)
TEXT = st.lists(st.sampled_from(PIECES) | HOSTILE_TEXT, max_size=20).map("".join)
BYTES = (
    st.binary(max_size=60) | TEXT.map(str.encode) | st.lists(TEXT.map(str.encode) | st.binary(max_size=3)).map(b"".join)
)
FRENCH = I18n("fr")


def read(raw: bytes) -> Bibliography:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.bib"
        path.write_bytes(raw)
        return Bibliography([path])


@given(BYTES)
def test_any_bytes_are_read_and_checked_without_a_traceback(raw: bytes) -> None:
    found = read(raw)
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    for problem in entries.check(found, ["a"]):
        assert 1 <= problem.where.line <= lines
        assert "\n" not in problem.format(FRENCH)
    assert set(found.references) == set(found.entries) == {entry.key for entry in found.sources}


@given(TEXT)
def test_what_stands_in_a_field_never_hides_an_entry_after_it(text: str) -> None:
    value = "".join(char for char in text if char not in '{}"@\\')
    keys = [*read(f"@misc{{a, note = {{{value}}}}}\n@misc{{b, title = {{T}}}}\n".encode()).references]
    assert keys == ["a", "b"]


@given(TEXT, TEXT)
def test_an_unknown_citation_is_told_whatever_is_cited(key: str, text: str) -> None:
    problem = entries.unknown_citation(key, read(text.encode()), entries.Where())
    assert problem.format(FRENCH)
