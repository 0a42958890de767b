from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from property.strategies import CATALOGUES
from synthkit.model import store
from synthkit.model.catalogue import Catalogue
from synthkit.model.store import StoreError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(CATALOGUES)
def test_a_catalogue_is_read_back_as_it_was_stored(catalogue: Catalogue) -> None:
    assert store.load(store.dump(catalogue)) == catalogue


@given(CATALOGUES)
def test_what_is_read_back_is_stored_the_same(catalogue: Catalogue) -> None:
    stored = store.dump(catalogue)
    assert store.dump(store.load(stored)) == stored


@given(st.text() | JSON.map(json.dumps))
@example("[]")
def test_garbage_is_refused(text: str) -> None:
    with pytest.raises(StoreError):
        store.load(text)


@given(st.sampled_from(["publication", "events", "sessions", "persons", "chapters"]), JSON.filter(bool))
def test_a_catalogue_with_garbage_in_it_is_refused_or_read(part: str, garbage: object) -> None:
    plain = {"schema_version": 1, "publication": {}, "events": [], "sessions": [], "persons": [], "chapters": []}
    try:
        store.load(json.dumps(plain | {part: garbage}))
    except StoreError:
        return
