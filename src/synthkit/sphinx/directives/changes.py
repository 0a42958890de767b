"""``changes``: what was published and revised, newest first."""

from __future__ import annotations

from synthkit.sphinx.directives.options import Options
from synthkit.sphinx.directives.views import ViewDirective


class ChangesDirective(ViewDirective):
    """The changes of the whole book, or the newest of them."""

    fields = ("limit",)

    def choice(self, options: Options) -> dict[str, str]:
        """How many; empty for all."""
        return {"limit": str(options.number("limit") or "")}
