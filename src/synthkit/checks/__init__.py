"""Checks: a catalogue in, problems out. A file is a topic; its ``CHECK`` is found here."""

from collections.abc import Iterator

from synthkit.diagnostics import Code, Problem
from synthkit.model.catalogue import Catalogue, Record
from synthkit.registry import plugins


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """All problems of a catalogue, topic by topic, in document order within each."""
    for topic in plugins(__name__, "CHECK"):
        yield from topic(catalogue)


def problem(record: Record, code: Code, message: str, **values: object) -> Problem:
    """A problem of a record, with its id."""
    return Problem(code, message, record.where, {"id": record.id, **values})
