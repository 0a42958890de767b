from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from unit.invented import EVENT

from property.strategies import CATALOGUES, SESSIONS, TEXT, partial_dates
from synthkit.checks import check
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import PartialDate, parse_day, parse_days, parse_time
from synthkit.model.events import Session, programme
from synthkit.model.ids import folded, is_id, suggested_id
from synthkit.model.schedule import Gap, Stretch, days
from synthkit.model.values import parse_orcid, parse_ror

#: Letters of the names met at European colloquia.
LATIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x24F), max_size=12)
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


@given(LATIN)
@example("Ǽgir")
def test_a_name_typed_composed_or_not_is_the_same_name(text: str) -> None:
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text))


@given(LATIN)
def test_case_makes_no_other_name(text: str) -> None:
    assert folded(text.upper()) == folded(text.lower()) or "ı" in text.lower() or "İ" in text


@given(LATIN)
@example("Ǽgir")
def test_a_folded_name_folds_to_itself(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(partial_dates())
def test_a_partial_date_is_read_as_it_is_written(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(TEXT | st.from_regex(r"\d{4}(-\d{2}){0,2}", fullmatch=True))
@example("203١")
def test_any_text_is_a_date_that_can_be_said_or_refused(text: str) -> None:
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert date.formatted(I18n("fr"))
    assert str(date) == text.strip()


@pytest.mark.parametrize("parse", [parse_day, parse_days, parse_time, parse_orcid, parse_ror])
@given(text=TEXT | st.from_regex(r"[\d:h/ -]{1,12}", fullmatch=True))
def test_any_text_is_read_or_refused(parse: object, text: str) -> None:
    try:
        parse(text)
    except ValueError:
        return


@given(st.text(CROCKFORD, min_size=6, max_size=6))
def test_of_all_check_digits_of_a_ror_one_pair_is_right(body: str) -> None:
    right = []
    for check_digits in range(100):
        try:
            right.append(parse_ror(f"0{body}{check_digits:02}"))
        except ValueError:
            continue
    assert len(right) == 1


@given(st.text("0123456789", min_size=15, max_size=15))
def test_of_all_check_digits_of_an_orcid_one_is_right(body: str) -> None:
    right = []
    for digit in "0123456789X":
        try:
            right.append(parse_orcid("-".join((body[:4], body[4:8], body[8:12], body[12:] + digit))))
        except ValueError:
            continue
    assert len(right) == 1


@given(st.lists(SESSIONS, max_size=8, unique_by=lambda session: session.id))
def test_a_programme_shows_each_session_once(sessions: list[Session]) -> None:
    shown = [each for slot in programme(EVENT, tuple(sessions)) for each in (slot.session, *slot.parts)]
    assert sorted(each.id for each in shown) == sorted(each.id for each in sessions)


@given(CATALOGUES)
def test_any_catalogue_is_checked_and_listed_without_a_traceback(catalogue: Catalogue) -> None:
    for problem in check(catalogue):
        assert problem.format(I18n("fr"))
        assert problem.format(I18n("en"))
    for session in catalogue.sessions:
        place, total = catalogue.rank(session)
        assert 0 <= place <= total
    assert {work.id for work in catalogue.works} >= {chapter.id for chapter in catalogue.chapters}


@given(TEXT)
def test_a_suggested_id_is_one_an_editor_may_take(text: str) -> None:
    assert is_id(suggested_id(text))


@given(st.lists(SESSIONS, max_size=8))
def test_a_picture_shows_each_session_once_and_none_over_another(sessions: list[Session]) -> None:
    slots = programme(EVENT, tuple(sessions))
    shown = []
    for day in days(EVENT, slots):
        shown += [slot.session for slot in day.untimed]
        at = 0
        for item in day.items:
            if isinstance(item, Stretch):
                shown += [block.slot.session for block in item.blocks]
                for track in range(1, item.tracks + 1):
                    ends = [(block.start, block.end) for block in item.blocks if block.track == track]
                    assert all(end <= start for (_, end), (start, _) in pairwise(ends))
            elif not isinstance(item, Gap):
                shown.append(item.session)
            if isinstance(item, Stretch | Gap):
                assert at <= item.start
                at = item.end
    assert sorted(map(id, shown)) == sorted(id(slot.session) for slot in slots)
