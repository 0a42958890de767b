"""Formatted text in runs: what the style engine's HTML says, without its markup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from synthkit.csl import processor

_KEPT_TAGS = frozenset({"i", "b", "sup", "sub"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text: ``emphasis`` is "" or the HTML tag it is set in, ``url`` where it leads."""

    text: str
    emphasis: str = ""
    url: str = ""


def plain(segments: list[Segment] | tuple[Segment, ...]) -> str:
    """The text of segments, without emphasis and links."""
    return "".join(segment.text for segment in segments)


def runs(markup: str, links: Mapping[str, str]) -> list[Segment]:
    """The runs of an entry; ``links`` are the texts in it that lead somewhere, with the address."""
    parser = _Markup(links)
    parser.feed(markup)
    parser.close()
    return parser.found


class _Markup(HTMLParser):
    """The processor's HTML as segments."""

    def __init__(self, links: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Segment] = []
        self._open: list[str] = []
        self._links = links
        longest_first = sorted(filter(None, links), key=len, reverse=True)
        self._link = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An emphasis begins."""
        self._open.append(tag if tag in _KEPT_TAGS else "")

    def handle_endtag(self, tag: str) -> None:
        """An emphasis ends."""
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text, with the addresses in it linked."""
        text = processor.unshielded(data)
        emphasis = next((tag for tag in reversed(self._open) if tag), "")
        end = 0
        for link in self._link.finditer(text) if self._link else ():
            self._add(text[end : link.start()], emphasis)
            self.found.append(Segment(link[0], emphasis, self._links[link[0]]))
            end = link.end()
        self._add(text[end:], emphasis)

    def _add(self, text: str, emphasis: str) -> None:
        if text:
            self.found.append(Segment(text, emphasis))
