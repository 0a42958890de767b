"""The quick way through a style shows what the slow one shows: every element asked everything, for each item anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citeproc.model import CitationStylesElement
from hypothesis import given, settings
from hypothesis import strategies as st

from property.strategies import WORKS
from synthkit.csl import processor
from synthkit.csl.pruning import Shape
from synthkit.csl.remembering import Remembers
from synthkit.export import csl_json
from synthkit.i18n import I18n
from synthkit.model.works import Work

FRENCH = I18n("fr")
STYLES = ("chicago-author-date-fr", "apa", "iso690-author-date-fr", "modern-language-association", "ieee")
TYPES = ("article-journal", "book", "chapter", "thesis", "report", "webpage", "speech", "dataset", "motion_picture")
_NAME = st.sampled_from(
    ({"family": "Abeille", "given": "Zoé"}, {"literal": "Guilde"}, {"family": "Mer", "given": "A.-L.", "suffix": "Jr."})
)
_DATE = st.sampled_from(({"date-parts": [[2026]]}, {"date-parts": [[2026, 1, 27]]}, {"date-parts": [[2025], [2026]]}))
_TEXT = st.sampled_from(("Un titre", "2", "12-19", "vol. 3", "La ruche ? Un essai"))
ITEMS = st.builds(
    lambda kind, texts, names, dates: {"id": "x", "type": kind, "language": "fr-FR", **texts, **names, **dates},
    st.sampled_from(TYPES),
    st.dictionaries(
        st.sampled_from(
            [
                *("title", "container-title", "publisher", "publisher-place", "genre", "volume", "issue", "page"),
                *("edition", "DOI", "URL", "number", "collection-title", "event-title", "version", "title-short"),
            ]
        ),
        _TEXT,
    ),
    st.dictionaries(st.sampled_from(("author", "editor", "translator")), st.lists(_NAME, min_size=1, max_size=4)),
    st.dictionaries(st.sampled_from(("issued", "accessed", "event-date")), _DATE),
)


class Everything(Shape):
    """A shape that knows nothing: each child is looked at, each branch is asked."""

    def live(self, parent: CitationStylesElement) -> tuple[CitationStylesElement, ...]:
        return tuple(parent.iterchildren())

    def branches(self, choose: CitationStylesElement) -> tuple[tuple[CitationStylesElement, bool], ...]:
        return tuple((branch, False) for branch in choose.iterchildren())


class Slow(processor.LoadedStyle):
    def shape(self, reference: object) -> Shape:
        return Everything("", frozenset())


def _asked_anew(_: Remembers, question: object, ask: Callable[[], object]) -> object:
    return ask()


@pytest.fixture(scope="module", params=STYLES)
def style(request: pytest.FixtureRequest) -> tuple[processor.LoadedStyle, Slow]:
    return processor.LoadedStyle(request.param, "fr-FR"), Slow(request.param, "fr-FR")


def shown(style: processor.LoadedStyle, item: dict[str, object]) -> tuple[str, str]:
    return processor.entry(style, item), processor.citation(style, item)


def slowly(style: Slow, item: dict[str, object]) -> tuple[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Remembers, "_once", _asked_anew)
        return shown(style, item)


@settings(max_examples=30)
@given(item=ITEMS)
def test_any_item_is_shown_as_by_the_slow_way(
    style: tuple[processor.LoadedStyle, Slow], item: dict[str, object]
) -> None:
    quick, slow = style
    assert shown(quick, item) == slowly(slow, item)


@settings(max_examples=10)
@given(works=st.lists(WORKS, min_size=1, max_size=4))
def test_works_of_a_book_are_shown_as_by_the_slow_way(
    style: tuple[processor.LoadedStyle, Slow], works: list[Work]
) -> None:
    quick, slow = style
    for work in works:
        item = csl_json.item(work, FRENCH)
        assert shown(quick, item) == slowly(slow, item)


def test_a_date_in_one_style_leaves_the_locale_as_it_was() -> None:
    item: dict[str, object] = {"id": "x", "type": "webpage", "title": "T", "issued": {"date-parts": [[2026, 3, 4]]}}
    style = processor.LoadedStyle("modern-language-association", "en-US")
    before = shown(style, item)
    dates = [dict(part.attrib) for locale in style.csl.root.locales for part in locale.iter("{*}date-part")]
    shown(style, item | {"type": "article-newspaper", "accessed": {"date-parts": [[2026, 3, 5]]}})
    assert dates == [dict(part.attrib) for locale in style.csl.root.locales for part in locale.iter("{*}date-part")]
    assert shown(style, item) == before
