"""A programme as a picture to scale, in HTML: lists in the order of the day, laid out by classes and a style sheet.

No element has a style of its own, so a page may forbid them (Content-Security-Policy). The classes are a closed set:
how long something lasts (``synth-h1 synth-m20``), from which line of a grid to which (``synth-from-2 synth-to-5``),
in which of its columns (``synth-track-2``).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from docutils import nodes

from synthkit.i18n import N_
from synthkit.model.events import Event, Session, Slot, hours
from synthkit.model.schedule import Block, Day, Gap, Stretch, scale
from synthkit.schema import Attendance, SessionKind
from synthkit.sphinx.node_helpers import Inline, paragraph, pieces, stated
from synthkit.sphinx.nodes import html_block, html_inline
from synthkit.sphinx.render import calendar_links, people
from synthkit.sphinx.render.context import RenderContext

#: Gaps from this many minutes on are named; shorter ones are the way from room to room.
_NAMED_GAP = 20
#: No gap is drawn longer, but for its words.
_LONGEST_GAP = 60
_DAY = 24 * 60


def day_names(page: RenderContext, days: tuple[Day, ...]) -> list[str]:
    """What each day is called; empty for the only one of an event without a date."""
    unknown = page.i18n(N_("Day not announced")) if len(days) > 1 else ""
    words = [page.i18n.date(day.date, weekday=True) if day.date else unknown for day in days]
    return [name[:1].upper() + name[1:] for name in words]


def facets(page: RenderContext, session: Session) -> list[str]:
    """What a programme says of a session beside its time, its title and its people."""
    is_part = session.part_of and session.kind is SessionKind.TALK
    is_expected = not session.kind.has_page or is_part or page.catalogue.parts(session)
    words = (
        page.i18n(session.status.label) if session.is_cancelled else "",
        "" if is_expected else page.i18n(session.kind.label),
        session.track,
        session.room,
        session.venue,
        "" if session.attendance is Attendance.ON_SITE else page.i18n(session.attendance.label),
    )
    return [one for one in words if one]


def programme(page: RenderContext, event: Event, days: tuple[Day, ...], level: int) -> list[nodes.Node]:
    """Each day under its name, as a heading of that level; sessions without times in a list behind it."""
    found: list[nodes.Node] = []
    for number, (day, words) in enumerate(zip(days, day_names(page, days), strict=True), start=1):
        anchor = f"{event.id}-programme-{number}"
        if words:
            found.append(nodes.rubric("", words, ids=[anchor], **{"heading-level": min(level, 6)}))
        drawn = _Drawn(page, event, day.date)
        if day.items:
            items = [drawn.item(item) for item in day.items]
            found.append(_list(*items, classes=["synth-timeline", f"synth-scale-{scale(days)}"]))
        if day.untimed:
            if day.items:
                name = page.i18n(N_("Without a time of their own"))
                below = {"heading-level": min(level + bool(words), 6)}
                found.append(nodes.rubric("", name, classes=["synth-untimed-name"], **below))
            untimed = [_element("li", drawn.session(slot)) for slot in day.untimed]
            found.append(_list(*untimed, classes=["synth-untimed"], tag="ul"))
    if any(isinstance(item, Stretch) for day in days for item in day.items):
        words = page.i18n(N_("The bar at the left of a session is as long as the session lasts."))
        found.append(paragraph(words, classes=["synth-legend"]))
    found += stated(calendar_links.programme_link(page, event), classes=["synth-calendar"])
    of = {"data-event": str(event.id), "data-book": page.catalogue.publication.id}
    return [html_block("", *found, tag="div", classes=["synth-schedule"], attributes_of_tag=of)]


@dataclass(frozen=True)
class _Drawn:
    """The items of one day as elements of lists."""

    page: RenderContext
    event: Event
    date: dt.date | None

    def item(self, item: Stretch | Gap | Slot, *, is_inner: bool = False) -> nodes.Node:
        """One thing after another: its time, and beside it what happens; within a block times have no column."""
        if isinstance(item, Gap):
            return self._gap(item, is_inner=is_inner)
        if isinstance(item, Slot):
            return _element("li", self._time(item.session), self.session(item), classes=["synth-open"])
        if len(item.blocks) == 1:
            (block,) = item.blocks
            session = self.session(block.slot, block, is_timed=is_inner)
            if is_inner:
                return _element("li", session)
            return _element("li", self._time(block.slot.session), session, classes=["synth-at"])
        words = self.page.i18n(N_("in parallel"))
        beside = nodes.inline(words, words, classes=["synth-parallel-name"])
        head = paragraph(*self._span(item.start, item.end), ", ", beside, classes=["synth-time"])
        return _element("li", *([] if is_inner else [head]), self._beside(item), classes=["synth-parallel"])

    def session(self, slot: Slot, block: Block | None = None, *, is_timed: bool = False) -> html_block:
        """A session with what it is, who speaks, and its parts; as long as it lasts where that is known."""
        session = slot.session
        head = html_block("", *self._described(session, is_timed=is_timed), tag="div", classes=["synth-told"])
        inside: list[nodes.Node] = []
        if block and block.inside:
            inside = [_list(*(self.item(item, is_inner=True) for item in block.inside), classes=["synth-inside"])]
        elif slot.parts:
            parts = [_element("li", self.session(Slot(part), is_timed=True)) for part in slot.parts]
            inside = [_list(*parts, classes=["synth-parts-of"])]
        lasting = _lasting(block.minutes) if block else []
        classes = ["synth-item", f"synth-is-{session.kind}", *lasting, *(["synth-whole"] if inside else [])]
        classes += ["synth-is-cancelled"] if session.is_cancelled else []
        start, end = hours(session, self.event)
        facts = {"data-session": str(session.id), "data-place": session.place_in(self.event)}
        facts |= {name: self._iso(minute) for name, minute in (("data-start", start), ("data-end", end)) if minute}
        facts = {name: text for name, text in facts.items() if text}
        return html_block("", head, *inside, tag="div", classes=classes, session=session.id, attributes_of_tag=facts)

    def _beside(self, stretch: Stretch) -> html_block:
        """Sessions at the same time: columns of a grid, whose lines are the minutes at which one begins or ends."""
        lines = {minute: number for number, minute in enumerate(stretch.lines, start=1)}
        items: list[nodes.Node] = []
        for block in stretch.blocks:
            place = [f"synth-from-{lines[block.start]}", f"synth-to-{lines[block.end]}", f"synth-track-{block.track}"]
            session = self.session(block.slot, block, is_timed=True)
            items.append(_element("li", session, classes=place if stretch.fits else []))
        if stretch.fits:
            for row, (start, end) in enumerate(pairwise(stretch.lines), start=1):
                classes = ["synth-row", f"synth-from-{row}", *_lasting(end - start)]
                items.append(_element("li", classes=classes, **{"aria-hidden": "true"}))
        classes = ["synth-beside", *([f"synth-tracks-{stretch.tracks}"] if stretch.fits else [])]
        return _list(*items, classes=classes)

    def _gap(self, gap: Gap, *, is_inner: bool) -> nodes.Node:
        lasting = _lasting(gap.minutes if is_inner else min(gap.minutes, _LONGEST_GAP))
        if is_inner or gap.minutes < _NAMED_GAP:
            return _element("li", classes=["synth-gap", *lasting], **{"aria-hidden": "true"})
        time = paragraph(*self._span(gap.start, gap.end), classes=["synth-time"])
        words = paragraph(self.page.i18n(N_("Nothing in the programme")), classes=["synth-nothing"])
        torn = ["synth-torn"] if gap.minutes > _LONGEST_GAP else []
        return _element("li", time, words, classes=["synth-gap", *torn, *lasting])

    def _described(self, session: Session, *, is_timed: bool) -> list[nodes.Node]:
        """The time where nothing else tells it, title, people, kind and room, a line each."""
        page = self.page
        title: nodes.Node = page.link(session)
        if not session.kind.has_page:
            title = nodes.inline(session.title, session.title)
        found: list[nodes.Node] = [self._time(session)] if is_timed and (session.start or session.end) else []
        # no paragraph: a bold one looks like a heading to those who look for headings
        found.append(html_inline("", "", title, tag="div", classes=["synth-what"]))
        credited = people.programme_lines(page, page.catalogue.attributions(session))
        found += [paragraph(*line, classes=["synth-who"]) for line in credited]
        return [*found, *stated(" · ".join(facets(page, session)), classes=["synth-facet"])]

    def _time(self, session: Session) -> nodes.paragraph:
        return paragraph(*self._span(*hours(session, self.event)), classes=["synth-time"])

    def _span(self, start: int | None, end: int | None) -> Inline:
        """« 9 h 35 – 10 h 55 », one end alone shown as such, each time for machines too."""
        if start is not None and end is not None:
            return pieces(self._moment(start), "\u00a0– ", self._moment(end))
        minute = end if start is None else start
        if minute is None:
            return []
        before, after = self.page.i18n(N_("until %s") if start is None else N_("from %s")).split("%s")
        return pieces(before, self._moment(minute), after)

    def _moment(self, minute: int) -> html_inline:
        time = dt.time(*divmod(minute % _DAY, 60))
        words = self.page.i18n.time(time)
        machine = self._iso(minute) or f"{time:%H:%M}"
        return html_inline(words, words, tag="time", attributes_of_tag={"datetime": machine})

    def _iso(self, minute: int) -> str:
        """Day and time for machines; empty without a day."""
        if not self.date or self.date == dt.date.max:
            return ""
        time = dt.datetime.combine(self.date, dt.time(), ZoneInfo(self.event.timezone) if self.event.timezone else None)
        return (time + dt.timedelta(minutes=minute)).isoformat(timespec="minutes")


def _lasting(minutes: int) -> list[str]:
    hours, rest = divmod(minutes, 60)
    return ["synth-lasting", *([f"synth-h{hours}"] if hours else []), *([f"synth-m{rest}"] if rest else [])]


def _list(*items: nodes.Node, classes: Iterable[str], tag: str = "ol") -> html_block:
    # a list without its marks is no list to VoiceOver, unless it is said to be one
    return html_block("", *items, tag=tag, classes=list(classes), attributes_of_tag={"role": "list"})


def _element(tag: str, *children: nodes.Node, classes: Iterable[str] = (), **attributes: str) -> html_block:
    return html_block("", *children, tag=tag, classes=list(classes), attributes_of_tag=attributes)
