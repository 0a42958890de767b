"""``state``: what is there and what is missing, for each session and each person."""

from __future__ import annotations

from synthkit.sphinx.directives.views import ViewDirective


class StateDirective(ViewDirective):
    """The state of the whole book."""

    fields = ()
