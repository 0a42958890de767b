"""The settings of a document, for which Sphinx and MyST make docutils' hundred options anew each time: made once."""

from collections.abc import Callable
from copy import copy
from typing import Any

from docutils.utils import DependencyList
from myst_parser.mdit_to_docutils import base
from sphinx.application import Sphinx
from sphinx.util import docutils


def register(app: Sphinx) -> None:
    """Stand between both and docutils; anew for each build, whose folder may have a docutils.conf of its own."""
    for module, name in ((docutils, "_get_settings"), (base, "get_default_settings")):
        make = getattr(module, name)
        setattr(module, name, _remembering(getattr(make, "make", make)))


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
