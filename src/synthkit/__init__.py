"""One source, every edition, every session citable.

A Sphinx extension for the proceedings of colloquia and conferences: structured
sessions, speakers and events in MyST or reStructuredText, cited one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__version__ = "0.1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension; Sphinx is loaded here and nowhere above this floor."""
    from synthkit.sphinx import setup as setup_extension

    return setup_extension(app)
