from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property.strategies import HOSTILE_TEXT, WORKS, printed
from synthkit.csl.rich_text import plain
from synthkit.csl.style import Style, labelled
from synthkit.csl.work import Hints
from synthkit.export import csl_json
from synthkit.i18n import I18n
from synthkit.model.works import Work

FRENCH = I18n("fr")
#: Markup is another promise, held by the unit tests.
WITHOUT_MARKUP = HOSTILE_TEXT.map(lambda text: text.translate({ord(char): None for char in "<>&"}))
STYLES = ("chicago-author-date-fr", "apa", "iso690-author-date-fr")


def letters(text: str) -> str:
    return "".join(char for char in printed(text) if char.isalnum())


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=25)
@given(work=WORKS)
def test_any_work_is_cited_without_a_traceback(style: str, work: Work) -> None:
    item = csl_json.item(work, FRENCH)
    engine = Style(style, "fr")
    assert plain(engine.reference(item | {"note": "Fin"}, Hints(suffix="a")))
    assert engine.label(item).text


@settings(max_examples=60)
@given(WITHOUT_MARKUP.filter(letters))
def test_a_title_keeps_each_letter_and_each_capital(title: str) -> None:
    item = {"id": "a", "type": "book", "title": title, "language": "fr-FR", "author": [{"literal": "Guilde"}]}
    told = letters(plain(Style("chicago-author-date-fr", "fr").reference(item)))
    title = letters(title)
    capitalised = title[0].upper() + title[1:]
    assert title in told or capitalised in told


@given(st.lists(WORKS, max_size=6))
def test_any_works_can_be_sorted(works: list[Work]) -> None:
    items = {str(place): csl_json.item(work, FRENCH) for place, work in enumerate(works)}
    assert labelled(Style("chicago-author-date-fr", "fr"), items).keys() == items.keys()
