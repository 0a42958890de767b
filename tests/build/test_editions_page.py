"""``docs/editions.md`` names every directive and every part, and the book it describes has each of them."""

import re
from pathlib import Path

import pytest
from everything import sources
from sphinx_design.extension import setup_extension

from synthkit.sphinx import DIRECTIVES
from synthkit.sphinx.domain import SynthDomain

PAGE = Path(__file__).parents[2] / "docs" / "editions.md"
#: sphinx-design's families of roles, by how they begin, with the one the page tells of.
FAMILIES = {"bdg-link": "bdg-link", "bdg-ref": "bdg-ref", "bdg": "bdg", "material-": "material-regular", "fa": "fas"}


class Registered:
    """Stands for Sphinx while sphinx-design registers what it has."""

    def __init__(self):
        self.directives, self.roles = set(), set()

    def add_directive(self, name, *rest, **options):
        if not name.startswith("_"):
            self.directives.add(name)

    def add_role(self, name, *rest, **options):
        self.roles.add(next((one for start, one in FAMILIES.items() if name.startswith(start)), name))

    def __getattr__(self, name):
        return lambda *rest, **options: None


@pytest.fixture(scope="module")
def parts():
    registered = Registered()
    setup_extension(registered)
    assert len(registered.directives) > 15
    return registered.directives | registered.roles


def rows():
    """The rows of the page's tables: the names in the first cell, and the cells behind it."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            first, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            yield set(re.findall(r"`([^`]+)`", first)), cells


def named():
    return set().union(*(names for names, _ in rows()))


def test_the_page_names_every_directive_of_synthkit():
    assert sorted(set(DIRECTIVES) - named()) == []


def test_the_page_names_every_role_of_synthkit():
    page = PAGE.read_text(encoding="utf-8")
    assert [role for role in SynthDomain.roles if f"`{role}`" not in page] == []


def test_the_page_names_every_part_of_sphinx_design(parts):
    assert sorted(parts - named()) == []


def test_the_page_names_nothing_that_is_not_there(parts):
    assert sorted(named() - parts - set(DIRECTIVES) - {"far", "fab", "fa", "material-", "fa-"}) == []


def test_the_page_tells_of_every_edition():
    assert all(len(cells) == 3 and all(cells) for _, cells in rows())


def test_the_book_it_describes_has_each_of_them(parts):
    text = "".join(sources().values())
    assert [name for name in sorted(parts | set(DIRECTIVES)) if f"{{{name}" not in text] == []
