"""Checks: a catalogue in, problems out; one file, one topic, every topic listed here."""

from __future__ import annotations

from collections.abc import Iterable

from synthkit.checks import credits, identity, schedule
from synthkit.diagnostics import Problem
from synthkit.model.catalogue import Catalogue

_TOPICS = (identity.check, schedule.check, credits.check)


def check(catalogue: Catalogue) -> Iterable[Problem]:
    """All problems of a catalogue, topic by topic, in document order within each."""
    for topic in _TOPICS:
        yield from topic(catalogue)
