"""What a view is: a directive that shows many records. A file of this folder with a ``VIEW`` or ``VIEWS`` adds some."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from docutils import nodes

from synthkit.bibliography.csl_fields import Item
from synthkit.model.events import Event
from synthkit.model.options import Options
from synthkit.registry import plugins
from synthkit.sphinx.render.context import RenderContext


@dataclass(frozen=True)
class ViewPlace:
    """Where a view is filled in: its options, the event they name, the level of a heading there, its document.

    ``references`` finds the references of the book's bibliographies, in their order.
    """

    choice: dict[str, str]
    event: Event | None
    level: int
    document: nodes.document
    references: Callable[[], Sequence[Item]]


@dataclass(frozen=True)
class View:
    """A directive ``name`` that takes the options ``fields``; ``render`` makes the nodes it leaves.

    ``read`` gives the values of the options, where they are more than text, and notes what is wrong with them.
    ``needs_event``: nothing is shown without one. ``is_sought``: other pages lead to its page.
    """

    name: str
    render: Callable[[RenderContext, ViewPlace], list[nodes.Node]]
    fields: tuple[str, ...] = ()
    read: Callable[[Options], dict[str, str]] | None = None
    needs_event: bool = False
    is_sought: bool = False

    def choice(self, options: Options) -> dict[str, str]:
        """The values of the options."""
        return self.read(options) if self.read else {field: options.text(field) for field in self.fields}


@cache
def views() -> dict[str, View]:
    """All views by the name of their directive."""
    found: list[View] = [*plugins(__package__, "VIEW"), *chain.from_iterable(plugins(__package__, "VIEWS"))]
    return {view.name: view for view in found}
