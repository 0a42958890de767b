"""What a build holds in memory: one page at a time, and no rubbish looked for among what stays.

Sphinx keeps the tree of each page it read until the page is written, so that a book's memory grows with its pages, and
Python's collector goes through all of them again and again. A tree that is read from its file when its page is written
costs a millisecond.
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: Sphinx's stores of trees: as they were read, and as they stand in their files. Caches both, made anew when missed.
_STORES = ("_write_doc_doctree_cache", "_pickled_doctree_cache")
#: Objects made until the collector looks at the young ones: about the trees of four pages. Then how many such rounds
#: until it looks at older ones, at all.
_ROUNDS = (20_000, 4, 6)
_before: list[tuple[int, int, int]] = []
#: A page of so many nodes is a large one; in a large book, one of a node for so many objects that are kept: to look
#: through those costs little beside making such a page.
_LARGE, _KEPT = 4_000, 80


def register(app: Sphinx) -> None:
    """Connect with the moments at which a tree is of no more use."""
    # Python looks through all objects once more when it ends, a second of 1,000 sessions, to give back what goes anyway
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    app.add_post_transform(FormerTree)
    # the environment of the last build is loaded between the two: many objects, none of them rubbish
    app.connect("config-inited", _begin)
    app.connect("builder-inited", _leave_out, priority=900)
    app.connect("env-purge-doc", lambda _, env, __: forget_trees(env))
    app.connect("env-updated", lambda _, env: forget_trees(env))
    app.connect("doctree-resolved", _page_is_filled, priority=900)
    app.connect("build-finished", _end, priority=900)


def forget_trees(env: BuildEnvironment) -> None:
    """Drop the trees kept for later; they are read from their files when they are wanted."""
    for name in _STORES:
        store: dict[str, Any] | None = getattr(env, name, None)
        if store:
            store.clear()


class FormerTree(SphinxPostTransform):
    """Has the tree of the page before collected, where that was a large one, before the next is filled in.

    Lists of all people, references and works follow one another: three trees as large as all that the build keeps.
    """

    default_priority = 0
    _nodes = 0
    _large = _LARGE

    @classmethod
    def forget(cls) -> None:
        """Begin with a build: what is large depends on the book."""
        cls._nodes, cls._large = 0, _LARGE

    @classmethod
    def note(cls, doctree: nodes.document) -> None:
        """Count the nodes of a page as it is written."""
        cls._nodes = sum(1 for _ in doctree.findall())

    def run(self, **kwargs: Any) -> None:
        """Collect what the page before left, of all ages: the next tree, which is read, has no other then."""
        kind = type(self)
        if _before and kind._nodes >= kind._large:
            gc.collect()
            kind._large = max(_LARGE, len(gc.get_objects(generation=2)) // _KEPT)
        kind._nodes = 0


def _begin(app: Sphinx, config: Config) -> None:
    """Look for rubbish less often."""
    FormerTree.forget()
    if not _before:
        _before.append(gc.get_threshold())
        gc.set_threshold(*_ROUNDS)


def _leave_out(app: Sphinx) -> None:
    """Leave what was loaded until now out of all collections: modules, settings, templates, the environment."""
    gc.freeze()


def _page_is_filled(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    forget_trees(app.env)
    FormerTree.note(doctree)


def _end(app: Sphinx, exception: Exception | None) -> None:
    if _before:
        gc.set_threshold(*_before.pop())
        gc.unfreeze()
