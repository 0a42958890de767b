"""Whatever was edited, deleted, renamed or moved: a build that follows another one leaves what a clean one makes."""

import os
import shutil

import pytest
from books import QUICK, Book
from changing import CHANGES, Plan
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

#: How many books are tried: a handful in the quick suite, more in the session ``any_order`` of nox.
EXAMPLES = int(os.environ.get("SYNTHKIT_EXAMPLES", "0"))
#: Lists that a theme adds to: as defaults of Sphinx, builds of one process would share them.
_OWN = {"templates_path": [], "html_static_path": [], "html_theme_options": {}}
THEMES = {
    "alabaster": _OWN,
    "pydata_sphinx_theme": {**_OWN, "extensions": ["myst_parser", "sphinx_design", "synthkit"]},
}


def arranged(book, plan):
    """The book's folder holds this plan and nothing else; files that stay as they are keep their dates."""
    wanted = {path: text.encode() if isinstance(text, str) else text for path, text in plan.sources().items()}
    for path in book.root.rglob("*"):
        name = path.relative_to(book.root).as_posix()
        if path.is_file() and not name.startswith("_build") and name not in (*wanted, "conf.py"):
            path.unlink()
    for name, content in wanted.items():
        path = book.root / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def files(folder):
    """Every file of an edition but ``.buildinfo``, which digests settings that builds of one process share."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".buildinfo")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def differing(one, other):
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def clean(book, builder, **options):
    for name in ("clean", "doctrees-clean"):
        shutil.rmtree(book.root / "_build" / name, ignore_errors=True)
    return files(book.build(builder, to="clean", **options).outdir)


def tried(quick):
    """The settings of a property: the same few examples each time, or many new ones."""
    return settings(
        max_examples=EXAMPLES or quick,
        derandomize=not EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if EXAMPLES else [])],
    )


@pytest.mark.parametrize("theme", THEMES)
@tried(2)
@given(steps=st.lists(st.lists(CHANGES, min_size=1, max_size=2), min_size=1, max_size=3))
def test_pages_that_were_there_are_those_of_a_clean_build(tmp_path_factory, theme, steps):
    book = Book(tmp_path_factory.mktemp("book"), {**QUICK, **THEMES[theme], "html_theme": theme})
    plan = Plan()
    arranged(book, plan)
    book.build()
    for changes in steps:
        for change in changes:
            plan = change(plan)
        arranged(book, plan)
        built = book.build()
    assert differing(files(built.outdir), clean(book, "html")) == []
