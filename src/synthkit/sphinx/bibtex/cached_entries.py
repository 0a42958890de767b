"""The entries of the bibliographies as they were formatted, kept packed: the next build unpacks those it shows.

As objects they would be a third of Sphinx's environment, which each build loads and writes whole.
"""

import logging
import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from pybtex.database import Entry
from pybtex.style import FormattedEntry
from sphinx.util.logging import is_suppressed_warning
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import Citation

#: Where sphinxcontrib-bibtex tells what it finds while it formats.
_LOGGER = "sphinx.sphinxcontrib.bibtex.domain"


class Listed(NamedTuple):
    """An entry of a bibliography: how it is found, and packed how it reads."""

    citation_id: str
    bibliography: tuple[str, str]
    key: str
    entry_key: str
    formatted: bytes


class Rows(NamedTuple):
    """All of them, in their order, and a digest of what they were made of; empty where they are to be made again."""

    made_of: str = ""
    rows: tuple[Listed, ...] = ()


def packed(citations: Iterable[Citation]) -> tuple[Listed, ...]:
    """Citations, in the words of sphinxcontrib-bibtex, as they are kept."""
    return tuple(
        Listed(
            citation.citation_id,
            (citation.bibliography_key.docname, citation.bibliography_key.id_),
            citation.key,
            citation.entry.key,
            pickle.dumps((citation.formatted_entry, citation.tooltip_entry), pickle.HIGHEST_PROTOCOL),
        )
        for citation in citations
    )


def unpacked(row: Listed, entry: Entry) -> Citation:
    """The citation that was packed; ``entry`` is that of its key."""
    formatted: tuple[FormattedEntry, FormattedEntry | None] = pickle.loads(row.formatted)
    return Citation(row.citation_id, BibliographyKey(*row.bibliography), row.key, entry, *formatted)


@contextmanager
def warnings_counted(suppressed: Sequence[str]) -> Iterator[list[logging.LogRecord]]:
    """What sphinxcontrib-bibtex warns of meanwhile, but for what the settings suppress."""
    told: list[logging.LogRecord] = []

    class Counting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kind, detail = getattr(record, "type", ""), getattr(record, "subtype", "")
            if not is_suppressed_warning(kind, detail, suppressed):
                told.append(record)

    logger, handler = logging.getLogger(_LOGGER), Counting(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield told
    finally:
        logger.removeHandler(handler)
