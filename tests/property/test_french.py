"""French typography on any text: it changes spaces alone, and nothing that has them already."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from synthkit.typography import french

SPACES = " \n\u00a0\u202f"
#: What the rules are about, more often than chance would put it together.
PIECES = st.sampled_from(
    [
        *" \n\u00a0\u202f;:!?«»%€()[]'\"/@&.,-–É",
        *("1", "23", "000", "XIX", "e", "er", "h", "km", "n°", "p.", "M.", "mot", "et", "al.", "siècle", "mai"),
        *("https://a.example/?b;c!", "10.5555/x;y!", "a@b.example", "&nbsp;", french.COVER),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))
BOTH = st.sampled_from([french.SCREEN, french.PRINT])


def without_spaces(text: str) -> str:
    return re.sub(f"[{SPACES}\t]", "", text)


@given(TEXTS, BOTH)
def test_nothing_but_spaces_is_changed(text: str, spaces: french.Spaces) -> None:
    assert without_spaces(french.spaced(text, spaces)) == without_spaces(text)


@given(TEXTS, BOTH)
def test_a_text_that_is_set_stays_as_it_is(text: str, spaces: french.Spaces) -> None:
    once = french.spaced(text, spaces)
    assert french.spaced(once, spaces) == once


@given(TEXTS)
def test_print_undoes_what_the_screen_wants_where_babel_makes_the_gaps(text: str) -> None:
    printed = french.spaced(french.spaced(text), french.PRINT)
    assert printed == french.spaced(printed, french.PRINT)
    assert not re.search("[\u00a0\u202f](?=[!?]+(?: |$))|«[\u00a0\u202f](?=\\S)|[\u00a0\u202f]»", printed)


@given(TEXTS, BOTH)
def test_edits_stand_in_order_and_do_not_touch(text: str, spaces: french.Spaces) -> None:
    edits = french.edits(text, spaces)
    assert all(0 <= edit.start < edit.end <= len(text) for edit in edits)
    assert all(before.end <= after.start for before, after in pairwise(edits))


@given(TEXTS)
def test_an_address_is_never_touched(text: str) -> None:
    address = "https://a.example/x?y=1;z!"
    assert address in french.spaced(f"{text} {address} {text}")


@given(TEXTS)
def test_an_ordinal_is_digits_or_numerals_and_its_letters(text: str) -> None:
    for found in french.ordinals(text):
        assert re.fullmatch(r"\d+|[IVX]+", text[found.start : found.raised])
        assert re.fullmatch("ers?|res?|n?des?|nds?|es?", text[found.raised : found.end])
