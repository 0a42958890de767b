"""One source, every edition, every session citable.

A Sphinx extension for the proceedings of colloquia and conferences: structured
sessions, speakers and events in MyST or reStructuredText, cited one by one.

The names in ``__all__`` are the public API; everything else may change in any version. Importing synthkit loads no
Sphinx, and each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

    from synthkit.export import bundle, exporters
    from synthkit.i18n import I18n
    from synthkit.model.catalogue import Catalogue
    from synthkit.model.events import Event, Proceedings, Session
    from synthkit.model.people import Person
    from synthkit.model.works import Chapter, Publication, Work

__version__ = "0.1.0"
__all__ = [
    "Catalogue",
    "Chapter",
    "Event",
    "I18n",
    "Person",
    "Proceedings",
    "Publication",
    "Session",
    "Work",
    "bundle",
    "exporters",
    "load",
    "setup",
]
#: Where the names are that don't stand in the module of the catalogue, which has all classes of records.
_MODULES = {"I18n": "synthkit.i18n", "bundle": "synthkit.export", "exporters": "synthkit.export"}


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is first used (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'synthkit' has no attribute '{name}'")
    return getattr(import_module(_MODULES.get(name, "synthkit.model.catalogue")), name)


def load(path: Path | str) -> Catalogue:
    """The catalogue of a ``synthkit.json``, which the website of each book has at its top.

    Raises OSError where the file can't be read, ``synthkit.model.serialization.StoreError`` (a ValueError) where it
    is no catalogue, or one of a later version.
    """
    from synthkit.model import serialization

    with open(path, encoding="utf-8") as file:
        return serialization.load(file.read())


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension; Sphinx is loaded here and nowhere below."""
    from synthkit.sphinx import setup as setup_extension

    return setup_extension(app)
