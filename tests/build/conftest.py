"""Books in temporary folders; the small complete one is built once for each edition and only looked at."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from books import MARKUPS, Book, Built, complete
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.sandbox import SandboxedEnvironment

# each build leaves a large tangle of objects: looking through them at the usual pace takes a fifth of the time
gc.set_threshold(100_000, 20, 50)


class _Compiled(BytecodeCache):
    """Templates of the themes, compiled once for all books: a quarter of the time of a small one."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """One cache of compiled templates."""
    with pytest.MonkeyPatch.context() as patch:
        make, compiled = SandboxedEnvironment.__init__, _Compiled()

        def with_cache(self: SandboxedEnvironment, *args: object, **options: object) -> None:
            make(self, *args, **{"bytecode_cache": compiled, **options})

        patch.setattr(SandboxedEnvironment, "__init__", with_cache)
        yield


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
