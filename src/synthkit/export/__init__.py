"""Formats of citations and of programmes. A file is a format: its ``EXPORTER`` or ``PROGRAMME`` is found here and
offered wherever formats are listed. ``cff.py`` is of the whole book.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from synthkit.export._exporter import Bundle, Exporter, ProgrammeExporter
from synthkit.export.csl_json import item
from synthkit.i18n import I18n
from synthkit.model.works import Work
from synthkit.registry import plugins

__all__ = ["Bundle", "Exporter", "ProgrammeExporter", "bundle", "exporters", "programmes"]


def exporters() -> tuple[Exporter, ...]:
    """All formats, in the order in which they are offered."""
    return plugins(__name__, "EXPORTER")


def programmes() -> tuple[ProgrammeExporter, ...]:
    """All formats of programmes, in the order of their files."""
    return plugins(__name__, "PROGRAMME")


def bundle(
    works: Iterable[Work], i18n: I18n, items: Iterable[Mapping[str, object]] = (), entries: Iterable[Any] = ()
) -> Bundle:
    """Works, and references behind them, as every format takes them."""
    works = list(works)
    return Bundle(works, i18n, [*(item(work, i18n) for work in works), *items], list(entries))
