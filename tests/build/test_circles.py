"""Tables of contents lead anywhere, back to themselves too: each page is met once, in the order that Sphinx gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthkit.sphinx.compat import sphinx_faults

NAMES = "abcdefg"
#: Pages that name later ones alone, several times and themselves too: Sphinx's own walk ends there.
FORWARD = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(NAMES[place:]), max_size=4) for place, name in enumerate(NAMES)}
)


@given(includes=FORWARD)
def test_where_nothing_leads_back_the_walk_is_that_of_sphinx(includes):
    ours, theirs = (
        list(walk(set(), None, "a", includes)) for walk in (sphinx_faults._follow_once, sphinx_faults._follow)
    )
    assert ours == theirs


class Counting(dict):
    """Counts how often the pages below one are looked up."""

    count = 0

    def get(self, *arguments):
        self.count += 1
        return super().get(*arguments)


def test_many_ways_to_a_page_are_one():
    """Six times two pages that name the next two: 63 ways, 13 pages."""
    includes = Counting({f"{n}{side}": [f"{n + 1}a", f"{n + 1}b"] for n in range(6) for side in "ab"})
    assert len(list(sphinx_faults._follow_once(set(), None, "0a", includes))) == 13
    assert includes.count == 13


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_circle_ends_no_build(book, builder):
    contents = "\n\n```{{toctree}}\n{}\n```\n"
    pages = {
        "index.md": f"# Livre{contents.format('un')}",
        "un.md": f"# Un{contents.format('deux')}",
        "deux.md": f"# Deux{contents.format('un' + chr(10) + 'index')}",
    }
    told = {one.type for one in book(pages).build(builder).told}
    assert told <= {"toc.circular"}
