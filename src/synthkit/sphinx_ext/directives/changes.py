"""``changes``: what was published and revised, newest first."""

from __future__ import annotations

from synthkit.sphinx_ext.directives.view import ViewDirective
from synthkit.sphinx_ext.options import Options


class ChangesDirective(ViewDirective):
    """The changes of the whole book, or the newest of them."""

    fields = ("limit",)

    def choice(self, options: Options) -> dict[str, str]:
        """How many; empty for all."""
        return {"limit": str(options.number("limit") or "")}
