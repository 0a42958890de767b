"""A build killed at any moment is made up for by the next one, which then equals a clean build to the byte.

Twenty moments each with ``STEADY=long`` (``nox -s steady``), two otherwise.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from pathlib import Path

import pytest
from books import QUICK, Book, Myst, complete
from killed import build_killed_at, files_written

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed there by a signal")

MOMENTS = 20 if os.environ.get("STEADY") == "long" else 2
#: What an editor does between the last good build and the one that is killed: a page, a name, a title, a reference.
CHANGED = {
    "actes/carder.md": "# Carder\n\n:::{session} mbarga2025carder\n:event: journee-lin-2025\n"
    ":speakers: oscar-mbarga\n:::\n",
    "actes/ouverture.md": "# Une autre ouverture\n\n:::{session} lorent2025ouverture\n:event: journee-lin-2025\n:::\n",
}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(sources: dict[str, str]) -> dict[str, str]:
    people = "actes/intervenants.md"
    return {
        **sources,
        **CHANGED,
        people: sources[people].replace(":family: Mbarga", ":family: Mbarga-Lys"),
        "actes/index.md": sources["actes/index.md"].replace("\nrouir\n", "\nrouir\ncarder\n"),
        "references.bib": sources["references.bib"].replace("Métiers à tisser", "Métiers à filer"),
    }


@pytest.fixture(scope="module", params=["html", "epub", "latex"])
def builds(request, tmp_path_factory):
    """A builder, a book with its last good build whose sources have changed since, and what a clean build makes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1929478400")
        builder = request.param
        root = tmp_path_factory.mktemp(f"interrupted-{builder}")
        before = complete(Myst)
        good = Book(root / "book", {**QUICK}).write(before)
        good.build(builder)
        good.write(changed(before))
        shutil.copytree(root / "book", root / "good")
        shutil.rmtree(root / "book" / "_build")
        clean = contents(good.build(builder).outdir)
        yield builder, root, clean


def at_last_good(root: Path) -> Book:
    """The book as it stood before the killed build; always at one place, which pages may name."""
    shutil.rmtree(root / "book")
    shutil.copytree(root / "good", root / "book")
    return Book(root / "book", {**QUICK})


def test_the_build_after_a_killed_one_equals_a_clean_build(builds):
    builder, root, clean = builds
    count = files_written(at_last_good(root), builder)
    assert count > 20
    moments = random.Random(builder).sample(range(2, count + 1), MOMENTS)
    for moment in moments:
        book = at_last_good(root)
        build_killed_at(book, builder, moment)
        made = contents(book.build(builder).outdir)
        assert sorted(made) == sorted(clean), f"killed at file {moment} of {count}"
        assert [path for path in clean if made[path] != clean[path]] == [], f"killed at file {moment} of {count}"


def test_a_build_that_came_to_its_end_leaves_no_mark_and_is_gone_on_from(builds):
    builder, root, _ = builds
    book = at_last_good(root)
    book.build(builder)
    assert not [path for path in (root / "book" / "_build").rglob("*") if "synthkit-unfinished" in path.name]
    assert book.build(builder).read == frozenset()
