"""Faults of Sphinx, each of which ends a build, loses pages of it or takes a part of its time.

A failure of a parallel process: ``ParallelTasks.add_task`` ends all of them, passes over it, and the build comes to its
end without that process's pages. Tables of contents: Sphinx follows every entry to its end, so a circle
ends with Python's stack, and thirty pages that each name the next two take two to the thirtieth steps. Tables of
headings alone, at whose end the LaTeX builder raises StopIteration. The settings of a document, for which Sphinx and
MyST make docutils' hundred options anew each time: made once. The search index, which looks up every document for each
word at the end of a build.

A build that was killed: Sphinx notes what it has read before it writes a page, so that the next build would take half a
page for a whole one, and pages that were still to be written for up to date. So a file stands in the output and beside
the doctrees while a build is at work. A build that finds one there reads and writes everything anew.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from docutils.utils import DependencyList
from sphinx import environment
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder
from sphinx.util import logging
from sphinx.util.parallel import ParallelTasks

from synthkit.fs.atomic import sweep
from synthkit.fs.lock import Turn
from synthkit.i18n import N_, i18n_of_terminal

logger = logging.getLogger(__name__)

MARK = ".synthkit-unfinished"
_turns: WeakKeyDictionary[Sphinx, list[Turn]] = WeakKeyDictionary()

_MAKE_SETTINGS = {"sphinx.util.docutils": "_get_settings", "myst_parser.mdit_to_docutils.base": "get_default_settings"}
_terminate = ParallelTasks.terminate
_follow = environment._traverse_toctree
_prune = IndexBuilder.prune


def register(app: Sphinx) -> None:
    """Raise the first failure of a process; walk through tables of contents in Sphinx's place.

    Settings are kept for one build alone, whose folder may have a docutils.conf of its own.
    """
    ParallelTasks.terminate = _raise_failure  # type: ignore[method-assign,assignment]
    environment._traverse_toctree = _follow_once
    IndexBuilder.prune = _prune_by_set  # type: ignore[method-assign,assignment]
    for path, name in _MAKE_SETTINGS.items():
        if find_spec(path.partition(".")[0]):  # MyST needn't be installed
            make = getattr(module := import_module(path), name)
            setattr(module, name, _remembering(getattr(make, "make", make)))


def _raise_failure(tasks: ParallelTasks) -> None:
    """End the processes; with what made Sphinx do so."""
    failure = sys.exception()
    _terminate(tasks)
    if isinstance(failure, Exception):
        raise failure


def _follow_once(
    traversed: set[str], parent: str | None, docname: str, toctree_includes: dict[str, list[str]]
) -> Iterator[tuple[str | None, str]]:
    """What Sphinx's own gives where it comes to an end: each page with the first that names it, parents first."""
    yield parent, docname
    traversed.add(docname)
    waiting = [(docname, iter(toctree_includes.get(docname, ())))]
    while waiting:
        above, children = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
        elif child == above:
            yield from _follow(traversed, above, child, {})  # which reports it
        elif child not in traversed:
            yield above, child
            traversed.add(child)
            waiting.append((child, iter(toctree_includes.get(child, ()))))


def _prune_by_set(index: IndexBuilder, docnames: Iterable[str]) -> None:
    """What Sphinx's own leaves: of a dictionary it looks up every document for each word."""
    _prune(index, set(docnames))


def give_bodies(env: BuildEnvironment, document: nodes.document) -> None:
    """Give a table that has no rows an empty body."""
    for group in list(document.findall(nodes.tgroup)):
        if not isinstance(group.children[-1], nodes.tbody):
            group.append(nodes.tbody())


def _remembering(make: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[tuple[type, ...], tuple[dict[str, Any], Any]] = {}

    def settings(*components: Any, defaults: Any = (), **options: Any) -> Any:
        kinds = tuple(one if isinstance(one, type) else type(one) for one in components)
        stated = dict(defaults)
        if kinds not in known or known[kinds][0] != stated:
            named = {"defaults": defaults} if defaults else {}
            known[kinds] = stated, make(*components, **named, **options)
        found = copy(known[kinds][1])
        found.record_dependencies = DependencyList()  # of a document: what it includes
        return found

    settings.make = make  # type: ignore[attr-defined]
    return settings


def begin_build(app: Sphinx, config: Config) -> None:
    """Wait for the folders, mark them, and clear them of what an interrupted build left half-made."""
    i18n = i18n_of_terminal(config.language)

    def waiting() -> None:
        logger.info(i18n(N_("Another build is at work in %s; waiting for its end.")) % app.outdir)

    # always in this order: two builds that wait for each other would do so for ever
    _turns[app] = [Turn(folder / MARK, waiting) for folder in dict.fromkeys(map(Path, (app.doctreedir, app.outdir)))]
    if any(turn.was_interrupted for turn in _turns[app]):
        logger.info(i18n(N_("The last build came to no end: everything is made anew.")))
        for path in (app.doctreedir / "environment.pickle", app.outdir / "searchindex.js", app.outdir / ".buildinfo"):
            path.unlink(missing_ok=True)
        sweep(Path(app.outdir))


def end_build(app: Sphinx, exception: Exception | None) -> None:
    """Take the marks away, unless the build failed."""
    for turn in _turns.pop(app, ()):
        turn.end() if exception is None else turn.leave()
