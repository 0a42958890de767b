from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from property.strategies import CATALOGUES
from synthkit.model import serialization
from synthkit.model.catalogue import Catalogue
from synthkit.model.serialization import StoreError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(CATALOGUES)
def test_a_catalogue_is_read_back_as_it_was_stored(catalogue: Catalogue) -> None:
    assert serialization.load(serialization.dump(catalogue)) == catalogue


@given(CATALOGUES)
def test_what_is_read_back_is_stored_the_same(catalogue: Catalogue) -> None:
    stored = serialization.dump(catalogue)
    assert serialization.dump(serialization.load(stored)) == stored


@given(st.text() | JSON.map(json.dumps))
@example("[]")
def test_garbage_is_refused(text: str) -> None:
    with pytest.raises(StoreError):
        serialization.load(text)


@given(st.sampled_from(["publication", "events", "sessions", "persons", "chapters"]), JSON.filter(bool))
def test_a_catalogue_with_garbage_in_it_is_refused_or_read(part: str, garbage: object) -> None:
    plain = {"schema_version": 1, "publication": {}, "events": [], "sessions": [], "persons": [], "chapters": []}
    try:
        serialization.load(json.dumps(plain | {part: garbage}))
    except StoreError:
        return
