"""Whatever was edited, deleted, renamed or moved: a build that follows another one leaves what a clean one makes."""

import gc
import os
import shutil
import time

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
    "synthkit": {**_OWN, "extensions": ["myst_parser", "sphinx_design", "synthkit"]},
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


def clean(book, builder="html", **options):
    for name in ("clean", "doctrees-clean"):
        shutil.rmtree(book.root / "_build" / name, ignore_errors=True)
    return files(book.build(builder, to="clean", **options).outdir)


@pytest.fixture(autouse=True)
def one_date(monkeypatch):
    """EPUB and LaTeX say when they were made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) // 86400 * 86400))


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


#: Saves of a book, each of one or two changes.
SAVES = st.lists(st.lists(CHANGES, min_size=1, max_size=2), min_size=1, max_size=3)


def followed(book, saves):
    """The plans of a book one after another, each in the book's folder when it comes."""
    gc.collect()  # what the books before left would make each fork dear
    plan = Plan()
    arranged(book, plan)
    yield plan
    for changes in saves:
        for change in changes:
            plan = change(plan)
        arranged(book, plan)
        yield plan


@pytest.mark.parametrize("theme", THEMES)
@tried(3)
@given(saves=SAVES)
def test_a_website_that_was_there_is_that_of_a_clean_build(tmp_path_factory, theme, saves):
    book = Book(tmp_path_factory.mktemp("book"), {**QUICK, **THEMES[theme], "html_theme": theme})
    for _ in followed(book, saves):
        built = book.build()
    assert differing(files(built.outdir), clean(book)) == []


@pytest.mark.parametrize("builder", ["epub", "latex"])
@tried(2)
@given(saves=SAVES)
def test_an_edition_from_an_environment_that_was_there_is_that_of_a_clean_build(tmp_path_factory, builder, saves):
    book = Book(tmp_path_factory.mktemp("book"), {**QUICK, **THEMES["alabaster"]})
    for _ in followed(book, saves):
        if builder == "latex":  # written whole, as ``synthkit build`` does
            shutil.rmtree(book.root / "_build" / builder, ignore_errors=True)
        built = book.build(builder)
    assert differing(files(built.outdir), clean(book, builder)) == []


@tried(2)
@given(saves=SAVES)
def test_two_processes_leave_what_one_does_and_a_second_build_what_the_first(tmp_path_factory, saves):
    book = Book(tmp_path_factory.mktemp("book"), {**QUICK, **THEMES["alabaster"]})
    for _ in followed(book, saves):
        parallel = book.build(parallel=2)
    once = clean(book)
    assert differing(files(parallel.outdir), once) == []
    assert differing(clean(book, parallel=2), once) == []
    assert differing(clean(book), once) == []
