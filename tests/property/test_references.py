from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from property.strategies import HOSTILE_TEXT, WORKS, printed
from synthkit.bibliography.csl_items import Bibliography
from synthkit.bibliography.latex import decoded
from synthkit.export import bibtex
from synthkit.i18n import I18n
from synthkit.model.works import Work

FRAGMENTS = (
    "@book{a,",
    "title = ",
    "{",
    "}",
    '"',
    ",",
    "\n",
    "author = {Dupont, Lise}",
    "=",
    "#",
    "@string{x",
    "\\",
    "%",
)
BIB = st.lists(st.sampled_from(FRAGMENTS) | HOSTILE_TEXT, max_size=12).map("".join)
#: TeX makes one sign of these two, and of « `a' » quotation marks: they come back as those.
LIGATURES = ("--", "``", "''", "?`", "!`", "<<", ">>", ",,")


def bibliography(text: str) -> Bibliography:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.bib"
        path.write_text(text, encoding="utf-8")
        return Bibliography([path])


@given(BIB)
def test_any_file_is_read_without_a_traceback(text: str) -> None:
    assert set(bibliography(text).references) <= set(bibliography(text).entries)


@given(WORKS)
def test_our_own_export_is_read_as_references(work: Work) -> None:
    found = bibliography(bibtex.export([work], I18n("fr")))
    assert [*found.references] == [work.id]


@given(
    HOSTILE_TEXT.filter(lambda text: not (any(pair in text for pair in LIGATURES) or re.search(r"`\w[^`']*'", text)))
)
@example("{x}")
@example("{`")
def test_escaped_text_is_decoded_to_itself(text: str) -> None:
    assert printed(decoded(bibtex.escaped(text))) == printed(text)
