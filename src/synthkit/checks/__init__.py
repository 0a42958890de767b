"""Checks: a catalogue in, problems out. A file is a topic; its ``CHECK`` is found here."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from synthkit.diagnostics import Problem
from synthkit.model.catalogue import Catalogue
from synthkit.registry import plugins

Check = Callable[[Catalogue], Iterable[Problem]]


@cache
def topics() -> tuple[Check, ...]:
    """The check of each topic."""
    return tuple(plugins(sys.modules[__name__], "CHECK"))


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """All problems of a catalogue, topic by topic, in document order within each."""
    for topic in topics():
        yield from topic(catalogue)
