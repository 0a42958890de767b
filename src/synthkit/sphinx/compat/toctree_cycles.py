"""Tables of contents that lead back to themselves, or to a page by many ways, are followed once.

Sphinx follows every entry to its end, whether it knows the page already or not: a circle ends the build when nothing is
left of the stack, and thirty pages that each name the next two take two to the thirtieth steps.
"""

from collections.abc import Iterator

from sphinx import environment
from sphinx.application import Sphinx

_follow = environment._traverse_toctree


def register(app: Sphinx) -> None:
    """Take the place of Sphinx's own walk through the tables of contents."""
    environment._traverse_toctree = _follow_once


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
