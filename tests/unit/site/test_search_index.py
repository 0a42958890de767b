"""What the search reads: each word in the one file its beginning names, pages in order of their addresses."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from synthkit.site.search_index import by_beginning, files

INDEX = {
    "docnames": ["atelier", "b/seance"],
    "titles": ["Atelier &amp; <em>fil</em>", "Le rouet"],
    "terms": {"fil": [0, 1], "rouet": 1},
    "titleterms": {"fil": 0},
}
RECORDS = [
    {
        "at": "b/seance.html",
        "kind": "Communication",
        "title": "x",
        "people": "Ada Gueguen",
        "keywords": "",
        "abstract": "La laine.",
        "about": ".",
    },
    {"at": "atelier.html#ada", "kind": "Personne", "title": "Ada Gueguen", "people": "", "keywords": "", "about": "."},
]


def written(index: dict[str, Any], records: list[dict[str, str]]) -> dict[str, Any]:
    found = files(index, records, lambda docname: f"{docname}.html", lambda word: word.rstrip("s"))
    return {path: json.loads(text.partition("=")[2].partition("=")[2].rstrip(";\n")) for path, text in found}


@given(st.dictionaries(st.text("abé", min_size=1, max_size=6), st.integers(1, 9)), st.integers(1, 30))
def test_each_key_is_in_one_part_and_found_by_the_longest_beginning(sizes: dict[str, int], most: int) -> None:
    parts = list(by_beginning(sizes, most))
    assert sorted(key for _, keys in parts for key in keys) == sorted(sizes)
    for start, keys in parts:
        assert sum(sizes[key] for key in keys) <= most or len(keys) == 1
        for key in keys:
            assert [other for other, _ in parts if key.startswith(other)][-1] == start


def test_a_word_counts_by_the_best_of_its_places() -> None:
    found = written(INDEX, RECORDS)
    assert found["cite/search/index.js"] == {"words": [""], "pages": ["atelier.html"], "size": 64} | {
        "weights": [4, 5, 7, 8, 12, 15, 20, 40, 100]
    }
    words = found["cite/search/w0.js"]
    # the place of the weight, from « # »; pages by address: atelier.html #, atelier.html#ada $, b/seance.html %
    assert words["fil"] == "$% )#"
    assert words["rouet"] == ")%"
    assert words["ada"] == ")$ *%"
    assert words["communication"] == "'%"
    assert words["laine"] == "%%"
    assert "x" not in words


def test_numbers_of_pages_are_steps_in_signs_and_words_share_their_beginnings() -> None:
    docnames = [f"{number:04}" for number in range(2000)]
    index = INDEX | {
        "docnames": docnames,
        "titles": ["x"] * 2000,
        "terms": {"fils": [47, 95, 1999], "fil": 1, "aFi": 2},
    }
    found = written(index, [])
    # 47; then 48, which is one 48 and 0; then 1904, which is 34 + 5 of them and 32
    assert found["cite/search/w0.js"]["fils"] == "#" + "R" + "^#" + "^bC"
    assert found["cite/search/stems.js"] == "0afi 0fil 3s 0x"


def test_a_whole_title_is_a_key_of_its_page_but_not_of_a_person() -> None:
    words = written(INDEX, RECORDS)["cite/search/w0.js"]
    assert {key for key in words if key.startswith("=")} == {"=atelier & fil", "=le rouet"}


def test_a_page_is_shown_with_its_title_and_what_its_record_says() -> None:
    pages = written(INDEX, RECORDS)["cite/search/p0.js"]
    assert [page["at"] for page in pages] == ["atelier.html", "atelier.html#ada", "b/seance.html"]
    assert pages[0]["title"] == "Atelier & fil"
    assert (pages[2]["title"], pages[2]["people"]) == ("Le rouet", "Ada Gueguen")
