"""``catalogue``: the citation library, every work and every reference, with their files."""

from __future__ import annotations

from synthkit.sphinx.directives.views import ViewDirective


class CatalogueDirective(ViewDirective):
    """All that can be cited."""

    fields = ()
