"""An entry of a bibliography as the CSL engine made it, for pybtex and its backends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pybtex_docutils
from pybtex.richtext import BaseText, HRef, Tag, Text
from pybtex.style import FormattedEntry

from synthkit.csl.rich_text import Segment
from synthkit.csl.style import Label
from synthkit.csl.work import Hints
from synthkit.sphinx.node_helpers import LANGUAGE, foreign, small_caps

_TAGS = {"i": "em", "b": "strong", "sup": "sup", "sub": "sub", "sc": "sc"}
pybtex_docutils.Backend.tags["sc"] = small_caps  # type: ignore[assignment]  # it calls them
#: Set apart in an entry's label: what names the authors, what names the year.
SPLIT = "\x1f"


class CslEntry(FormattedEntry):  # type: ignore[misc]
    """An entry that becomes a text of pybtex when it is shown: each build loads all of them.

    ``names`` are those it begins with, where the style has a sign for them; ``hints`` tell it from others.
    """

    def __init__(self, key: str, segments: Sequence[Segment], label: str, names: str, hints: Hints) -> None:
        self.key, self.segments, self.label, self.names, self.hints = key, segments, label, names, hints

    def with_number(self, number: int) -> CslEntry:
        """The same entry under another number."""
        first, *rest = self.segments
        first = replace(first, text=re.sub(r"\d+", str(number), first.text, count=1))
        label = SPLIT.join((str(number), label_of(self).who, str(number)))
        return CslEntry(self.key, (first, *rest), label, self.names, replace(self.hints, number=number))

    @property
    def text(self) -> Text:
        """As pybtex wants it."""
        return Text(*map(rich, self.segments))


def label_of(entry: FormattedEntry) -> Label:
    """The label of an entry in its parts; an entry of another style than ours has but one text for all of them."""
    parts = str(entry.label).split(SPLIT)
    return Label(*parts) if len(parts) > 1 else Label(*parts * 3)


def rich(segment: Segment) -> BaseText:
    """A segment as a text of pybtex."""
    text = Tag(_TAGS[segment.emphasis], segment.text) if segment.emphasis else Text(segment.text)
    if segment.language:
        mark = LANGUAGE + segment.language
        pybtex_docutils.Backend.tags[mark] = partial(foreign, segment.language)  # type: ignore[assignment]
        text = Tag(mark, text)
    return HRef(segment.url, text) if segment.url else text
