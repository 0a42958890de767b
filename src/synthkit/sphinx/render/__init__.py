"""What a record looks like: records in, docutils nodes out, for every edition alike.

Editions differ by style sheet and by what they can hold (files to download, a button to copy); what
they say is the same. A file's ``VIEW`` or ``VIEWS`` are directives of the domain.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from synthkit.registry import plugins

if TYPE_CHECKING:
    from synthkit.sphinx.render.view import View


@cache
def views() -> dict[str, View]:
    """All views by the name of their directive."""
    found: list[View] = [*plugins(__name__, "VIEW"), *chain.from_iterable(plugins(__name__, "VIEWS"))]
    return {view.name: view for view in found}
