"""A picture of the themes of an event: a row for each keyword that several sessions share, along its programme.

A mark is a session that has the keyword, its number the session's place in the programme. What the picture shows
stands in words beside it; it is drawn for the eye and the mouse alone.
"""

from collections.abc import Callable
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from synthkit.index.headings import subjects
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session
from synthkit.model.ids import folded, grouped
from synthkit.schema import SessionKind

#: Of the picture, in its own units, which are pixels where there is room: from mark to mark, from row to row, a mark's
#: radius, the margin, what a break adds between two marks, where the line of a row runs below its name.
_STEP, _ROW, _RADIUS, _MARGIN, _GAP, _LINE = 36, 58, 13, 2, 12, 32
#: A wider picture keeps its size and scrolls; a narrower one shrinks to a phone's width and stays readable.
WIDEST = 480


class Theme(NamedTuple):
    """A keyword as the index spells it, and the places of its sessions in the map's, from 0."""

    word: str
    places: tuple[int, ...]


class ThemeMap(NamedTuple):
    """An event's citable sessions in order, and what they share.

    ``breaks`` are the places of sessions that follow a break or begin a day, but for the first. Themes of the
    beginning of the programme stand first.
    """

    sessions: tuple[Session, ...]
    themes: tuple[Theme, ...]
    breaks: frozenset[int] = frozenset()

    def words_of(self, place: int) -> tuple[str, ...]:
        """The themes a session shares with others."""
        return tuple(theme.word for theme in self.themes if place in theme.places)


def theme_map(catalogue: Catalogue, event: Event) -> ThemeMap:
    """The themes of an event; none where no two sessions have a keyword in common."""
    sessions: list[Session] = []
    breaks: set[int] = set()
    for slot in catalogue.programme(event):
        for session in (slot.session, *slot.parts):
            is_new_day = bool(sessions) and session.day != sessions[-1].day
            if session.kind is SessionKind.BREAK or is_new_day:
                breaks.add(len(sessions))
            if session.is_citable:
                sessions.append(session)
    words = ((folded(word), place) for place, session in enumerate(sessions) for word in session.keywords)
    places = grouped(dict.fromkeys(words))
    headings = subjects(word for session in sessions for word in session.keywords)
    shared = [Theme(one.shown, places[one.target]) for one in headings if len(places[one.target]) > 1]
    themes = sorted(shared, key=lambda theme: sum(theme.places) / len(theme.places))  # of equals in dictionary order
    return ThemeMap(tuple(sessions), tuple(themes), frozenset(breaks - {0, len(sessions)}))


def drawn(found: ThemeMap, address: Callable[[Session], str]) -> str:
    """The map as SVG for an HTML page, coloured by classes; each mark leads to its session.

    It is hidden from whoever doesn't see it and left out by the tab key: the words beside it have the same links.
    """
    across: list[int] = []
    for place in range(len(found.sessions)):
        gap = _GAP if place in found.breaks else 0
        across.append(across[-1] + _STEP + gap if across else _MARGIN + _RADIUS)
    width = across[-1] + _RADIUS + _MARGIN
    height = len(found.themes) * _ROW
    size = "synth-map synth-map-wide" if width > WIDEST else "synth-map"
    parts = [
        f'<div class="{size}"><svg viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' aria-hidden="true" focusable="false">'
    ]
    for place in sorted(found.breaks):
        x = (across[place - 1] + across[place]) / 2
        parts.append(f'<line class="synth-map-break" x1="{x:g}" y1="0" x2="{x:g}" y2="{height}"/>')
    for row, theme in enumerate(found.themes):
        top, middle = row * _ROW, row * _ROW + _LINE + 4
        parts += [
            f'<text class="synth-map-word" x="{_MARGIN}" y="{top + 15}">{escape(theme.word)}</text>',
            f'<line class="synth-map-line" x1="{_MARGIN}" y1="{middle}" x2="{across[-1] + _RADIUS}" y2="{middle}"/>',
        ]
        for place in theme.places:
            session, x = found.sessions[place], across[place]
            parts.append(
                f'<a href={quoteattr(address(session))} tabindex="-1">'
                f"<title>{escape(f'{place + 1}. {session.title or session.id}')}</title>"
                f'<circle cx="{x}" cy="{middle}" r="{_RADIUS}"/>'
                f'<text class="synth-map-number" x="{x}" y="{middle + 5}">{place + 1}</text></a>'
            )
    return "".join([*parts, "</svg></div>"])
