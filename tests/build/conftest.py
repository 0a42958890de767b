"""Books in temporary folders; the small complete one is built once for each edition and only looked at."""

from __future__ import annotations

import gc
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import pybtex.plugin
import pytest
import sphinx.registry
import sphinx.theming
import sphinxcontrib.bibtex.plugin
from books import MARKUPS, Book, Built, complete
from jinja2 import Environment

# each build leaves a large tangle of objects: looking through them at the usual pace takes a fifth of the time
gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def remembered() -> Iterator[None]:
    """Compiled templates and the entry points of packages, the same for all books: half the time of a small one."""
    compile_anew, compiled = Environment.compile, dict[tuple[object, ...], object]()

    def compile_once(self: Environment, source: str, name: str | None = None, filename: str | None = None) -> object:
        key = (source, name, filename, self.autoescape, self.trim_blocks, self.block_start_string, *self.extensions)
        if key not in compiled:
            compiled[key] = compile_anew(self, source, name, filename)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        for module in (pybtex.plugin, sphinx.registry, sphinx.theming, sphinxcontrib.bibtex.plugin):
            patch.setattr(module, "entry_points", cache(entry_points), raising=False)
        logging.disable(logging.DEBUG)  # a tenth of the rest: Sphinx notes each thing it registers
        yield
        logging.disable(logging.NOTSET)


MakeBook = Callable[..., Book]


@pytest.fixture
def book(tmp_path: Path) -> MakeBook:
    """A maker of books: ``book({"index.md": …}, language="en")``."""

    def make(files: Mapping[str, str], name: str = "book", **conf: object) -> Book:
        return Book(tmp_path / name, conf).write(files)

    return make


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    """The small complete book in one edition and markup; built at the first call, never changed."""

    @cache
    def built(builder: str, markup: str, baseurl: str) -> Built:
        root = tmp_path_factory.mktemp(f"{builder}-{markup}")
        conf: dict[str, object] = {"html_baseurl": baseurl}
        return Book(root, conf).write(complete(MARKUPS[markup])).build(builder)

    return lambda builder="html", markup="myst", baseurl="": built(builder, markup, baseurl)


@pytest.fixture(scope="session")
def records(edition: Callable[..., Built]) -> dict[str, object]:
    """The catalogue as the HTML edition of the small complete book writes it."""
    found: dict[str, object] = json.loads(edition().text("synthkit.json"))
    return found
