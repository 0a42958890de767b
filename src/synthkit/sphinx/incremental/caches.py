"""What a build keeps in memory and on disk beside Sphinx's environment."""

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from synthkit.figures import typst
from synthkit.sphinx.context import context_of
from synthkit.sphinx.incremental.cache import Cache

#: Sphinx's stores of doctrees, made anew from files when missed: a book's memory would grow with its pages.
_DOCTREES = ("_write_doc_doctree_cache", "_pickled_doctree_cache")
#: How many figures are kept, the last ones: editions of one book share the environment.
_MOST = 16


def open_cache(app: Sphinx) -> None:
    """The cache of a build stands beside its environment; figures that an earlier build drew are known again."""
    cache = context_of(app.env).cache = Cache(Path(app.doctreedir) / "synthkit")
    typst.asked.clear()
    typst.known.update(cache.get("figures", _figure_state()) or {})


def keep_figures(app: Sphinx, exception: Exception | None) -> None:
    """Keep the figures this build used, and some of other editions."""
    cache = context_of(app.env).cache
    before: dict[typst.Drawing, bytes] = cache.get("figures", _figure_state()) or {}
    if exception is None and not typst.asked.keys() <= before.keys():
        used = {drawing: typst.known[drawing] for drawing in typst.asked}
        others = {drawing: picture for drawing, picture in before.items() if drawing not in used}
        cache.put("figures", dict([*others.items(), *used.items()][-_MOST:]), _figure_state())


def _figure_state() -> tuple[str, ...]:
    return version("typst"), sha256(typst.template()).hexdigest()


def drop_doctrees(env: BuildEnvironment) -> None:
    """Drop the doctrees kept for later; they are read from their files when they are wanted."""
    for name in _DOCTREES:
        store: dict[str, Any] | None = getattr(env, name, None)
        if store:
            store.clear()


def drop_doctrees_after_purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """As documents are read one after the other."""
    drop_doctrees(env)


def drop_doctrees_after_reading(app: Sphinx, env: BuildEnvironment) -> None:
    """All was read."""
    drop_doctrees(env)


def drop_doctrees_of_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """A page is filled in."""
    drop_doctrees(app.env)
