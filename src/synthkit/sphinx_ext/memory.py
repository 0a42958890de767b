"""What a build holds in memory: one page at a time, and no rubbish looked for among what stays.

Sphinx keeps the tree of each page it read until the page is written, so that a book's memory grows with its pages, and
Python's collector goes through all of them again and again. A tree that is read from its file when its page is written
costs a millisecond.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Sphinx's stores of trees: as they were read, and as they stand in their files. Caches both, made anew when missed.
_STORES = ("_write_doc_doctree_cache", "_pickled_doctree_cache")
#: Objects made until the collector looks at the young ones: about the trees of four pages. Then how many such rounds
#: until it looks at older ones, at all.
_ROUNDS = (20_000, 10, 10)
_before: list[tuple[int, int, int]] = []


def register(app: Sphinx) -> None:
    """Connect with the moments at which a tree is of no more use."""
    app.connect("builder-inited", _begin, priority=900)
    app.connect("env-purge-doc", lambda _, env, __: forget_trees(env))
    app.connect("env-updated", lambda _, env: forget_trees(env))
    app.connect("doctree-resolved", lambda app, *_: forget_trees(app.env))
    app.connect("build-finished", _end, priority=900)


def forget_trees(env: BuildEnvironment) -> None:
    """Drop the trees kept for later; they are read from their files when they are wanted."""
    for name in _STORES:
        store: dict[str, Any] | None = getattr(env, name, None)
        if store:
            store.clear()


def _begin(app: Sphinx) -> None:
    """Leave what was loaded until now out of all collections: modules, settings, templates, the environment."""
    if not _before:
        _before.append(gc.get_threshold())
        gc.freeze()
        gc.set_threshold(*_ROUNDS)


def _end(app: Sphinx, exception: Exception | None) -> None:
    if _before:
        gc.set_threshold(*_before.pop())
        gc.unfreeze()
