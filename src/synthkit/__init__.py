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

    from synthkit.i18n import I18n
    from synthkit.model.catalogue import Catalogue
    from synthkit.model.events import Event, Session
    from synthkit.model.people import Person
    from synthkit.model.works import Chapter, Publication, Work

__version__ = "0.1.0"
__all__ = ["Catalogue", "Chapter", "Event", "I18n", "Person", "Publication", "Session", "Work", "load", "setup"]


def __getattr__(name: str) -> Any:
    """A record's class, loaded when it is first used (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'synthkit' has no attribute '{name}'")
    # the module of the catalogue has all classes of records
    return getattr(import_module("synthkit.i18n" if name == "I18n" else "synthkit.model.catalogue"), name)


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
