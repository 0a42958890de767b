"""Formatted text in segments: what the style engine's runs show, with the addresses in it linked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from synthkit.csl.inline import Run

_EMPHASES = {"italic": "i", "oblique": "i", "bold": "b", "sup": "sup", "sub": "sub", "small-caps": "sc"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text: ``emphasis`` is "", the HTML tag it is set in or ``sc`` for small capitals; ``url`` its target.

    ``language`` is that of a title which is in another than the reference around it.
    """

    text: str
    emphasis: str = ""
    url: str = ""
    language: str = ""


def plain(segments: Iterable[Segment]) -> str:
    """The text of segments, without emphasis and links."""
    return "".join(segment.text for segment in segments)


def segments(runs: Iterable[Run], links: Mapping[str, str]) -> list[Segment]:
    """The segments of an entry; ``links`` are the texts in it that lead somewhere, with the address."""
    found: list[Segment] = []
    longest_first = sorted(filter(None, links), key=len, reverse=True)
    link = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
    for emphasis, group in groupby(runs, key=_emphasis):
        text = "".join(run.text for run in group)
        end = 0
        for place in link.finditer(text) if link else ():
            found += [Segment(text[end : place.start()], emphasis), Segment(place[0], emphasis, links[place[0]])]
            end = place.end()
        found.append(Segment(text[end:], emphasis))
    return [segment for segment in found if segment.text]


def in_language(found: Iterable[Segment], title: str, language: str) -> list[Segment]:
    """The segments, with the title in them a segment of its own, in its language."""
    split: list[Segment] = []
    for one in found:
        before, held, after = one.text.partition(title) if title and not one.url else (one.text, "", "")
        split += [replace(one, text=before), replace(one, text=held, language=language), replace(one, text=after)]
    return [segment for segment in split if segment.text]


def _emphasis(run: Run) -> str:
    return next((_EMPHASES[value] for value in reversed(run.formats) if value in _EMPHASES), "")
