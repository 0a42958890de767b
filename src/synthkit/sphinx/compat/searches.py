"""Searches through a tree by a class or a function, of which a page sees some forty.

docutils makes a generator for each node it passes, and hands each node it finds up through all of them; for a function
one that looks at its arguments anew. Here one loop does it. Nothing is kept from one search to the next, so no change
of a tree can be missed.
"""

from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_findall = nodes.Node.findall


def register(app: Sphinx) -> None:
    """Search in docutils' place."""
    nodes.Node.findall = find  # type: ignore[method-assign,assignment]


def find(node: nodes.Node, condition: Any = None, *how: bool, **options: bool) -> Iterator[Any]:
    """What docutils' own finds, in its order and as lazily: who searches may change the tree meanwhile."""
    if how or options or condition is None:
        return _findall(node, condition, *how, **options)
    return _of(node, condition) if isinstance(condition, type) else _meeting(node, condition)


def _of(node: nodes.Node, kind: type) -> Iterator[nodes.Node]:
    if isinstance(node, kind):
        yield node
    children, above = iter(node.children), []
    while True:
        for child in children:
            if isinstance(child, kind):
                yield child
            if child.children:
                above.append(children)
                children = iter(child.children)
                break
        else:
            if not above:
                return
            children = above.pop()


def _meeting(node: nodes.Node, condition: Callable[[nodes.Node], bool]) -> Iterator[nodes.Node]:
    """The same for a function, for which docutils sees also another list of children that is put in place of one."""
    if condition(node):
        yield node
    place, above = 0, []
    while True:
        if place < len(node.children):
            child = node.children[place]
            place += 1
            if condition(child):
                yield child
            if child.children:
                above.append((node, place))
                node, place = child, 0
        elif above:
            node, place = above.pop()
        else:
            return
