"""A programme as a picture to scale: what follows what, what stands side by side, and what can't be placed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

from synthkit.model.events import Event, Session, Slot, day_of, hours
from synthkit.model.ids import grouped
from synthkit.schema import SessionKind

#: Who draws it has so many columns and lines of a grid; what needs more is a list.
MOST_TRACKS, MOST_LINES = 6, 40


@dataclass(frozen=True, slots=True)
class Block:
    """A session in the picture. ``start`` and ``end`` are minutes (``events.hours``); ``track`` is its column, from 1.

    ``inside`` has the parts of a block as a picture of their own, where each of them has its times; else it is empty.
    """

    slot: Slot
    start: int
    end: int
    track: int = 1
    inside: tuple[Stretch | Gap, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sessions that overlap, directly or through others; mostly one alone. Ordered by start, then by column."""

    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        """When the first begins."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """When the last is over."""
        return self.lines[-1]

    @property
    def tracks(self) -> int:
        """How many columns it needs."""
        return max(block.track for block in self.blocks)

    @property
    def lines(self) -> tuple[int, ...]:
        """The minutes at which something begins or ends, in order."""
        return tuple(sorted({minute for block in self.blocks for minute in (block.start, block.end)}))

    @property
    def fits(self) -> bool:
        """Whether it can be drawn in a grid."""
        return self.tracks <= MOST_TRACKS and len(self.lines) <= MOST_LINES


@dataclass(frozen=True, slots=True)
class Gap:
    """Minutes between two stretches, of which the programme says nothing."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a programme: ``date`` is None where it isn't known, ``slots`` are all of it in order.

    ``items`` is the picture: they follow each other; a Slot among them has a start or an end alone, and so no
    length. ``untimed`` are the slots with neither.
    """

    date: dt.date | None
    slots: tuple[Slot, ...]
    items: tuple[Stretch | Gap | Slot, ...]
    untimed: tuple[Slot, ...] = ()


#: What stands on a day: a Slot has a start or an end alone.
Item = TypeVar("Item", bound=Stretch | Slot)


def days(event: Event, slots: Iterable[Slot]) -> tuple[Day, ...]:
    """The days of a programme in order, sessions whose day isn't known last.

    ``slots`` come in the order of the programme. A session that states no day is on the event's, when it has but one.
    """
    by_date = grouped((day_of(event, slot.session), slot) for slot in slots)
    dates = sorted(by_date, key=lambda date: date or dt.date.max)
    return tuple(_day(event, date, by_date[date]) for date in dates)


def _day(event: Event, date: dt.date | None, slots: tuple[Slot, ...]) -> Day:
    items: list[Stretch | Slot] = []
    placed, rest = _blocks(event, slots)
    items += _stretches(placed)
    for slot in rest:
        start, end = hours(slot.session, event)
        minute = end if start is None else start
        if minute is not None:
            # behind all that starts by then; where only its end is known, before what starts then
            latest = minute if slot.session.start else minute - 1
            later = (place for place, item in enumerate(items) if isinstance(item, Stretch) and item.start > latest)
            items.insert(next(later, len(items)), slot)
    untimed = tuple(slot for slot in rest if slot.session.start is None and slot.session.end is None)
    return Day(date, slots, _with_gaps(items), untimed)


def _blocks(event: Event, slots: Iterable[Slot]) -> tuple[list[Block], list[Slot]]:
    """Slots with their place, and those that have no length."""
    placed, rest = [], []
    for slot in slots:
        start, end = hours(slot.session, event)
        parts, unplaced = _blocks(event, map(Slot, slot.parts))
        if start is None or end is None or end <= start:
            rest.append(slot)
            continue
        is_whole = parts and not unplaced and all(start <= part.start and part.end <= end for part in parts)
        inside = _with_gaps(_stretches(parts), start, end) if is_whole else ()
        placed.append(Block(slot, start, end, inside=inside))
    return placed, rest


def _stretches(blocks: Iterable[Block]) -> list[Stretch]:
    """Blocks in order of start, those that overlap together; each room has a column where rooms allow it."""
    found: list[list[Block]] = []
    end = 0
    for block in sorted(blocks, key=lambda block: block.start):
        if found and block.start < end:
            found[-1].append(block)
        else:
            found.append([block])
        end = max(end, block.end)
    return [Stretch(_in_columns(together)) for together in found]


def _in_columns(blocks: list[Block]) -> tuple[Block, ...]:
    """Each room's blocks in a column of their own; else each block in the first column that is free when it starts."""
    rooms = grouped((block.slot.session.room, block) for block in blocks)
    columns = [sorted(rooms).index(block.slot.session.room) for block in blocks]
    if "" in rooms or any(other.start < one.end for of in rooms.values() for one, other in pairwise(of)):
        columns = []
        ends: list[int] = []
        for block in blocks:
            column = next((column for column, end in enumerate(ends) if end <= block.start), len(ends))
            ends[column : column + 1] = [block.end]
            columns.append(column)
    placed = [replace(block, track=column + 1) for block, column in zip(blocks, columns, strict=True)]
    return tuple(sorted(placed, key=lambda block: (block.start, block.track)))


def _with_gaps(items: Iterable[Item], start: int | None = None, end: int | None = None) -> tuple[Item | Gap, ...]:
    """Items with what lies between two stretches; a session of one known time may last through it, so none is there."""
    found: list[Item | Gap] = []
    since = start
    for item in items:
        if isinstance(item, Stretch) and since is not None and since < item.start:
            found.append(Gap(since, item.start))
        since = item.end if isinstance(item, Stretch) else None
        found.append(item)
    if since is not None and end is not None and since < end:
        found.append(Gap(since, end))
    return tuple(found)


def scale(days: Iterable[Day]) -> int:
    """How many twentieths of a line's height a minute is drawn, from 2 to 6, the same for all days of a programme.

    The shortest session gets three and a half lines as long as the longest day stays below a hundred and ten.
    """
    drawn = [[item for item in day.items if isinstance(item, Stretch)] for day in days]
    longest = max((day[-1].end - day[0].start for day in drawn if day), default=0)
    if not longest:
        return 2
    blocks = (block for day in drawn for item in day for block in item.blocks)
    lengths = (block.minutes for block in blocks if block.slot.session.kind not in _QUIET)
    return max(2, min(6, int(20 * min(3.5 / min(lengths, default=30), 110 / longest))))


_QUIET = frozenset({SessionKind.BREAK, SessionKind.DISCUSSION})


def entries(slots: Iterable[Slot]) -> Iterator[Session]:
    """What of a programme goes into a calendar, each once: of a block its parts, where each of them has its times."""
    seen: set[str] = set()
    for slot in slots:
        if slot.session.id in seen:
            continue
        seen.add(slot.session.id)
        if not slot.session.kind.cited_as and slot.parts and all(part.start and part.end for part in slot.parts):
            yield from (part for part in slot.parts if part.kind is not SessionKind.BREAK)
        elif slot.session.kind is not SessionKind.BREAK:
            yield slot.session


def moments(found: Session, of: Event | None) -> tuple[dt.datetime, dt.datetime] | None:
    """Start and end in the event's zone, or without one where it has none.

    None when one of them isn't known, or the end isn't after the start.
    """
    day = day_of(of, found) if of else None
    if of is None or day is None:
        return None
    first, last = hours(found, of)
    if first is None or last is None or last <= first:
        return None
    zone = ZoneInfo(of.timezone) if of.timezone else None
    try:
        # hours of the clock, which may be put forward or back that night
        midnight = dt.datetime.combine(day, dt.time())
        start, end = ((midnight + dt.timedelta(minutes=at)).replace(tzinfo=zone) for at in (first, last))
        is_span = start.astimezone(dt.UTC) < end.astimezone(dt.UTC)
    except OverflowError:  # the first and the last day of the calendar have no neighbour
        return None
    return (start, end) if is_span else None
